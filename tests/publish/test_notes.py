"""Notes are whole sentences made of coded fields, and say no more than these."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.publish.acled import event_rows, publications_of
from conflict_ledger.records import DateRange, Reason, Span
from tests.publish.sound_records import DAY, MOSUL, TEXT, actor, casualty_range, document, event

FACTS = publications_of([document()])


def note(**changed: Any) -> str:
    return str(event_rows([event(**changed)], FACTS)[0]["notes"])


def month() -> DateRange:
    return DateRange(earliest=DAY.earliest.replace(day=1), latest=DAY.earliest.replace(day=30), precision="month")


def test_a_whole_note() -> None:
    assert note() == (
        "On 14 June 2014, Unidentified Armed Group (Iraq) caused an explosion of a planted or remote device that hit "
        "Civilians (Iraq) in Mosul (Ninewa, Iraq). Reports count at least 12 people killed and 30 injured. "
        "12 fatalities."
    )


def test_the_crowd_of_a_protest_is_told_where_it_was_counted() -> None:
    counted = Reason(decision="tags", rule="crowd.people", detail="crowd size=around 300", span=Span(0, 5), text="")
    protest = {"event_type": "Protests", "sub_event_type": "Peaceful protest", "ranges": (), "fatalities": 0}
    sides = {"actor1": actor("Protesters (Iraq)", 6), "actor2": None}
    assert note(**protest, **sides, reasons=(counted,)) == (
        "On 14 June 2014, Protesters (Iraq) held a peaceful protest in Mosul (Ninewa, Iraq). "
        "Size of the crowd: around 300. No fatalities were reported."
    )
    silent = Reason(decision="tags", rule="no_report", detail="crowd size=no report")
    assert "crowd" not in note(**protest, **sides, reasons=(silent,))


PARTS = [
    ({"event_on": None}, "On an unknown day, "),
    ({"event_on": month()}, "Around 14 June 2014 (month of June), "),
    (
        {"event_on": DateRange(earliest=DAY.earliest.replace(day=11), latest=DAY.latest)},
        "Around 12 June 2014 (as reported, between 11 and 14 June 2014), ",
    ),
    (
        {"event_on": DateRange(earliest=DAY.earliest.replace(year=2013), latest=DAY.latest)},
        "Between 14 June 2013 and 14 June 2014, ",
    ),
    (
        {
            "event_on": DateRange(earliest=DAY.earliest.replace(day=13), latest=DAY.latest),
            "date_basis": "eve_of_publication",
        },
        "On 13 June 2014 (day not stated, reported on 14 June 2014), ",
    ),
    ({"place": None, "geo_precision": None}, " at a place that is not known."),
    ({"place": replace(MOSUL, kind="country", name="Iraq"), "geo_precision": None}, " in Iraq, at a place that is not"),
    ({"geo_precision": 2}, " in or near Mosul (Ninewa, Iraq)."),
    ({"geo_precision": 3}, " in the wider area of Ninewa, Iraq (coded to Mosul)."),
    ({"actor1": None, "actor2": None}, ", an explosion of a planted or remote device was reported in Mosul"),
    ({"actor1": None}, "remote device that hit Civilians (Iraq) was reported in Mosul"),
    ({"actor2": None}, ", Unidentified Armed Group (Iraq) caused an explosion of a planted or remote device in Mosul"),
    ({"ranges": (casualty_range(high=15),)}, "Reports count 12 to 15 people killed."),
    ({"ranges": (casualty_range(low=1001, best=1001, high=None),)}, "Reports count more than 1,000 people killed."),
    ({"ranges": (casualty_range(low=1, best=1, high=1),)}, "Reports count 1 person killed."),
    ({"ranges": (casualty_range(low=1, best=1, high=None),)}, "Reports count at least 1 person killed."),
    ({"ranges": (casualty_range(low=None, best=None, high=15),)}, "Reports count up to 15 people killed."),
    ({"ranges": (casualty_range(low=None, best=None, high=None),)}, "count an unknown number of people killed."),
    ({"ranges": tuple(casualty_range(outcome=name) for name in ("missing", "injured", "killed"))},
     "Reports count at least 12 people killed, at least 12 injured and at least 12 missing."),
    ({"fatalities": 1}, " 1 fatality."),
    ({"ranges": (), "fatalities": 0}, "Iraq). No fatalities were reported."),
    ({"ranges": (casualty_range(low=0, best=0, high=0),), "fatalities": 0},
     "Reports count no people killed. No fatalities are counted."),
    ({"event_type": "Battles", "sub_event_type": "Government regains territory"},
     "fought an armed clash with Civilians (Iraq) in Mosul (Ninewa, Iraq), and government forces took the place."),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "part"), PARTS)
def test_parts_of_a_note(changed: dict[str, Any], part: str) -> None:
    assert part in note(**changed)


@pytest.mark.parametrize("entry", load_lexicon("event_hierarchy").entries, ids=lambda entry: entry.id)
def test_every_kind_of_event_makes_a_sentence(entry: Any) -> None:
    fields = entry.fields
    text = note(event_type=fields["event_type"], sub_event_type=entry.value)
    deed = f"{fields['does']} {fields['deed']} {fields['toward']}"
    assert f", Unidentified Armed Group (Iraq) {deed} Civilians (Iraq) in Mosul" in text


def test_no_words_of_the_article_are_copied() -> None:
    words = TEXT.split()
    shared = [" ".join(words[at : at + 4]) for at in range(len(words) - 3)]
    assert not [part for part in shared if part in note(actor1=actor("A", 2))]
