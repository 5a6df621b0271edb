"""Reading the tables of a release for its report: only the rows that are shown become Python objects.

A table or column that is missing counts as empty: the report must not be what stops a release.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow

Row = Mapping[str, Any]
Tables = Mapping[str, "pyarrow.Table"]


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
        chosen = pc.is_null(found[column]) if values is None else pc.is_in(found[column], pa.array(values, pa.string()))
        found = found.filter(chosen)
    if columns is not None:
        found = found.select([column for column in columns if column in found.column_names])
    chosen_rows: list[dict[str, Any]] = (found if most is None else found.slice(0, most)).to_pylist()
    return chosen_rows


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
    return Counter({pair["values"]: pair["counts"] for pair in found[column].value_counts().to_pylist()})


def pair_counts(found: pyarrow.Table | None, first: str, second: str) -> Counter[tuple[str, str]]:
    """How often each pair of values of two columns occurs."""
    if found is None or not {first, second} <= set(found.column_names):
        return Counter()
    return Counter(zip(found[first].to_pylist(), found[second].to_pylist(), strict=True))


def null_count(tables: Tables, name: str, column: str) -> int:
    """The rows of a table that lack a value in a column."""
    found = tables.get(name)
    return 0 if found is None or column not in found.column_names else int(found[column].null_count)


def known_count(tables: Tables, name: str, column: str) -> int:
    """The rows of a table that have a value in a column."""
    found = tables.get(name)
    return 0 if found is None or column not in found.column_names else int(found.num_rows - found[column].null_count)
