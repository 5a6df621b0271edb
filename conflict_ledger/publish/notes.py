"""The note of an event: one or two sentences in our own words, made from the coded fields alone.

No sentence of a source is copied, so a note can be published where the source's text cannot.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from conflict_ledger.records import CasualtyRange, Event

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
EVE = "eve_of_publication"  # the date basis of news that names no day
OUTCOME_ORDER = ("killed", "injured", "missing", "captured", "displaced", "casualties")


def write_notes(row: Mapping[str, Any], event: Event, kind: str) -> str:
    """The note for a row of ACLED's columns; ``kind`` names the sub-event type in a phrase.

    On 14 June 2014, an armed clash between A and B was reported in Tal Afar (Ninewa, Iraq). Killed: 12 to 15;
    injured: at least 30. 12 fatalities.
    """
    sentence = f"{_when(row, event)}, {_article(kind)} {kind}{_who(row)} was reported{_where(row)}."
    return " ".join(part for part in (sentence, _casualties(event), _ending(event)) if part)


def day_words(day: date) -> str:
    """A day as notes write it.

    >>> day_words(date(2014, 6, 4))
    '4 June 2014'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _when(row: Mapping[str, Any], event: Event) -> str:
    if event.event_on is None:
        return "On an unknown day"
    first, last = day_words(event.event_on.earliest), day_words(event.event_on.latest)
    if row["event_date"] is None:
        return f"Between {first} and {last} (as reported)"
    if event.date_basis == EVE:
        return f"On {day_words(row['event_date'])} (day not stated, reported by {last})"
    if row["time_precision"] == 1:
        return f"On {day_words(row['event_date'])}"
    return f"Around {day_words(row['event_date'])} (as reported, between {first} and {last})"


def _article(kind: str) -> str:
    return "an" if kind[0] in "aeiou" else "a"


def _who(row: Mapping[str, Any]) -> str:
    actors = [name for name in (row["actor1"], row["actor2"]) if name]
    return f" involving {' and '.join(actors)}" if actors else ""


def _where(row: Mapping[str, Any]) -> str:
    if row["location"] is None:
        return f" in {row['country']} (place not known)" if row["country"] else " (place not known)"
    wider = [name for name in (row["admin1"], row["country"]) if name and name != row["location"]]
    near = "in" if row["geo_precision"] == 1 else "in or near"
    return f" {near} {row['location']}" + (f" ({', '.join(wider)})" if wider else "")


def _casualties(event: Event) -> str:
    whole = {found.outcome: found for found in event.ranges if found.claimant_type == "all"}
    parts = [f"{name}: {_bounds(whole[name])}" for name in OUTCOME_ORDER if name in whole]
    text = "; ".join(parts)
    return f"Reported {text}." if text else ""


def _bounds(found: CasualtyRange) -> str:
    """The range in words.

    A single number, "12 to 15", "at least 12", "up to 15", or "a number not given".
    """
    low, high = found.low, found.high
    if low is None and high is None:
        return "a number not given"
    if high is None:
        return f"at least {low}"
    if low is None:
        return f"up to {high}"
    return str(low) if low == high else f"{low} to {high}"


def _ending(event: Event) -> str:
    if event.fatalities:
        return f"{event.fatalities} {'fatality' if event.fatalities == 1 else 'fatalities'}."
    told = {found.outcome for found in event.ranges}
    return "No fatalities were counted." if "killed" not in told else "0 fatalities."
