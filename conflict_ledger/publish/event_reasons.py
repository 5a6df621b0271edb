"""Events -> rows of ``event_reasons``: the reasons noted while the event was resolved, and those of the columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from conflict_ledger.publish.acled import targeting_rule
from conflict_ledger.records import Event, Reason

Row = dict[str, Any]


def event_reason_rows(events: Iterable[Event]) -> list[Row]:
    """Rows of ``event_reasons``; several reasons for one decision are numbered from 0."""
    rows = []
    for event in events:
        seen: Counter[str] = Counter()
        for reason in (*event.reasons, *_targeting_reason(event)):
            rows.append(_row(event.event_id, reason, seen[reason.decision]))
            seen[reason.decision] += 1
    return rows


def _targeting_reason(event: Event) -> Iterator[Reason]:
    """Why civilians are the target: what decided is the kind of event or its second side, so are the words."""
    decided_by = targeting_rule(event)
    behind = next((reason for reason in event.reasons if reason.decision == decided_by), None)
    if decided_by and behind:
        rule = f"by_{decided_by}/{behind.rule}"
        yield replace(behind, decision="targeting", rule=rule, detail=None)
    elif decided_by is None:
        yield Reason(decision="targeting", rule="no_rule_says_so")


def _row(event_id: str, reason: Reason, position: int) -> Row:
    return {
        "event_id_cnty": event_id,
        "decision": reason.decision,
        "position": position,
        "rule": reason.rule,
        "detail": reason.detail,
        "event_mention_id": reason.event_mention_id,
        "claim_id": reason.claim_id,
        "document_id": reason.document_id,
        "quote_text": reason.text if reason.span else None,
        "quote_start": reason.span.start if reason.span else None,
        "quote_end": reason.span.end if reason.span else None,
    }
