"""What a run did, in a few lines for the person who started it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

WORDS = {
    "published": "published release {release_id}",
    "unchanged": "nothing new: release {release_id} stays, made earlier from the same input by the same code",
    "restored": "release {release_id} is current again, made earlier from the same input by the same code",
}
MOST_NAMES = 5  # of files that were not read
SHOWN = ("documents", "events", "casualty_claims", "quarantine")


def text_summary(status: str, manifest: Mapping[str, Any], out: Path) -> str:
    """Plain lines: what happened, how many rows, where tables and report are."""
    rows = ", ".join(f"{_count(manifest, name):,} {name}" for name in SHOWN)
    lines = [
        WORDS[status].format(**manifest),
        f"  rows    {rows}",
        *_passed_over(manifest),
        f"  checks  {_checks(manifest)}",
        f"  tables  {out}/<table>, such as {out / 'events'}",
        f"  report  {out / 'current' / 'report.html'}",
    ]
    return "\n".join(lines)


def markdown_summary(status: str, manifest: Mapping[str, Any]) -> str:
    """The same for Prefect's pages, with every table."""
    counts = manifest["counts"]
    lines = [
        f"## {WORDS[status].format(**manifest)}",
        f"{counts['read']:,} records read, {counts['documents']:,} documents kept; "
        f"{manifest['extracted']:,} extracted anew, {manifest['reused']:,} known from earlier runs.",
        *_table(("table", "rows"), ((name, f"{entry['rows']:,}") for name, entry in manifest["tables"].items())),
        f"Checks: {_checks(manifest)}.",
    ]
    return "\n\n".join(lines[:2]) + "\n\n" + "\n".join(lines[2:-1]) + "\n\n" + lines[-1] + "\n"


def _table(head: tuple[str, str], rows: Iterable[tuple[str, str]]) -> list[str]:
    return [f"| {a} | {b} |" for a, b in (head, ("---", "---"), *rows)]


def _passed_over(manifest: Mapping[str, Any]) -> Iterator[str]:
    """The files that were not read, since they are called like papers about data: a reader may know better."""
    names = manifest.get("passed_over")
    if names:
        shown = ", ".join(names[:MOST_NAMES]) + (", …" if len(names) > MOST_NAMES else "")
        yield f"  unread  {len(names):,} called like {'a paper' if len(names) == 1 else 'papers'} about data: {shown}"


def _count(manifest: Mapping[str, Any], table: str) -> int:
    return int(manifest["tables"][table]["rows"])


def _checks(manifest: Mapping[str, Any]) -> str:
    checks = manifest["checks"]
    failed = f"{checks['failed']:,} with failing rows" if checks["failed"] else "all passed"
    return f"{checks['rules']:,} rules, {failed}"
