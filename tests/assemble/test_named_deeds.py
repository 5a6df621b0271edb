"""Words of deeds that describe somebody, set a time, or name what was prevented, against those that tell of a deed."""

from __future__ import annotations

import pytest

from tests.assemble.reading import read

BEHIND = (
    "The hall was full.",
    "Visitors came from the coast.",
    "Roads would be mended, the mayor added.",
    "Tea was served.",
)


def events(sentence: str) -> list[tuple[str, int]]:
    """The events of an article that opens with a sentence, each with how many claims it has."""
    mentions = read("\n\n".join((sentence, *BEHIND))).event_mentions
    return [(mention.sub_event_type, len(mention.claim_ids)) for mention in mentions]


@pytest.mark.parametrize(
    "sentence",
    [
        "Barley has grown dear in Orta since the raid on the depot.",
        "The bridge near Orta was mended weeks after the murder of two clerks.",
        "The post in Orta fell vacant shortly after Ali Hamid's assassination.",
        "Doctors in Orta asked the invading troops for flour.",
        "Elders in Orta stopped the young men from storming the hall.",
        "A school in Orta was opened on Monday by displaced weavers.",
    ],
)
def test_a_deed_that_is_only_named_makes_no_event(sentence: str) -> None:
    assert events(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Gunmen killed a forester near Orta weeks after the murder of two clerks.", [("Attack", 1)]),
        ("Gunmen killed a forester near Orta on Monday, after the murder of two clerks.", [("Attack", 2)]),
        ("Some 80 weavers were displaced by the army in Orta on Monday.", [("Other", 1)]),
        (
            "The shelling of the camp near Orta went on for an hour on Monday.",
            [("Shelling/artillery/missile attack", 0)],
        ),
    ],
)
def test_what_took_place_keeps_its_deed_and_people(sentence: str, expected: list[tuple[str, int]]) -> None:
    assert events(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "In only two months, 90 traders were killed and 40 abducted, the union said.",
        "Gunmen killed some 30 drivers in 85 attacks, the union said.",
        "There have been 14 murders since the general took power, the union said.",
    ],
)
def test_tolls_over_months_and_many_fights_are_running_totals(sentence: str) -> None:
    extraction = read(sentence)
    assert extraction.claims
    assert all(claim.is_cumulative for claim in extraction.claims)
