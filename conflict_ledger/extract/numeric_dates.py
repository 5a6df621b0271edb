"""Dates in figures only: "2014-06-14", "16/06/14", "on 18/06"."""

from __future__ import annotations

from datetime import date

from conflict_ledger.extract.absolute_dates import NEWS_DAYS, implied_year, said_year, worked_out
from conflict_ledger.extract.calendar_days import day_of, make_range
from conflict_ledger.extract.date_words import Phrase, forms
from conflict_ledger.records import DateRange

DAYS_FROM_NEWS = 45  # a figure date that may be so near in its other order is left open


def read_numeric(phrase: Phrase) -> DateRange | None:
    """ "16/06/14"; where day-month and month-day are both possible, the one that is news, else None."""
    first, second = int(phrase.parts["first"]), int(phrase.parts["second"])
    if first <= 12 and second <= 12 and first != second:
        return _of_both_orders(phrase, first, second)
    month, day = (first, second) if second > 12 else (second, first)
    found = _numeric_day(phrase, month, day)
    return make_range((found, found), worked_out(phrase)) if found else None


def _numeric_day(phrase: Phrase, month: int, day: int) -> date | None:
    said = said_year(phrase)
    year = said or (implied_year(phrase, month, day) if month <= 12 else None)
    return day_of(year, month, day) if year else None


def _of_both_orders(phrase: Phrase, first: int, second: int) -> DateRange | None:
    """The reading in the days before publication, where the other lies weeks away from it."""
    today = phrase.published_on
    if today is None:
        return None
    days = [found for month, day in ((second, first), (first, second)) if (found := _numeric_day(phrase, month, day))]
    news = [found for found in days if 0 <= (today - found).days <= NEWS_DAYS]
    near = [found for found in days if abs((today - found).days) <= DAYS_FROM_NEWS]
    return make_range((news[0], news[0]), worked_out(phrase)) if len(news) == len(near) == 1 else None


def read_numeric_short(phrase: Phrase) -> DateRange | None:
    """ "on 18/06": day and month only after "on" or a day's name; "24/7" and "3/4" are no dates."""
    if not (phrase.lead in forms("lead") | forms("lead_since") or phrase.on_day):
        return None
    return read_numeric(phrase)


def read_iso(phrase: Phrase) -> DateRange | None:
    """ "2014-06-14"."""
    found = day_of(*(int(phrase.parts[part]) for part in ("year", "month", "day")))
    return make_range((found, found)) if found else None
