"""Read one date phrase: the rules compiled, a phrase taken apart, its value checked.

The joined search only says that a phrase has the shape of a date; what it means is read here, once per phrase
and day of publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from conflict_ledger.extract.absolute_dates import is_news, weekday_differs
from conflict_ledger.extract.calendar_days import FIRST_YEAR, LAST_YEAR, make_range, shift
from conflict_ledger.extract.date_rules import (
    BRACKETED,
    DAYS,
    FROM_PUBLICATION,
    MONTHS_AND_YEARS,
    NAMES_AND_FIGURES,
)
from conflict_ledger.extract.date_words import Phrase, Rule, forms, pattern_of
from conflict_ledger.records import DateRange

FUTURE_DAYS = 400  # a date that begins later than this after publication was misread
SEARCH_MEMORY = 64 << 20  # bytes; with RE2's usual 8 MiB the joined pattern may fall back to a slow engine
GROUP_NAME = re.compile(r"\?P<\w+>")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a phrase means; ``start`` is where the date begins behind its lead word."""

    value: DateRange
    basis: str
    rule: Rule
    lead: str
    start: int
    weekday_differs: bool


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled search over all shapes, and what reads a phrase it found.

    Heads are what may stand before a shape: a lead word, a weekday, both or nothing. ``fitting`` tells in one look
    which of the ``rules`` a whole phrase fits.
    """

    search: Any
    heads: tuple[Any, ...]
    rules: tuple[tuple[Rule, Any], ...]
    fitting: Any
    days: frozenset[Rule]


@cache
def grammar() -> Grammar:
    """Compile the rules once per process."""
    import re2

    options = re2.Options()
    options.case_sensitive = False
    options.max_mem = SEARCH_MEMORY
    lead, on_day = pattern_of("(?:(?P<lead>@LEAD)(?: the)?|(?P<the>the)) "), pattern_of("@ON_DAY")
    unled = _alternatives(NAMES_AND_FIGURES)
    others = _alternatives(MONTHS_AND_YEARS + FROM_PUBLICATION)
    shapes = rf"\b(?:{lead})?(?:{unled}|(?:{on_day})?{_alternatives(DAYS)}|{others})|{_alternatives(BRACKETED)}"
    rules = NAMES_AND_FIGURES + DAYS + MONTHS_AND_YEARS + FROM_PUBLICATION + BRACKETED
    fitting = re2.Set.FullMatchSet(options)
    for rule in rules:
        fitting.Add(pattern_of(rule.shape))
    fitting.Compile()
    return Grammar(
        search=re2.compile(GROUP_NAME.sub("?:", shapes), options),
        heads=tuple(re2.compile(head, options) for head in (lead + on_day, lead, on_day)),
        rules=tuple((rule, re2.compile(pattern_of(rule.shape), options)) for rule in rules),
        fitting=fitting,
        days=frozenset(DAYS),
    )


def _alternatives(rules: tuple[Rule, ...]) -> str:
    return f"(?:{'|'.join(pattern_of(rule.shape) for rule in rules)})"


@lru_cache(maxsize=8192)
def read_phrase(
    said: str, published_on: date | None, reference_on: date | None = None, capitals: bool = False
) -> Reading | None:
    """What a whole date phrase means, or None; the same phrase is read once per publication day.

    >>> read_phrase("on 14 June", date(2015, 1, 2)).value.earliest
    datetime.date(2014, 6, 14)
    """
    for start, lead, on_day in _heads(said):
        fit = _first_fit(said[start:], on_day)
        if fit is None:
            continue
        rule, parts = fit
        phrase = Phrase(
            said=said[start:],
            parts=parts,
            lead=lead,
            on_day=on_day,
            published_on=published_on,
            reference_on=reference_on,
            capitals=capitals,
        )
        return _reading(rule, phrase, start)
    return None


def _first_fit(said: str, on_day: str) -> tuple[Rule, dict[str, str]] | None:
    """The first rule whose shape the whole phrase has, and its parts; behind a weekday only a day will do."""
    rules = (grammar().rules[at] for at in sorted(grammar().fitting.Match(said) or ()))
    for rule, pattern in rules:
        if not on_day or rule in grammar().days:
            groups = pattern.fullmatch(said).groupdict()
            return rule, {name: part.casefold() for name, part in groups.items() if part}
    return None


def _heads(said: str) -> Iterator[tuple[int, str, str]]:
    """Where a phrase's date can begin, with the lead word and weekday before it; the longest head first."""
    for pattern in grammar().heads:
        match = pattern.match(said)
        if match:
            parts = match.groupdict()
            lead = (parts.get("lead") or parts.get("the") or "").casefold()
            yield match.end(), " ".join(lead.split()), (parts.get("on_day") or "").casefold()
    yield 0, "", ""


def _reading(rule: Rule, phrase: Phrase, start: int) -> Reading | None:
    value = rule.read(phrase)
    value = value and _with_lead(value, phrase.lead, phrase.published_on)
    if value is None or not _in_bounds(value, phrase.published_on):
        return None
    basis = "absolute" if rule.basis == "named" and is_news(value, phrase.published_on) else rule.basis
    return Reading(value, basis, rule, phrase.lead, start, weekday_differs(phrase, value))


def _with_lead(value: DateRange, lead: str, published_on: date | None) -> DateRange | None:
    """What "since" and "around" add: the days up to publication, one day on both sides."""
    if lead in forms("lead_since") and published_on and value.latest < published_on:
        return make_range((value.earliest, published_on), value.implied)
    if lead in forms("lead_around") and value.precision == "day":
        return make_range((shift(value.earliest, -1), shift(value.latest, 1)), value.implied)
    return value


def _in_bounds(value: DateRange, published_on: date | None) -> bool:
    """Whether a value begins between 1900 and what the news can announce."""
    limit = shift(published_on, FUTURE_DAYS) if published_on else date(LAST_YEAR, 12, 31)
    return value.earliest.year >= FIRST_YEAR and value.earliest <= limit
