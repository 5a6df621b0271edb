"""Check results on the page: what failed first, in the words of the contract, then what held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from conflict_ledger.publish.report_markup import Html, element, joined, table
from conflict_ledger.publish.report_words import counted, cut

MOST_KEYS = 5  # failing rows named per check


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """One check as the report shows it; made from whatever the checking stage hands over."""

    table: str
    rule: str
    why: str
    severity: str
    passed: bool
    n_failed: int | None
    examples: tuple[str, ...]
    error: str | None = None  # set where the check itself broke


def read_checks(checks: Any) -> tuple[CheckLine, ...]:
    """Results as a list, an object with `results`, or the JSON form with `checks`; each an object or a mapping."""
    found = checks.get("checks") if isinstance(checks, Mapping) else getattr(checks, "results", checks)
    return tuple(sorted((_line(item) for item in found or ()), key=lambda line: (line.table, line.rule, line.why)))


def _line(item: Any) -> CheckLine:
    def read(name: str) -> Any:
        return item.get(name) if isinstance(item, Mapping) else getattr(item, name, None)

    return CheckLine(
        table=str(read("table") or ""),
        rule=str(read("rule") or ""),
        why=str(read("why") or ""),
        severity=str(read("severity") or "critical"),
        passed=bool(read("passed")),
        n_failed=read("n_failed"),
        examples=tuple(str(key) for key in (read("failing_keys") or ())[:MOST_KEYS]),
        error=read("error"),
    )


def verdict(lines: Iterable[CheckLine]) -> tuple[str, str]:
    """(kind, words) for the top of the page; kind is `good`, `warned` or `bad`."""
    known = tuple(lines)
    failed = Counter(line.severity for line in known if not line.passed)
    if not known:
        return "warned", "No check results came with this release"
    if not failed:
        return "good", f"All {counted(len(known), 'check')} passed"
    is_mild = set(failed) <= {"warning", "info"} and not any(line.error for line in known)
    kind = "warned" if is_mild else "bad"
    parts = [f"{number} {severity}" for severity, number in sorted(failed.items())]
    return kind, f"{sum(failed.values())} of {counted(len(known), 'check')} failed ({', '.join(parts)})"


def check_section(lines: tuple[CheckLine, ...]) -> Html:
    """Failed checks in full; those that held folded away, counted by table."""
    failed = [line for line in lines if not line.passed]
    held = [line for line in lines if line.passed]
    kind, words = verdict(lines)
    parts = [element("p", words + ".", class_=kind)]
    if failed:
        parts.append(table(("Table", "Check", "Severity", "Rows", "Such as"), (_failed_cells(line) for line in failed)))
    if held:
        by_table = Counter(line.table or "–" for line in held)
        rows = ((element("code", line.table), _rule_text(line), line.severity) for line in held)
        summary = element("summary", f"{counted(len(held), 'check')} held on {counted(len(by_table), 'table')}")
        parts.append(element("details", summary, table(("Table", "Check", "Severity"), rows)))
    return joined(parts)


def _failed_cells(line: CheckLine) -> tuple[object, ...]:
    keys = joined((element("code", cut(key, 80)) for key in line.examples), " ")
    rows = f"could not run: {cut(line.error, 200)}" if line.error else line.n_failed
    return element("code", line.table), _rule_text(line), line.severity, rows, keys or None


def _rule_text(line: CheckLine) -> Html:
    rule = element("code", line.rule)
    return joined([line.why, element("small", rule)]) if line.why else rule
