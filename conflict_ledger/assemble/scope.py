"""Decide which speaker and which cue govern a statement.

The rules are those of medspaCy's ConText in spirit: a cue has a side and a reach. A speaker governs what stands on
its side of the verb, up to the next speaker; the nearest one wins, so that in "X said Y claims to have killed 12" the
number is Y's. A cue of standing reaches over its sentence, unless a clause break and another number lie between.
"""

from __future__ import annotations

from collections.abc import Sequence

from conflict_ledger.records import AttributionMention, CasualtyMention, CueMention, SentenceMentions

# Strongest first: what makes a statement no statement of fact beats what only weakens it.
STANDING_ORDER = ("denied", "unverified", "confirmed", "estimated")


def governing_attribution(
    casualty: CasualtyMention, attributions: Sequence[AttributionMention]
) -> AttributionMention | None:
    """The speaker that states the number, or None when the sentence names none for it."""
    at = casualty.count_span.start
    reaching = [attribution for attribution in attributions if _reaches(attribution, casualty)]
    # Pictures and posts show; the person who reads a number out of them states it.
    people = [attribution for attribution in reaching if attribution.claimant_type != "social_media"]
    return min(people or reaching, key=lambda attribution: abs(at - attribution.verb_span.start), default=None)


def _reaches(attribution: AttributionMention, casualty: CasualtyMention) -> bool:
    """Whether the number stands on the side that the speaker's verb governs."""
    verb = attribution.verb_span
    if _inside(attribution, casualty):
        return False
    if attribution.governs == "both" or _spans_claim(attribution, casualty):
        return True
    if attribution.governs == "after":
        return verb.end <= casualty.count_span.start
    return casualty.count_span.end <= verb.start


def _inside(attribution: AttributionMention, casualty: CasualtyMention) -> bool:
    """The counted people are themselves the speakers ("12 survivors said")."""
    return attribution.span.start <= casualty.count_span.start < attribution.span.end


def _spans_claim(attribution: AttributionMention, casualty: CasualtyMention) -> bool:
    """ "Put the toll at 12" and the like: the verb and its speaker stand around the number."""
    return attribution.verb_span.start <= casualty.count_span.start < attribution.verb_span.end


def standing_of(casualty: CasualtyMention, mentions: SentenceMentions) -> str | None:
    """denied, unverified, confirmed or estimated when a cue in the sentence says so of this number."""
    values = {cue.value for cue in mentions.cues if _governs(cue, casualty, mentions)}
    return next((value for value in STANDING_ORDER if value in values), None)


def has_cue(mentions: SentenceMentions, value: str, casualty: CasualtyMention | None = None) -> bool:
    """Whether a cue of the given value stands in the sentence (and reaches the casualty, when given)."""
    return any(cue.value == value and (casualty is None or _governs(cue, casualty, mentions)) for cue in mentions.cues)


def _governs(cue: CueMention, casualty: CasualtyMention, mentions: SentenceMentions) -> bool:
    """A cue reaches a number unless another number of the sentence stands nearer, on the cue's side of it."""
    lo, hi = sorted((cue.span.start, casualty.count_span.start))
    between = [
        other
        for other in mentions.casualties
        if other.count_span != casualty.count_span and lo < other.count_span.start < hi and other.is_total
    ]
    return not between
