"""A stored table answers as the Arrow table in its file does, and reads no more of the file than it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from conflict_ledger.publish.stored_tables import StoredTable, open_tables, unread, write_table

WHOLE = pa.table(
    {"name": ["ada", None, "bo", "cy", None, "di", "eve"], "size": [1, 2, 3, None, 5, 6, 7]},
    schema=pa.schema([pa.field("name", pa.string()), pa.field("size", pa.int64(), metadata={"unit": "people"})]),
)
IS_ODD = pa.array([True, None, True, False, True, False, True])


@pytest.fixture
def table(tmp_path: Path) -> StoredTable:
    pq.write_table(WHOLE, tmp_path / "made.parquet", row_group_size=3)
    return open_tables(tmp_path, ["made"])["made"]


def emptied(table: Any) -> Any:
    values = pc.if_else(pc.equal(table["size"], 3), None, table["name"])
    return table.set_column(0, table.schema.field("name"), values)


CHOICES: list[Callable[[Any], Any]] = [
    lambda table: table,
    lambda table: table.slice(2, 3),
    lambda table: table.slice(5),
    lambda table: table.slice(7, 3),
    lambda table: table.filter(IS_ODD),
    lambda table: table.take([1, 6]),
    lambda table: table.slice(1).filter(pa.array([True, False] * 3)).slice(1, 1),
    emptied,
    lambda table: emptied(table).filter(IS_ODD).slice(1),
    lambda table: emptied(table.slice(1)).take([0, 1]),
]


@pytest.mark.parametrize("choose", CHOICES)
def test_the_same_rows_as_of_an_arrow_table(table: StoredTable, choose: Callable[[Any], Any]) -> None:
    stored, arrow = choose(table), choose(WHOLE)
    assert stored.num_rows == arrow.num_rows
    assert stored.to_pylist() == arrow.to_pylist()
    assert stored["size"].to_pylist() == stored.column("size").to_pylist() == arrow["size"].to_pylist()
    assert stored.select(["size", "name"]).equals(arrow.select(["size", "name"]))
    assert stored.column_names == arrow.column_names


def test_only_row_groups_with_rows_of_the_table_are_read(table: StoredTable, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[tuple[int, list[str]]] = []
    plain = pq.ParquetFile.read_row_group

    def note(file: Any, number: int, columns: list[str], **options: Any) -> Any:
        read.append((number, columns))
        return plain(file, number, columns=columns, **options)

    monkeypatch.setattr(pq.ParquetFile, "read_row_group", note)
    some = table.take([1, 6])
    assert [some["size"].to_pylist() for _ in range(2)] == [[2, 7]] * 2  # the second time it is known
    assert read == [(0, ["size"]), (2, ["size"])]
    assert unread({"some": some})["some"]["size"].to_pylist() == [2, 7]
    assert len(read) == 4


@pytest.mark.parametrize("choose", CHOICES)
def test_what_is_left_takes_the_place_of_the_file(
    table: StoredTable, tmp_path: Path, choose: Callable[[Any], Any]
) -> None:
    write_table(choose(table), tmp_path / "made.parquet")
    found = pq.read_table(tmp_path / "made.parquet")
    assert found.equals(choose(WHOLE).cast(found.schema), check_metadata=True)
    assert [path.name for path in tmp_path.iterdir()] == ["made.parquet"]


def test_row_groups_stay_as_they_were_without_the_rows_that_left(table: StoredTable, tmp_path: Path) -> None:
    write_table(table.take([0, 2, 6]), tmp_path / "made.parquet")
    metadata = pq.read_metadata(tmp_path / "made.parquet")
    assert [metadata.row_group(number).num_rows for number in range(metadata.num_row_groups)] == [2, 1]
