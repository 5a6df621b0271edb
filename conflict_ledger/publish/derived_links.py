"""Derived columns of ``event_links``: whether the evidence and the events say the same."""

from __future__ import annotations

from functools import cache
from typing import Any

from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.publish.row_reading import Tables, rows_of

Columns = dict[str, list[Any]]
ENOUGH = frozenset(("agreement", "same_document", "contradicted_by_members", "better_elsewhere"))
NOT_ENOUGH = frozenset(("below", "held_together"))


def derive_event_links(table: Any, tables: Tables) -> Columns:
    """Derived columns of ``event_links``."""
    mentions = tables["event_mentions"]
    events = dict(rows_of(mentions, "event_mention_id", "event_id_cnty"))
    documents = dict(rows_of(mentions, "event_mention_id", "document_id"))
    pairs = list(rows_of(table, "event_mention_id", "other_mention_id"))
    decisions = list(rows_of(table, "decision", "reason"))
    scores = rows_of(table, "reason", "score", "points_needed")
    together = [events.get(one) is not None and events.get(one) == events.get(other) for one, other in pairs]
    return {
        "ids_are_in_order": [None not in (one, other) and one < other for one, other in pairs],
        "tells_what_the_events_tell": [
            (decision == "linked") == joined for (decision, _), joined in zip(decisions, together, strict=True)
        ],
        "documents_differ": [documents.get(one) != documents.get(other) for one, other in pairs],
        "decision_and_reason_agree": [
            _decision_of().get(reason) in (decision, "any") for decision, reason in decisions
        ],
        "score_and_reason_agree": [
            None not in (score, needed) and _fits(reason, score, needed) for reason, score, needed in scores
        ],
    }


def _fits(reason: str, score: float, needed: float) -> bool:
    """Whether a score is on the side of what is needed that the reason speaks of."""
    if reason in ENOUGH:
        return score >= needed
    return score < needed if reason in NOT_ENOUGH else True


@cache
def _decision_of() -> dict[str, str]:
    return {entry.id: str(entry.fields["decision"]) for entry in load_lexicon("link_reasons").entries}
