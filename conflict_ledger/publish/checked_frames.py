"""Tables as they are checked: published columns beside derived ones, in slices of bounded size.

A rule over several tables becomes a rule over one column here, so that every rule names the rows that fail it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
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
from conflict_ledger.publish.row_reading import Tables, rows_of
from conflict_ledger.publish.tables import arrow_schema

if TYPE_CHECKING:
    import pyarrow

DERIVE: Mapping[str, Callable[[Tables], dict[str, list[Any]]]] = {
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


def checked_frame(tables: Tables, contract: TableContract, wanted: Iterable[str]) -> pyarrow.Table:
    """The wanted columns of a table, published and derived.

    A text that no rule looks into is replaced by whether it is there: long texts stay out of the checks.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    table, looked_into = tables[contract.table], set(wanted)
    columns: dict[str, Any] = {}
    for column in contract.columns:
        values = table[column.name]
        is_opaque = column.type == "string" and column.name not in looked_into
        columns[column.name] = pc.if_else(pc.is_valid(values), True, None) if is_opaque else values
    derived = DERIVE[contract.table](tables) | _reference_columns(tables, contract) | _repeat_columns(table, contract)
    columns |= {name: pa.array(values) for name, values in derived.items()}
    return pa.table(columns)


def _reference_columns(tables: Tables, contract: TableContract) -> dict[str, Any]:
    """Per reference: whether the value is found there; null where there is no value."""
    import pyarrow.compute as pc

    found = {}
    for column, table, target in references(contract):
        values = tables[contract.table][column.name]
        is_found = pc.is_in(values, value_set=tables[table][target])
        found[found_column(column.name, table)] = pc.if_else(pc.is_valid(values), is_found, None).to_pylist()
    return found


def references(contract: TableContract) -> list[tuple[Column, str, str]]:
    """Every (column, table, column there) that must be found."""
    return [(column, table, target) for column in contract.columns for table, target in column.references]


def _repeat_columns(table: pyarrow.Table, contract: TableContract) -> dict[str, list[int]]:
    """Per unique column, and for a key of several columns: how many rows have the same value."""
    unique = (column.name for column in contract.columns if column.unique)
    keys: dict[str, tuple[str, ...]] = {times_column(name): (name,) for name in unique}
    if len(contract.key) > 1:
        keys[KEY_TIMES] = contract.key
    return {name: _times(table, columns) for name, columns in keys.items()}


def _times(table: pyarrow.Table, columns: tuple[str, ...]) -> list[int]:
    rows = list(rows_of(table, *columns))
    times = Counter(rows)
    return [times[row] for row in rows]
