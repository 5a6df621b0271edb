"""Printed dates and times: fast forms of our own, the library dateparser only for what they cannot read.

A time with a zone is kept as the wall time printed. A day and a month that cannot be told apart give no date.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import NamedTuple

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june",
            "jul july", "aug august", "sep sept september", "oct october", "nov november", "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
PLAIN = str.maketrans("ſıİ", "sii")  # letters that a pattern takes for these where case does not matter
FIRST_YEAR, LAST_YEAR = 1900, 2098
# Two-digit years: 40-99 are 1940-1999, 00-39 are 2000-2039 (wire archives begin in the 1940s).
CENTURY_TURN = 40
# Where a zone stands beside a numeric date, it tells which order its country writes.
MONTH_FIRST_ZONES = frozenset("ET EST EDT CT CST CDT MT MST MDT PT PST PDT AKST AKDT HST".split())
DAY_FIRST_ZONES = frozenset("BST CET CEST EET EEST EAT WAT CAT SAST MSK PKT AEST AEDT NZST NZDT WIB IRST".split())

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_YEAR = r"(?P<year{n}>(?:19|20|21)\d\d|['’]?\d\d(?!\d|:))"
DATE = re.compile(
    rf"""(?<![\w/.-])(?:{_WEEKDAY}\.?,?\s{{0,2}})?(?:
      (?P<day1>\d{{1,2}})(?:st|nd|rd|th)?[\s-]{{0,2}}(?:of\s)?(?P<month1>{_MONTH})\.?,?[\s-]{{1,2}}{_YEAR.format(n=1)}
    | (?P<month2>{_MONTH})\.?[\s-]{{1,2}}(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{0,2}}(?P<year2>(?:19|20|21)\d\d)
    | (?P<year3>(?:19|20|21)\d\d)\s?[-/.]\s?(?P<month3>\d{{1,2}})\s?[-/.]\s?(?P<day3>\d{{1,2}})
    | (?P<a>\d{{1,2}})\s?(?P<sep>[-/.])\s?(?P<b>\d{{1,2}})\s?(?P=sep)\s?{_YEAR.format(n=4)}
    )(?![\w/]|-\d+(?![\d:]))""",
    re.IGNORECASE | re.VERBOSE,
)
TIME = re.compile(
    r"""(?<![\d:])(?P<hour>\d{1,2})
    (?:[:.]\s?(?P<minute>\d\d)(?::\d\d)?\s?(?P<half>[ap]\.?\s?m\b\.?)?
    |\s?(?P<half2>[ap]\.?\s?m\b\.?)|(?P<minute2>\d\d)(?=\s?(?:hrs|hours|gmt|utc)))
    (?:\s?(?:hrs|hours))?(?:\s?(?P<zone>(?:GMT|UTC)(?:\s?[+-]\d{1,2}(?::?\d\d)?)?|(?-i:[A-Z]{2,4})\b))?""",
    re.IGNORECASE | re.VERBOSE,
)
# What stands between a date and its time: "2014 - 1:30pm", "2014 at 14:00", "2014 | 2:47".
BETWEEN = re.compile(r"(?:[\s,@|T–—-]|at\b)*", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?")
_URL_DATES = (
    re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=\D|$)"),
    re.compile(rf"/((?:19|20)\d\d)/({_MONTH})/(\d{{1,2}})(?=\D|$)", re.IGNORECASE),
    re.compile(r"[/_-]((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)(?=\D|$)"),
    re.compile(r"[/_-]((?:19|20)\d\d)-(\d\d)-(\d\d)(?=\D|$)"),
)


class Stamp(NamedTuple):
    """A moment as printed, and whether the clock time was: ``minute`` or ``day``."""

    moment: datetime
    precision: str


def build_stamp(year: int, month: int, day: int, clock: tuple[int, int] | None = None) -> Stamp | None:
    """The stamp, or None where the calendar or the span of years has no such day."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        moment = datetime(year, month, day, *(clock or (0, 0)))
    except ValueError:
        return None
    return Stamp(moment, "day" if clock is None else "minute")


def month_number(name: str) -> int:
    """``Sept`` -> 9, in whatever letters the patterns here take for it.

    >>> month_number("Auguſt"), month_number("APRİL")
    (8, 4)
    """
    return MONTHS[name.translate(PLAIN).lower()]


