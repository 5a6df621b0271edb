"""Contract -> Arrow schema; plain rows -> Arrow table -> Parquet file, always the same bytes for the same rows.

Arrow does not guard us: ``Table.from_pylist`` drops unknown keys without a word and lets nulls into columns
declared to hold none. So keys and nulls are checked here, before Arrow sees the rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from itertools import chain
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from conflict_ledger.contract import Column, TableContract
from conflict_ledger.ids import storable_text
from conflict_ledger.problems import ContractError
from conflict_ledger.records import Refusal

if TYPE_CHECKING:
    import pyarrow
    import pyarrow.parquet

Row = Mapping[str, Any]

# zstd 3 gives two fifths of the plain size at the speed of snappy; 19 saves a tenth more at a thirtieth of it.
PARQUET: dict[str, Any] = {
    "compression": "zstd",
    "compression_level": 3,
    "version": "2.6",
    "data_page_version": "1.0",
    "write_statistics": True,
}
ROW_GROUP = 65_536

# Arrow would cut 1.5 down to 1 and a time down to its day without a word: only these types pass.
PYTHON_TYPES: dict[str, frozenset[type]] = {
    "string": frozenset({str}),
    "integer": frozenset({int}),
    "number": frozenset({int, float}),
    "boolean": frozenset({bool}),
    "date": frozenset({date}),
    "timestamp": frozenset({datetime}),
}


def arrow_schema(contract: TableContract) -> pyarrow.Schema:
    """The Arrow schema of a table; what the contract says of each column travels as field metadata."""
    import pyarrow as pa

    types = {"timestamp_ms": pa.timestamp("ms"), "bool": pa.bool_(), "date32": pa.date32()}
    fields = [
        pa.field(
            column.name,
            types.get(column.arrow) or getattr(pa, column.arrow)(),
            nullable=not column.required,
            metadata={"description": column.describes} | ({"unit": column.unit} if column.unit else {}),
        )
        for column in contract.columns
    ]
    return pa.schema(fields, metadata={"table": contract.table, "one_row_is": contract.one_row_is})


def build_table(rows: Sequence[Row], contract: TableContract) -> pyarrow.Table:
    """Rows as an Arrow table in their order; raises ContractError naming table, column and row.

    Every row needs exactly the contract's columns; a required column holds no null; a value fits its type.
    """
    import pyarrow as pa

    _check_keys(rows, contract)
    schema = arrow_schema(contract)
    columns = [
        _array([row[column.name] for row in rows], field.type, column, contract.table)
        for column, field in zip(contract.columns, schema, strict=True)
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def set_apart_unfit(rows: Sequence[Row], contract: TableContract) -> tuple[list[Row], list[Refusal]]:
    """The rows that ``build_table`` takes, and a refusal for each that it does not.

    For rows made from foreign text: a lone surrogate or a number beyond 64 bits must not end a run.
    """
    try:
        build_table(rows, contract)
        return list(rows), []
    except ContractError as problem:
        if len(rows) == 1:
            return [], [refuse_row(rows[0], contract, "unfit_row", str(problem), stage="table")]
    half = len(rows) // 2
    parts = [set_apart_unfit(part, contract) for part in (rows[:half], rows[half:])]
    return list(chain(*(part[0] for part in parts))), list(chain(*(part[1] for part in parts)))


def refuse_row(row: Row, contract: TableContract, reason: str, detail: str, *, stage: str) -> Refusal:
    """A row of a table as a refusal: the table and the key say where from, the payload is the row as JSON."""
    key = "/".join(str(row.get(name)) for name in contract.key)
    external_id = row.get("external_id") if contract.table == "documents" else key
    source_path = row.get("source_path") if contract.table == "documents" else contract.table
    return Refusal(
        source_path=storable_text(str(source_path or contract.table)),
        external_id=storable_text(str(external_id or key)),
        stage=stage,
        reason=reason,
        detail=storable_text(detail),
        payload=json.dumps(dict(row), default=str, sort_keys=True),  # ASCII: surrogates stay readable
    )


def sort_rows(rows: Sequence[Row], contract: TableContract) -> list[Row]:
    """Rows in the contract's order, nulls last; values of a vocabulary in its order, as ``all`` after its parts."""
    ranks = [
        (name, {value: rank for rank, value in enumerate(contract.column(name).one_of)}) for name in contract.sort_by
    ]
    return sorted(
        rows,
        key=lambda row: [(row[name] is None, known.get(row[name], -1), row[name]) for name, known in ranks],
    )


def write_parquet(table: pyarrow.Table, path: Path) -> None:
    """Write one Parquet file: fixed settings, so equal tables give equal bytes."""
    import pyarrow.parquet as pq

    pq.write_table(table, path, row_group_size=ROW_GROUP, **PARQUET)


@contextmanager
def open_writer(path: Path, contract: TableContract) -> Iterator[pyarrow.parquet.ParquetWriter]:
    """A Parquet file that takes one table after another (``writer.write_table``), each a row group."""
    import pyarrow.parquet as pq

    with pq.ParquetWriter(path, arrow_schema(contract), **PARQUET) as writer:
        yield writer


def _check_keys(rows: Sequence[Row], contract: TableContract) -> None:
    names = frozenset(contract.names)
    for position, row in enumerate(rows):
        if row.keys() != names:
            extra, missing = sorted(set(row) - names), sorted(names - set(row))
            raise ContractError(f"{contract.table}: row {position}: unknown {extra}, missing {missing}")


def _array(values: list[Any], arrow: pyarrow.DataType, column: Column, table: str) -> pyarrow.Array:
    """One column, or ContractError; Arrow's own messages name neither column nor row."""
    import pyarrow as pa

    where = f"{table}.{column.name}"
    if column.required and None in values:
        raise ContractError(f"{where}: row {values.index(None)}: null in a required column")
    strange = {type(value) for value in values} - PYTHON_TYPES[column.type] - {type(None)}
    if strange:
        raise ContractError(f"{where}: holds {sorted(kind.__name__ for kind in strange)}, not {column.type}")
    if column.type == "number" and not all(value is None or isfinite(value) for value in values):
        raise ContractError(f"{where}: holds a number that is not finite")
    try:
        return pa.array(values, type=arrow)
    except (ValueError, TypeError, OverflowError) as problem:
        raise ContractError(f"{where}: {problem}") from problem
