"""Whether two tellings can be of one day and one place: points for agreement, None for a contradiction."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from conflict_ledger.records import DateRange, EventMention, Place, PlaceChoice
from conflict_ledger.resolve.link_points import LINK
from conflict_ledger.resolve.place_setting import kilometres

# Reports of one day's deed come in on that day and the next ones; a statement bounds it to a week before.
TOLERANCE = timedelta(days=1)
WEEK = 7  # days: "in May" agrees with each day of May and so tells of none
NEAR_KM, BESIDE_KM = 30.0, 10.0  # names for places this close may be one place told differently, the more the closer


def day_points(one: EventMention, other: EventMention) -> float | None:
    """Points for days that meet or follow each other; two days that are both written out may only be the same.

    A weekday or "yesterday" counts from a day of publication, which may be a day off; "3 May" does not.
    """
    a, b = one.event_on, other.event_on
    if a is None or b is None:
        return 0.0
    if a.precision == b.precision == "day" and a.earliest == b.earliest:
        return LINK["same_day"]
    if not (a.earliest - TOLERANCE <= b.latest and b.earliest - TOLERANCE <= a.latest):
        return None
    if days_apart(a, b) <= 0:
        return LINK["days_overlap"] if max(length(a), length(b)) <= WEEK else 0.0
    if are_written_out(one, other):
        return None
    return LINK["next_day" if a.precision == b.precision == "day" else "days_overlap"]


def length(when: DateRange) -> int:
    """The number of days that it may be."""
    return (when.latest - when.earliest).days + 1


def are_written_out(one: EventMention, other: EventMention) -> bool:
    """Whether both days stand in the texts in full."""
    return one.date_basis == other.date_basis == "stated"


def days_apart(a: DateRange, b: DateRange) -> int:
    """Days from one range to the other; 0 or less where they meet."""
    return max((a.earliest - b.latest).days, (b.earliest - a.latest).days)


def place_points(one: PlaceChoice, other: PlaceChoice) -> float | None:
    """Points for places that are one, near or within each other."""
    a, b = _scene(one), _scene(other)
    if a is None or b is None:
        return 0.0
    if "actor" in (one.basis, other.basis) and a.country == b.country:
        return 0.0  # half a nation's news names its parties
    if a.country != b.country:
        return None if a.country and b.country else 0.0
    if a.kind == b.kind == "city":
        return LINK["same_town"] if a.place_id == b.place_id else _near_points(kilometres(a, b))
    if a.kind == "country" or b.kind == "country":
        return LINK["same_country"]
    if a.admin1 and b.admin1 and a.admin1 != b.admin1:
        return None
    return LINK["town_in_province" if a.kind != b.kind else "same_province"]


def _scene(choice: PlaceChoice) -> Place | None:
    """The place for comparing: one borrowed from elsewhere in the document tells the country only."""
    if choice.place is None or choice.basis == "stated":
        return choice.place
    return replace(choice.place, kind="country")


def _near_points(apart: float) -> float | None:
    if apart > NEAR_KM:
        return None
    return LINK["same_province" if apart <= BESIDE_KM else "near_town"]
