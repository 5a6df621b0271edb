"""Which fields of an event a decision may set, with the columns that go with them, and which values they may take."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.reference.countries import all_countries

FIRST_DAY = date(1900, 1, 1)
MOST_DEAD = 2**31 - 1  # the column is an int32
# Field -> its columns, the field itself first. What follows from them by a fixed table is never set by hand.
SETTABLE = {
    "event_date": ("event_date",),
    "sub_event_type": ("sub_event_type",),
    "location": ("location", "country", "admin1", "latitude", "longitude", "geo_precision"),
    "actor1": ("actor1", "inter1"),
    "actor2": ("actor2", "inter2"),
    "fatalities": ("fatalities",),
}
OPTIONAL = ("admin1",)
EMPTY_ALLOWED = ("actor1", "actor2")  # an event may have no such side


def faults_of_values(field: str, values: Mapping[str, Any]) -> list[str]:
    """What is wrong with the values that a field and the columns beside it are set to."""
    if field in EMPTY_ALLOWED and values == {field: ""}:
        return []
    columns = SETTABLE[field]
    faults = [f"to has the unknown key {name}" for name in values if name not in columns]
    faults += [f"to lacks {name}" for name in columns if name not in values and name not in OPTIONAL]
    faults += [
        f"{name} is {values[name]!r}: {fault}"
        for name in columns
        if name in values and (fault := fault_of_value(name, values[name]))
    ]
    return faults or _faults_of_place(values)


def fault_of_value(column: str, value: Any) -> str | None:
    """Why a value cannot stand in a column; None where it can."""
    if not isinstance(value, str) or not value.strip() or value != value.strip():
        return "needs one value without blanks around it"
    if ";" in value:
        return "a semicolon would part it in two"
    return CHECKS[column](value)


def _fault_of_day(value: str) -> str | None:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return "no day such as 2024-05-31"
    return None if day >= FIRST_DAY else f"before {FIRST_DAY}"


def _fault_of_count(value: str) -> str | None:
    is_number = value.isascii() and value.isdecimal() and len(value) <= len(str(MOST_DEAD)) and int(value) <= MOST_DEAD
    return None if is_number and str(int(value)) == value else "no number of people"


def _one_of(lexicon: str) -> Callable[[str], str | None]:
    def fault(value: str) -> str | None:
        allowed = load_lexicon(lexicon).values()
        return None if value in allowed else f"allowed are {', '.join(allowed)}"

    return fault


def _fault_of_country(value: str) -> str | None:
    return None if any(facts.name == value for facts in all_countries()) else "no country in ACLED's spelling"


def _degrees(most: float) -> Callable[[str], str | None]:
    def fault(value: str) -> str | None:
        try:
            degrees = float(value)
        except ValueError:
            return "no number of degrees"
        return None if math.isfinite(degrees) and abs(degrees) <= most else f"not within {most:g} degrees"

    return fault


def _fault_of_precision(value: str) -> str | None:
    return None if value in ("1", "2", "3") else "allowed are 1, 2, 3"


def _any_text(_value: str) -> str | None:
    return None


CHECKS: dict[str, Callable[[str], str | None]] = {
    "event_date": _fault_of_day,
    "sub_event_type": _one_of("event_hierarchy"),
    "location": _any_text,
    "country": _fault_of_country,
    "admin1": _any_text,
    "latitude": _degrees(90),
    "longitude": _degrees(180),
    "geo_precision": _fault_of_precision,
    "actor1": _any_text,
    "inter1": _one_of("actor_types"),
    "actor2": _any_text,
    "inter2": _one_of("actor_types"),
    "fatalities": _fault_of_count,
}


def _faults_of_place(values: Mapping[str, str]) -> list[str]:
    """A point outside its country would be refused with the whole event; better told here."""
    if "latitude" not in values:
        return []
    facts = next(facts for facts in all_countries() if facts.name == values["country"])
    is_inside = facts.bounds is None or facts.contains(float(values["latitude"]), float(values["longitude"]))
    return [] if is_inside else [f"the coordinates do not lie in {facts.name}"]
