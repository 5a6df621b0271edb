"""Derived columns of ``corrections``, whether the tables show what persons decided, and what other tables ask of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from conflict_ledger.publish.row_reading import Tables, dicts_of, having, rows_of

Columns = dict[str, list[Any]]
Row = dict[str, Any]

BASES = {"event_date": "date_basis", "location": "place_basis", "fatalities": "fatalities_basis"}
CORRECTED = "corrected"
BOUNDS = ("low", "best", "high")
CLAIM_IDS = ("_claim_id", "_added_claim_ids")  # behind a bound: its claim, and those added to it


def derive_corrections(table: Any, tables: Tables) -> Columns:
    """Derived columns of ``corrections``."""
    rows = table.to_pylist()
    living = set(tables["events"]["event_id_cnty"].to_pylist())
    shown = _Shown(rows, tables) if rows else None
    return {
        "claim_and_kind_agree": [(row["claim_id"] is not None) == (row["kind"] == "drop_claim") for row in rows],
        "field_and_kind_agree": [(row["field"] is not None) == (row["kind"] == "set_field") for row in rows],
        "events_are_known": [living.issuperset(listed(row["event_ids"])) for row in rows],
        "is_in_force": [shown is not None and shown.is_in_force(row) for row in rows],
    }


class _Shown:
    """What the tables show of what was decided on, read once for all decisions."""

    def __init__(self, decisions: Sequence[Row], tables: Tables) -> None:
        targets = {name for row in decisions for name in (*listed(row["targets"]), *listed(row["event_ids"]))}
        events = _named(tables["events"], "event_id_cnty", targets)
        self._events = {row["event_id_cnty"]: row for row in events.to_pylist()}
        mentions = _named(tables["event_mentions"], "event_mention_id", targets)
        self._event_of_mention: dict[str, str | None] = dict(rows_of(mentions, "event_mention_id", "event_id_cnty"))
        claims = {row["claim_id"] for row in decisions if row["claim_id"] is not None}
        self._dropped = dict(rows_of(_named(tables["casualty_claims"], "claim_id", claims), "claim_id", "dropped_by"))
        named = dicts_of(tables["casualty_ranges"], *(f"{bound}{ids}" for bound in BOUNDS for ids in CLAIM_IDS))
        self._bounding = {name for row in named for cell in row.values() for name in listed(cell)} & claims

    def is_in_force(self, row: Row) -> bool:
        events, targets = listed(row["event_ids"]), listed(row["targets"])
        homes = {self._event_of_mention[name] for name in targets if name in self._event_of_mention}
        if row["kind"] == "same_event":
            return len(events) == 1 and homes | {name for name in targets if name in self._events} <= set(events)
        if row["kind"] == "not_same_event":
            return len(events) == 2 and homes == set(events)
        if row["kind"] == "drop_claim":
            return self._dropped.get(row["claim_id"]) == row["correction_id"] and row["claim_id"] not in self._bounding
        return len(events) == 1 and self._is_set(row, self._events.get(events[0], {}))

    def _is_set(self, row: Row, event: Mapping[str, Any]) -> bool:
        """Whether the event has the new values, compared as texts; degrees as numbers."""
        pairs = [(row["field"], row["to_value"]), *(tuple(cell.split("=", 1)) for cell in listed(row["set_with"]))]
        return all(_is_value(event.get(column), value) for column, value in pairs)


def _named(table: Any, column: str, names: Iterable[str]) -> Any:
    import pyarrow as pa

    return having(table, column, pa.array(sorted(names), pa.string()))


def _is_value(value: Any, written: str | None) -> bool:
    if isinstance(value, float) and written is not None:
        return abs(value - float(written)) < 0.0001  # of a degree, ACLED's finest
    return (None if value is None else str(value)) == written


def listed(cell: str | None) -> list[str]:
    """The values of a cell that joins several."""
    return cell.split("; ") if cell else []


def numbers_set(tables: Tables) -> dict[str, int]:
    """Event id -> the number of dead that a person set."""
    return {event_id: int(value) for (event_id, field), value in _settings(tables).items() if field == "fatalities"}


def corrected_bases_are_named(table: Any, tables: Tables) -> list[bool]:
    """Per row of ``event_details``: whether each basis says ``corrected`` exactly where a decision set its field."""
    settings = _settings(tables)
    return [
        all((basis == CORRECTED) == ((event_id, field) in settings) for field, basis in zip(BASES, bases, strict=True))
        for event_id, *bases in rows_of(table, "event_id_cnty", *BASES.values())
    ]


def _settings(tables: Tables) -> dict[tuple[str, str], str]:
    """(event id, field) -> the value that it was set to."""
    columns = ("event_ids", "field", "to_value")
    return {(event_id, field): value for event_id, field, value in rows_of(tables["corrections"], *columns) if field}
