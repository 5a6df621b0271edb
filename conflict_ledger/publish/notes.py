"""The note of an event: one or two sentences in our own words, made from the coded fields alone.

No sentence of a source is copied, so a note can be published where the source's text cannot.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from conflict_ledger.records import CasualtyRange, Event

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
CROWD = "crowd size="
TEN = 10
EVE = "eve_of_publication"  # the date basis of news that names no day
HARM_WORDS = {
    "killed": "killed",
    "injured": "injured",
    "missing": "missing",
    "captured": "taken or detained",
    "displaced": "displaced",
    "casualties": "killed or injured",
}


def write_notes(row: Mapping[str, Any], event: Event, words: Mapping[str, str]) -> str:
    """The note for a row of ACLED's columns; ``words`` are those of the sub-event type in event_hierarchy.yml.

    On 14 June 2014, A fought an armed clash with B in Tal Afar (Ninewa, Iraq). Reports count 12 to 15 people killed
    and at least 30 injured. 12 fatalities.
    """
    after = f", {words['after']}" if "after" in words else ""
    sentence = f"{_when(row, event)}, {_what(row, words)}{_where(row)}{after}."
    return " ".join(part for part in (sentence, _crowd(event), _casualties(event), _ending(event)) if part)


def day_words(day: date) -> str:
    """A day as notes write it.

    >>> day_words(date(2014, 6, 4))
    '4 June 2014'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def range_words(first: date, last: date) -> str:
    """Days from first to last, each part of a date said once.

    >>> range_words(date(2021, 5, 17), date(2021, 5, 20)), range_words(date(2021, 4, 28), date(2021, 5, 3))
    ('17 and 20 May 2021', '28 April and 3 May 2021')
    """
    if first.year != last.year:
        return f"{day_words(first)} and {day_words(last)}"
    month = "" if first.month == last.month else f" {MONTHS[first.month - 1]}"
    return f"{first.day}{month} and {day_words(last)}"


def _when(row: Mapping[str, Any], event: Event) -> str:
    if event.event_on is None:
        return "On an unknown day"
    first, last = event.event_on.earliest, event.event_on.latest
    if row["event_date"] is None:
        return f"Between {range_words(first, last)}"
    day = day_words(row["event_date"])
    if event.date_basis == EVE:
        return f"On {day} (day not stated, reported on {day_words(last)})"
    if row["time_precision"] == 1:
        return f"On {day}"
    is_month = first.day == 1 and (last + timedelta(days=1)).day == 1 and first.month == last.month
    span = f"month of {MONTHS[first.month - 1]}" if is_month else f"as reported, between {range_words(first, last)}"
    return f"Around {day} ({span})"


def _what(row: Mapping[str, Any], words: Mapping[str, str]) -> str:
    """Who did what to whom, as far as the sides are known."""
    toward = f" {words['toward']} {row['actor2']}" if row["actor2"] else ""
    if row["actor1"] is None:
        return f"{words['deed']}{toward} was reported"
    return f"{row['actor1']} {words['does']} {words['deed']}{toward}"


def _where(row: Mapping[str, Any]) -> str:
    place, country = row["location"], row["country"]
    if place is None:
        return f" in {country}, at a place that is not known" if country else " at a place that is not known"
    if row["geo_precision"] == 3:
        area = ", ".join(dict.fromkeys(name for name in (row["admin1"], country) if name))
        return f" in the wider area of {area} (coded to {place})" if area else f" in the wider area of {place}"
    wider = [name for name in (row["admin1"], country) if name and name != place]
    near = "in" if row["geo_precision"] == 1 else "in or near"
    return f" {near} {place}" + (f" ({', '.join(wider)})" if wider else "")


def _crowd(event: Event) -> str:
    """The size of a crowd that somebody counted."""
    tags = (reason for reason in event.reasons if reason.decision == "tags" and reason.span is not None)
    size = next((tag.detail.partition("=")[2] for tag in tags if tag.detail and tag.detail.startswith(CROWD)), None)
    return f"Size of the crowd: {size}." if size else ""


def _casualties(event: Event) -> str:
    """All that is counted, in one sentence: "Reports count at least 12 people killed, 30 injured and 2 missing"."""
    whole = {found.outcome: found for found in event.ranges if found.claimant_type == "all"}
    told = [(whole[outcome], words) for outcome, words in HARM_WORDS.items() if outcome in whole]
    parts = [f"{_bounds(found)} {words}" for found, words in told]
    if not parts:
        return ""
    first = f"{_bounds(told[0][0])} {_people(told[0][0])} {told[0][1]}"
    rest = parts[1:]
    return f"Reports count {' and '.join([', '.join([first, *rest[:-1]]), *rest[-1:]])}."


def _people(found: CasualtyRange) -> str:
    number = found.low if found.high is None else found.high
    return "person" if number == 1 else "people"


def _bounds(found: CasualtyRange) -> str:
    """The range in words.

    A single number, "12 to 15", "at least 12", "more than 100", "up to 15", or "an unknown number of".
    """
    low, high = found.low or 0, found.high
    if high is None and low > TEN and (low - 1) % TEN == 0:
        return f"more than {low - 1:,}"  # 101 and more are more than 100
    if high is None:
        return f"at least {low:,}" if low else "an unknown number of"
    if not low:
        return f"up to {high:,}" if high else "no"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _ending(event: Event) -> str:
    if event.fatalities:
        return f"{event.fatalities:,} {'fatality' if event.fatalities == 1 else 'fatalities'}."
    told = {found.outcome for found in event.ranges}
    return "No fatalities were reported." if "killed" not in told else "No fatalities are counted."
