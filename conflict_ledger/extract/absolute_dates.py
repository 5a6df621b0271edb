"""Shapes of dates that name a day, month or year, and how each is read.

What is not said is worked out and listed in ``DateRange.implied``: a year left out is the one that puts
the day closest on or before publication.
"""

from __future__ import annotations

import re
from datetime import date

from conflict_ledger.extract.calendar_days import (
    Days,
    day_of,
    latest_year,
    make_range,
    month_days,
    nearest_year,
    year_days,
)
from conflict_ledger.extract.date_words import Phrase, form_entries, forms, month_of, weekday_of
from conflict_ledger.records import DateRange

VERBS = ("march", "may")
MONTHS_AHEAD = 0  # "in June" said in May is last year's June: a coming month is rarely the news
NEWS_DAYS = 14  # within so many days "the October 7 attacks" are the news itself, not yet a name


def written_as_name(phrase: Phrase) -> bool:
    """False for "may" and "march" in lower case, which are verbs unless a word such as "on" leads."""
    month = phrase.parts["month"]
    return phrase.capitals or month not in VERBS or month.title() in phrase.said or phrase.lead in forms("lead")


def said_year(phrase: Phrase, key: str = "year") -> int | None:
    """The year as written, or counted from publication ("last year")."""
    if phrase.parts.get(key):
        return int(phrase.parts[key])
    if phrase.parts.get("short_year"):
        short = int(phrase.parts["short_year"])
        return short + (1900 if short >= 40 else 2000)
    which = phrase.parts.get("which")
    if which and phrase.published_on:
        return phrase.published_on.year + {"last": -1, "this": 0, "next": 1}[which]
    return None


def worked_out(phrase: Phrase) -> tuple[str, ...]:
    """The parts that the words leave out: the year, unless it is written in figures."""
    return () if phrase.parts.get("year") or phrase.parts.get("short_year") else ("year",)


def implied_year(phrase: Phrase, month: int, day: int) -> int | None:
    """The year that was not said, from publication or else from another full date of the text."""
    if phrase.parts.get("which"):
        return None
    if phrase.published_on:
        return latest_year(month, day, phrase.published_on)
    return nearest_year(month, day, phrase.reference_on) if phrase.reference_on else None


def number_in(text: str) -> int:
    """The digits of an ordinal such as "12th"."""
    return int(re.sub(r"\D", "", text))


def read_day(phrase: Phrase) -> DateRange | None:
    """One day: "14 June 2014", "June 14"."""
    month, day = month_of(phrase.parts["month"]), number_in(phrase.parts["day"])
    said = said_year(phrase)
    year = said or implied_year(phrase, month, day)
    found = day_of(year, month, day) if year else None
    if found is None or not (written_as_name(phrase) or said):
        return None
    return make_range((found, found), worked_out(phrase))


def read_days(phrase: Phrase) -> DateRange | None:
    """Several days, the month of the first said or not: "10-12 June 2014", "May 30 to June 2"."""
    last_month, last_day = month_of(phrase.parts["month"]), number_in(phrase.parts["last"])
    first_month = month_of(phrase.parts["first_month"]) if phrase.parts.get("first_month") else last_month
    said = said_year(phrase)
    year = said or implied_year(phrase, last_month, last_day)
    if not year or not (written_as_name(phrase) or said):
        return None
    first_year = said_year(phrase, "first_year") if phrase.parts.get("first_year") else None
    first_year = first_year or (year - 1 if first_month > last_month else year)
    first, last = (
        day_of(first_year, first_month, number_in(phrase.parts["day"])),
        day_of(year, last_month, last_day),
    )
    return make_range((first, last), worked_out(phrase)) if first and last else None


def month_year(phrase: Phrase) -> tuple[int, int, bool] | None:
    """Year and month of a month phrase, and whether the year was said; None if unknown."""
    month = month_of(phrase.parts["month"])
    said = said_year(phrase)
    if said:
        return said, month, True
    if not written_as_name(phrase) or phrase.parts.get("which") in ("last", "next", "this"):
        return None
    if phrase.published_on:
        year = latest_year(month, 1, phrase.published_on, ahead=MONTHS_AHEAD)
    else:
        year = nearest_year(month, 15, phrase.reference_on) if phrase.reference_on else None
    return (year, month, False) if year else None


def names_period(lead: str) -> bool:
    """Whether a lead word lets a bare month or year be one: "in June", "since 2003", "the 2003 war"."""
    return lead == "the" or lead in forms("lead_period") | forms("lead_since")


