"""ACLED's tags of an event, as far as its words carry them: crowd size, people taken away, sexual violence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from conflict_ledger.records import CasualtyRange, Reason
from conflict_ledger.reference.event_kinds import DEMONSTRATIONS
from conflict_ledger.resolve.profiles import Profile

SEXUAL = "Sexual violence"
SURE_VOTE = 0.85  # of words that tell of it without other evidence


def tag_reasons(typical: Profile, members: Sequence[Profile], ranges: Sequence[CasualtyRange]) -> Iterator[Reason]:
    """A reason for each tag, whose ``detail`` is the tag itself, in ACLED's alphabetical order."""
    if typical.mention.event_type in DEMONSTRATIONS:
        yield _crowd_size(members)
        yield from _detentions(ranges)
    if typical.mention.sub_event_type != SEXUAL:
        yield from _sexual_violence(members)


def _crowd_size(members: Sequence[Profile]) -> Reason:
    """Every demonstration has one; ``no report`` where no telling counts the crowd."""
    for member in members:
        mention, crowd = member.mention, member.mention.crowd
        if crowd is not None:
            return Reason(
                decision="tags",
                rule=crowd.rule,
                detail=f"crowd size={crowd.size}",
                document_id=mention.document_id,
                event_mention_id=mention.event_mention_id,
                span=crowd.span,
                text=crowd.text,
            )
    return Reason(decision="tags", rule="no_report", detail="crowd size=no report")


def _detentions(ranges: Sequence[CasualtyRange]) -> Iterator[Reason]:
    """People were taken away, by a claim of its own."""
    for found in ranges:
        if found.outcome == "captured" and found.claimant_type == "all" and found.low:
            yield Reason(decision="tags", rule="claims.captured", detail="detentions", claim_id=found.low_claim_id)


def _sexual_violence(members: Sequence[Profile]) -> Iterator[Reason]:
    """Told beside what the event is coded as."""
    for member in members:
        why = member.mention.kind_reason
        if why is not None and dict(why.votes).get(SEXUAL, 0.0) >= SURE_VOTE:
            yield Reason(
                decision="tags",
                rule="votes",
                detail="sexual violence",
                document_id=member.mention.document_id,
                event_mention_id=member.mention.event_mention_id,
            )
            return
