"""Part failing rows from sound ones, and what rested on them: refused rows go to the quarantine, never lost.

A row refused for itself names the rule it failed. A row that refers to a refused one is refused with it, or
keeps its other columns where its reference may be null: a claim without its event is still a claim.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from conflict_ledger.contract import Column, TableContract
from conflict_ledger.contract_parts import VIEWS
from conflict_ledger.publish.check_report import CheckReport
from conflict_ledger.publish.checked_frames import references
from conflict_ledger.publish.tables import refuse_row
from conflict_ledger.records import Refusal

if TYPE_CHECKING:
    import pyarrow

# The quarantine takes what is refused elsewhere; its own rows have nowhere else to go. A decision of a person is never
# set apart: if the tables do not bear it out, or its event had to go, the release is refused.
NEVER_SPLIT = ("quarantine", "corrections")


def split_tables(
    tables: Mapping[str, pyarrow.Table], report: CheckReport, contracts: Mapping[str, TableContract]
) -> tuple[dict[str, pyarrow.Table], list[Refusal]]:
    """All tables without the rows that fail a critical rule and without what referred to them.

    No reference is left dangling. Sums and ranges over what was refused may no longer hold: check again. Views stay as
    they are, since they are made anew from what is left.
    """
    contracts = {name: contract for name, contract in contracts.items() if name not in VIEWS}
    kept, refusals = dict(tables), []
    for name, contract in contracts.items():
        kept[name], refused = split_failing(tables[name], report, contract)
        refusals += refused
    while True:
        changed = False
        for contract in contracts.values():
            for column, other, target in references(contract):
                loose = _loose_rows(kept[contract.table], column, kept[other].column(target))
                if loose:
                    changed = True
                    kept[contract.table], refused = _let_go(kept[contract.table], contract, column, other, loose)
                    refusals += refused
        if not changed:
            return kept, refusals


def split_failing(
    table: pyarrow.Table, report: CheckReport, contract: TableContract
) -> tuple[pyarrow.Table, list[Refusal]]:
    """One table without the rows that fail a critical rule; one refusal a row, naming the first rule it failed."""
    if contract.table in NEVER_SPLIT:
        return table, []
    reasons: dict[int, tuple[str, str]] = {}
    for result in report.of_table(contract.table):
        if result.severity == "critical":
            for position in result.positions:
                reasons.setdefault(position, (result.rule, result.why))
    return _without(table, contract, reasons)


def _without(
    table: pyarrow.Table, contract: TableContract, reasons: Mapping[int, tuple[str, str]]
) -> tuple[pyarrow.Table, list[Refusal]]:
    """The table without the rows at these positions, and a refusal for each with its (rule, why)."""
    if not reasons:
        return table, []
    import pyarrow as pa

    positions = sorted(reasons)
    rows = table.take(positions).to_pylist()
    refusals = [
        refuse_row(row, contract, reasons[position][0], f"fails the rule: {reasons[position][1]}", stage="check")
        for position, row in zip(positions, rows, strict=True)
    ]
    return table.filter(pa.array([position not in reasons for position in range(table.num_rows)])), refusals


def _loose_rows(table: pyarrow.Table, column: Column, known: Any) -> list[int]:
    """The rows whose value is not among the known ones."""
    import pyarrow.compute as pc

    values = table.column(column.name)
    is_loose = pc.and_(pc.is_valid(values), pc.invert(pc.is_in(values, value_set=known)))
    positions: list[int] = pc.indices_nonzero(is_loose).to_pylist()
    return positions


def _let_go(
    table: pyarrow.Table, contract: TableContract, column: Column, other: str, loose: Sequence[int]
) -> tuple[pyarrow.Table, list[Refusal]]:
    """Refuse the rows at these positions, or only empty the column where it may be null."""
    if column.required:
        reason = (f"{contract.table}.{column.name}.references", f"the row of {other} it rests on was refused")
        return _without(table, contract, dict.fromkeys(loose, reason))
    import pyarrow as pa
    import pyarrow.compute as pc

    is_loose = pa.array([False] * table.num_rows).to_numpy(zero_copy_only=False)
    is_loose[list(loose)] = True
    values = pc.if_else(pa.array(is_loose), None, table.column(column.name))
    return table.set_column(table.schema.get_field_index(column.name), table.schema.field(column.name), values), []
