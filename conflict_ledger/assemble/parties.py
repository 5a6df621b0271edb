"""Tell the parties of a claim: the side of the victims, and whether an armed group speaks of its own deed."""

from __future__ import annotations

import re
from functools import cache

from conflict_ledger.lexicon import either_of
from conflict_ledger.records import AttributionMention, CasualtyMention, SentenceMentions, Span
from conflict_ledger.reference.actor_kinds import ARMED_GROUPS

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
ARMED = ("soldier", "militant", "person", None)  # kinds whose side a name beside them decides: "an FDR commander"
# What stands right before the harm word when speakers name themselves as the doers.
OWN_DEED = re.compile(
    r"(?:\b(?:it|they|we|he|i)(?:'s|’s|'ve|’ve)?(?: (?:had|has|have|also|then|had also))*"
    r"|\b(?:its|their|our|his) (?:\w+ ){1,2}(?:(?:had|has|have|also) )*|\bto have|\bhaving|\bof|\bfor)\s*$",
    re.IGNORECASE,
)
# The same behind "that", whatever the verb before it: "boasts on its channel that its fighters killed 12".
TOLD_DEED = re.compile(r"\bthat (?:it|they|we|(?:its|their|our) \w+)(?: had| has| have)?\s*$", re.IGNORECASE)
# Surely their own hands: not "of killing", which may be what they accuse others of.
OWN_HANDS = re.compile(r"\b(?:it|they|we|(?:its|their|our) \w+)(?: had| has| have)?\s*$", re.IGNORECASE)
OWN_LOSS = re.compile(r"\b(?:its|their|our|his)\b", re.IGNORECASE)
ACTIVE = ("casualties.active", "casualties.gerund", "casualties.act_of", "casualties.headline", "casualties.killed_him")


def side_of(casualty: CasualtyMention, found: SentenceMentions) -> str | None:
    """The party the victims belong to: an armed actor named in their words, else the kind of people they are."""
    side = SIDE_OF.get(casualty.victim_type or "")
    if casualty.victim_type not in ARMED or casualty.victim_text is None:
        return side
    start, end = casualty.count_span.start, casualty.count_span.start + len(casualty.victim_text)
    named = [actor for actor in found.actors if start <= actor.span.start and actor.span.end <= end]
    if any(actor.inter in ARMED_GROUPS for actor in named) or _fighter_words().search(casualty.victim_text):
        return "armed group"
    return side


@cache
def _fighter_words() -> re.Pattern[str]:
    return re.compile(rf"\b{either_of('claim_words', 'fighter')}\b", re.IGNORECASE)


def speaks_of_own_deed(attribution: AttributionMention, casualty: CasualtyMention, found: SentenceMentions) -> bool:
    """Whether an armed group speaks of what it did: "says it killed 12", "claims the death of 12 soldiers"."""
    if casualty.outcome not in ("killed", "injured", "captured", "casualties"):
        return False
    side = side_of(casualty, found)
    if OWN_LOSS.search(casualty.victim_text or "") or attribution.assertion == "denied":
        return False
    between = found.sentence.between(attribution.verb_span.end, casualty.trigger_span.start)
    if side == "armed group":  # its own dead, unless it killed them: "said its fighters had killed 12 militiamen"
        return casualty.rule.startswith(ACTIVE) and OWN_HANDS.search(between) is not None
    if casualty.rule.startswith(ACTIVE) and (OWN_DEED.search(between) or attribution.assertion == "claimed"):
        return True
    harmed = {side, *(side_of(other, found) for other in found.casualties)}
    return "state forces" in harmed  # an armed group that counts dead soldiers counts its enemy's


def doer_who_tells(casualty: CasualtyMention, found: SentenceMentions) -> AttributionMention | None:
    """The armed group of "... that its fighters killed 12", where no verb of saying was understood."""
    told = TOLD_DEED.search(found.sentence.before(casualty.trigger_span.start))
    if told is None:
        return None
    that = found.sentence.start + told.start()
    before = [actor for actor in found.actors if actor.span.end <= that]
    if not before or before[0].inter not in ARMED_GROUPS:
        return None
    span = before[0].span
    return AttributionMention(
        span=span, text=found.sentence.quote(span), verb_span=Span(that, that + len("that")),
        claimant_type="armed_group", assertion="claimed", governs="after", rule="attribution.own_deed",
    )  # fmt: skip
