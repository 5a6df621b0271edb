"""Find date expressions in a sentence and resolve them against the day of publication.

One linear search over the sentence finds everything that has the shape of a date; the words around a find may
still make it something else. What cannot be resolved ("Saturday" in a text without a date) gives nothing: later
stages leave it open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import zip_longest

from conflict_ledger.extract.calendar_days import FIRST_YEAR, LAST_YEAR
from conflict_ledger.extract.date_reading import Reading, grammar, read_phrase
from conflict_ledger.extract.date_words import forms
from conflict_ledger.records import Context, DateMention, Sentence, Span

NEXT_WORD = re.compile(r"[\s\xa0]{1,3}((?i:local time)|[^\W\d_]+)")
WORD_BEFORE = re.compile(r"([^\W\d_]+)[\s\xa0]{1,3}\Z")
TOUCHES_BEFORE = re.compile(r"(?:[^\W_]|[#$£€_]|[0-9][.,:/-])\Z")
TOUCHES_AFTER = re.compile(r"[^\W_]|[.,:/-][0-9]")
RESTATING = frozenset({" ", ", ", " (", " ["})
QUOTES = frozenset("\"'“”‘’«»")  # a date alone in quotation marks is a name: the "9 May" front
REACH = 24  # characters that are looked at on both sides of a date
LONGEST = 100  # characters; a longer phrase is held together by nothing but blank space


def find_dates(sentence: Sentence, context: Context) -> tuple[DateMention, ...]:
    """Every resolvable date expression of a sentence, in order, not overlapping; spans in the document."""
    mentions = tuple(_mentions(sentence, context))
    return tuple(
        mention
        for mention, following in zip_longest(mentions, mentions[1:])
        if not (following and _restates(mention, following, sentence))
    )


def _restates(mention: DateMention, following: DateMention, sentence: Sentence) -> bool:
    """Whether a day in brackets or after a comma only says better what stands before it: "today (14 June)"."""
    between = sentence.between(mention.span.end, following.span.start)
    return (
        mention.basis in ("weekday", "relative")
        and following.basis == "absolute"
        and mention.value.precision == following.value.precision == "day"
        and between in RESTATING
    )


def _mentions(sentence: Sentence, context: Context) -> Iterator[DateMention]:
    text = sentence.text
    for match in grammar().search.finditer(text):
        start, end = match.span()
        found = _read_in_place(text, start, end, context) if end - start <= LONGEST else None
        if found is None:
            continue
        reading, end = found
        span = Span(sentence.start + start + reading.start, sentence.start + end)
        yield DateMention(
            span=span,
            text=text[start + reading.start : end],
            value=reading.value,
            basis=reading.basis,
            rule=f"dates.{reading.rule.name}" + (".weekday_differs" if reading.weekday_differs else ""),
        )


def _read_in_place(text: str, start: int, end: int, context: Context) -> tuple[Reading, int] | None:
    """Read the phrase; if what follows takes its end away, the longest beginning of it that stands.

    "June 3 and 12" before "people" is only June 3; before "Movement" a date is no date at all.
    """
    reading = _read(text[start:end], context)
    if reading is None or _is_namesake(text, start, end, reading, context):
        return None
    while not (reading and _is_whole(text, start, end, reading, context)):
        *shorter, _ = text[start:end].rsplit(maxsplit=1)
        if not shorter:
            return None
        end = start + len(shorter[0].rstrip(",-–— "))
        reading = _read(text[start:end], context)
    return reading, end


def _read(said: str, context: Context) -> Reading | None:
    return read_phrase(said, _usable(context.published_on), _usable(context.reference_on), context.is_upper_case)


def _usable(day: date | None) -> date | None:
    """A day to count from; None if it lies outside our calendar and so must be an error of its source."""
    return day if day and FIRST_YEAR <= day.year <= LAST_YEAR else None


def _is_namesake(text: str, start: int, end: int, reading: Reading, context: Context) -> bool:
    """Whether the date is a name or a part of one: "9 May" in quotes, Operation 7 October, March 23 Movement."""
    before, after = text[max(0, start - REACH) : start], text[end : end + REACH]
    if before[-1:] in QUOTES and after[:1] in QUOTES:
        return True
    if "namesake" not in reading.rule.spoiled_by:
        return False
    following, preceding = NEXT_WORD.match(after), WORD_BEFORE.search(before)
    return bool(
        (following and _names(following[1], "namesake_sure" if context.is_upper_case else "namesake"))
        or (preceding and not reading.lead and _names(preceding[1], "namesake_before"))
    )


def _names(word: str, kind: str) -> bool:
    return word[0].isupper() and word.lower() in forms(kind)


def _is_whole(text: str, start: int, end: int, reading: Reading, context: Context) -> bool:
    """Whether the phrase ends where it seems to, and its last figure is not the next word's: "12 people"."""
    before, after = text[max(0, start - REACH) : start], text[end : end + REACH]
    if TOUCHES_BEFORE.search(before) or TOUCHES_AFTER.match(after):
        return False
    following = NEXT_WORD.match(after)
    if following is None or reading.lead in reading.rule.sure_after:
        return True
    kinds = (kind for kind in reading.rule.spoiled_by if kind != "modal" or context.is_upper_case)
    return not any(following[1].lower() in forms(kind) for kind in kinds if kind != "namesake")
