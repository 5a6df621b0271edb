"""``events_numeric``: ACLED's 31 columns with actor types and interaction as numbers, as older exports have them."""

from __future__ import annotations

from collections.abc import Iterator

from conflict_ledger.publish.near_rows import EVENTS_AT_ONCE, by_event, walk
from conflict_ledger.publish.row_reading import Row, Tables, dicts_of

CODES = ("inter1", "inter2", "interaction")


def events_numeric_rows(tables: Tables) -> Iterator[Row]:
    """The rows of ``events`` with the numbers of ``event_details`` in place of three labels."""
    columns = ("event_id_cnty", *(f"{name}_code" for name in CODES))
    for events, near in walk("events", tables, by_event("event_details"), EVENTS_AT_ONCE):
        codes = {row["event_id_cnty"]: row for row in dicts_of(near["event_details"], *columns)}
        for row in dicts_of(events, *events.column_names):
            numbers = codes[row["event_id_cnty"]]
            yield row | {name: numbers[f"{name}_code"] for name in CODES}
