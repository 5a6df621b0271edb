"""What a table contract consists of: the nouns of ``schemas/*.yml`` and the words they may use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias

from conflict_ledger.problems import ContractError

Scalar: TypeAlias = str | int | float | bool | date | datetime

# Made from the other tables of a release and from nothing else.
VIEWS = ("ucdp_events", "events_numeric", "monthly_admin1", "loss_reports")
TABLES = (
    "documents",
    "casualty_claims",
    "event_mentions",
    "event_documents",
    "event_links",
    "events",
    "event_details",
    "casualty_ranges",
    "casualty_range_history",
    "event_reasons",
    "deletions",
    "corrections",
    *VIEWS,
    "quarantine",
    "issues",
)
# Arrow type by column type; where readers rely on a narrower one, the column's ``width`` names it.
ARROW_TYPES = {
    "string": "string",
    "integer": "int64",
    "number": "float64",
    "boolean": "bool",
    "date": "date32",
    "timestamp": "timestamp_ms",  # Parquet knows no coarser unit
}
WIDTHS = {"integer": ("int8", "int16", "int32", "int64"), "number": ("float32", "float64")}
SEVERITIES = ("critical", "warning")
# Only expectations that look at rows one by one: they name the rows that fail.
EXPECTATIONS: dict[str, frozenset[str]] = {
    "expect_column_values_to_not_be_null": frozenset({"column"}),
    "expect_column_values_to_be_in_set": frozenset({"column", "value_set"}),
    "expect_column_values_to_be_between": frozenset({"column", "min_value", "max_value"}),
    "expect_column_values_to_match_regex": frozenset({"column", "regex"}),
    "expect_column_pair_values_to_be_equal": frozenset({"column_A", "column_B", "ignore_row_if"}),
    "expect_column_pair_values_a_to_be_greater_than_b": frozenset(
        {"column_A", "column_B", "or_equal", "ignore_row_if"}
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column; ``one_of`` holds the allowed values, ``vocabulary`` the lexicon they came from."""

    name: str
    type: str
    arrow: str
    describes: str
    required: bool = False
    unique: bool = False
    one_of: tuple[Scalar, ...] = ()
    vocabulary: str | None = None
    minimum: Scalar | None = None
    maximum: Scalar | None = None
    pattern: str | None = None
    references: tuple[tuple[str, str], ...] = ()
    unit: str | None = None
    example: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A column that is worked out from several tables for the checks and is not published."""

    name: str
    describes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One expectation in Great Expectations' own words; ``id`` is ``<table>.<name>``."""

    id: str
    why: str
    severity: str
    expectation: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableContract:
    """One table as declared; ``key`` names the columns that tell two rows apart."""

    table: str
    one_row_is: str
    key: tuple[str, ...]
    sort_by: tuple[str, ...]
    columns: tuple[Column, ...]
    derived: tuple[Derived, ...]
    rules: tuple[Rule, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The column names in order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column of that name; raises ContractError where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise ContractError(f"{self.table}: no column {name}")


def read_truth(where: str, text: str) -> bool:
    """The truth value that a contract writes as text."""
    if text not in ("true", "false"):
        raise ContractError(f"{where}: {text!r} is neither true nor false")
    return text == "true"


def convert(where: str, kind: str, text: str) -> Scalar:
    """The text of a contract as a value of a column type; a derived column takes what the text looks like."""
    if kind == "boolean" or (kind == "derived" and text in ("true", "false")):
        return read_truth(where, text)
    readers: dict[str, Callable[[str], Scalar]] = {"integer": int, "derived": int, "number": float}
    readers |= {"date": date.fromisoformat, "timestamp": datetime.fromisoformat}
    try:
        return readers[kind](text) if kind in readers else text
    except ValueError as problem:
        raise ContractError(f"{where}: {text!r} is no {kind}") from problem
