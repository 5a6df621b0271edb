"""Notes are whole sentences made of coded fields, and say no more than these."""

from __future__ import annotations

from typing import Any

import pytest

from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.publish.acled import event_rows, publications_of
from conflict_ledger.records import DateRange
from tests.publish.sound_records import DAY, TEXT, actor, casualty_range, document, event

FACTS = publications_of([document()])


def note(**changed: Any) -> str:
    return str(event_rows([event(**changed)], FACTS)[0]["notes"])


def month() -> DateRange:
    return DateRange(earliest=DAY.earliest.replace(day=1), latest=DAY.earliest.replace(day=30), precision="month")


def test_a_whole_note() -> None:
    assert note() == (
        "On 14 June 2014, an explosion of a planted or remote device involving Unidentified Armed Group (Iraq) and "
        "Civilians (Iraq) was reported in Mosul (Ninewa, Iraq). Reported killed: at least 12; injured: 30. "
        "12 fatalities."
    )


PARTS = [
    ({"event_on": None}, "On an unknown day, "),
    ({"event_on": month()}, "Around 14 June 2014 (as reported, between 1 June 2014 and 30 June 2014), "),
    (
        {"event_on": DateRange(earliest=DAY.earliest.replace(year=2013), latest=DAY.latest)},
        "Between 14 June 2013 and 14 June 2014 (as reported), ",
    ),
    (
        {
            "event_on": DateRange(earliest=DAY.earliest.replace(day=13), latest=DAY.latest),
            "date_basis": "eve_of_publication",
        },
        "On 13 June 2014 (day not stated, reported by 14 June 2014), ",
    ),
    ({"place": None, "geo_precision": None}, " was reported (place not known)."),
    ({"geo_precision": 2}, " was reported in or near Mosul (Ninewa, Iraq)."),
    ({"actor1": None, "actor2": None}, "device was reported in Mosul"),
    ({"actor2": None}, "device involving Unidentified Armed Group (Iraq) was reported"),
    ({"ranges": (casualty_range(high=15),)}, "Reported killed: 12 to 15."),
    ({"ranges": (casualty_range(low=None, best=None, high=15),)}, "Reported killed: up to 15."),
    ({"ranges": (casualty_range(low=None, best=None, high=None),)}, "Reported killed: a number not given."),
    ({"fatalities": 1}, " 1 fatality."),
    ({"ranges": (), "fatalities": 0}, "Iraq). No fatalities were counted."),
    ({"ranges": (casualty_range(low=0, best=0, high=0),), "fatalities": 0}, "Reported killed: 0. 0 fatalities."),
]


@pytest.mark.parametrize(("changed", "part"), PARTS)
def test_parts_of_a_note(changed: dict[str, Any], part: str) -> None:
    assert part in note(**changed)


@pytest.mark.parametrize("entry", load_lexicon("event_hierarchy").entries, ids=lambda entry: entry.id)
def test_every_kind_of_event_makes_a_sentence(entry: Any) -> None:
    text = note(event_type=entry.fields["event_type"], sub_event_type=entry.value)
    first = entry.fields["note"][0]
    assert f", {'an' if first in 'aeiou' else 'a'} {entry.fields['note']} involving " in text


def test_no_words_of_the_article_are_copied() -> None:
    words = TEXT.split()
    shared = [" ".join(words[at : at + 4]) for at in range(len(words) - 3)]
    assert not [part for part in shared if part in note(actor1=actor("A", 2))]
