"""Short notes that say that they tell one of several like deeds."""

from __future__ import annotations

import pytest

from conflict_ledger.resolve.series import LONGEST, tells_one_of_series
from tests.assemble.reading import link, read

SERIES = (
    "Three firebombs were thrown in Lyon on 4 May 2021, the police said. In this incident {} was hit. Nobody was hurt."
)


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("A bomb went off at a bank in Quito. In this incident nobody was hurt.", True),
        ("A bomb went off at a bank in Quito. It was one of three blasts that night.", True),
        ("The second of these attacks damaged a school in Quito.", True),
        ("In the third attack a school in Quito was damaged.", True),
        ("In a series of related firebomb attacks a school in Quito was damaged.", True),
        ("A bomb went off at a bank in Quito and killed two people.", False),
        ("Two people were killed in the attack on a bank in Quito.", False),
        ("One of the dead was a guard of the bank, the police of Quito said after the attack.", False),
        ("A series of talks in Quito ended without an agreement.", False),
        ("In this incident nobody was hurt. " + "The police of Quito gave no more details. " * 40, False),
    ],
)
def test_a_note_tells_one_of_several(text: str, is_told: bool) -> None:
    assert (len(text) <= LONGEST) or not is_told
    assert tells_one_of_series(read(text).document) == is_told


def documents_of(*texts: str) -> list[int]:
    """The number of documents of each event."""
    return [len(event.document_ids) for event in link(*(read(text, name=f"{at}") for at, text in enumerate(texts)))]


def test_two_parts_of_a_series_are_two_events_however_alike_the_notes() -> None:
    first, second = (SERIES.format(target) for target in ("a pharmacy beside the opera", "the lobby of an insurer"))
    assert documents_of(first, second) == [1, 1]


def test_one_part_told_twice_is_one_event() -> None:
    note = SERIES.format("a pharmacy beside the opera")
    assert documents_of(note, f"{note} It was closed.") == [2]


def test_without_such_words_notes_of_one_wording_are_linked() -> None:
    plain = SERIES.replace("In this incident {} was hit", "Fire broke out at {}")
    first, second = (plain.format(target) for target in ("a pharmacy beside the opera", "the lobby of an insurer"))
    assert documents_of(first, second) == [2]
