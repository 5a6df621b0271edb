"""What a corpus tells about its own articles: how alike those on unlike events are there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from conflict_ledger.records import Extraction
from conflict_ledger.resolve.corpus import Corpus, corpus_of
from conflict_ledger.resolve.geocode import choose_place
from conflict_ledger.resolve.link_points import UNRELATED
from conflict_ledger.resolve.profiles import Profile, profile
from conflict_ledger.run.resolution import facts_for_linking
from tests.assemble.reading import read

TOWNS = ("Kaduna", "Maroua", "Gao", "Kismayo", "Goma", "Mopti", "Bangui", "Juba")
OWN_WORDS = """
    basket quarry lantern ferry orchard bakery harness kiln plough tannery anvil mill cobbler stable weir loom trellis
    granary bellows chandler cooper sawpit brewery dairy forge glazier hatter jetty ladder mason oar paddock quilt
    rafter saddle thatch urn vat wagon yoke barrow cistern dovecote easel furrow gable hinge ingot joist keel lathe
""".split()


def article(number: int, body: str) -> Extraction:
    town = TOWNS[number % len(TOWNS)]
    day = date(2021, 3, 1) + timedelta(days=number)
    return read(f"Rebels killed nine people in {town} on {day:%d %B %Y}. {body}", name=f"{number}.txt")


def news(bodies: list[str]) -> tuple[list[Profile], Corpus]:
    return as_corpus([article(number, body) for number, body in enumerate(bodies)])


def as_corpus(read_ones: list[Extraction]) -> tuple[list[Profile], Corpus]:
    facts = {item.document.document_id: facts_for_linking(item) for item in read_ones}
    profiles = [
        profile(mention, choose_place(mention.places, item.places), item.claims)
        for item in read_ones
        for mention in item.event_mentions
    ]
    return profiles, corpus_of(profiles, facts)


def own_words(number: int, count: int) -> str:
    """A sentence that no other article has."""
    return " ".join(f"{OWN_WORDS[(7 * number + step) % len(OWN_WORDS)]}{number}{step}" for step in range(count))


def test_articles_cut_to_one_pattern_are_measured_as_such() -> None:
    pattern = " ".join(OWN_WORDS)
    _, alike = news([f"{pattern} {own_words(number, 20)}" for number in range(40)])
    _, unlike = news([own_words(number, 60) for number in range(40)])
    assert alike.unrelated > UNRELATED > unlike.unrelated


@pytest.mark.parametrize("count", [1, 2])
def test_a_few_articles_leave_it_at_what_is_known_of_others(count: int) -> None:
    pattern = " ".join(OWN_WORDS)
    _, corpus = news([f"{pattern} {own_words(number, 5)}" for number in range(count)])
    assert corpus.unrelated == pytest.approx(UNRELATED, abs=0.01)


@pytest.mark.parametrize(("towns", "days"), [(1, 1), (len(TOWNS), 1), (1, 28)])
def test_articles_that_may_tell_one_event_are_not_measured(towns: int, days: int) -> None:
    """However alike they are: they may be so because they tell one, and some have a wrong day or place."""
    pattern = " ".join(OWN_WORDS)
    told = [(TOWNS[at % towns], 1 + at % days, f"{pattern} {own_words(at, 5)}") for at in range(30)]
    read_ones = [
        read(f"Rebels killed nine people in {town} on {day} May 2021. {body}", name=f"{at}.txt")
        for at, (town, day, body) in enumerate(told)
    ]
    assert as_corpus(read_ones)[1].unrelated == UNRELATED


def test_the_name_of_the_place_makes_no_two_articles_one_story() -> None:
    again = " ".join("Kaduna" for _ in range(12))
    profiles, corpus = news([f"{own_words(number, 40)} {again}" for number in range(9)])
    one, other = profiles[0], profiles[8]
    assert one.choice.place == other.choice.place
    with_it = corpus.stories.compare(one.mention.document_id, other.mention.document_id)
    assert corpus.story(one, other).alike < with_it.alike / 2
