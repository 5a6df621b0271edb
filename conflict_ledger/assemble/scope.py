"""Decide which speaker and which cue govern a statement.

The rules are those of medspaCy's ConText in spirit: a cue has a side and a reach. A speaker governs what stands on
its side of the verb, up to the next speaker; the nearest one wins, so that in "X said Y claims to have killed 12" the
number is Y's. A cue of standing reaches over its sentence, unless another number or another speaker lies between;
a running total reaches only within its clause.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from math import inf

from conflict_ledger.records import AttributionMention, CasualtyMention, CueMention, SentenceMentions, Span

# Strongest first: what makes a statement no statement of fact beats what only weakens it.
STANDING_ORDER = ("denied", "unverified", "confirmed", "estimated")

CLAUSE = re.compile(
    r"[;:]|\b(?:who|whom|whose|which|where|when|while|but|after|before|as|by|wanted|held|running|bringing)\b"
)
# "the deadliest since 2010", "the second attack in two weeks": a span of time that counts no deaths.
RECORD = re.compile(r"\b(?:\w+est|worst|most|first|second|third|fourth|fifth|record)\b[^,;]{0,60}$", re.IGNORECASE)
NEGATED = re.compile(r"\b(?:not|never|\w+n['’]t)\s+(?:\w+ly\s+)?(?:been\s+)?$", re.IGNORECASE)
NEGATED_REACH = 40  # characters before a harm word in which its negation stands
CONTRAST = re.compile(r";|\b(?:but|while|though|although|whereas)\b")
ASIDE = re.compile(r";|\b(?:although|as|because|but|that|though|where|whereas|which|while|whom?|whose)\b")
RATE = "standing.rate"  # the shape that reads "each week"
CUE_REACH = 600  # characters between a cue and its number, in the longest sentences that anybody writes
RECORD_REACH = 100  # characters of a text in which such a record is sought
PLAN_REACH = 60  # characters between "if" or "attempted" and the harm
LONG_AGO = 730  # days from which an event is no news
BACKGROUND = re.compile(r", (?:which|who) (?:has|have|had)\b")  # "blamed the X, which has killed thousands"


def governing_attribution(casualty: CasualtyMention, found: SentenceMentions) -> AttributionMention | None:
    """The speaker that states the number, or None when the sentence names none for it."""
    at = casualty.count_span.start
    reaching = [
        attribution
        for attribution in found.attributions
        if _reaches(attribution, casualty) and not _is_background(attribution, casualty, found)
    ]
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


def _is_background(attribution: AttributionMention, casualty: CasualtyMention, found: SentenceMentions) -> bool:
    """Whether the number only describes whom a speaker blames: it is the article's own."""
    if attribution.rule != "attribution.claimed.blame":
        return False
    between = found.sentence.between(attribution.verb_span.end, casualty.count_span.start)
    return BACKGROUND.search(between) is not None


def _inside(attribution: AttributionMention, casualty: CasualtyMention) -> bool:
    """The counted people are themselves the speakers ("12 survivors said")."""
    return attribution.span.start <= casualty.count_span.start < attribution.span.end


def _spans_claim(attribution: AttributionMention, casualty: CasualtyMention) -> bool:
    """ "Put the toll at 12" and the like: the verb and its speaker stand around the number."""
    return attribution.verb_span.start <= casualty.count_span.start < attribution.verb_span.end


def standing_of(casualty: CasualtyMention, mentions: SentenceMentions) -> str | None:
    """denied, unverified, confirmed or estimated when a cue in the sentence says so of this number."""
    values = {cue.value for cue in mentions.cues if _governs(cue, casualty, mentions)}
    if _is_rejected(casualty, mentions):
        values.add("denied")
    return next((value for value in STANDING_ORDER if value in values), None)


def _is_rejected(casualty: CasualtyMention, mentions: SentenceMentions) -> bool:
    """Whether the harm itself is negated ("had not killed 12"), or somebody rejects another's figure of it."""
    before = mentions.sentence.before(casualty.trigger_span.start)
    if casualty.quantity.high != 0 and NEGATED.search(before[-NEGATED_REACH:]):
        return True
    sayings = [
        attribution
        for attribution in mentions.attributions
        if attribution.governs == "after" and attribution.verb_span.end <= casualty.count_span.start
    ]
    while sayings and sayings[-1].rule.endswith(".noun"):
        sayings.pop()  # "rejected a rights group's report that"
    return bool(sayings) and sayings[-1].assertion == "denied"


def has_cue(mentions: SentenceMentions, value: str, casualty: CasualtyMention | None = None) -> bool:
    """Whether a cue of the given value stands in the sentence (and reaches the casualty, when given)."""
    return any(cue.value == value and (casualty is None or _governs(cue, casualty, mentions)) for cue in mentions.cues)


def tells_history(mentions: SentenceMentions) -> bool:
    """Whether the sentence goes back to another time: all it tells stands nearer to that than to a day of its own.

    "On 2 March drivers marched over arrests months ago" and "the worst raid in recent years" are of their own day.
    """
    past = [cue.span for cue in mentions.cues if cue.value == "history" and not _is_compared(cue, mentions)]
    if not past:
        return False
    days = [date.span for date in mentions.dates if date.value.precision == "day"]
    deeds = [found.span for found in mentions.triggers] or [found.count_span for found in mentions.casualties]
    return not any(_distance(deed, days) < _distance(deed, past) for deed in deeds)


