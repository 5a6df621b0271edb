"""All views of a release, made from its other tables and from nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from conflict_ledger.contract import TableContract
from conflict_ledger.publish.row_reading import Row, Tables
from conflict_ledger.publish.tables import build_table, sort_rows
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
# What the views read, and the long texts in it that they have no use for.
SOURCES = {
    "documents": ("text", "boilerplate"),
    "casualty_claims": ("sentence",),
    "event_documents": (),
    "events": (),
    "event_details": (),
    "casualty_ranges": (),
}
CHUNK_ROWS = 50_000  # rows that are plain Python at once


def read_sources(folder: Path) -> dict[str, pyarrow.Table]:
    """The tables of a release folder that the views are made from."""
    import pyarrow.parquet as pq

    found = {}
    for name, left_out in SOURCES.items():
        path = folder / f"{name}.parquet"
        columns = [column for column in pq.read_schema(path).names if column not in left_out]
        found[name] = pq.read_table(path, columns=columns)
    return found


def build_views(tables: Tables, contracts: Mapping[str, TableContract]) -> dict[str, pyarrow.Table]:
    """Every view as an Arrow table, by name."""
    return {name: _build(rows(tables), contracts[name]) for name, rows in ROWS.items()}


def _build(found: Iterator[Row], contract: TableContract) -> pyarrow.Table:
    """The rows as a table in the contract's order: they come in the order of the tables they are made from."""
    import pyarrow as pa

    # Sums come in the order of their first event.
    rows = iter(sort_rows(list(found), contract) if contract.table == "monthly_admin1" else found)
    parts = [build_table([], contract)]
    while chunk := list(islice(rows, CHUNK_ROWS)):
        parts.append(build_table(chunk, contract))
    return pa.concat_tables(parts).combine_chunks()
