"""Readers of dates that are counted from the day of publication: weekdays, "yesterday", "two days ago".

Without a day of publication none of them has a value, and none is invented. Widths follow the phrase table
of the UCDP GED codebook (23.1, appendix 2) unless a comment says why not.
"""

from __future__ import annotations

import re
from datetime import date

from conflict_ledger.extract.calendar_days import (
    Days,
    latest_weekday,
    make_range,
    month_days,
    shift,
    week_days,
    year_days,
)
from conflict_ledger.extract.date_words import Phrase, form_entries, number_of, weekday_of
from conflict_ledger.records import DateRange

ALL = ("year", "month", "day")
OFFSET = re.compile(r"([a-z]+)([+-]\d+)")
FAR = 36_500  # days: a larger number of days or years is no date expression


def unit_days(unit: str, offset: int, today: date) -> Days:
    """First and last day of a unit ``offset`` units away; a weekday's unit is the week.

    >>> unit_days("friday", -1, date(2014, 6, 12))
    (datetime.date(2014, 6, 6), datetime.date(2014, 6, 6))
    """
    if unit == "day":
        return (shift(today, offset), shift(today, offset))
    if unit == "week":
        return week_days(today, offset)
    if unit == "month":
        return month_days(today.year, today.month + offset)
    if unit == "year":
        return year_days(today.year + offset)
    if unit == "weekend":
        saturday = shift(latest_weekday(5, today), 7 * offset)
        return saturday, shift(saturday, 1)
    day = shift(week_days(today, offset)[0], weekday_of(unit))
    return day, day


def bound(text: str, today: date) -> Days:
    """Days of a lexicon bound such as ``week-1``."""
    match = OFFSET.fullmatch(text)
    if match is None:
        raise ValueError(f"not a unit and an offset: {text!r}")
    return unit_days(match[1], int(match[2]), today)


def read_phrase_of_lexicon(phrase: Phrase) -> DateRange | None:
    """A fixed phrase: "last night", "over the weekend"."""
    if phrase.published_on is None:
        return None
    fields = form_entries("phrase")[" ".join(phrase.parts["phrase"].split())].fields
    first = bound(fields["earliest"], phrase.published_on)[0]
    last = bound(fields["latest"], phrase.published_on)[1]
    return make_range((first, max(first, last)), ALL, fields["precision"])


def read_weekday(phrase: Phrase) -> DateRange | None:
    """The latest such day on or before publication; "last" leaves out the day of publication itself."""
    if phrase.published_on is None:
        return None
    today, weekday, which = (
        phrase.published_on,
        weekday_of(phrase.parts["weekday"]),
        phrase.parts.get("which") or "",
    )
    if phrase.parts.get("week"):
        day = shift(week_days(today, {"last": -1, "this": 0, "next": 1}[phrase.parts["week"]])[0], weekday)
    elif which in ("next", "this", "this coming", "coming"):
        day = shift(latest_weekday(weekday, today), 7)
    else:
        day = latest_weekday(weekday, shift(today, -1) if which else today)
    return make_range((day, day), ALL)


def read_weekdays(phrase: Phrase) -> DateRange | None:
    """ "between Monday and Wednesday", "from Saturday to Sunday"."""
    if phrase.published_on is None:
        return None
    last = latest_weekday(weekday_of(phrase.parts["weekday"]), phrase.published_on)
    first = latest_weekday(weekday_of(phrase.parts["first_weekday"]), last)
    return make_range((first, last), ALL)


def read_ago(phrase: Phrase) -> DateRange | None:
    """ "three days ago" is that day; weeks, months and years ago are as wide as their unit.

    The codebook makes "a fortnight ago" the fourteen days before publication; here it is the week around
    that day, as for "two weeks ago", because the words point at a day and not at a period.
    """
    if phrase.published_on is None:
        return None
    today, count, unit = phrase.published_on, number_of(phrase.parts["number"]), unit_of(phrase.parts["unit"])
    if unit == 0:
        return make_range((shift(today, -whole_days(count)), shift(today, -(count // 24))), ALL, "day")
    if count * unit > FAR:
        return None
    if unit == 1:
        return make_range((shift(today, -count), shift(today, -count)), ALL)
    if unit in (7, 14):
        centre = shift(today, -unit * count)
        return make_range((shift(centre, -3), shift(centre, 3)), ALL)
    if unit == 30:
        return make_range(month_days(today.year, today.month - count), ALL)
    return make_range(year_days(today.year - count), ALL)


def read_past(phrase: Phrase) -> DateRange | None:
    """ "the past 24 hours", "the last three days": the period that ends with publication."""
    if phrase.published_on is None:
        return None
    today, count, unit = phrase.published_on, number_of(phrase.parts["number"]), unit_of(phrase.parts["unit"])
    if count * unit > FAR or count == 0:
        return None
    if unit == 0:
        return make_range((shift(today, -whole_days(count)), today), ALL)
    if unit == 1:
        return make_range((shift(today, -count), shift(today, -1)), ALL)
    if unit == 30:
        return make_range((month_days(today.year, today.month - count)[0], today), ALL)
    return make_range((shift(today, -unit * count), today), ALL)


def whole_days(hours: int) -> int:
    """Days that so many hours can reach back.

    >>> whole_days(6), whole_days(24), whole_days(48)
    (1, 1, 2)
    """
    return -(-hours // 24)


def unit_of(word: str) -> int:
    """Days in a unit; 0 for hours."""
    return int(form_entries("unit")[word].fields["number"])


def no_date(_: Phrase) -> None:
    """Words that look like a date and are none; the rule keeps later rules off them."""
