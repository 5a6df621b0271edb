"""Words of deeds that tell of none: they describe somebody, set the time of something else, or name what was prevented.

"The invading troops", "displaced families", "shortly after the murder of the mayor", "since the invasion", "kept the
crowd from storming the hall".
"""

from __future__ import annotations

import re
from functools import cache

from conflict_ledger.lexicon import either_of, words_of
from conflict_ledger.records import Claim, SentenceMentions, TriggerMention

REACH = 80  # characters before a word of a deed in which what it belongs to is sought
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# A noun or a name with its article or owner, and no verb: "the killing of two", "Ali Hamid's".
PHRASE = (
    r"(?:(?:the|an?|his|her|its|their|this|that)\s+|(?:[\w.-]+\s+){0,3}[\w-]+['’]s?\s+)"
    r"(?:(?!(?:has|have|had|was|were|is|are|the|an?|his|her|its|their)\b)[\w-]+\s+){0,4}"
)
NOUN_ENDS = re.compile(r"\s*(?:$|[.,;:)\"]|(?:against|at|began|broke out|by|in|of|on|started|that began)\b)", re.I)


def told_deeds(found: SentenceMentions) -> tuple[TriggerMention, ...]:
    """The words of deeds of a sentence that tell of one; who was uprooted stays named where another deed is told."""
    told = [trigger for trigger in found.triggers if not _is_only_named(trigger, found)]
    if all(_is_uprooted(trigger, found) for trigger in told):
        return ()
    return tuple(told)


def is_of_time_mark(claim: Claim) -> bool:
    """Whether people are counted only in what sets a time: "weeks after the murder of two clerks"."""
    at = claim.count_span.start - claim.sentence_start
    return _time_mark().search(claim.sentence[max(0, at - REACH) : at]) is not None


def _is_only_named(trigger: TriggerMention, found: SentenceMentions) -> bool:
    before = found.sentence.between(trigger.span.start - REACH, trigger.span.start)
    word = trigger.text.lower()
    if word.endswith("ing"):
        return _describes(word, "force", trigger, found) or _kept_from().search(before) is not None
    if any(part.endswith("ed") for part in word.split()):
        return False
    mark = _time_mark().search(before)
    return mark is not None and (mark["lapse"] is not None or not _opens_clause(trigger, found))


def _opens_clause(trigger: TriggerMention, found: SentenceMentions) -> bool:
    """Whether what stands behind "since" is a clause, which gives a reason: "since the bomb failed to go off"."""
    return NOUN_ENDS.match(found.sentence.between(trigger.span.end, trigger.span.end + REACH)) is None


def _is_uprooted(trigger: TriggerMention, found: SentenceMentions) -> bool:
    """Whether it describes who was uprooted: "by displaced families", against "families were displaced"."""
    before = found.sentence.between(trigger.span.start - REACH, trigger.span.start)
    return trigger.text.lower() in words_of("act_words", "uprooted") and not _is_passive(before)


def _describes(word: str, value: str, trigger: TriggerMention, found: SentenceMentions) -> bool:
    """Whether a single word stands before those who do it: "the invading troops", against "the bombing of the town"."""
    behind = WORD.match(found.sentence.between(trigger.span.end, trigger.span.end + REACH).lstrip().lower())
    return " " not in word and behind is not None and behind.group() in words_of("act_words", value)


def _is_passive(before: str) -> bool:
    """Whether no article or preposition stands before a past form, which then tells what was done to somebody."""
    words = WORD.findall(before.lower())
    return not words or words[-1] not in words_of("act_words", "one") | words_of("act_words", "before_noun")


@cache
def _kept_from() -> re.Pattern[str]:
    """ "Stopped the crowd from", up to the deed."""
    return re.compile(rf"\b{either_of('act_words', 'keeps')}\b[^.;:]{{0,{REACH}}}\bfrom\s+$", re.IGNORECASE)


@cache
def _time_mark() -> re.Pattern[str]:
    """ "Shortly after the", "weeks before Ali Hamid's", "since the", up to the deed."""
    lapse = either_of("act_words", "lapse")
    return re.compile(rf"\b(?:since|(?P<lapse>{lapse})\s+(?:after|before|following))\s+{PHRASE}$", re.IGNORECASE)
