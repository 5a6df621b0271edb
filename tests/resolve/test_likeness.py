"""What shared numbers of dead, days, towns and places within a town tell of two reports."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

import pytest

from conflict_ledger.records import DateRange, DocumentFacts
from conflict_ledger.resolve.corpus import Corpus, corpus_of
from conflict_ledger.resolve.geocode import choose_place
from conflict_ledger.resolve.likeness import link_score
from conflict_ledger.resolve.link_points import (
    LINK,
    LONG_ENOUGH,
    ONE_STORY,
    ONE_WORDING,
    OWN_NAME_WEIGHT,
    SAME_TEXT,
    STORY_WORDS,
)
from conflict_ledger.resolve.profiles import Profile, profile
from conflict_ledger.resolve.stories import Stories, Story
from tests.assemble.reading import read


def corpus(items: list[Profile]) -> Corpus:
    """The mentions as a corpus of articles without words."""
    return corpus_of(items, {item.mention.document_id: without_words(item.mention.document_id) for item in items})


def without_words(document_id: str) -> DocumentFacts:
    return DocumentFacts(document_id=document_id, published_on=None, source=None, duplicate_of=None)


def report() -> Profile:
    extraction = read("Rebels killed nine people in Goma on Monday.")
    (mention,) = extraction.event_mentions
    return profile(mention, choose_place(mention.places, extraction.places), extraction.claims)


@pytest.mark.parametrize(
    ("one", "other", "points"),
    [
        ({8}, {8, 40}, 2 * LINK["same_number"]),
        ({900}, {900}, LINK["same_number_most"]),
        ({2}, {2}, 0.0),
        ({9}, {12}, LINK["other_number"]),
        ({9}, set(), 0.0),
    ],
)
def test_the_toll_of_many_deeds_tells_nothing(one: set[int], other: set[int], points: float) -> None:
    base = report()
    words = corpus([base])
    without = link_score(replace(base, numbers=frozenset()), base, words)
    both = link_score(replace(base, numbers=frozenset(one)), replace(base, numbers=frozenset(other)), words)
    assert both is not None and without is not None
    assert both - without == pytest.approx(points)


def points(one: Profile, other: Profile) -> float:
    found = link_score(one, other, corpus([one, other]))
    assert found is not None
    return found


def test_another_place_of_one_kind_within_the_town_speaks_against() -> None:
    base = report()
    church, other, school = (
        replace(base, mention=replace(base.mention, sites=(site,)))
        for site in ("worship:pl", "worship:mnc", "school:mnc")
    )
    assert points(church, other) - points(church, church) == pytest.approx(LINK["other_site"])
    assert points(church, school) == points(church, church)


def on(item: Profile, *days: int) -> Profile:
    days_of_may = DateRange(earliest=date(2021, 5, days[0]), latest=date(2021, 5, days[-1]))
    return replace(item, mention=replace(item.mention, event_on=days_of_may))


def test_the_day_after_tells_less_than_days_that_meet() -> None:
    base = report()
    assert points(on(base, 3), on(base, 2, 3)) - points(on(base, 3), on(base, 4)) == pytest.approx(
        LINK["days_overlap"] - LINK["next_day"]
    )


def test_an_article_that_came_out_before_the_day_does_not_tell_of_it() -> None:
    base = report()
    evening, next_day = (replace(on(base, 3), published_on=date(2021, 5, day)) for day in (3, 4))
    counted = replace(on(base, 4), published_on=None)  # from a weekday, which may be a day off
    written = replace(counted, mention=replace(counted.mention, date_basis="stated"))
    days = replace(on(base, 4, 6), published_on=None)
    words = corpus([base])
    assert link_score(evening, days, words) is None
    assert link_score(next_day, days, words) is not None
    assert link_score(evening, written, words) is None
    assert link_score(written, evening, words) is None
    assert link_score(next_day, written, words) is not None
    assert link_score(evening, counted, words) is not None


def test_a_month_agrees_with_each_of_its_days_and_tells_nothing() -> None:
    base = report()
    week, month = on(base, 2, 8), on(base, 1, 31)
    undated = replace(base, mention=replace(base.mention, event_on=None))
    assert points(base, month) == points(base, undated)
    assert points(base, week) - points(base, month) == pytest.approx(LINK["days_overlap"])


def test_two_days_that_are_written_out_contradict_each_other() -> None:
    def based(item: Profile, basis: str) -> Profile:
        return replace(item, mention=replace(item.mention, date_basis=basis))

    def written(item: Profile) -> Profile:
        return based(item, "stated")

    third, fourth = based(on(report(), 3), "weekday"), based(on(report(), 4), "weekday")

    words = corpus([third, fourth])
    assert link_score(written(third), written(fourth), words) is None
    assert link_score(written(third), fourth, words) is not None
    assert link_score(written(third), written(third), words) is not None


def test_a_town_further_off_tells_less() -> None:
    base = report()
    place = base.choice.place
    assert place is not None and place.latitude is not None

    def moved(degrees: float) -> Profile:
        there = replace(place, place_id="there", latitude=(place.latitude or 0) + degrees)
        return replace(base, choice=replace(base.choice, place=there))

    assert points(base, moved(0.05)) - points(base, moved(0.2)) == pytest.approx(
        LINK["same_province"] - LINK["near_town"]
    )
    assert link_score(base, moved(0.5), corpus([base])) is None


class Told(Stories):
    """Articles that are as alike as the test says."""

    def __init__(self, alike: float, size: int = STORY_WORDS) -> None:
        object.__setattr__(self, "story", Story(alike, size))

    def compare(self, one: str, other: str, beside: Collection[int] = ()) -> Story:
        return self.story  # type: ignore[attr-defined, no-any-return]


def scored(one: Profile, other: Profile, alike: float, size: int = STORY_WORDS) -> float | None:
    return link_score(one, other, replace(corpus([one, other]), stories=Told(alike, size)))


def test_articles_on_one_story_are_linked_and_on_unlike_ones_are_not() -> None:
    base = report()
    unlike, usual, one_story = (scored(base, base, alike) for alike in (0.02, 0.11, 0.2))
    assert unlike is not None and usual is not None and one_story is not None
    assert unlike < usual < one_story
    assert one_story - usual == pytest.approx(LINK["story"] * 0.09)


def test_short_notes_are_not_compared_as_stories() -> None:
    base = report()
    assert scored(base, base, 0.02, size=15) == scored(base, base, 0.5, size=15)


@pytest.mark.parametrize(
    ("day", "alike", "size", "linked"),
    [
        (5, ONE_STORY, STORY_WORDS, True),
        (5, ONE_STORY - 0.01, STORY_WORDS, False),
        (5, ONE_STORY, STORY_WORDS - 1, False),
        (20, ONE_STORY, STORY_WORDS, False),
        (20, SAME_TEXT, STORY_WORDS, True),
    ],
)
def test_one_story_may_have_a_wrong_day(day: int, alike: float, size: int, linked: bool) -> None:
    base = report()
    assert (scored(on(base, 3), on(base, day), alike, size) is not None) == linked


def test_one_story_may_have_a_wrong_place_but_not_day_and_place() -> None:
    base = report()
    place = base.choice.place
    assert place is not None
    there = replace(base, choice=replace(base.choice, place=replace(place, place_id="there", latitude=10.0)))
    assert scored(base, there, ONE_STORY) is not None
    assert scored(base, there, ONE_STORY - 0.01) is None
    assert scored(on(base, 3), on(there, 5), ONE_STORY) is None


def test_names_that_only_one_has_speak_against_a_link_where_both_have_such() -> None:
    base = report()
    here, there = (
        replace(base, mention=replace(base.mention, names=(*base.mention.names, name)))
        for name in ("katindo", "birere")
    )
    assert points(here, base) - points(here, there) >= 1.0


@pytest.mark.parametrize(
    ("alike", "size", "weight", "linked"),
    [
        (ONE_WORDING, LONG_ENOUGH - 1, OWN_NAME_WEIGHT, False),
        (ONE_WORDING, LONG_ENOUGH - 1, OWN_NAME_WEIGHT - 0.1, True),
        (ONE_WORDING - 0.01, LONG_ENOUGH - 1, OWN_NAME_WEIGHT, True),
        (ONE_WORDING, LONG_ENOUGH, OWN_NAME_WEIGHT, True),
    ],
)
def test_short_notes_of_one_wording_with_rare_names_of_their_own_are_two_events(
    alike: float, size: int, weight: float, linked: bool
) -> None:
    base = report()
    here, there = (
        replace(base, mention=replace(base.mention, names=(*base.mention.names, name)))
        for name in ("katindo", "birere")
    )
    words = replace(corpus([here, there]), stories=Told(alike, size))
    words = replace(words, weights={word: weight for word in words.weights})
    assert (link_score(here, there, words) is not None) == linked
    assert link_score(here, base, words) is not None  # one of them may be the shorter telling


def test_a_shelling_and_a_car_bomb_are_hardly_one_event() -> None:
    def told(kind: str) -> Profile:
        base = report()
        return replace(base, mention=replace(base.mention, sub_event_type=kind))

    attack, shelling, bomb = map(told, ("Attack", "Shelling/artillery/missile attack", "Suicide bomb"))
    assert points(attack, bomb) - points(shelling, bomb) == pytest.approx(-LINK["other_deed"])
