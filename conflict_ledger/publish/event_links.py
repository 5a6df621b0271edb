"""Rows of ``event_links``, and how many events a stricter and a looser bar would have left.

Strict: links that reach their bar by less than ``BAR`` are cut. Loose: pairs of events that missed it by less than
``BAR``, and that nothing contradicts, are put together. Both are read off the table; anyone can do so with another bar.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from conflict_ledger.publish.row_reading import Tables, having, rows_of
from conflict_ledger.records import LinkEvidence

BAR = 2.0  # points: what one agreement such as a shared town is worth

Row = dict[str, Any]


def event_link_rows(links: Iterable[LinkEvidence], event_of_mention: Mapping[str, str]) -> list[Row]:
    """Rows of ``event_links``; where the events say otherwise than the evidence, a person decided."""
    return [_row(found, event_of_mention) for found in links]


def _row(found: LinkEvidence, event_of_mention: Mapping[str, str]) -> Row:
    homes = {event_of_mention.get(name) for name in (found.event_mention_id, found.other_mention_id)}
    decision = "linked" if len(homes) == 1 and None not in homes else "rejected"
    reason = found.reason if decision == found.decision else "decided"
    return asdict(found) | {"decision": decision, "reason": reason}


def count_events(tables: Tables) -> dict[str, int]:
    """The number of events under the stricter bar, as published, and under the looser one."""
    n_events, cut = tables["events"].num_rows, 0
    missed: list[tuple[str, str]] = []
    columns = ("event_mention_id", "other_mention_id", "score", "points_needed", "reason")
    for one, other, score, needed, reason in rows_of(tables["event_links"], *columns):
        if reason in ("agreement", "held_together"):
            cut += score < needed + BAR
        elif reason == "below" and score >= needed - BAR:
            missed.append((one, other))
    return {"strict": n_events + cut, "published": n_events, "loose": n_events - _united(missed, tables)}


def _united(pairs: Sequence[tuple[str, str]], tables: Tables) -> int:
    """How many events fewer there are where the events of these mentions are put together."""
    import pyarrow as pa

    named = pa.array(sorted({name for pair in pairs for name in pair}), pa.string())
    mentions = having(tables["event_mentions"], "event_mention_id", named)
    homes = dict(rows_of(mentions, "event_mention_id", "event_id_cnty"))
    heirs: dict[str, str] = {}
    for one, other in pairs:
        if homes[one] and homes[other]:
            first, second = sorted((_last_heir(homes[one], heirs), _last_heir(homes[other], heirs)))
            if first != second:
                heirs[second] = first
    return len(heirs)


def _last_heir(event_id: str, heirs: dict[str, str]) -> str:
    """The event that stands for all that were put together with this one; the way there is shortened."""
    path = []
    while event_id in heirs:
        path.append(event_id)
        event_id = heirs[event_id]
    for name in path:
        heirs[name] = event_id
    return event_id