def full_year(digits: str) -> int:
    """``14`` -> 2014, ``'89`` -> 1989, ``2014`` -> 2014."""
    year = int(digits.lstrip("'’"))
    if year >= 100:
        return year
    return year + (1900 if year >= CENTURY_TURN else 2000)


def stamp_from_match(found: re.Match[str], order: str | None, clock: tuple[int, int] | None) -> Stamp | None:
    """The stamp of a DATE match; ``order`` is ``day_first``, ``month_first`` or None for not known."""
    part = found.groupdict()
    if part["day1"]:
        return build_stamp(full_year(part["year1"]), month_number(part["month1"]), int(part["day1"]), clock)
    if part["day2"]:
        return build_stamp(int(part["year2"]), month_number(part["month2"]), int(part["day2"]), clock)
    if part["year3"]:
        return build_stamp(int(part["year3"]), int(part["month3"]), int(part["day3"]), clock)
    first, second = int(part["a"]), int(part["b"])
    order = numeric_order(first, second) or order
    if order is None:
        return None
    day, month = (first, second) if order == "day_first" else (second, first)
    return build_stamp(full_year(part["year4"]), month, day, clock)


def numeric_order(first: int, second: int) -> str | None:
    """Which order two numbers of a date must have: None where both may be months and they differ."""
    if first == second or first > 12:
        return "day_first"
    return "month_first" if second > 12 else None


def read_clock(found: re.Match[str]) -> tuple[int, int] | None:
    """Hour and minute of a TIME match on the 24-hour clock."""
    hour = int(found["hour"])
    minute = int(found["minute"] or found["minute2"] or 0)
    half = (found["half"] or found["half2"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return (hour, minute) if hour < 24 and minute < 60 else None


def time_beside(line: str, date: re.Match[str]) -> re.Match[str] | None:
    """The clock time right behind a DATE match, else one anywhere before it."""
    gap = BETWEEN.match(line, date.end())
    return TIME.match(line, gap.end() if gap else date.end()) or TIME.search(line[: date.start()])


def zone_order(time: re.Match[str] | None) -> str | None:
    """The order of day and month that goes with the time zone of a TIME match."""
    name = ((time and time["zone"]) or "").upper()
    if name in MONTH_FIRST_ZONES:
        return "month_first"
    return "day_first" if name in DAY_FIRST_ZONES else None


def parse_given(value: str, order: str | None = None) -> Stamp | None:
    """A date that came as metadata: ISO, seconds since 1970, a printed form, at last dateparser.

    Midnight to the second is how writers of records fill a missing time, so it counts as a day.
    """
    if iso := _ISO.match(value):
        year, month, day = (int(part) for part in iso.groups()[:3])
        clock = (int(iso[4]), int(iso[5])) if iso[4] else None
        if (clock == (0, 0) and iso[6] in (None, "00")) or clock == (24, 0):
            clock = None
        return build_stamp(year, month, day, clock)
    if found := DATE.search(value):
        time = time_beside(value, found)
        clock = read_clock(time) if time else None
        return stamp_from_match(found, order or zone_order(time), clock)
    return _parse_compact(value) if value.isdecimal() else _parse_rare(value)


def _parse_compact(value: str) -> Stamp | None:
    """``20140616``, or seconds or milliseconds since 1970 (UTC)."""
    if len(value) == 8:
        return build_stamp(int(value[:4]), int(value[4:6]), int(value[6:]))
    if len(value) in (10, 13):
        moment = datetime.fromtimestamp(int(value[:10]), UTC)
        return build_stamp(moment.year, moment.month, moment.day, (moment.hour, moment.minute))
    return None


def _parse_rare(value: str) -> Stamp | None:
    if len(value) > 60 or not any(letter.isdigit() for letter in value):
        return None
    import dateparser

    # absolute-time only: "2 days ago" would be counted from the machine's clock.
    settings = {"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}
    moment = dateparser.parse(value, languages=["en", "es", "fr", "de", "pt"], settings=settings)
    return None if moment is None else build_stamp(moment.year, moment.month, moment.day)


def date_in_url(url: str) -> Stamp | None:
    """The day in a link's path: ``/2014/06/16/``, ``/2014/jun/16/``, ``-20140616``, ``_2014-06-16``."""
    path = url.partition("?")[0]
    for pattern in _URL_DATES:
        if found := pattern.search(path):
            year, month, day = found.groups()
            number = int(month) if month.isdecimal() else month_number(month)
            return build_stamp(int(year), number, int(day))
    return None
