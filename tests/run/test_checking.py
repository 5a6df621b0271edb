"""From check results to a verdict: which rows leave, and when the release is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd
import pytest

from conflict_ledger.pipeline import Steps
from conflict_ledger.problems import ReleaseRefused
from conflict_ledger.publish.check_report import CheckReport, RuleResult
from conflict_ledger.run import checking
from tests.articles import write_articles
from tests.ledger_runs import manifest_of, run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_articles(tmp_path / "raw")
    return tmp_path


def result(table: str, positions: Sequence[int], severity: str = "critical", error: str | None = None) -> RuleResult:
    """What a check says of one made-up rule."""
    return RuleResult(
        table=table,
        rule=f"{table}.planted",
        why="planted by the test",
        severity=severity,
        expectation="planted()",
        n_rows=9,
        n_failed=len(positions),
        positions=tuple(positions),
        failing_keys=(),
        error=error,
    )


def plant(monkeypatch: pytest.MonkeyPatch, *rounds: Sequence[RuleResult]) -> list[Mapping[str, int]]:
    """Let the checks find this in each round, then nothing; gives the sizes of the tables that they saw."""
    reports: Iterator[Sequence[RuleResult]] = iter(rounds)
    seen: list[Mapping[str, int]] = []

    def check(tables: checking.Tables, _contracts: checking.Contracts) -> CheckReport:
        seen.append({name: table.num_rows for name, table in tables.items()})
        return CheckReport(results=tuple(next(reports, ())))

    monkeypatch.setattr(checking, "check_tables", check)
    return seen


def test_a_failing_row_goes_to_quarantine_with_its_rule(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = plant(monkeypatch, [result("casualty_claims", [0])])
    run(folder, Steps())
    claims = pd.read_parquet(folder / "out" / "casualty_claims")
    quarantine = pd.read_parquet(folder / "out" / "quarantine").set_index("stage")
    assert len(claims) == seen[0]["casualty_claims"] - 1 == seen[1]["casualty_claims"]
    assert quarantine.loc["check", "rule"] == "casualty_claims.planted"
    assert '"count_text"' in str(quarantine.loc["check", "payload"])
    assert manifest_of(folder / "out")["checks"]["set_apart"] >= 1


def test_a_document_set_apart_takes_its_claims_along(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch, [result("documents", [0])])
    run(folder, Steps())
    documents = set(pd.read_parquet(folder / "out" / "documents")["document_id"])
    for table in ("casualty_claims", "event_mentions", "issues"):
        assert set(pd.read_parquet(folder / "out" / table)["document_id"]) <= documents


def test_rules_that_fail_after_a_row_left_are_met_in_the_next_round(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = plant(monkeypatch, [result("casualty_claims", [0])], [result("casualty_claims", [0])])
    run(folder, Steps())
    assert [sizes["casualty_claims"] - seen[0]["casualty_claims"] for sizes in seen] == [0, -1, -2]


def test_a_warning_moves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = plant(monkeypatch, [result("casualty_claims", [0], severity="warning")])
    run(folder, Steps())
    assert len(seen) == 1
    assert len(pd.read_parquet(folder / "out" / "casualty_claims")) == seen[0]["casualty_claims"]


def test_many_failing_rows_refuse_the_release(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "ALWAYS_ALLOWED", 1)
    plant(monkeypatch, [result("casualty_claims", [0, 1])])
    with pytest.raises(ReleaseRefused, match=r"2 of \d+ rows of casualty_claims had to be set apart"):
        run(folder, Steps())
    assert not (folder / "out" / "current").exists()


def test_a_rule_that_cannot_be_run_refuses_the_release(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch, [result("events", [], error="no such column")])
    with pytest.raises(ReleaseRefused, match=r"events\.planted could not be run: no such column"):
        run(folder, Steps())


def test_a_rule_that_never_holds_refuses_the_release(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing = [result("quarantine", [0])]  # the quarantine has nowhere to send its rows
    plant(monkeypatch, *([failing] * 9))
    with pytest.raises(ReleaseRefused, match=r"1 rows fail quarantine\.planted"):
        run(folder, Steps())
