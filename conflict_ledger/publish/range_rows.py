"""Rows of ``casualty_ranges`` and ``casualty_range_history``. Nothing is decided here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from itertools import chain
from typing import Any

from conflict_ledger.publish.rows import Row, join
from conflict_ledger.records import CasualtyRange, Event

RANGE = ("event_id_cnty", "outcome", "claimant_type")
BOUNDS = ("low", "best", "high")
STATED = tuple(
    [*BOUNDS, "basis", *(f"{bound}_claim_id" for bound in BOUNDS), *(f"{bound}_added_claim_ids" for bound in BOUNDS)]
)


def casualty_range_rows(events: Iterable[Event]) -> list[Row]:
    """Rows of ``casualty_ranges``."""
    return [{"event_id_cnty": event.event_id, **_cells(found)} for event in events for found in event.ranges]


def range_history_rows(events: Iterable[Event]) -> list[Row]:
    """Rows of ``casualty_range_history``: what each range said before, and what it says now."""
    steps: Counter[tuple[str, ...]] = Counter()
    rows = []
    for row in chain.from_iterable(map(_history, events)):
        steps[key := tuple(row[name] for name in RANGE)] += 1
        rows.append(row | {"step": steps[key]})
    return rows


def _history(event: Event) -> Iterator[Row]:
    for former in event.former_ranges:
        yield _stand(event.event_id, former.outcome, former.claimant_type, former.known_since, former.stated)
    for found in event.ranges:
        yield _stand(event.event_id, found.outcome, found.claimant_type, found.known_since, found)


def _stand(
    event_id: str, outcome: str, claimant_type: str, known_since: date | None, found: CasualtyRange | None
) -> Row:
    cells: dict[str, Any] = _cells(found) if found else dict.fromkeys(STATED)
    head = {"event_id_cnty": event_id, "outcome": outcome, "claimant_type": claimant_type}
    return head | {"step": 0, "known_since": known_since} | {name: cells[name] for name in STATED}


def _cells(found: CasualtyRange) -> Row:
    """The range as cells; several claim ids become one text."""
    added = {f"{bound}_added_claim_ids": join(getattr(found, f"{bound}_added_claim_ids")) for bound in BOUNDS}
    return asdict(found) | added
