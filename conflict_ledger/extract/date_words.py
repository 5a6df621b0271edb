"""The words of dates as tables and as pieces of patterns, from ``lexicons/dates.yml``.

A rule's shape is an RE2 pattern (no look-around) in which ``@NAME`` stands for a piece of ``fragments()`` and a
space for any gap between words, a line break included.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from conflict_ledger.lexicon import Entry, either, load_lexicon
from conflict_ledger.records import DateRange

GAP = r"(?:[\s\x{a0}]+)"
PIECE = re.compile(r"@([A-Z_]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A matched date expression and what is known around it.

    ``parts`` are the pattern's named groups in lower case, ``said`` the words as written without the
    ``lead`` ("since", "on"); ``on_day`` is a weekday right before the date ("Saturday, 14 June");
    ``capitals`` means that case tells nothing.
    """

    said: str
    parts: Mapping[str, str]
    lead: str
    on_day: str
    published_on: date | None
    reference_on: date | None
    capitals: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """One shape of date expression. ``read`` turns it into days, or None: not a date, or not resolvable.

    ``spoiled_by`` names the kinds of words that make it something else when one follows, unless the lead is one
    of ``sure_after``: "of 2000 people" is a count, "in 2014 people marched" a year.
    """

    name: str
    shape: str
    basis: str
    read: Callable[[Phrase], DateRange | None]
    spoiled_by: tuple[str, ...] = ()
    sure_after: tuple[str, ...] = ()


def entries(*values: str) -> tuple[Entry, ...]:
    """All entries of these kinds."""
    return tuple(entry for entry in load_lexicon("dates").entries if entry.value in values)


@cache
def forms(value: str) -> frozenset[str]:
    """All forms of a kind, in lower case."""
    return frozenset(form.lower() for entry in entries(value) for form in entry.forms)


@cache
def month_names() -> frozenset[str]:
    """Names of months and their short forms without the full stop, in lower case."""
    return forms("month") | forms("month_short")


@cache
def calendar_names() -> frozenset[str]:
    """Full names of months and weekdays in lower case."""
    return forms("month") | forms("weekday")


@cache
def form_entries(*values: str) -> dict[str, Entry]:
    """Lower-case form -> its entry, for the kinds given."""
    return {form.lower(): entry for entry in entries(*values) for form in entry.forms}


@cache
def numbers() -> dict[str, int]:
    """Number words up to ninety, ``a`` and ``an`` for one."""
    words = {"a": 1, "an": 1}
    for entry in load_lexicon("quantities").entries:
        if entry.value == "number" and int(entry.fields["number"]) < 100:
            words |= {form: int(entry.fields["number"]) for form in entry.forms}
    return words


def number_of(word: str) -> int:
    """The value of digits or number words.

    >>> number_of("14"), number_of("twenty-four"), number_of("a"), number_of("a dozen")
    (14, 24, 1, 12)
    """
    if word.isdecimal():
        return int(word)
    first, *rest = re.split(r"[\s-]+", word)
    return sum(numbers()[part] for part in (rest if rest and numbers()[first] == 1 else (first, *rest)))


def month_of(word: str) -> int:
    """Number of a month's name or short form."""
    return int(form_entries("month", "month_short")[word.rstrip(".")].fields["number"])


def weekday_of(word: str) -> int:
    """Number of a weekday's name or short form, Monday = 0."""
    return int(form_entries("weekday", "weekday_short")[word.rstrip(".")].fields["number"])


@cache
def fragments() -> dict[str, str]:
    """Pattern pieces by name, themselves shapes."""
    number_words = either(numbers())
    return {
        "YEAR": r"(?:19|20)[0-9]{2}\b",
        "DAY": r"(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?\b",
        "MONTH": rf"(?:{either(forms('month'))}\b|{either(forms('month_short'))}\b\.?)",
        "WEEKDAY": rf"{either(forms('weekday'))}\b",
        "WEEKDAY_SHORT": rf"{either(forms('weekday_short'))}\b\.?",
        "ON_DAY": r"(?:(?P<on_day>@WEEKDAY|@WEEKDAY_SHORT)@DAYPART?,? [(\[]?(?:the )?)",
        "DAYPART": rf"(?:,? {either(forms('daypart'))}\b)",
        "PART": either(forms("part")),
        "NUMBER": rf"(?:[0-9]{{1,3}}|{number_words}(?:[\s-]{number_words})?)",
        "UNIT": rf"{either(forms('unit'))}\b",
        "MONTH_CAPITALS": either(form.upper()[:3] for form in forms("month")),
        "FULL_MONTH": rf"{either(forms('month'))}\b",
        "RECURRING": either(forms("recurring")),
        "PHRASE": either(forms("phrase")),
        "LEAD": either(forms("lead") | forms("lead_period") | forms("lead_since") | forms("lead_around")),
        "NAMED": either(forms("named")),
        "HOLIDAY": either(forms("holiday")),
        "TO": r"(?: ?[-–—/] ?| (?:to|and|until|till|through|or) )",
        "SPAN_TO": r"(?: ?[-–—] ?| (?:to|until|till|through) )",
        "IN_YEAR": r"(?:(?:, ?| )(?:of )?(?:(?P<year>@YEAR)|(?P<which>this|last|next) year\b))",
    }


def pattern_of(shape: str) -> str:
    """The RE2 pattern of a shape.

    >>> pattern_of("(?P<year>@YEAR)")
    '(?P<year>(?:19|20)[0-9]{2}\\\\b)'
    """
    while PIECE.search(shape):
        shape = PIECE.sub(lambda match: fragments()[match[1]], shape)
    return shape.replace(" ", GAP)
