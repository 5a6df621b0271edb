"""Why an event is of its kind: the rule of the coding with the words that made it fire, and the votes beside it."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_ledger.assemble.event_coding import weigh
from conflict_ledger.records import KindReason, Span, TriggerMention


def kind_reason(rule: str, triggers: Sequence[TriggerMention], span: Span, text: str) -> KindReason:
    """The reason for a coding by ``rule`` ("battle/clash.between+armed_victims") of what these triggers tell.

    Where no trigger decided, ``span`` and ``text`` are the words that made it an event.
    """
    entry = rule.partition("/")[2].partition("+")[0]
    decided = next((trigger for trigger in triggers if trigger.rule == entry), None)
    votes = sorted(weigh(triggers).votes.items(), key=lambda vote: (-vote[1], vote[0]))
    return KindReason(
        rule=rule,
        span=decided.span if decided else span,
        text=decided.text if decided else text,
        votes=tuple((name, round(vote, 3)) for name, vote in votes),
    )