def tells_habit(mentions: SentenceMentions) -> bool:
    """Whether all that the sentence tells happens again and again, on no day of its own: "raided every week"."""
    rates = [cue.span for cue in mentions.cues if cue.rule == RATE]
    if not rates or any(date.value.precision == "day" for date in mentions.dates):
        return False
    deeds = [found.span for found in mentions.triggers] + [found.trigger_span for found in mentions.casualties]
    return all(any(_is_of_rate(deed, rate, mentions) for rate in rates) for deed in deeds)


def _is_of_rate(deed: Span, rate: Span, mentions: SentenceMentions) -> bool:
    """Whether a deed is what goes on: not in "killed nine people in a town that the army patrols every day"."""
    sentence = mentions.sentence
    if deed.start < rate.start:
        return ASIDE.search(sentence.between(deed.end, rate.start)) is None
    return not sentence.before(rate.start).strip() or "," not in sentence.between(rate.end, deed.start)


def tells_long_past(mentions: SentenceMentions, published_on: date | None) -> bool:
    """Whether the day or year nearest to all that a sentence tells lies over two years before the article: background.

    Days after which something has gone on ("since 2004") are not of the deed.
    """
    if published_on is None:
        return False
    long_ago = published_on - timedelta(days=LONG_AGO)
    old = [said.span for said in mentions.dates if said.value.latest < long_ago]
    near = [said.span for said in mentions.dates if said.value.latest >= long_ago]
    deeds = [found.span for found in mentions.triggers] or [found.count_span for found in mentions.casualties]
    return bool(old and deeds) and all(_distance(deed, old) < _distance(deed, near) for deed in deeds)


def is_long_past(day: date, published_on: date | None) -> bool:
    """Whether a day lies over two years before the article."""
    return published_on is not None and day < published_on - timedelta(days=LONG_AGO)


def _is_compared(cue: CueMention, mentions: SentenceMentions) -> bool:
    """Whether the other time is only measured against: "the heaviest clashes since the start of the truce"."""
    return RECORD.search(mentions.sentence.before(cue.span.start)) is not None


def _distance(at: Span, others: Sequence[Span]) -> float:
    """Characters to the nearest of the others."""
    return min((max(at.start - other.end, other.start - at.end) for other in others), default=inf)


def _governs(cue: CueMention, casualty: CasualtyMention, mentions: SentenceMentions) -> bool:
    """A cue reaches a number unless another number of the sentence stands nearer, on the cue's side of it, or
    somebody else begins to speak between the cue and the number."""
    lo, hi = sorted((cue.span.start, casualty.count_span.start))
    if cue.value == "cumulative" and _opens_sentence(cue, mentions):
        return _within_clause(cue, casualty, mentions)
    if hi - lo > CUE_REACH or _has_number_between(lo, hi, casualty, mentions):
        return False
    if cue.value == "cumulative":
        return _within_clause(cue, casualty, mentions)
    if cue.value == "irrealis":
        return _is_imagined(cue, casualty, mentions)
    return cue.value not in STANDING_ORDER or not _speaks_between(cue, casualty, mentions)


def _opens_sentence(cue: CueMention, mentions: SentenceMentions) -> bool:
    """Whether a span of time opens the sentence, and so rules all of it: "In two months, 9 died and 4 vanished"."""
    return cue.span.start - mentions.sentence.start <= 1


def _speaks_between(cue: CueMention, casualty: CasualtyMention, mentions: SentenceMentions) -> bool:
    """Whether somebody begins to speak between a cue and its number; behind the number only after a contrast."""
    contrast = CONTRAST.search(mentions.sentence.between(casualty.count_span.end, cue.span.start))
    return any(
        (cue.span.end <= attribution.span.start and attribution.verb_span.end <= casualty.count_span.start)
        or (
            contrast is not None
            and casualty.count_span.end <= attribution.span.start
            and attribution.verb_span.end <= cue.span.start
        )
        for attribution in mentions.attributions
        if attribution.governs == "after"
    )


def _has_number_between(lo: int, hi: int, casualty: CasualtyMention, mentions: SentenceMentions) -> bool:
    """Whether another total is stated between two places; mentions stand in order."""
    first = bisect_right(mentions.casualties, lo, key=_start)
    last = bisect_left(mentions.casualties, hi, key=_start)
    return any(other.is_total and other.count_span != casualty.count_span for other in mentions.casualties[first:last])


def _start(mention: CasualtyMention) -> int:
    return mention.count_span.start


def _within_clause(cue: CueMention, casualty: CasualtyMention, mentions: SentenceMentions) -> bool:
    """Whether a span of time belongs to the harm: not "the deadliest since 2010", nor "killed X, who since 2010"."""
    if RECORD.search(mentions.sentence.between(cue.span.start - RECORD_REACH, cue.span.start)):
        return False
    lo, hi = sorted((cue.span, casualty.trigger_span), key=lambda span: span.start)
    return CLAUSE.search(mentions.sentence.between(lo.end, hi.start)) is None


def _is_imagined(cue: CueMention, casualty: CasualtyMention, mentions: SentenceMentions) -> bool:
    """Whether a plan, a threat or a condition is of this harm: it holds the harm word, or stands shortly before it."""
    if cue.span.start <= casualty.trigger_span.start < cue.span.end:
        return True
    between = mentions.sentence.between(cue.span.end, casualty.trigger_span.start)
    if cue.span.end > casualty.trigger_span.start or len(between) > PLAN_REACH:
        return False
    return cue.rule == "standing.drill" or not CLAUSE.search(between)  # a drill reaches into its clauses
