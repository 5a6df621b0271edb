"""Why an event is coded as it is: for each decision the rule, what was weighed, and the words that decided.

Nothing is decided here. Each function is handed what decided (a mention, a choice, the claims of a sum) and notes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from conflict_ledger.records import ActorMention, EventMention, Reason
from conflict_ledger.reference.wars import WAR
from conflict_ledger.resolve.beside_actors import Beside
from conflict_ledger.resolve.conventions import Fatalities
from conflict_ledger.resolve.profiles import Profile

EXTERNAL_FORCES = 8  # ACLED's actor type that depends on the country of the event
FOLLOWS = "no words name this side: it follows from the kind of event"
ABROAD = "forces of another state than the event's"
AT_WAR = "no words name this side: it is the one that fights the war there"
OF_THAT_DAY = "what the group was on that day"


def mention_reasons(
    dated: Profile | None, typical: Profile, placed: Profile, members: Sequence[Profile], n_lent: int
) -> tuple[Reason, Reason, Reason]:
    """Why the time, the kind and the place are what they are; each is taken from one of the tellings.

    ``n_lent`` is the number of tellings that take their days from the one that gives the time.
    """
    return _time_reason(dated, n_lent), _kind_reason(typical, members), _place_reason(placed)


def _time_reason(dated: Profile | None, n_lent: int) -> Reason:
    """The date words of the mention that gave the days; the basis alone where no words did."""
    if dated is None:
        return Reason(decision="time", rule="none")
    mention, said, days = dated.mention, dated.mention.dated_by, dated.mention.event_on
    tellings = f"; lent to {n_lent} {'telling' if n_lent == 1 else 'tellings'} without a day" if n_lent else ""
    return Reason(
        decision="time",
        rule=f"{mention.date_basis}/{said.rule}" if said else mention.date_basis,
        detail=f"days from {days.earliest} to {days.latest}{tellings}" if days else None,
        document_id=mention.document_id,
        event_mention_id=mention.event_mention_id,
        span=said.span if said else None,
        text=said.text if said else None,
    )


def _kind_reason(typical: Profile, members: Sequence[Profile]) -> Reason:
    """The trigger behind the kind, the votes of all words of that telling, and how many tellings agree."""
    mention, why = typical.mention, typical.mention.kind_reason
    same = sum(member.mention.sub_event_type == mention.sub_event_type for member in members)
    votes = ", ".join(f"{name} {vote:g}" for name, vote in why.votes) if why else ""
    agreeing = f"{same} of {len(members)} tellings" if len(members) > 1 else ""
    return Reason(
        decision="kind",
        rule=why.rule if why else "trigger",
        detail="; ".join(part for part in (f"votes: {votes}" if votes else "", agreeing) if part) or None,
        document_id=mention.document_id,
        event_mention_id=mention.event_mention_id,
        span=why.span if why else mention.trigger_span,
        text=why.text if why else mention.trigger_text,
    )


def _place_reason(member: Profile) -> Reason:
    """The name that was read as the place, and how."""
    choice, said = member.choice, member.choice.said
    return Reason(
        decision="place",
        rule=f"{choice.basis}/{said.rule}" if said else choice.basis,
        detail=choice.reason,
        document_id=member.mention.document_id if choice.place else None,
        event_mention_id=member.mention.event_mention_id if choice.place else None,
        span=said.span if said else None,
        text=said.text if said else None,
    )


def actor_reasons(
    sides: tuple[ActorMention | None, ActorMention | None], mentions: Sequence[EventMention]
) -> Iterator[Reason]:
    """The words that name each side, or that it follows from the kind of event."""
    for decision, actor in zip(("actor1", "actor2"), sides, strict=True):
        if actor is not None:
            yield _actor_reason(decision, actor, mentions)


def _actor_reason(decision: str, actor: ActorMention, mentions: Sequence[EventMention]) -> Reason:
    holders = ((mention, named) for mention in mentions for named in mention.actors if _is_same(named, actor))
    mention, named = next(holders, (mentions[0], None))
    return Reason(
        decision=decision,
        rule=actor.rule or actor.actor_id,
        detail=_actor_detail(named, actor),
        document_id=mention.document_id,
        event_mention_id=mention.event_mention_id,
        span=mention.trigger_span if named is None else named.span,
        text=mention.trigger_text if named is None else named.text,
    )


def beside_reasons(beside: tuple[Sequence[Beside], Sequence[Beside]]) -> Iterator[Reason]:
    """The words behind each name of assoc_actor_1 and assoc_actor_2, in the order of the names."""
    for decision, names in zip(("assoc_actor_1", "assoc_actor_2"), beside, strict=True):
        for one in names:
            yield Reason(
                decision=decision,
                rule=one.actor.rule or one.actor.actor_id,
                detail=one.name,
                document_id=one.mention.document_id,
                event_mention_id=one.mention.event_mention_id,
                span=one.actor.span,
                text=one.actor.text,
            )


def _actor_detail(named: ActorMention | None, actor: ActorMention) -> str | None:
    """What else than its words made the side what it is: the kind of event, its country or its day."""
    if named is None:
        return AT_WAR if actor.rule.startswith(WAR) else FOLLOWS
    if named.inter == actor.inter:
        return None
    return ABROAD if actor.inter == EXTERNAL_FORCES else OF_THAT_DAY


def _is_same(named: ActorMention, actor: ActorMention) -> bool:
    """Whether a side is that mention, whatever name and type the country of the event gave it."""
    return (named.span, named.text, named.actor_id) == (actor.span, actor.text, actor.actor_id)


def fatality_reasons(fatalities: Fatalities, several: int) -> Iterator[Reason]:
    """The claims that the number is the sum of, in their order; the basis alone where nobody counts."""
    if not fatalities.claims:
        yield Reason(decision="fatalities", rule=fatalities.basis)
    uncounted = fatalities.number == several and not any(claim.quantity.is_number for claim in fatalities.claims)
    for claim in fatalities.claims:
        yield Reason(
            decision="fatalities",
            rule=f"{fatalities.basis}/{claim.rule}",
            detail=f"several are coded as {several}" if uncounted else None,
            document_id=claim.document_id,
            claim_id=claim.claim_id,
            span=claim.count_span,
            text=claim.count_text,
        )
