"""Check every table of a release and say whether it may be published.

Rows that fail a critical rule go to quarantine: a rule that one odd article breaks must not hold up
everything else. A rule that many rows break is our own mistake, and then the release is refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from conflict_ledger.contract import TableContract, load_contracts
from conflict_ledger.contract_parts import VIEWS
from conflict_ledger.publish.check_pages import render_checks
from conflict_ledger.publish.check_report import CheckReport, report_as_json
from conflict_ledger.publish.expectations import check_tables
from conflict_ledger.publish.manifest import write_json
from conflict_ledger.publish.rows import refusal_rows
from conflict_ledger.publish.splitting import split_tables
from conflict_ledger.publish.stored_tables import open_tables, write_table
from conflict_ledger.publish.succession import Former, deletion_rows, mention_links, moment_of, read_former
from conflict_ledger.publish.tables import build_table, sort_rows
from conflict_ledger.publish.views.tables import write_views
from conflict_ledger.records import Refusal
from conflict_ledger.run.plan import Plan

if TYPE_CHECKING:
    import pyarrow

# Judgment constants. A few odd rows are the articles' doing; one row in twenty is ours.
MAX_SET_APART = 0.05
ALWAYS_ALLOWED = 5  # rows of a table, so that a small folder is not refused for one of its articles
ROUNDS = 5  # a row set apart may leave others wrong (a sum, a range); three rounds did in every trial

Tables = dict[str, Any]  # Arrow tables or stored ones
Contracts = Mapping[str, TableContract]
Check = Callable[[Tables, Contracts], CheckReport]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The tables without the rows in ``refusals``; ``report`` is what the checks say of these tables."""

    tables: Tables
    report: CheckReport
    refusals: tuple[Refusal, ...] = field(default=())


def check_release(plan: Plan) -> list[str]:
    """Check the tables written so far; gives the reasons, in sentences, why they may not be published.

    Rewrites the tables that lost rows. Leaves the results in the release, and the reasons in the scratch
    folder for the step that publishes.
    """
    contracts = load_contracts(plan.settings.schemas)
    before = open_tables(plan.release, contracts)
    # The release before is read only where rows are set apart, which is seldom.
    settled = settle_tables(before, contracts, check_tables, lambda tables: _mended(plan, tables, contracts))
    for name, table in settled.tables.items():
        if table is not before[name] and name not in VIEWS:
            write_table(table, plan.release / f"{name}.parquet")
    sizes = {name: table.num_rows for name, table in before.items()}
    reasons = [*_standing_failures(settled.report), *_too_many_set_apart(settled, sizes)]
    write_json(plan.release / "checks.json", _results(settled))
    (plan.release / "checks.html").write_text(render_checks(settled.report), encoding="utf-8")
    write_json(plan.reasons, reasons)
    return reasons


def _mended(plan: Plan, tables: Tables, contracts: Contracts) -> Tables:
    """The tables with all that follows from others made anew, after rows were set apart; the views are written."""
    tables = _with_tombstones(tables, contracts, read_former(plan.former))
    write_views(tables, contracts, plan.release)
    return tables | open_tables(plan.release, VIEWS)


def _with_tombstones(tables: Tables, contracts: Contracts, former: Former) -> Tables:
    """The tables with a tombstone also for events that were published before and are set apart now."""
    events, links = tables["events"], mention_links(tables["event_mentions"])
    moment = max([moment_of(former, ()), *events["timestamp"].to_pylist()])
    rows = deletion_rows(former, events["event_id_cnty"].to_pylist(), links, moment)
    contract = contracts["deletions"]
    return tables | {"deletions": build_table(sort_rows(rows, contract), contract)}


def settle_tables(
    tables: Tables, contracts: Contracts, check: Check, mend: Callable[[Tables], Tables] = lambda tables: tables
) -> Settled:
    """Check, move what fails a critical rule to quarantine, and check again, until all that is left holds.

    ``mend`` brings tables that depend on what is left up to date before they are checked again. Stops early where a
    rule cannot be run, or fails without rows that could be set apart.
    """
    report = check(tables, contracts)
    refusals: list[Refusal] = []
    for _ in range(ROUNDS):
        if report.is_good or report.broken:
            break
        tables, refused = split_tables(tables, report, contracts)
        if not refused:
            break
        refusals += refused
        tables["quarantine"] = _with_refusals(tables["quarantine"], refused, contracts["quarantine"])
        tables = mend(tables)
        report = check(tables, contracts)
    return Settled(tables=tables, report=report, refusals=tuple(refusals))


def _with_refusals(quarantine: pyarrow.Table, refusals: Sequence[Refusal], contract: TableContract) -> pyarrow.Table:
    rows = [*quarantine.to_pylist(), *refusal_rows(refusals)]
    return build_table(sort_rows(rows, contract), contract)


def _results(settled: Settled) -> dict[str, object]:
    """The checks as published: what holds of the tables, and which rules took rows out before."""
    set_apart = Counter(refusal.reason for refusal in settled.refusals)
    return report_as_json(settled.report) | {"set_apart": dict(sorted(set_apart.items()))}


def _standing_failures(report: CheckReport) -> list[str]:
    broken = [f"the rule {result.rule} could not be run: {result.error}" for result in report.broken]
    failed = [
        f"{result.n_failed} rows fail {result.rule} ({result.why})"
        for result in report.critical
        if result.error is None
    ]
    return broken + failed


def _too_many_set_apart(settled: Settled, sizes: Mapping[str, int]) -> list[str]:
    lost = {name: sizes[name] - table.num_rows for name, table in settled.tables.items() if name not in VIEWS}
    return [
        f"{number} of {sizes[name]} rows of {name} had to be set apart (allowed: {MAX_SET_APART:.0%})"
        for name, number in lost.items()
        if number > max(ALWAYS_ALLOWED, MAX_SET_APART * sizes[name])
    ]
