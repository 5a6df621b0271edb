"""Calendar arithmetic: from what a text says of a day to the days it can mean.

Every function is pure; the day of publication is always an argument, never today's date.
"""

from __future__ import annotations

from datetime import date, timedelta

from conflict_ledger.records import DateRange

FIRST_YEAR, LAST_YEAR = 1900, 2100
# News announces a day some weeks ahead ("elections on 25 May") but names the year of an older one.
DAYS_AHEAD = 30
WEEK, MONTH = 10, 31  # longest ranges, in days, that still count as known to a week or to a month

Days = tuple[date, date]


def day_of(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar or our bounds have no such day.

    >>> day_of(2014, 2, 29) is None
    True
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift(day: date, days: int) -> date:
    """``days`` later, held inside what ``date`` can hold."""
    ordinal = min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal())
    return date.fromordinal(ordinal)


def month_days(year: int, month: int) -> Days:
    """First and last day; ``month`` may lie outside 1-12 and then moves the year.

    >>> month_days(2014, 0)
    (datetime.date(2013, 12, 1), datetime.date(2013, 12, 31))
    """
    year, index = year + (month - 1) // 12, (month - 1) % 12
    following = date(year + (index + 1) // 12, (index + 1) % 12 + 1, 1)
    return date(year, index + 1, 1), following - timedelta(days=1)


def year_days(year: int) -> Days:
    """First and last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def week_days(day: date, weeks: int) -> Days:
    """Monday and Sunday of the week ``weeks`` after the one that holds ``day``."""
    monday = shift(day, 7 * weeks - day.weekday())
    return monday, shift(monday, 6)


def latest_weekday(weekday: int, today: date) -> date:
    """The latest such weekday (Monday = 0) on or before ``today``.

    >>> latest_weekday(5, date(2014, 6, 12))
    datetime.date(2014, 6, 7)
    """
    return shift(today, -((today.weekday() - weekday) % 7))


def latest_year(month: int, day: int, today: date, ahead: int = DAYS_AHEAD) -> int | None:
    """The year that puts a day closest on or before ``today``, at most ``ahead`` days after it.

    >>> latest_year(12, 30, date(2015, 1, 2)), latest_year(1, 15, date(2015, 1, 2))
    (2014, 2015)
    """
    limit = shift(today, ahead)
    for year in range(limit.year, limit.year - 9, -1):
        candidate = day_of(year, month, day)
        if candidate and candidate <= limit:
            return year
    return None


def nearest_year(month: int, day: int, anchor: date) -> int | None:
    """The year that puts a day closest to another date of the same text, before or after it."""
    found = [day_of(year, month, day) for year in range(anchor.year - 4, anchor.year + 5)]
    nearest = min((item for item in found if item), key=lambda item: abs((item - anchor).days), default=None)
    return nearest.year if nearest else None


def width_precision(first: date, last: date) -> str:
    """The precision that a range of days amounts to.

    >>> width_precision(date(2014, 6, 10), date(2014, 6, 12))
    'week'
    """
    days = (last - first).days + 1
    if days <= 1:
        return "day"
    if days <= WEEK:
        return "week"
    return "month" if days <= MONTH else "year"


def make_range(days: Days | None, implied: tuple[str, ...] = (), precision: str | None = None) -> DateRange | None:
    """A DateRange over first and last day; None for no days or an upside-down range."""
    if days is None or days[0] > days[1]:
        return None
    precise = precision or width_precision(*days)
    return DateRange(earliest=days[0], latest=days[1], precision=precise, implied=implied)
