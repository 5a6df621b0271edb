"""Rates and averages: "3 people a day", "an average of 12 deaths"; nobody has counted the people of any deed."""

from __future__ import annotations

import re
from functools import cache

from conflict_ledger.extract.chunked_sentence import ChunkedSentence
from conflict_ledger.lexicon import either_of
from conflict_ledger.records import Span

BEFORE = 60  # characters of a clause in which an average is told


def is_rate(read: ChunkedSentence, match: re.Match[str]) -> bool:
    """Whether the people of a matched shape are counted per day or year, or on average."""
    text, start = read.sentence.text, read.sentence.start
    people, harm = read.span(*match.span("v")), _harm(read, match)
    before = text[max(0, people.start - start - BEFORE) : people.start - start]
    if _average().search(before) or _opening().match(text):
        return True
    return any(_per_time().match(text, end - start) for end in (people.end, harm.end))


def _harm(read: ChunkedSentence, match: re.Match[str]) -> Span:
    return read.span(*match.span("h")) if match.group("h") else read.span(*match.span("v"))


@cache
def _average() -> re.Pattern[str]:
    """An average right before the number: "killing an average of some"."""
    qualifier = either_of("quantities", "qualifier")
    return re.compile(rf"\b{either_of('casualty_words', 'average')}(?:\W+{qualifier})?\W*$", re.IGNORECASE)


@cache
def _per_time() -> re.Pattern[str]:
    """A unit of time behind the people or their harm: "a day", "each year"; not "a day after the vote"."""
    unit, average = either_of("casualty_words", "time_unit"), either_of("casualty_words", "average")
    point = either_of("casualty_words", "point_in_time")
    rate = rf"(?:each|every)\s+{unit}\b|(?:a|per)\s+{unit}\b(?!\s+(?:\w+\s+)?{point}\b)|{average}\b"
    return re.compile(rf"(?:,?\s+{average})?,?\s+(?:{rate})", re.IGNORECASE)


@cache
def _opening() -> re.Pattern[str]:
    """A sentence on what goes on day by day: "Every week, some"."""
    return re.compile(rf"\W*(?:each|every)\s+{either_of('casualty_words', 'time_unit')}\b", re.IGNORECASE)
