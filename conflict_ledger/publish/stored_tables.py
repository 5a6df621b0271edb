"""Tables of a release as they lie in their Parquet files, of any size: a column is read when somebody asks for it.

A ``StoredTable`` answers as an Arrow table does, as far as reading, choosing rows and emptying a column go, so that
whoever reads a table need not know which of the two it is. Of the file it reads only the row groups that hold its
rows, and what it has read is let go with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from conflict_ledger.problems import LedgerError
from conflict_ledger.publish.tables import PARQUET, write_parquet

if TYPE_CHECKING:
    import numpy
    import pyarrow
    import pyarrow.parquet


class StoredTable:
    """Some rows of a Parquet file, in the file's order; all of them unless ``positions`` says which."""

    def __init__(self, file: pyarrow.parquet.ParquetFile, positions: numpy.ndarray | None = None) -> None:
        import numpy as np

        self._file = file
        self._positions = np.arange(file.metadata.num_rows) if positions is None else positions
        self._columns: dict[str, Any] = {}  # read so far
        self._changed: dict[str, Any] = {}  # what stands in place of the file's values

    @property
    def num_rows(self) -> int:
        """Number of the rows chosen."""
        return len(self._positions)

    @property
    def schema(self) -> pyarrow.Schema:
        """The schema of the file."""
        return self._file.schema_arrow

    @property
    def column_names(self) -> list[str]:
        """Names of all columns, read or not."""
        return list(self.schema.names)

    def __getitem__(self, name: str) -> pyarrow.ChunkedArray:
        """One column; it is kept for the next who asks."""
        return self.select([name])[name]

    def column(self, name: str) -> pyarrow.ChunkedArray:
        """One column, for once: it is not kept."""
        return self.slice(0)[name]

    def select(self, names: Sequence[str]) -> pyarrow.Table:
        """Some columns as an Arrow table."""
        import pyarrow as pa

        known = self._columns | self._changed
        missing = [name for name in names if name not in known]
        if missing:
            found = self._read(missing)
            self._columns |= {name: found[name] for name in missing}
            known |= self._columns | self._changed
        fields = [self.schema.field(name) for name in names]
        return pa.table([known[name] for name in names], schema=pa.schema(fields, metadata=self.schema.metadata))

    def to_pylist(self) -> list[dict[str, Any]]:
        """All rows as dicts: for few rows."""
        rows: list[dict[str, Any]] = self.select(self.column_names).to_pylist()
        return rows

    def slice(self, start: int, length: int | None = None) -> StoredTable:
        """The rows from ``start`` on, at most ``length``."""
        return self._chosen(slice(start, None if length is None else start + length))

    def filter(self, mask: Any) -> StoredTable:
        """The rows for which the mask, as long as the table, is true; null counts as false."""
        import pyarrow.compute as pc

        return self._chosen(pc.indices_nonzero(mask).to_numpy())

    def take(self, positions: Sequence[int]) -> StoredTable:
        """The rows at these positions, which must ascend."""
        import numpy as np

        return self._chosen(np.asarray(positions, dtype=np.int64))

    def set_column(self, _index: int, field: pyarrow.Field, values: Any) -> StoredTable:
        """The table with other values in one of its columns; the file stays as it is."""
        table = self.slice(0)
        table._changed[field.name] = values
        return table

    def row_groups(self) -> Iterator[StoredTable]:
        """The rows of one row group after another."""
        first = 0
        for _, rows in self._places():
            yield self.slice(first, len(rows))
            first += len(rows)

    def _chosen(self, rows: Any) -> StoredTable:
        import numpy as np

        table = StoredTable(self._file, self._positions[rows])
        if self._changed:
            places = np.arange(self.num_rows)[rows]
            table._changed = {name: values.take(places) for name, values in self._changed.items()}
        return table

    def _read(self, names: Sequence[str]) -> pyarrow.Table:
        import pyarrow as pa

        fields = pa.schema([self.schema.field(name) for name in names])
        parts = [
            self._file.read_row_group(number, columns=list(names), use_threads=False).select(names).take(rows)
            for number, rows in self._places()
        ]
        return pa.concat_tables(parts) if parts else fields.empty_table()

    def _places(self) -> Iterator[tuple[int, numpy.ndarray]]:
        """Each row group that holds rows of this table, with their positions in it."""
        import numpy as np

        metadata = self._file.metadata
        sizes = [metadata.row_group(number).num_rows for number in range(metadata.num_row_groups)]
        starts = np.cumsum([0, *sizes])
        cuts = np.searchsorted(self._positions, starts)
        for number, (first, last) in enumerate(pairwise(cuts)):
            if last > first:
                yield number, self._positions[first:last] - starts[number]


def open_tables(folder: Path, names: Iterable[str]) -> dict[str, StoredTable]:
    """The named tables of a release folder."""
    import pyarrow.parquet as pq

    return {name: StoredTable(pq.ParquetFile(folder / f"{name}.parquet")) for name in names}


def stored_rows(path: Path, **choice: Any) -> list[dict[str, Any]]:
    """Rows of a table of a published release, those that ``choice`` names to Arrow's reader.

    Raises LedgerError where the file is damaged.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        rows: list[dict[str, Any]] = pq.read_table(path, **choice).to_pylist()
    except pa.ArrowException as error:
        raise LedgerError(f"{path} cannot be read, conflict-ledger verify tells more: {error}") from error
    return rows


def write_table(table: Any, path: Path) -> None:
    """Write what is left of a table in place of its file, or an Arrow table; one row group is held at a time."""
    import pyarrow.parquet as pq

    if not isinstance(table, StoredTable):
        write_parquet(table.combine_chunks(), path)
        return
    new = path.with_suffix(".new")
    with pq.ParquetWriter(new, table.schema, **PARQUET) as writer:
        for part in table.row_groups():
            writer.write_table(part.select(part.column_names).combine_chunks())
    new.replace(path)


def unread(tables: Mapping[str, Any]) -> dict[str, Any]:
    """The same tables with nothing read yet: what is read of these is let go with them."""
    return {name: table.slice(0) for name, table in tables.items()}
