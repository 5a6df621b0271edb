"""Load and check table contracts: ``schemas/<table>.yml`` is the only declaration of a table.

Three modules read a contract: ``publish/tables.py`` makes the Arrow schema of it,
``publish/expectations.py`` the checks, ``publish/codebook.py`` the page. Example::

    table: casualty_ranges
    one_row_is: one outcome of one event, in all and per claimant type
    key: [event_id_cnty, outcome, claimant_type]
    sort_by: [event_id_cnty, outcome, claimant_type]
    columns:
      - {name: low, type: integer, minimum: 0, unit: people, describes: the lowest number that holds}
    derived:
      - {name: killed_low, describes: the event's lowest number of killed}
    rules:
      - id: range_not_upside_down
        why: a range that is upside down bounds nothing
        severity: critical
        expectation: expect_column_pair_values_a_to_be_greater_than_b
        column_A: high
        column_B: low
        or_equal: true
        ignore_row_if: either_value_is_missing

``one_of`` is a list of values or names a vocabulary: ``{lexicon: outcomes}``, with ``field`` for another key
of its entries than the value and ``also`` for further values. ``references`` names columns of other tables in
which every value must be found. ``derived`` columns exist only while a table is checked. ``like: events`` takes the
columns of another table that are not given here, without their checks: a rule has to hold the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from conflict_ledger.contract_parts import (
    ARROW_TYPES,
    EXPECTATIONS,
    SEVERITIES,
    TABLES,
    WIDTHS,
    Column,
    Derived,
    Rule,
    Scalar,
    TableContract,
    convert,
    read_truth,
)
from conflict_ledger.lexicon import load_lexicon, read_yaml
from conflict_ledger.problems import ContractError, LexiconError

__all__ = [
    "TABLES",
    "Column",
    "Derived",
    "Rule",
    "Scalar",
    "TableContract",
    "convert",
    "load_contract",
    "load_contracts",
    "parse_contract",
]

TABLE_KEYS = {"table", "one_row_is", "key", "sort_by", "columns", "derived", "rules"}
TABLE_REQUIRED = {"table", "one_row_is", "key", "columns"}
COLUMN_KEYS = {"name", "type", "width", "required", "unique", "one_of", "minimum", "maximum"}
COLUMN_KEYS |= {"pattern", "references", "unit", "describes", "example"}
LENT = {"name", "type", "width", "required", "unit", "describes", "example"}
RULE_KEYS = {"id", "why", "severity", "expectation"}


def load_contracts(folder: Path) -> dict[str, TableContract]:
    """All contracts of a folder in the order of TABLES; references between them are checked too."""
    contracts = {name: load_contract(folder / f"{name}.yml") for name in TABLES}
    for contract in contracts.values():
        for column in contract.columns:
            for table, target in column.references:
                if table not in contracts or target not in contracts[table].names:
                    where = f"{contract.table}.yml: {column.name}"
                    raise ContractError(f"{where}: references {table}.{target}, which is not there")
    return contracts


def load_contract(path: Path) -> TableContract:
    """The checked contract in one file; raises ContractError naming file and column."""
    if not path.is_file():
        raise ContractError(f"{path.name}: no such contract")
    contract = parse_contract(path.name, _with_borrowed_columns(path, read_yaml(path)))
    if contract.table != path.stem:
        raise ContractError(f"{path.name}: declares the table {contract.table}")
    return contract


def _with_borrowed_columns(path: Path, raw: Any) -> Any:
    """A contract that is like another one with the columns of both, in the order of the other."""
    if not isinstance(raw, dict) or "like" not in raw:
        return raw
    own = {column["name"]: column for column in raw["columns"]}
    lent = [
        {key: column[key] for key in column if key in LENT}
        for column in read_yaml(path.parent / f"{raw['like']}.yml")["columns"]
    ]
    added = own.keys() - {column["name"] for column in lent}
    if added:
        raise ContractError(f"{path.name}: {raw['like']} has no columns {sorted(added)}")
    columns = [own.get(column["name"], column) for column in lent]
    return {key: raw[key] for key in raw if key != "like"} | {"columns": columns}


def parse_contract(file: str, raw: Any) -> TableContract:
    """Check what was read from a contract file; its numbers, dates and truth values arrive as text."""
    if not isinstance(raw, dict) or set(raw) - TABLE_KEYS or TABLE_REQUIRED - set(raw):
        raise ContractError(f"{file}: needs {sorted(TABLE_REQUIRED)} and allows {sorted(TABLE_KEYS)}")
    columns = tuple(_column(file, item) for item in raw["columns"])
    derived = tuple(_derived(file, item) for item in raw.get("derived") or ())
    types = {item.name: "derived" for item in derived} | {column.name: column.type for column in columns}
    if len(types) < len(columns) + len(derived):
        raise ContractError(f"{file}: two columns have the same name")
    rules = tuple(_rule(file, raw["table"], item, types) for item in raw.get("rules") or ())
    if len({rule.id for rule in rules}) < len(rules):
        raise ContractError(f"{file}: two rules have the same id")
    contract = TableContract(
        table=raw["table"],
        one_row_is=raw["one_row_is"],
        key=tuple(raw["key"]),
        sort_by=tuple(raw.get("sort_by") or raw["key"]),
        columns=columns,
        derived=derived,
        rules=rules,
    )
    for name in {*contract.key, *contract.sort_by} - set(contract.names):
        raise ContractError(f"{file}: {name}: stands in key or sort_by and is no column")
    return contract


def _column(file: str, raw: Any) -> Column:
    if not isinstance(raw, dict) or not raw.get("name"):
        raise ContractError(f"{file}: a column is no mapping with a name: {str(raw)[:80]}")
    where, kind = f"{file}: {raw['name']}", str(raw.get("type"))
    _check_column(where, raw)
    one_of, vocabulary = _allowed_values(where, kind, raw.get("one_of"))
    return Column(
        name=raw["name"],
        type=kind,
        arrow=raw.get("width", ARROW_TYPES[kind]),
        describes=raw["describes"],
        required=read_truth(where, raw.get("required", "false")),
        unique=read_truth(where, raw.get("unique", "false")),
        one_of=one_of,
        vocabulary=vocabulary,
        minimum=_bound(where, kind, raw.get("minimum")),
        maximum=_bound(where, kind, raw.get("maximum")),
        pattern=raw.get("pattern"),
        references=_references(where, raw.get("references")),
        unit=raw.get("unit"),
        example=raw.get("example"),
    )


def _check_column(where: str, raw: Mapping[str, Any]) -> None:
    """Refuse unknown keys, unknown types, widths that do not fit and columns that nobody described."""
    kind = raw.get("type")
    if set(raw) - COLUMN_KEYS:
        raise ContractError(f"{where}: unknown keys {sorted(set(raw) - COLUMN_KEYS)}")
    if kind not in ARROW_TYPES:
        raise ContractError(f"{where}: the type is {kind!r}, allowed are {sorted(ARROW_TYPES)}")
    if not raw.get("describes"):
        raise ContractError(f"{where}: describes is missing")
    if "width" in raw and raw["width"] not in WIDTHS.get(kind, ()):
        raise ContractError(f"{where}: the width {raw['width']!r} does not fit the type {kind}")


def _allowed_values(where: str, kind: str, raw: Any) -> tuple[tuple[Scalar, ...], str | None]:
    """The allowed values, and the vocabulary's name where they come from one."""
    if raw is None or isinstance(raw, list):
        return tuple(convert(where, kind, text) for text in raw or ()), None
    if not isinstance(raw, dict) or "lexicon" not in raw or set(raw) - {"lexicon", "field", "also"}:
        raise ContractError(f"{where}: one_of is neither a list nor {{lexicon, field, also}}")
    try:
        entries = load_lexicon(raw["lexicon"]).entries
    except LexiconError as problem:
        raise ContractError(f"{where}: {problem}") from problem
    found = [entry.fields.get(raw["field"], "") if "field" in raw else entry.value for entry in entries]
    values = dict.fromkeys([*found, *raw.get("also", ())])
    return tuple(convert(where, kind, text) for text in values), raw["lexicon"]


