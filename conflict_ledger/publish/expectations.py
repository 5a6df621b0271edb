"""Contracts -> Great Expectations suites in memory; run them and say which rows fail which rule.

The library is imported inside functions: it takes four seconds. Suites are never saved (they carry random
ids) and its own pages are not used (they load from outside addresses): see ``check_pages``.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from conflict_ledger.contract import Column, Rule, TableContract
from conflict_ledger.publish.check_report import CheckReport, RuleResult
from conflict_ledger.publish.checked_frames import (
    KEY_TIMES,
    check_schemas,
    checked_table,
    found_column,
    times_column,
)
from conflict_ledger.publish.row_reading import Tables, rows_of

if TYPE_CHECKING:
    import pandas
    import pyarrow

SLICE_ROWS = 20_000  # 50 rules take half a second whatever the rows; 20,000 rows as much again, and 50 MB
KEYS_SHOWN = 50  # failing keys named per rule; all failing positions are kept


def check_tables(tables: Tables, contracts: Mapping[str, TableContract]) -> CheckReport:
    """Run every rule of every contract; ``tables`` must hold all tables, as rules look across them.

    Raises ContractError where a table's columns or types are not those of its contract.
    """
    check_schemas(tables, contracts)
    results: list[RuleResult] = []
    for contract in contracts.values():
        results += _check_table(tables, contract)
    return CheckReport(results=tuple(results))


def all_rules(contract: TableContract) -> tuple[Rule, ...]:
    """What a contract demands, as rules: those its columns imply, then its own."""
    implied = [rule for column in contract.columns for rule in _column_rules(contract.table, column)]
    if len(contract.key) > 1:
        why = f"{', '.join(contract.key)} together tell two rows apart"
        implied.append(_at_most_once(f"{contract.table}.key.unique", why, KEY_TIMES))
    return (*implied, *contract.rules)


def _column_rules(table: str, column: Column) -> Iterator[Rule]:
    """The rules that a column's keys stand for, in the order of the keys."""
    name, prefix = column.name, f"{table}.{column.name}"
    if column.required:
        yield _rule(f"{prefix}.required", f"{name} is never null", "expect_column_values_to_not_be_null", column=name)
    if column.unique:
        yield _at_most_once(f"{prefix}.unique", f"no two rows have the same {name}", times_column(name))
    if column.one_of:
        why = f"{name} has no other values" + (f" than those of {column.vocabulary}" if column.vocabulary else "")
        values = list(column.one_of)
        yield _rule(f"{prefix}.one_of", why, "expect_column_values_to_be_in_set", column=name, value_set=values)
    if column.minimum is not None or column.maximum is not None:
        bounds = {"min_value": column.minimum, "max_value": column.maximum}
        known = {key: _as_moment(value) for key, value in bounds.items() if value is not None}
        why = f"{name} lies within its bounds"
        yield _rule(f"{prefix}.bounds", why, "expect_column_values_to_be_between", column=name, **known)
    if column.pattern:
        why = f"{name} has the form that readers rely on"
        yield _rule(f"{prefix}.pattern", why, "expect_column_values_to_match_regex", column=name, regex=column.pattern)
    for other, _ in column.references:
        found, why = found_column(name, other), f"{name} is found in {other}"
        suffix = "references" if len(column.references) == 1 else f"references_{other}"
        yield _rule(f"{prefix}.{suffix}", why, "expect_column_values_to_be_in_set", column=found, value_set=[True])


def _rule(rule_id: str, why: str, expectation: str, **arguments: Any) -> Rule:
    return Rule(id=rule_id, why=why, severity="critical", expectation=expectation, arguments=arguments)


def _at_most_once(rule_id: str, why: str, column: str) -> Rule:
    return _rule(rule_id, why, "expect_column_values_to_be_between", column=column, max_value=1)


def _as_moment(value: Any) -> Any:
    """Days as moments: the library compares nothing else with a column of days."""
    is_day = isinstance(value, date) and not isinstance(value, datetime)
    return datetime(value.year, value.month, value.day) if is_day else value


@dataclass(slots=True)
class _Found:
    """What the slices of one table have shown of one rule so far."""

    positions: list[int] = field(default_factory=list)
    error: str | None = None


def _check_table(tables: Tables, contract: TableContract) -> list[RuleResult]:
    """All rules of one table, slice by slice; an empty table fails none."""
    rules = all_rules(contract)
    found = {rule.id: _Found() for rule in rules}
    for start, frame in checked_table(tables, contract, _looked_into(rules)).slices(SLICE_ROWS):
        _check_slice(frame.to_pandas(date_as_object=False), rules, start, found)
    return [_result(tables[contract.table], contract, rule, found[rule.id]) for rule in rules]


def _looked_into(rules: Iterable[Rule]) -> set[str]:
    """The columns whose values a rule reads, not only whether they are there."""
    keys = ("column", "column_A", "column_B")
    reading = (rule for rule in rules if rule.expectation != "expect_column_values_to_not_be_null")
    return {rule.arguments[key] for rule in reading for key in keys if key in rule.arguments}


def _check_slice(frame: pandas.DataFrame, rules: Sequence[Rule], start: int, found: Mapping[str, _Found]) -> None:
    """Validate one slice and add what fails to ``found``, counted from the table's first row."""
    for result in _validate(frame, rules):
        so_far = found[result.expectation_config.meta["rule"]]
        if result.exception_info.get("raised_exception") is not False:
            so_far.error = _error_words(result.exception_info)
        else:
            so_far.positions += [start + int(row) for row in result.result.get("unexpected_index_list") or ()]


def _validate(frame: pandas.DataFrame, rules: Sequence[Rule]) -> list[Any]:
    """One slice through the library: positions of failing rows come as labels of the fresh index."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    import great_expectations as gx

    context: Any = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    source = context.data_sources.add_pandas("tables").add_dataframe_asset("slice")
    batch = source.add_batch_definition_whole_dataframe("whole").get_batch({"dataframe": frame.reset_index(drop=True)})
    suite = gx.ExpectationSuite(name="contract", expectations=[_expectation(gx, rule) for rule in rules])
    return list(batch.validate(suite, result_format="COMPLETE").results)


def _expectation(gx: Any, rule: Rule) -> Any:
    """A rule as an object of the library; its class is named like the rule's expectation."""
    name = "".join(part.capitalize() for part in rule.expectation.split("_"))
    return getattr(gx.expectations, name)(**rule.arguments, severity=rule.severity, meta={"rule": rule.id})


def _error_words(exception_info: Mapping[str, Any]) -> str:
    """The message of a rule that broke; the library nests it under a key per metric."""
    details = [exception_info, *(value for value in exception_info.values() if isinstance(value, Mapping))]
    messages = [str(item["exception_message"]) for item in details if item.get("exception_message")]
    return messages[0] if messages else "the rule could not be evaluated"


def _result(table: pyarrow.Table, contract: TableContract, rule: Rule, found: _Found) -> RuleResult:
    positions = tuple(sorted(set(found.positions)))
    shown = table.select(list(contract.key)).take(list(positions[:KEYS_SHOWN])) if positions else None
    keys = ["/".join(str(value) for value in row) for row in rows_of(shown, *contract.key)] if shown else []
    return RuleResult(
        table=contract.table,
        rule=rule.id,
        why=rule.why,
        severity=rule.severity,
        expectation=f"{rule.expectation}({_argument_words(rule.arguments)})",
        n_rows=table.num_rows,
        n_failed=len(positions),
        positions=positions,
        failing_keys=tuple(keys),
        error=found.error,
    )


def _argument_words(arguments: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}={value}" for name, value in arguments.items())