def read_month(phrase: Phrase) -> DateRange | None:
    """ "June 2014", "in June"; a month alone needs a word such as "in" before it."""
    known = month_year(phrase)
    if known is None or not (known[2] or names_period(phrase.lead)):
        return None
    return make_range(month_days(known[0], known[1]), worked_out(phrase), "month")


def read_month_beside(phrase: Phrase) -> DateRange | None:
    """ "last June", "this March", "next May", counted from publication."""
    today, which = phrase.published_on, phrase.parts["side"]
    if today is None or not written_as_name(phrase):
        return None
    month = month_of(phrase.parts["month"])
    year = today.year + {"last": -(month >= today.month), "this": 0, "next": int(month <= today.month)}[which]
    return make_range(month_days(year, month), ("year",), "month")


def read_month_part(phrase: Phrase) -> DateRange | None:
    """ "early March", "mid-June 2014", "the second week of May"."""
    known = month_year(phrase)
    if known is None:
        return None
    first, last = month_days(known[0], known[1])
    low, high = part_bounds(phrase, "days")
    days = (first.replace(day=low), first.replace(day=min(high, last.day)))
    return make_range(days, worked_out(phrase))


def part_bounds(phrase: Phrase, field: str) -> tuple[int, int]:
    """The days or months that a word such as "early" covers; the whole for a week of a year."""
    words = " ".join(phrase.parts["part"].split())
    low, _, high = form_entries("part")[words].fields.get(field, "0-0").partition("-")
    return int(low), int(high)


def read_months(phrase: Phrase) -> DateRange | None:
    """ "March to May 2014", "between June and August"."""
    known = month_year(phrase)
    if known is None:
        return None
    first_month = month_of(phrase.parts["first_month"])
    first_year = known[0] - (first_month > known[1])
    days = month_days(first_year, first_month)[0], month_days(known[0], known[1])[1]
    return make_range(days, worked_out(phrase))


def read_year(phrase: Phrase) -> DateRange | None:
    """ "in 2014": a bare number is a year only after a lead word or between commas."""
    if not names_period(phrase.lead):
        return None
    return make_range(year_days(int(phrase.parts["year"])), (), "year")


def read_years(phrase: Phrase) -> DateRange | None:
    """ "2003-2011", "from 2003 to 2011", "1998-99"."""
    first, last = phrase.parts["year"], phrase.parts["last"]
    last = first[: 4 - len(last)] + last
    return make_range((date(int(first), 1, 1), date(int(last), 12, 31)), (), "year")


def read_decade(phrase: Phrase) -> DateRange | None:
    """ "the 1990s"."""
    year = int(phrase.parts["year"])
    return make_range((date(year, 1, 1), date(min(year + 9, 2100), 12, 31)), (), "year")


def read_year_part(phrase: Phrase) -> DateRange | None:
    """ "early 2014", "late last year"."""
    year, (low, high) = said_year(phrase), part_bounds(phrase, "months")
    days: Days | None = (month_days(year, low)[0], month_days(year, high)[1]) if year and low else None
    return make_range(days, worked_out(phrase), "year")


def read_holiday(phrase: Phrase) -> DateRange | None:
    """ "Christmas Day": a fixed day of the year."""
    month, _, day = form_entries("holiday")[" ".join(phrase.parts["holiday"].split())].fields["day"].partition("-")
    said = said_year(phrase)
    year = said or implied_year(phrase, int(month), int(day))
    found = day_of(year, int(month), int(day)) if year else None
    return make_range((found, found), worked_out(phrase)) if found else None


def read_named(phrase: Phrase) -> DateRange | None:
    """A date that names a famous event; None in a text older than the event."""
    words = " ".join(phrase.parts["named"].split())
    found = date.fromisoformat(form_entries("named")[words].fields["day"])
    return None if phrase.published_on and phrase.published_on < found else make_range((found, found))


def is_news(value: DateRange, published_on: date | None) -> bool:
    """Whether "the October 7 attacks" are still the news itself and not yet a name."""
    return published_on is not None and (published_on - value.earliest).days <= NEWS_DAYS


def weekday_differs(phrase: Phrase, value: DateRange) -> bool:
    """Whether the weekday named before a date is another one than its own."""
    return bool(phrase.on_day) and weekday_of(phrase.on_day) != value.earliest.weekday()
