"""Tables as they are checked: slices of bounded size, the published columns beside derived ones.

A rule over several tables or over many rows becomes a rule over one column here, so that every rule names the rows
that fail it, and a slice can be checked by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from conflict_ledger.contract import Column, TableContract
from conflict_ledger.problems import ContractError
from conflict_ledger.publish import (
    derived_corrections,
    derived_events,
    derived_links,
    derived_ranges,
    derived_texts,
    derived_views,
)
from conflict_ledger.publish.near_rows import NEAR, walk
from conflict_ledger.publish.row_reading import Tables, rows_of
from conflict_ledger.publish.stored_tables import unread
from conflict_ledger.publish.tables import arrow_schema

if TYPE_CHECKING:
    import pyarrow

# Per table: the derived columns of some of its rows, worked out from the rows near them (``near_rows``).
DERIVE: Mapping[str, Callable[[Any, Tables], dict[str, list[Any]]]] = {
    "documents": derived_texts.derive_documents,
    "casualty_claims": derived_texts.derive_casualty_claims,
    "event_mentions": derived_texts.derive_event_mentions,
    "event_documents": derived_events.derive_event_documents,
    "event_links": derived_links.derive_event_links,
    "events": derived_events.derive_events,
    "event_details": derived_events.derive_event_details,
    "casualty_ranges": derived_ranges.derive_casualty_ranges,
    "casualty_range_history": derived_ranges.derive_casualty_range_history,
    "event_reasons": derived_texts.derive_event_reasons,
    "deletions": derived_events.derive_deletions,
    "corrections": derived_corrections.derive_corrections,
    "ucdp_events": derived_views.derive_ucdp_events,
    "events_numeric": derived_views.derive_events_numeric,
    "monthly_admin1": derived_views.derive_monthly_admin1,
    "loss_reports": derived_views.derive_loss_reports,
    "quarantine": derived_events.derive_quarantine,
    "issues": derived_texts.derive_issues,
}


def times_column(name: str) -> str:
    """The derived column that counts the rows with the same value."""
    return f"{name}__times"


def found_column(name: str, table: str) -> str:
    """The derived column that tells whether a value is found in the table it refers to."""
    return f"{name}__in_{table}"


KEY_TIMES = times_column("key")


def check_schemas(tables: Tables, contracts: Mapping[str, TableContract]) -> None:
    """Every table is there with the columns and types of its contract; raises ContractError."""
    for name, contract in contracts.items():
        if name not in tables:
            raise ContractError(f"{name}: the table is missing")
        declared, found = arrow_schema(contract), tables[name].schema
        if found.names != declared.names:
            raise ContractError(f"{name}: the columns are {found.names}, not {declared.names}")
        for column, kind in zip(declared, found.types, strict=True):
            if column.type != kind:
                raise ContractError(f"{name}.{column.name}: the type is {kind}, not {column.type}")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedTable:
    """A table on its way through the checks; ``repeats`` is what must be known of all its rows at once."""

    contract: TableContract
    tables: Tables
    wanted: frozenset[str]  # columns whose values a rule looks into
    repeats: Mapping[str, Repeats]

    def slices(self, size: int) -> Iterator[tuple[int, pyarrow.Table]]:
        """Position of the first row, and the published and derived columns of so many rows."""
        name, start = self.contract.table, 0
        for rows, near in walk(name, self.tables, NEAR.get(name, ()), size):
            yield start, self._frame(rows, near)
            start += rows.num_rows

    def _frame(self, rows: Any, near: Tables) -> pyarrow.Table:
        import pyarrow as pa

        derived = {
            **DERIVE[self.contract.table](rows, near),
            **_reference_columns(rows, self.tables, self.contract),
            **{name: repeats.times(rows) for name, repeats in self.repeats.items()},
        }
        published = {column.name: self._published(rows, column) for column in self.contract.columns}
        return pa.table(published | {name: pa.array(values) for name, values in derived.items()})

    def _published(self, rows: Any, column: Column) -> Any:
        """A text that no rule looks into is replaced by whether it is there: long texts stay out of the checks."""
        import pyarrow.compute as pc

        values = rows[column.name]
        is_opaque = column.type == "string" and column.name not in self.wanted
        return pc.if_else(pc.is_valid(values), True, None) if is_opaque else values


def checked_table(tables: Tables, contract: TableContract, wanted: Iterable[str]) -> CheckedTable:
    """A table with all that its slices are checked against; what is read of the tables is let go with it."""
    fresh = unread(tables)
    repeats = repeats_of(fresh[contract.table], contract)
    return CheckedTable(contract=contract, tables=fresh, wanted=frozenset(wanted), repeats=repeats)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeats:
    """The values of some columns that several rows of a table have in common, and how many."""

    columns: tuple[str, ...]
    counts: Mapping[tuple[Any, ...], int]

    def times(self, rows: Any) -> list[int]:
        """Per row: how many rows of the whole table have its values."""
        if not self.counts:
            return [1] * int(rows.num_rows)
        return [self.counts.get(values, 1) for values in rows_of(rows, *self.columns)]


def repeats_of(table: Any, contract: TableContract) -> dict[str, Repeats]:
    """By derived column, for each unique column and for a key of several columns: what stands in more than one row."""
    unique = (column.name for column in contract.columns if column.unique)
    keys: dict[str, tuple[str, ...]] = {times_column(name): (name,) for name in unique}
    if len(contract.key) > 1:
        keys[KEY_TIMES] = contract.key
    return {name: _repeats(table, columns) for name, columns in keys.items()}


def _repeats(table: Any, columns: tuple[str, ...]) -> Repeats:
    import pyarrow.compute as pc

    groups = table.select(columns).group_by(list(columns), use_threads=False).aggregate([([], "count_all")])
    several = groups.filter(pc.greater(groups["count_all"], 1))
    counted = rows_of(several, *columns, "count_all")
    return Repeats(columns=columns, counts={tuple(values): count for *values, count in counted})


def _reference_columns(rows: Any, tables: Tables, contract: TableContract) -> dict[str, list[bool | None]]:
    """Per reference: whether the value is found there; null where there is no value."""
    import pyarrow.compute as pc

    found = {}
    for column, table, target in references(contract):
        values = rows[column.name]
        is_found = pc.is_in(values, value_set=tables[table][target])
        found[found_column(column.name, table)] = pc.if_else(pc.is_valid(values), is_found, None).to_pylist()
    return found


def references(contract: TableContract) -> list[tuple[Column, str, str]]:
    """Every (column, table, column there) that must be found."""
    return [(column, table, target) for column in contract.columns for table, target in column.references]
