"""Whether a number sums up several events: a toll of weeks or years, or one that the deaths just told only raise;
and whether a death just told is within the toll of its own event."""

from __future__ import annotations

import re

from conflict_ledger.assemble.additions import ORDINAL
from conflict_ledger.assemble.scope import has_cue
from conflict_ledger.records import CasualtyMention, Sentence, SentenceMentions

PERIOD = re.compile(
    r"^[^,;:]{0,60}?\b(?:in|within|during|over|for)\s(?:(?:the|just|only|about|around|nearly|more|less|than|a)\s){0,3}"
    r"(?:(?:last|past|\d+|two|three|four|five|six|seven|eight|nine|ten|several|few)\s){1,2}(?:weeks|months|years)\b",
    re.IGNORECASE,
)
RAISING = re.compile(
    r"\b(?:rais|bring|increas|push|tak)(?:e|es|ed|ing|s)?\b[^.;]{0,60}\bto\b[^.;,]{0,24}$", re.IGNORECASE
)
MORE = re.compile(
    rf"\b(?:more|another|additional|further|later|succumb\w*|wounds|{ORDINAL})\b",
    re.IGNORECASE,
)

BESIDE = 12  # characters around a count in which "more" or "another" stands


def is_running_total(found: SentenceMentions, casualty: CasualtyMention) -> bool:
    """Whether the count runs over more than one event; one death never does."""
    if casualty.quantity.high == 1:
        return False
    sentence = found.sentence
    behind = sentence.between(max(casualty.count_span.start, casualty.span.end), sentence.end)
    if has_cue(found, "cumulative", casualty) or PERIOD.search(behind):
        return True
    return RAISING.search(sentence.before(casualty.count_span.start)) is not None and any(
        other.outcome == casualty.outcome == "killed" and _is_deed_beside(sentence, other, casualty)
        for other in found.casualties
    )


def _is_deed_beside(sentence: Sentence, other: CasualtyMention, toll: CasualtyMention) -> bool:
    """Whether the other count is a smaller one told before, of people who are not "more" of the same deaths."""
    if other.count_span.start >= toll.count_span.start or not other.is_total or other.quantity.best is None:
        return False
    told = sentence.between(other.span.start - BESIDE, other.span.end + BESIDE)
    return other.quantity.best < (toll.quantity.best or 0) and MORE.search(told) is None


def is_within_toll(found: SentenceMentions, casualty: CasualtyMention) -> bool:
    """Whether a death is one of a toll that it brings about: "a second man died, bringing the toll to eight"."""
    if not casualty.is_total or casualty.quantity.high != 1 or casualty.outcome != "killed":
        return False
    return any(
        other.outcome == "killed"
        and other.count_span.start > casualty.count_span.start
        and (other.quantity.best or 0) > 1
        and RAISING.search(found.sentence.between(casualty.count_span.end, other.count_span.start)) is not None
        and not is_running_total(found, other)
        for other in found.casualties
    )
