"""Mentions to Claims: each stated number with its speaker, standing, time and place in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from conflict_ledger.assemble.scope import governing_attribution, has_cue, standing_of
from conflict_ledger.assemble.timing import Timeline
from conflict_ledger.assemble.topics import other_topic
from conflict_ledger.ids import stable_id
from conflict_ledger.records import (
    ActorMention,
    AttributionMention,
    CasualtyMention,
    Claim,
    Document,
    SentenceMentions,
    Span,
)

ARMED_GROUPS = (2, 3, 4)  # ACLED's codes for rebels, political and identity militias
OWN_DEED = re.compile(r"\b(?:it|its|they|their|we|our|to have)\b", re.IGNORECASE)
# The side that a kind of victims stands on by itself; women, children, officials and plain people may be on any.
SIDE_OF = {
    "soldier": "state forces",
    "police": "state forces",
    "militant": "armed group",
    "attacker": "armed group",
    "civilian": "civilians",
    "aid_worker": "civilians",
    "journalist": "civilians",
    "medic": "civilians",
    "refugee": "civilians",
}
MEMORY = 6  # sentences over which "he said" may look back for its speaker


def build_claims(document: Document, mentions: Sequence[SentenceMentions]) -> tuple[Claim, ...]:
    """Every casualty statement of the document as a claim, in text order.

    Statements of plans and threats ("vowed to kill 12") are no claims: nothing has happened yet; nor is anything in
    an article on a quake, a film or a match (topics.py).
    """
    if other_topic(mentions) is not None:
        return ()
    speakers, timeline = _Speakers(), Timeline(document, mentions)
    claims: list[Claim] = []
    for found in mentions:
        for casualty in found.casualties:
            if has_cue(found, "irrealis", casualty):
                continue
            attribution = governing_attribution(casualty, found.attributions)
            claims.append(_claim(document, timeline, found, casualty, speakers.resolve(found, attribution)))
        speakers.remember(found)
    return tuple(claims)


class _Speakers:
    """Who spoke last: resolves pronouns and bare names to the kind of speaker introduced before."""

    def __init__(self) -> None:
        self.last: tuple[int, AttributionMention, str] | None = None
        self.by_name: dict[str, str] = {}

    def remember(self, found: SentenceMentions) -> None:
        """Keep the sentence's speakers for the pronouns and names of the next ones."""
        for attribution in found.attributions:
            kind = self._kind(found, attribution)
            if kind is None:
                continue
            if attribution.text.lower() not in ("he", "she", "they", "it"):
                self.last = (found.sentence.index, attribution, kind)
                for name in attribution.text.split():
                    if name[:1].isupper() and len(name) > 3:
                        self.by_name[name.strip(".,'’s")] = kind

    def resolve(
        self, found: SentenceMentions, attribution: AttributionMention | None
    ) -> tuple[AttributionMention | None, str]:
        """(speaker, claimant type); the article itself is the claimant where nobody else is."""
        if attribution is None:
            return None, "media"
        kind = self._kind(found, attribution)
        if kind is None and attribution.text.lower() in ("he", "she", "they", "it") and self.last is not None:
            near = found.sentence.index - self.last[0] <= MEMORY
            kind = self.last[2] if near else None
        return attribution, kind or "unnamed"

    def _kind(self, found: SentenceMentions, attribution: AttributionMention) -> str | None:
        """The kind of speaker: the lexicon's word for it, else an armed actor it names, else a known name."""
        if attribution.claimant_type is not None:
            return attribution.claimant_type
        actor = _actor_within(found.actors, attribution.span)
        if actor is not None:
            return _actor_kind(actor)
        names = (word.strip(".,'’s") for word in attribution.text.split())
        return next((self.by_name[name] for name in names if name in self.by_name), None)


def _actor_within(actors: Sequence[ActorMention], span: Span) -> ActorMention | None:
    return next((actor for actor in actors if span.start <= actor.span.start < span.end), None)


def _actor_kind(actor: ActorMention) -> str:
    """A claimant type for an actor: armed groups, state forces, foreign forces."""
    if actor.inter in ARMED_GROUPS:
        return "armed_group"
    if actor.inter in (1, 8):
        return "police" if "olice" in actor.name else "military"
    return "witness"


def _claim(
    document: Document,
    timeline: Timeline,
    found: SentenceMentions,
    casualty: CasualtyMention,
    speaker: tuple[AttributionMention | None, str],
) -> Claim:
    attribution, claimant_type = speaker
    is_party = claimant_type == "armed_group"
    if is_party and attribution is not None and _speaks_of_own_deed(document, attribution, casualty):
        claimant_type = "perpetrator"
    event_on, _ = timeline.event_time(found)
    return Claim(
        claim_id=stable_id("c_", document.document_id, casualty.count_span.start, casualty.count_span.end,
                           casualty.outcome, casualty.rule),
        document_id=document.document_id,
        outcome=casualty.outcome,
        quantity=casualty.quantity,
        count_span=casualty.count_span,
        count_text=casualty.count_text,
        is_total=casualty.is_total,
        is_cumulative=casualty.is_cumulative or has_cue(found, "cumulative", casualty),
        victim_text=casualty.victim_text,
        victim_type=casualty.victim_type,
        side=SIDE_OF.get(casualty.victim_type or ""),
        claimant_text=attribution.text if attribution else None,
        claimant_type=claimant_type,
        assertion=standing_of(casualty, found) or (attribution.assertion if attribution else "reported"),
        event_on=event_on,
        sentence_index=found.sentence.index,
        sentence=found.sentence.text,
        sentence_start=found.sentence.start,
        rule=casualty.rule,
    )  # fmt: skip


def _speaks_of_own_deed(document: Document, attribution: AttributionMention, casualty: CasualtyMention) -> bool:
    """Whether an armed group speaks of what it did: "claims to have killed 12", "said it had killed 12"."""
    if attribution.verb_span.end > casualty.trigger_span.start:
        return False
    between = document.text[attribution.verb_span.end : casualty.trigger_span.start]
    return attribution.assertion == "claimed" or OWN_DEED.search(between) is not None
