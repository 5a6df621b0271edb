"""``monthly_admin1``: events and casualties by country, first-level unit, month and kind, with their bounds.

No event is dropped: where its country, unit or month is not known, it is counted in a row in which that is null. A sum
over a bound that one event leaves open is open too; the row counts such events and says what the sum is at least.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from conflict_ledger.publish.row_reading import Row, Tables, dicts_of

ALWAYS = "killed"  # every cell has a row of this outcome, also where nobody speaks of dead
BOUNDS = {"low": "events_low_unknown", "best": "events_best_unknown", "high": "events_high_open"}
DAY_KNOWN = 1  # ACLED's time_precision

Cell = tuple[Any, ...]
Ranges = Mapping[tuple[str, str], Row]


def monthly_rows(tables: Tables) -> Iterator[Row]:
    """Rows of ``monthly_admin1``, by cell and outcome."""
    cells = event_cells(tables)
    columns = ("event_id_cnty", "outcome", "claimant_type", *BOUNDS)
    whole = [row for row in dicts_of(tables["casualty_ranges"], *columns) if row["claimant_type"] == "all"]
    found: dict[tuple[Cell, str], list[Row]] = {(cell, ALWAYS): [] for cell in cells.values()}
    for row in whole:
        found.setdefault((cells[row["event_id_cnty"]], row["outcome"]), []).append(row)
    sizes: dict[Cell, int] = {}
    for cell in cells.values():
        sizes[cell] = sizes.get(cell, 0) + 1
    for (cell, outcome), ranges in found.items():
        names = ("country", "admin1", "month", "event_type")
        counted = {"outcome": outcome, "events": sizes[cell], "events_reported": len(ranges)}
        yield dict(zip(names, cell, strict=True)) | counted | _sums(ranges)


def event_cells(tables: Tables) -> dict[str, Cell]:
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
        for row in dicts_of(tables["events"], *columns)
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


def _sums(ranges: Iterable[Row]) -> Row:
    ranges = list(ranges)
    unknown = {bound: sum(row[bound] is None for row in ranges) for bound in BOUNDS}
    sums = {bound: None if unknown[bound] else sum(row[bound] for row in ranges) for bound in BOUNDS}
    counts = {column: unknown[bound] for bound, column in BOUNDS.items()}
    return sums | counts | {"high_at_least": sum(_reached(row) for row in ranges)}


def _reached(row: Row) -> int:
    """The highest number that is stated for an event: its high, or where that is open what it is open from."""
    return next((row[bound] for bound in ("high", "best", "low") if row[bound] is not None), 0)
