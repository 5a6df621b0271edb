"""``monthly_admin1``: events and casualties by country, first-level unit, month and kind, with their bounds.

No event is dropped: where its country, unit or month is not known, it is counted in a row in which that is null. A sum
over a bound that one event leaves open is open too; the row counts such events and says what the sum is at least.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from conflict_ledger.publish.near_rows import EVENTS_AT_ONCE, by_event, walk
from conflict_ledger.publish.row_reading import Row, Tables, dicts_of

ALWAYS = "killed"  # every cell has a row of this outcome, also where nobody speaks of dead
BOUNDS = {"low": "events_low_unknown", "best": "events_best_unknown", "high": "events_high_open"}
DAY_KNOWN = 1  # ACLED's time_precision

Cell = tuple[Any, ...]


def monthly_rows(tables: Tables) -> Iterator[Row]:
    """Rows of ``monthly_admin1``, by cell and outcome."""
    sizes: Counter[Cell] = Counter()
    sums: dict[tuple[Cell, str], _Sums] = {}
    columns = ("event_id_cnty", "outcome", "claimant_type", *BOUNDS)
    for events, near in walk("events", tables, by_event("event_details", "casualty_ranges"), EVENTS_AT_ONCE):
        cells = event_cells(events, near)
        sizes.update(cells.values())
        for cell in cells.values():
            sums.setdefault((cell, ALWAYS), _Sums())
        for row in dicts_of(near["casualty_ranges"], *columns):
            if row["claimant_type"] == "all":
                sums.setdefault((cells[row["event_id_cnty"]], row["outcome"]), _Sums()).add(row)
    for (cell, outcome), found in sums.items():
        names = ("country", "admin1", "month", "event_type")
        yield dict(zip(names, cell, strict=True)) | {"outcome": outcome, "events": sizes[cell]} | found.row()


def event_cells(events: Any, tables: Tables) -> dict[str, Cell]:
    """Event id -> country, first-level unit, month (its first day) and type; None where not known."""
    days = {
        row["event_id_cnty"]: (row["event_on_low"], row["event_on_high"])
        for row in dicts_of(tables["event_details"], "event_id_cnty", "event_on_low", "event_on_high")
    }
    columns = ("event_id_cnty", "country", "admin1", "event_type", "event_date", "time_precision")
    return {
        row["event_id_cnty"]: (
            row["country"],
            row["admin1"],
            _month(row, days[row["event_id_cnty"]]),
            row["event_type"],
        )
        for row in dicts_of(events, *columns)
    }


def _month(row: Row, days: tuple[date | None, date | None]) -> date | None:
    """The month that holds all days on which the event may have happened, or its known day."""
    if row["event_date"] is not None and row["time_precision"] == DAY_KNOWN:
        return first_of_month(row["event_date"])
    months = {first_of_month(day) for day in days if day is not None}
    return months.pop() if len(months) == 1 else None


def first_of_month(day: date) -> date:
    """The first day of the month of a day."""
    return day.replace(day=1)


@dataclass(slots=True)
class _Sums:
    """The ranges of one cell and outcome, added up."""

    reported: int = 0
    high_at_least: int = 0
    stated: Counter[str] = field(default_factory=Counter)  # sum of each bound over the ranges that have it
    unknown: Counter[str] = field(default_factory=Counter)  # ranges without the bound

    def add(self, row: Row) -> None:
        self.reported += 1
        self.high_at_least += _reached(row)
        for bound in BOUNDS:
            if row[bound] is None:
                self.unknown[bound] += 1
            else:
                self.stated[bound] += row[bound]

    def row(self) -> Row:
        sums = {bound: None if self.unknown[bound] else self.stated[bound] for bound in BOUNDS}
        counts = {column: self.unknown[bound] for bound, column in BOUNDS.items()}
        return {"events_reported": self.reported, **sums, **counts, "high_at_least": self.high_at_least}


def _reached(row: Row) -> int:
    """The highest number that is stated for an event: its high, or where that is open what it is open from."""
    return next((row[bound] for bound in ("high", "best", "low") if row[bound] is not None), 0)
