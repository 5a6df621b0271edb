"""The page lists every rule with its outcome, loads nothing, and cannot be broken by what a key holds."""

from __future__ import annotations

import re

from conflict_ledger.publish.check_pages import render_checks
from conflict_ledger.publish.check_report import CheckReport, RuleResult, report_as_json


def result(rule: str, **changed: object) -> RuleResult:
    fields = {
        "table": rule.split(".")[0], "rule": rule, "why": "it has to", "severity": "critical",
        "expectation": "expect_column_values_to_not_be_null(column=low)", "n_rows": 1200, "n_failed": 0,
        "positions": (), "failing_keys": (), "error": None,
    }  # fmt: skip
    return RuleResult(**(fields | changed))  # type: ignore[arg-type]


GOOD = CheckReport(results=(result("events.a"), result("events.b"), result("issues.c")))
BAD = CheckReport(
    results=(
        result("events.a"),
        result("events.b", n_failed=51, positions=tuple(range(51)), failing_keys=("<script>alert(1)</script>", "IRQ2")),
        result("issues.c", error="no column <low>"),
        result("issues.d", n_failed=1, positions=(3,), failing_keys=("x",), severity="warning"),
    )
)


def test_a_report_knows_what_stands_against_it() -> None:
    assert (GOOD.is_good, GOOD.critical, GOOD.failed, GOOD.broken) == (True, (), (), ())
    assert not BAD.is_good
    assert [found.rule for found in BAD.critical] == ["issues.c", "events.b"]
    assert [found.rule for found in BAD.failed] == ["events.b", "issues.d"]
    assert [found.rule for found in BAD.of_table("issues")] == ["issues.c", "issues.d"]


def test_a_broken_rule_has_not_passed_though_no_row_failed_it() -> None:
    assert not result("issues.c", error="no column").passed
    assert CheckReport(results=(result("issues.c", severity="warning", error="no column"),)).critical


def test_the_page_names_every_rule_and_its_outcome() -> None:
    page = render_checks(BAD)
    assert all(f"<code>{name}</code>" in page for name in ("events.a", "events.b", "issues.c", "issues.d"))
    assert "1 of 4 rules hold." in page
    assert "1 rules could not be run." in page
    assert "could not be run: no column &lt;low&gt;" in page
    assert page.index("events.b") < page.index("events.a"), "failing rules come first"
    assert "and 49 more" in page
    assert "No critical rule fails." in render_checks(GOOD)


def test_the_page_loads_nothing_and_escapes_what_it_shows() -> None:
    page = render_checks(BAD)
    assert "<script" not in page
    assert not re.search(r"""(?:src|href)=|@import|url\(|https?://""", page)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_results_as_json_count_what_failed_and_how() -> None:
    counts = {name: value for name, value in report_as_json(BAD).items() if name != "checks"}
    assert counts == {"rules": 4, "failed": 2, "broken": 1, "critical": 2}
