"""Whether a number sums up several events: a toll of weeks or years, or one that the deaths just told only raise;
and whether a death just told is within the toll of its own event."""

from __future__ import annotations

import re
from functools import cache

from conflict_ledger.assemble.scope import has_cue
from conflict_ledger.lexicon import either_of
from conflict_ledger.records import CasualtyMention, Sentence, SentenceMentions

BESIDE = 12  # characters around a count in which "more" or "another" stands


def is_running_total(found: SentenceMentions, casualty: CasualtyMention) -> bool:
    """Whether the count runs over more than one event; one death never does."""
    if casualty.quantity.high == 1:
        return False
    sentence = found.sentence
    behind = sentence.between(max(casualty.count_span.start, casualty.span.end), sentence.end)
    if has_cue(found, "cumulative", casualty) or _period().search(behind):
        return True
    return _raising().search(sentence.before(casualty.count_span.start)) is not None and any(
        other.outcome == casualty.outcome == "killed" and _is_deed_beside(sentence, other, casualty)
        for other in found.casualties
    )


def _is_deed_beside(sentence: Sentence, other: CasualtyMention, toll: CasualtyMention) -> bool:
    """Whether the other count is a smaller one told before, of people who are not "more" of the same deaths."""
    if other.count_span.start >= toll.count_span.start or not other.is_total or other.quantity.best is None:
        return False
    told = sentence.between(other.span.start - BESIDE, other.span.end + BESIDE)
    return other.quantity.best < (toll.quantity.best or 0) and _of_same_deaths().search(told) is None


def is_within_toll(found: SentenceMentions, casualty: CasualtyMention) -> bool:
    """Whether a death is one of a toll that it brings about: "a second man died, bringing the toll to eight"."""
    if not casualty.is_total or casualty.quantity.high != 1 or casualty.outcome != "killed":
        return False
    return any(
        other.outcome == "killed"
        and other.count_span.start > casualty.count_span.start
        and (other.quantity.best or 0) > 1
        and _raising().search(found.sentence.between(casualty.count_span.end, other.count_span.start)) is not None
        and not is_running_total(found, other)
        for other in found.casualties
    )


@cache
def _period() -> re.Pattern[str]:
    """Weeks or years that a toll runs over, behind the count: "in the last two months"."""
    span = either_of("claim_words", "span")
    return re.compile(
        r"^[^,;:]{0,60}?\b(?:in|within|during|over|for)\s(?:(?:the|just|only|about|around|nearly|more|less|than|a)\s){0,3}"
        rf"(?:(?:\d+|{span})\s){{1,2}}(?:weeks|months|years)\b",
        re.IGNORECASE,
    )


@cache
def _raising() -> re.Pattern[str]:
    """What leads from a deed to the toll it raises: "bringing the number of dead to"."""
    verbs = either_of("claim_words", "raising")
    return re.compile(rf"\b{verbs}\b[^.;]{{0,60}}\bto\b[^.;,]{{0,24}}$", re.IGNORECASE)


@cache
def _of_same_deaths() -> re.Pattern[str]:
    """Words that tell of people more of one and the same deed: "two more died later"."""
    return re.compile(rf"\b{either_of('claim_words', 'one_more', 'aftermath')}\b", re.IGNORECASE)
