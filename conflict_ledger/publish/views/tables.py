"""All views of a release, made from its other tables and from nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from conflict_ledger.contract import TableContract
from conflict_ledger.publish.row_reading import Row, Tables
from conflict_ledger.publish.stored_tables import unread
from conflict_ledger.publish.tables import ROW_GROUP, build_table, open_writer, sort_rows
from conflict_ledger.publish.views.losses import loss_rows
from conflict_ledger.publish.views.monthly import monthly_rows
from conflict_ledger.publish.views.numeric import events_numeric_rows
from conflict_ledger.publish.views.ucdp import ucdp_rows

if TYPE_CHECKING:
    import pyarrow

ROWS: Mapping[str, Callable[[Tables], Iterator[Row]]] = {
    "ucdp_events": ucdp_rows,
    "events_numeric": events_numeric_rows,
    "monthly_admin1": monthly_rows,
    "loss_reports": loss_rows,
}
SOURCES = ("documents", "casualty_claims", "event_documents", "events", "event_details", "casualty_ranges")
CHUNK_ROWS = 10_000  # rows that are plain Python at once


def write_views(tables: Tables, contracts: Mapping[str, TableContract], folder: Path) -> None:
    """Write every view into a release folder, from the other tables of that release."""
    for name in ROWS:
        with open_writer(folder / f"{name}.parquet", contracts[name]) as writer:
            for part in _row_groups(_parts(name, tables, contracts[name])):
                writer.write_table(part)


def _parts(name: str, tables: Tables, contract: TableContract) -> Iterator[pyarrow.Table]:
    """The rows in the contract's order: they come in the order of the tables they are made from."""
    found = ROWS[name](unread(tables))
    # Sums come in the order of their first event.
    rows = iter(sort_rows(list(found), contract) if name == "monthly_admin1" else found)
    yield build_table([], contract)
    while chunk := list(islice(rows, CHUNK_ROWS)):
        yield build_table(chunk, contract)


def _row_groups(parts: Iterator[pyarrow.Table]) -> Iterator[pyarrow.Table]:
    """The same rows in tables of ``ROW_GROUP`` rows, the last one shorter."""
    import pyarrow as pa

    held = next(iter(parts))
    for part in parts:
        if held.num_rows >= ROW_GROUP:
            yield held.slice(0, ROW_GROUP).combine_chunks()
            held = held.slice(ROW_GROUP)
        held = pa.concat_tables([held, part])
    yield held.combine_chunks()
