"""Reading the tables of a release for its report: only the rows that are shown become Python objects.

A table or column that is missing counts as empty: the report must not be what stops a release.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from conflict_ledger.publish.row_reading import Tables, dicts_of, rows_of

Row = Mapping[str, Any]


def read_rows(
    tables: Tables,
    name: str,
    columns: Iterable[str] | None,
    *,
    where: tuple[str, list[str] | None] | None = None,
    most: int | None = None,
) -> list[dict[str, Any]]:
    """Rows of a table as dicts: only those whose column is in a list (None: is null), at most ``most``."""
    import pyarrow as pa
    import pyarrow.compute as pc

    found = tables.get(name)
    if found is None or (where is not None and where[0] not in found.column_names):
        return []
    if where is not None:
        column, values = where
        cells = found.column(column)
        found = found.filter(pc.is_null(cells) if values is None else pc.is_in(cells, pa.array(values, pa.string())))
    return list(each_row(found if most is None else found.slice(0, most), columns))


def each_row(found: Any, columns: Iterable[str] | None = None) -> Iterator[dict[str, Any]]:
    """Rows of a table, which may be missing, as dicts without the columns that it lacks."""
    if found is not None:
        wanted = found.column_names if columns is None else [name for name in columns if name in found.column_names]
        yield from dicts_of(found, *wanted)


def grouped(found: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows by the event that they belong to."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        groups[row["event_id_cnty"]].append(row)
    return groups


def counts(tables: Tables, name: str, column: str) -> Counter[str]:
    """How often each value of a column occurs."""
    found = tables.get(name)
    if found is None or column not in found.column_names:
        return Counter()
    return Counter({pair["values"]: pair["counts"] for pair in found.column(column).value_counts().to_pylist()})


def pair_counts(found: Any, first: str, second: str) -> Counter[tuple[str, str]]:
    """How often each pair of values of two columns occurs."""
    if found is None or not {first, second} <= set(found.column_names):
        return Counter()
    return Counter((one, other) for one, other in rows_of(found, first, second))


def null_count(tables: Tables, name: str, column: str) -> int:
    """The rows of a table that lack a value in a column."""
    found = tables.get(name)
    return 0 if found is None or column not in found.column_names else int(found.column(column).null_count)


def known_count(tables: Tables, name: str, column: str) -> int:
    """The rows of a table that have a value in a column."""
    found = tables.get(name)
    return 0 if found is None or column not in found.column_names else found.num_rows - null_count(tables, name, column)
