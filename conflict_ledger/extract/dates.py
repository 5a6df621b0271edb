"""Find date expressions in a sentence and resolve them against the day of publication.

One linear search over the sentence finds everything that has the shape of a date; what it means is then read
from small tables, once per phrase and publication day. What cannot be resolved ("Saturday" in a text without a
date) gives nothing: later stages leave it open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from conflict_ledger.extract.calendar_days import FIRST_YEAR, LAST_YEAR, make_range, shift
from conflict_ledger.extract.date_rules import RULES
from conflict_ledger.extract.date_words import Phrase, Rule, forms, pattern_of
from conflict_ledger.records import Context, DateMention, DateRange, Sentence, Span

FUTURE_DAYS = 400  # a date later than this after publication was misread
GROUP_NAME = re.compile(r"\?P<\w+>")
NEXT_WORD = re.compile(r"[\s\xa0]{1,3}((?i:local time)|[^\W\d_]+)")
WORD_BEFORE = re.compile(r"([^\W\d_]+)[\s\xa0]{1,3}\Z")
TOUCHES_BEFORE = re.compile(r"(?:[^\W_]|[#$£€_]|[0-9][.,:/-])\Z")
TOUCHES_AFTER = re.compile(r"[^\W_]|[.,:/-][0-9]")
QUOTES = frozenset("\"'“”‘’«»")  # a date alone in quotation marks is a name: the "9 May" front
REACH = 24  # characters that are looked at before a date


@dataclass(frozen=True, slots=True)
class Reading:
    """What a phrase means; ``start`` is where the date begins behind its lead word."""

    value: DateRange
    rule: Rule
    lead: str
    start: int


@cache
def _patterns() -> tuple[Any, Any, tuple[tuple[Rule, Any], ...]]:
    """The search over all shapes, the lead alone, and each rule's own pattern."""
    import re2

    lead = pattern_of(r"(?:(?P<lead>@LEAD)(?: the)?|the) ")
    rules = tuple((rule, re2.compile(f"(?i){pattern_of(rule.shape)}")) for rule in RULES)
    shapes = "|".join(f"(?:{pattern_of(rule.shape)})" for rule in RULES)
    search = GROUP_NAME.sub("?:", rf"(?i)\b(?:{lead})?(?:{shapes})")
    return re2.compile(search), re2.compile(f"(?i){lead}"), rules


def find_dates(sentence: Sentence, context: Context) -> tuple[DateMention, ...]:
    """Every resolvable date expression of a sentence, in order, not overlapping; spans in the document."""
    return tuple(_mentions(sentence, context))


def _mentions(sentence: Sentence, context: Context) -> Iterator[DateMention]:
    text = sentence.text
    for match in _patterns()[0].finditer(text):
        start, end = match.span()
        found = _read_in_place(text, start, end, context)
        if found is None:
            continue
        reading, end = found
        span = Span(sentence.start + start + reading.start, sentence.start + end)
        yield DateMention(
            span=span,
            text=text[start + reading.start : end],
            value=reading.value,
            basis=reading.rule.basis,
            rule=f"dates.{reading.rule.name}",
        )


def _read_in_place(text: str, start: int, end: int, context: Context) -> tuple[Reading, int] | None:
    """Read the phrase; if the words around it spoil it, the longest beginning of it that stands.

    "June 3 and 12" before "people" is only June 3.
    """
    reading = _read(text[start:end], context)
    if reading is None:
        return None
    while not (reading and _stands(text, start, end, reading, context)):
        end = start + len(text[start:end].rpartition(" ")[0].rstrip(" ,-–—"))
        if end <= start:
            return None
        reading = _read(text[start:end], context)
    return reading, end


def _read(said: str, context: Context) -> Reading | None:
    return read_phrase(said, context.published_on, context.reference_on, context.is_upper_case)


@lru_cache(maxsize=8192)
def read_phrase(
    said: str, published_on: date | None, reference_on: date | None = None, capitals: bool = False
) -> Reading | None:
    """What a whole date phrase means, or None; the same phrase is read once per publication day.

    >>> read_phrase("on 14 June", date(2015, 1, 2)).value.earliest
    datetime.date(2014, 6, 14)
    """
    _, lead_pattern, rules = _patterns()
    head = lead_pattern.match(said)
    for start, lead in ((head.end(), (head['lead'] or 'the').lower()), (0, "")) if head else ((0, ""),):
        for rule, pattern in rules:
            match = pattern.fullmatch(said[start:])
            if match is None:
                continue
            parts = {name: part.lower() for name, part in match.groupdict().items() if part}
            phrase = Phrase(
                said=said[start:],
                parts=parts,
                lead=" ".join(lead.split()),
                published_on=published_on,
                reference_on=reference_on,
                capitals=capitals,
            )
            value = rule.read(phrase)
            value = value and _with_lead(value, phrase.lead, published_on)
            return Reading(value, rule, phrase.lead, start) if value and _in_bounds(value, published_on) else None
    return None


def _with_lead(value: DateRange, lead: str, published_on: date | None) -> DateRange | None:
    """What "since" and "around" add: the days up to publication, one day on both sides."""
    if lead in forms("lead_since") and published_on and value.latest < published_on:
        return make_range((value.earliest, published_on), value.implied)
    if lead in forms("lead_around") and value.precision == "day":
        return make_range((shift(value.earliest, -1), shift(value.latest, 1)), value.implied)
    return value


def _in_bounds(value: DateRange, published_on: date | None) -> bool:
    limit = shift(published_on, FUTURE_DAYS) if published_on else date(LAST_YEAR, 12, 31)
    return value.earliest.year >= FIRST_YEAR and value.earliest <= limit


def _stands(text: str, start: int, end: int, reading: Reading, context: Context) -> bool:
    """Whether the characters and words around a phrase leave it a date."""
    before, after = text[max(0, start - REACH) : start], text[end : end + REACH]
    if TOUCHES_BEFORE.search(before) or TOUCHES_AFTER.match(after):
        return False
    if before[-1:] in QUOTES and after[:1] in QUOTES:
        return False
    following, preceding = NEXT_WORD.match(after), WORD_BEFORE.search(before)
    spoilers = () if reading.lead in reading.rule.sure_after else reading.rule.spoiled_by
    return not any(
        (following and _spoils(kind, following[1], context.is_upper_case))
        or (kind == "namesake" and preceding and not reading.lead and _names(preceding[1], "namesake_before"))
        for kind in spoilers
    )


def _spoils(kind: str, word: str, capitals: bool) -> bool:
    """Whether a word right after a date makes it something else: "1900 hours", "23 March Movement"."""
    if kind == "namesake":
        return not capitals and _names(word, kind)
    if kind == "modal":
        return capitals and word.lower() in forms(kind)
    return word.lower() in forms(kind)


def _names(word: str, kind: str) -> bool:
    """Whether a capitalised word makes a name of the date beside it: "Operation", "Movement"."""
    return word[0].isupper() and word.lower() in forms(kind)
