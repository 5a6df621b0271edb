"""What shared numbers of dead, days, towns and places within a town tell of two reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from conflict_ledger.records import DateRange
from conflict_ledger.resolve.geocode import choose_place
from conflict_ledger.resolve.likeness import LINK, Profile, link_score, profile, word_weights
from tests.assemble.reading import read


def report() -> Profile:
    extraction = read("Rebels killed nine people in Goma on Monday.")
    (mention,) = extraction.event_mentions
    return profile(mention, choose_place(mention.places, extraction.places), extraction.claims)


@pytest.mark.parametrize(
    ("one", "other", "points"),
    [
        ({9}, {9, 40}, LINK["same_number"]),
        ({2}, {2}, 0.0),
        ({9}, {12}, LINK["other_number"]),
        ({9}, set(), 0.0),
    ],
)
def test_the_toll_of_many_deeds_tells_nothing(one: set[int], other: set[int], points: float) -> None:
    base = report()
    weights = word_weights([base])
    without = link_score(replace(base, numbers=frozenset()), base, weights)
    both = link_score(replace(base, numbers=frozenset(one)), replace(base, numbers=frozenset(other)), weights)
    assert both is not None and without is not None
    assert both - without == pytest.approx(points)


def points(one: Profile, other: Profile) -> float:
    found = link_score(one, other, word_weights([one, other]))
    assert found is not None
    return found


def test_another_place_of_one_kind_within_the_town_speaks_against() -> None:
    base = report()
    church = replace(base, sites={"worship": frozenset({"pl"})})
    other = replace(base, sites={"worship": frozenset({"mnc"})})
    school = replace(base, sites={"school": frozenset({"mnc"})})
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


def test_two_days_that_are_written_out_contradict_each_other() -> None:
    def based(item: Profile, basis: str) -> Profile:
        return replace(item, mention=replace(item.mention, date_basis=basis))

    def written(item: Profile) -> Profile:
        return based(item, "stated")

    third, fourth = based(on(report(), 3), "weekday"), based(on(report(), 4), "weekday")

    weights = word_weights([third, fourth])
    assert link_score(written(third), written(fourth), weights) is None
    assert link_score(written(third), fourth, weights) is not None
    assert link_score(written(third), written(third), weights) is not None


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
    assert link_score(base, moved(0.5), word_weights([base])) is None