def _references(where: str, raw: str | list[str] | None) -> tuple[tuple[str, str], ...]:
    targets = [raw] if isinstance(raw, str) else raw or []
    for target in targets:
        if target.count(".") != 1:
            raise ContractError(f"{where}: references {target!r}, which is not table.column")
    return tuple((target.split(".")[0], target.split(".")[1]) for target in targets)


def _bound(where: str, kind: str, raw: str | None) -> Scalar | None:
    return None if raw is None else convert(where, kind, raw)


def _derived(file: str, raw: Any) -> Derived:
    if not isinstance(raw, dict) or set(raw) != {"name", "describes"}:
        raise ContractError(f"{file}: a derived column needs exactly name and describes: {str(raw)[:80]}")
    return Derived(name=raw["name"], describes=raw["describes"])


def _rule(file: str, table: str, raw: Any, types: Mapping[str, str]) -> Rule:
    """A rule with its arguments converted to the type of the column they speak of."""
    if not isinstance(raw, dict) or RULE_KEYS - set(raw):
        raise ContractError(f"{file}: a rule needs {sorted(RULE_KEYS)}: {str(raw)[:80]}")
    where, arguments = f"{file}: {raw['id']}", {key: raw[key] for key in raw if key not in RULE_KEYS}
    _check_rule(where, raw, arguments, types)
    kind = types.get(arguments.get("column", ""), "derived")
    return Rule(
        id=f"{table}.{raw['id']}",
        why=raw["why"],
        severity=raw["severity"],
        expectation=raw["expectation"],
        arguments={key: _argument(where, kind, key, value) for key, value in arguments.items()},
    )


def _check_rule(where: str, raw: Mapping[str, Any], arguments: Mapping[str, Any], types: Mapping[str, str]) -> None:
    """Refuse unknown severities, expectations, arguments and columns."""
    if raw["severity"] not in SEVERITIES:
        raise ContractError(f"{where}: the severity is {raw['severity']!r}, allowed are {SEVERITIES}")
    if raw["expectation"] not in EXPECTATIONS:
        raise ContractError(f"{where}: {raw['expectation']} is not among {sorted(EXPECTATIONS)}")
    known = EXPECTATIONS[raw["expectation"]]
    if set(arguments) - known:
        raise ContractError(f"{where}: {raw['expectation']} does not take {sorted(set(arguments) - known)}")
    for key in known & {"column", "column_A", "column_B"}:
        if arguments.get(key) not in types:
            raise ContractError(f"{where}: {key} is {arguments.get(key)!r}, which is no column")


def _argument(where: str, kind: str, key: str, value: Any) -> Any:
    if key == "value_set":
        return [convert(where, kind, text) for text in value]
    if key in ("min_value", "max_value"):
        return convert(where, kind, value)
    return read_truth(where, value) if key == "or_equal" else value
