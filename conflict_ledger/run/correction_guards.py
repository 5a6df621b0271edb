"""What ``corrections.yml`` expects, held against the rows that a reader sees; what differs is told in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from conflict_ledger.corrections.entries import Correction, Values
from conflict_ledger.publish.acled import DECIMALS, Publication, event_rows
from conflict_ledger.publish.event_details import event_detail_rows
from conflict_ledger.publish.row_reading import GRACE
from conflict_ledger.records import Event

Row = Mapping[str, Any]


def event_row(event: Event, publications: Mapping[str, Publication]) -> Row:
    """The event as ``events`` and ``event_details`` show it."""
    return event_detail_rows([event], {})[0] | event_rows([event], publications)[0]


def differences(name: str, expected: Values, row: Row) -> Iterator[str]:
    """A sentence for each value of a row that is not the one expected of it."""
    for column, value in expected:
        if not is_same(row[column], value):
            yield f"{column} of {name} is {shown(row[column])}, expected was {value or 'none'}"


def setting_faults(correction: Correction, event: Event, publications: Mapping[str, Publication]) -> Iterator[str]:
    """Why a field of this event cannot be set: it has that value, or not the one it should have had, or may not."""
    row, field = event_row(event, publications), correction.field or ""
    if all(is_same(row[column], value) for column, value in correction.to):
        yield f"no longer needed: {field} of {event.event_id} is {shown(row[field])} already"
        return
    yield from differences(event.event_id, ((field, correction.former or ""),), row)
    newest = max((at for name in event.document_ids if (at := publications[name].published_at)), default=None)
    if field == "event_date" and newest and date.fromisoformat(correction.to[0][1]) > (newest + GRACE).date():
        yield f"{correction.to[0][1]} is after the newest report of {event.event_id}, of {newest.date()}"


def is_same(value: Any, written: str) -> bool:
    """Whether a value of a row is what the file writes; an empty text stands for null.

    >>> is_same(36.335, "36.3350"), is_same(None, ""), is_same(12, "12.0")
    (True, True, False)
    """
    if isinstance(value, float):
        try:
            return round(float(written), DECIMALS) == value
        except ValueError:
            return False
    return ("" if value is None else str(value)) == written


def shown(value: Any) -> str:
    """A value of a row, for a person."""
    return "none" if value is None else str(value)
