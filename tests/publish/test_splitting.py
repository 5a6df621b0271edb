"""Rows that fail go to the quarantine with all that rested on them, and no reference is left dangling."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from conflict_ledger.contract import TABLES, load_contracts
from conflict_ledger.contract_parts import VIEWS
from conflict_ledger.publish.check_report import CheckReport, RuleResult
from conflict_ledger.publish.checked_frames import references
from conflict_ledger.publish.rows import refusal_rows
from conflict_ledger.publish.splitting import split_failing, split_tables
from conflict_ledger.publish.tables import build_table
from tests.publish.sound_records import sound_rows, written_views

CONTRACTS = load_contracts(Path(__file__).parents[2] / "schemas")
TABLES_BUILT = {name: build_table(sound_rows()[name], CONTRACTS[name]) for name in TABLES}


def failing(table: str, *positions: int, severity: str = "critical", rule: str = "a_rule") -> RuleResult:
    return RuleResult(
        table=table, rule=f"{table}.{rule}", why="it has to", severity=severity, expectation="x", n_rows=9,
        n_failed=len(positions), positions=positions, failing_keys=(),
    )  # fmt: skip


def report(*results: RuleResult) -> CheckReport:
    return CheckReport(results=results)


def dangling(tables: dict[str, Any]) -> list[str]:
    loose = []
    for contract in CONTRACTS.values():
        for column, other, target in references(contract):
            known = set(tables[other][target].to_pylist())
            values = tables[contract.table][column.name].to_pylist()
            loose += [f"{contract.table}.{column.name}={v}" for v in values if v is not None and v not in known]
    return loose


def test_a_failing_row_becomes_a_refusal_that_holds_the_row() -> None:
    table, (refused,) = split_failing(
        TABLES_BUILT["casualty_claims"], report(failing("casualty_claims", 1)), CONTRACTS["casualty_claims"]
    )
    assert table["claim_id"].to_pylist() == ["c_000000000001"]
    assert (refused.stage, refused.reason) == ("check", "casualty_claims.a_rule")
    assert (refused.source_path, refused.external_id) == ("casualty_claims", "c_000000000002")
    assert refused.detail == "fails the rule: it has to"
    payload = json.loads(refused.payload)
    assert payload == {k: v if v is None or isinstance(v, str | int | bool) else str(v)
                       for k, v in sound_rows()["casualty_claims"][1].items()}  # fmt: skip


def test_a_row_that_fails_twice_is_refused_once_for_the_first_rule() -> None:
    both = report(failing("issues", 0, rule="first"), failing("issues", 0, rule="second"))
    table, refused = split_failing(TABLES_BUILT["issues"], both, CONTRACTS["issues"])
    assert table.num_rows == 0
    assert [refusal.reason for refusal in refused] == ["issues.first"]


def test_warnings_and_other_tables_take_nothing_out() -> None:
    harmless = report(failing("events", 0, severity="warning"), failing("issues", 0))
    table, refused = split_failing(TABLES_BUILT["events"], harmless, CONTRACTS["events"])
    assert (table.num_rows, refused) == (1, [])


def test_the_quarantine_keeps_its_rows() -> None:
    table, refused = split_failing(
        TABLES_BUILT["quarantine"], report(failing("quarantine", 0)), CONTRACTS["quarantine"]
    )
    assert (table.num_rows, refused) == (1, [])


def test_without_its_event_a_claim_is_still_a_claim() -> None:
    tables, refused = split_tables(TABLES_BUILT, report(failing("events", 0)), CONTRACTS)
    assert tables["casualty_claims"]["event_id_cnty"].to_pylist() == [None, None]
    assert tables["event_mentions"]["event_id_cnty"].to_pylist() == [None, None]
    resting = {
        "events",
        "event_details",
        "event_documents",
        "casualty_ranges",
        "event_reasons",
        "casualty_range_history",
    }
    assert {tables[name].num_rows for name in resting} == {0}
    assert {refusal.source_path for refusal in refused} == resting
    assert dangling(tables | written_views(tables)) == []


def test_without_its_document_all_that_it_said_goes() -> None:
    tables, _ = split_tables(TABLES_BUILT, report(failing("documents", 0)), CONTRACTS)
    assert tables["documents"]["document_id"].to_pylist() == ["d_000000000002"]
    assert tables["documents"]["duplicate_of"].to_pylist() == [None]
    assert {name: tables[name].num_rows for name in TABLES if name not in VIEWS} == {
        "documents": 1, "casualty_claims": 0, "event_mentions": 1, "event_documents": 0, "event_links": 0, "events": 0,
        "event_details": 0, "casualty_ranges": 0, "event_reasons": 0, "casualty_range_history": 0,
        "deletions": 1, "corrections": 1, "quarantine": 1, "issues": 0,
    }  # fmt: skip
    assert dangling(tables | written_views(tables)) == []


def test_a_decision_of_a_person_is_never_set_apart() -> None:
    tables, refused = split_tables(TABLES_BUILT, report(failing("corrections", 0)), CONTRACTS)
    assert (tables["corrections"].num_rows, refused) == (1, [])


def test_what_is_refused_fits_the_quarantine_and_schemas_stay() -> None:
    tables, refused = split_tables(TABLES_BUILT, report(failing("documents", 0)), CONTRACTS)
    assert build_table(refusal_rows(refused), CONTRACTS["quarantine"]).num_rows == len(refused)
    assert all(tables[name].schema == TABLES_BUILT[name].schema for name in TABLES)


def test_sound_tables_stay_as_they_are() -> None:
    tables, refused = split_tables(TABLES_BUILT, report(), CONTRACTS)
    assert refused == []
    assert all(tables[name].equals(TABLES_BUILT[name]) for name in TABLES)
