"""What a check of tables found: one result per rule, in memory and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleResult:
    """One rule on one table. ``error`` is set where the rule itself broke, which says nothing of the data.

    ``positions`` are the failing rows from 0, ``failing_keys`` the keys of the first of them.
    """

    table: str
    rule: str
    why: str
    severity: str  # critical or warning
    expectation: str  # in Great Expectations' words, with its arguments
    n_rows: int
    n_failed: int
    positions: tuple[int, ...]
    failing_keys: tuple[str, ...]
    error: str | None = None

    @property
    def passed(self) -> bool:
        """Whether the rule ran and no row failed it."""
        return self.error is None and self.n_failed == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """The results of every rule of every table, in the order of the contracts."""

    results: tuple[RuleResult, ...]

    @property
    def broken(self) -> tuple[RuleResult, ...]:
        """Rules that could not be run: nothing may be published on their word."""
        return tuple(result for result in self.results if result.error is not None)

    @property
    def failed(self) -> tuple[RuleResult, ...]:
        """Rules that rows fail, whatever their severity."""
        return tuple(result for result in self.results if result.n_failed)

    @property
    def critical(self) -> tuple[RuleResult, ...]:
        """Broken rules, and critical rules that rows fail: with any of these a release is refused."""
        return self.broken + tuple(result for result in self.failed if result.severity == "critical")

    @property
    def is_good(self) -> bool:
        """Whether the tables may be published as they are."""
        return not self.critical

    def of_table(self, table: str) -> tuple[RuleResult, ...]:
        """The results for one table."""
        return tuple(result for result in self.results if result.table == table)


def report_as_json(report: CheckReport) -> dict[str, Any]:
    """The report as plain JSON values: counts first, then every rule; no times, so equal runs are equal."""
    return {
        "rules": len(report.results),
        "failed": len(report.failed),
        "broken": len(report.broken),
        "critical": len(report.critical),
        "checks": [_result_as_json(result) for result in report.results],
    }


def _result_as_json(result: RuleResult) -> Mapping[str, Any]:
    return {
        "table": result.table,
        "rule": result.rule,
        "why": result.why,
        "severity": result.severity,
        "expectation": result.expectation,
        "passed": result.passed,
        "n_rows": result.n_rows,
        "n_failed": result.n_failed,
        "failing_keys": list(result.failing_keys),
        "error": result.error,
    }
