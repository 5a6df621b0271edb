"""The check results as one page: every expectation, its outcome, the keys that fail it.

Our own pages: those of the checking library fetch styles and scripts from outside addresses. This one is a
single file that loads nothing, and whatever a key may hold is escaped.
"""

from __future__ import annotations

from itertools import groupby

from conflict_ledger.publish.check_report import CheckReport, RuleResult
from conflict_ledger.publish.report_markup import Html, element, joined, table

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
STYLE = (
    "body{font:16px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:#1b1b1b}"
    "table{border-collapse:collapse;width:100%;font-size:.9rem}.scroll{overflow-x:auto}"
    "th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #d5d5d5}"
    "td.number{text-align:right}code{font-size:.85em;overflow-wrap:anywhere}"
    ".failed{color:#8a1c1c;font-weight:600}.held{color:#22592a}"
)
HEADS = ("Rule", "Result", "Severity", "Failing rows", "Expectation", "Failing keys")


def render_checks(report: CheckReport) -> str:
    """The page as HTML; the same report gives the same text."""
    held = sum(result.passed for result in report.results)
    body = joined(
        [
            element("h1", "Checks"),
            element("p", f"{held} of {len(report.results)} rules hold. ", _verdict(report)),
            *(_table_section(name, list(group)) for name, group in groupby(report.results, lambda r: r.table)),
        ]
    )
    return f"<!doctype html>\n{element('html', _head(), element('body', body), lang='en')}\n"


def _head() -> Html:
    policy = Html(f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">')
    signs = Html('<meta charset="utf-8"><meta name="viewport" content="width=device-width">')
    return element("head", signs, policy, element("title", "Checks"), element("style", Html(STYLE)))


def _verdict(report: CheckReport) -> Html:
    if report.broken:
        return element("span", f"{len(report.broken)} rules could not be run.", class_="failed")
    if report.critical:
        return element("span", f"{len(report.critical)} critical rules fail.", class_="failed")
    return element("span", "No critical rule fails.", class_="held")


def _table_section(name: str, results: list[RuleResult]) -> Html:
    """One table: failing rules first, each group in the order of the contract."""
    ordered = sorted(results, key=lambda result: result.passed)
    words = element("p", f"{results[0].n_rows:,} rows, {len(results)} rules.")
    return element("section", element("h2", element("code", name)), words, table(HEADS, map(_cells, ordered)))


def _cells(result: RuleResult) -> tuple[object, ...]:
    rule = joined([element("code", result.rule), element("br"), result.why])
    keys = joined((element("code", key) for key in result.failing_keys), ", ")
    more = result.n_failed - len(result.failing_keys)
    return (
        rule,
        _outcome(result),
        result.severity,
        result.n_failed,
        element("code", result.expectation),
        joined([keys, f" and {more:,} more" if more else None]) if result.failing_keys else None,
    )


def _outcome(result: RuleResult) -> Html:
    if result.error is not None:
        return element("span", f"could not be run: {result.error}", class_="failed")
    return element("span", "holds", class_="held") if result.passed else element("span", "fails", class_="failed")
