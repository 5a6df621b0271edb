"""The changes between two releases as lines for a person, or as JSON lines for a program."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from conflict_ledger.comparison.causes import makers
from conflict_ledger.comparison.changes import KINDS, Change
from conflict_ledger.comparison.releases import ReleaseView

LABELS = {
    "added": "added",
    "split": "split off",
    "merged": "merged",
    "renamed": "renamed",
    "removed": "removed",
    "toll_up": "toll up",
    "toll_down": "toll down",
    "changed": "changed otherwise",
}
OTHERS = {"split": "from", "merged": "into", "renamed": "now"}


def text_lines(changes: Sequence[Change], before: ReleaseView, after: ReleaseView) -> Iterator[str]:
    """A head with what came, went and was set otherwise, then the changes by kind, each with its causes."""
    yield f"{before.manifest['release_id']} → {after.manifest['release_id']}: {_articles(before, after)}"
    for maker in makers(before, after):
        yield f"{maker.what}: {maker.detail}"
    if not changes:
        yield "no event changed"
    counted = Counter(change.kind for change in changes)
    for kind in KINDS:
        if counted[kind]:
            yield f"\n{LABELS[kind]}: {counted[kind]:,}"
        for change in changes:
            if change.kind == kind:
                yield from _change_lines(change)


def _articles(before: ReleaseView, after: ReleaseView) -> str:
    old, new = before.documents, after.documents
    changed = sum(old[name]["text_sha256"] != new[name]["text_sha256"] for name in old.keys() & new.keys())
    return (
        f"{len(new.keys() - old.keys()):,} articles new, {len(old.keys() - new.keys()):,} gone, {changed:,} changed; "
        f"{len(before.events):,} events before, {len(after.events):,} now"
    )


def _change_lines(change: Change) -> Iterator[str]:
    event = change.event
    place = ", ".join(part for part in (event["location"], event["country"]) if part) or "no place"
    other = f" {OTHERS[change.kind]} {', '.join(change.others)}" if change.others else ""
    yield f"  {change.event_id}{other}  {event['event_date'] or 'no day'}  {event['sub_event_type']}, {place}"
    for name, (old, new) in change.fields.items():
        yield f"      {name}: {_value(name, old)} → {_value(name, new)}"
    for cause in change.causes:
        yield f"      because: {' '.join((cause.what, *cause.ids))}{f' ({cause.detail})' if cause.detail else ''}"


def _value(name: str, value: Any) -> str:
    if value is None:
        return "none"
    if name != "killed":
        return str(value)
    low, best, high = value
    span = f"{_count(low)} to {'open' if high is None else high}"
    return span if best is None else f"{best} ({span})"


def _count(number: int | None) -> str:
    return "unknown" if number is None else str(number)


def json_lines(changes: Sequence[Change]) -> Iterator[str]:
    """One JSON object a change; values of ``fields`` are pairs (before, after)."""
    for change in changes:
        told = {
            "kind": change.kind,
            "event_id": change.event_id,
            "others": change.others,
            "event_date": change.event["event_date"],
            "location": change.event["location"],
            "country": change.event["country"],
            "fields": change.fields,
            "causes": [{"what": cause.what, "ids": cause.ids, "detail": cause.detail} for cause in change.causes],
        }
        yield json.dumps(told, ensure_ascii=False, default=str)
