"""Check results on the page: what failed first, in the words of the contract, then what held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from conflict_ledger.publish.report_markup import Html, element, joined, table
from conflict_ledger.publish.report_words import counted, cut, plain_name

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


def read_checks(checks: Any) -> tuple[CheckLine, ...]:
    """Check results in a list, in a mapping of lists by table, or under the key `checks` or `results`."""
    return tuple(sorted((_line(item) for item in _flat(checks)), key=lambda line: (line.table, line.rule, line.why)))


def _flat(checks: Any) -> Iterable[Any]:
    if checks is None:
        return ()
    if isinstance(checks, Mapping):
        for key in ("checks", "results"):
            if key in checks:
                return _flat(checks[key])
        return [item for name in sorted(checks) if isinstance(checks[name], list | tuple) for item in checks[name]]
    return checks if isinstance(checks, Iterable) else ()


def _line(item: Any) -> CheckLine:
    failed = _first(item, "n_failed", "n_failing", "unexpected_count", "failed_rows")
    keys = _first(item, "failing_keys", "failed_keys", "examples", "keys") or ()
    return CheckLine(
        table=str(_first(item, "table") or ""),
        rule=str(_first(item, "rule", "expectation", "check", "name") or ""),
        why=str(_first(item, "why", "describes", "detail") or ""),
        severity=str(_first(item, "severity") or "critical"),
        passed=bool(_first(item, "passed", "success", "ok")),
        n_failed=failed if isinstance(failed, int) else None if failed is None else len(failed),
        examples=tuple(_key_text(key) for key in tuple(keys)[:MOST_KEYS]),
    )


def _first(item: Any, *names: str) -> Any:
    for name in names:
        value = item.get(name) if isinstance(item, Mapping) else getattr(item, name, None)
        if value is not None:
            return value
    return None


def _key_text(key: Any) -> str:
    return (
        "; ".join(map(str, key.values()))
        if isinstance(key, Mapping)
        else "; ".join(map(str, key))
        if isinstance(key, list | tuple)
        else str(key)
    )


def verdict(lines: Iterable[CheckLine]) -> tuple[str, str]:
    """(kind, words) for the top of the page; kind is `good`, `warned` or `bad`."""
    known = tuple(lines)
    failed = Counter(line.severity for line in known if not line.passed)
    if not known:
        return "warned", "No check results came with this release"
    if not failed:
        return "good", f"All {counted(len(known), 'check')} passed"
    kind = "warned" if set(failed) <= {"warning", "info"} else "bad"
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
    return element("code", line.table), _rule_text(line), line.severity, line.n_failed, keys or None


def _rule_text(line: CheckLine) -> Html:
    return joined([line.why or plain_name(line.rule), element("small", plain_name(line.rule)) if line.why else None])
