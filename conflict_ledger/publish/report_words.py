"""Numbers, intervals and dates in words, as the report prints them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache

from conflict_ledger.lexicon import load_lexicon

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # strftime's names change with the locale
ACRONYMS = {"ngo": "NGO"}
OUTCOMES = ("killed", "injured", "missing", "captured", "displaced", "casualties")


def interval_words(low: int | None, best: int | None, high: int | None) -> str:
    """An interval as a reader would say it.

    >>> interval_words(170, None, 1700), interval_words(12, 12, None), interval_words(0, 0, 0)
    ('170–1,700', '12 or more', 'none')
    """
    if high is None:
        return "number not stated" if not low else f"{low:,} or more"
    if not high:
        return "none"
    if low == high:
        return f"{high:,}"
    return f"up to {high:,}" if not low else f"{low:,}–{high:,}"


def interval_with_best(low: int | None, best: int | None, high: int | None) -> str:
    """The interval and, where it says more than the interval does, the best number.

    >>> interval_with_best(170, 190, 1700)
    '170–1,700, best 190'
    """
    words = interval_words(low, best, high)
    says_no_more = best is None or best == low == high or (high is None and best == low)
    return words if says_no_more else f"{words}, best {best:,}"


def day_words(day: date | datetime | None) -> str:
    """A day as `12 Jun 2014`."""
    return "no date" if day is None else f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def days_words(low: date | None, high: date | None) -> str:
    """A range of days without saying twice what both ends share.

    >>> days_words(date(2014, 6, 10), date(2014, 6, 12))
    '10–12 Jun 2014'
    """
    if low is None and high is None:
        return "no date"
    if low is None:
        return f"by {day_words(high)}"
    if high is None:
        return f"from {day_words(low)}"
    if low == high:
        return day_words(low)
    if (low.year, low.month) == (high.year, high.month):
        return f"{low.day}–{day_words(high)}"
    if low.year == high.year:
        return f"{low.day} {MONTHS[low.month - 1]} – {day_words(high)}"
    return f"{day_words(low)} – {day_words(high)}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> counted(1, "claim"), counted(1200, "copy", "copies")
    ('1 claim', '1,200 copies')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(names: Sequence[str]) -> str:
    """Names in a sentence.

    >>> listed(["lowest"]), listed(["lowest", "best", "highest"])
    ('lowest', 'lowest, best and highest')
    """
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def plain_name(code: object) -> str:
    """A code of ours as words: `armed_group` -> `armed group`."""
    words = str(code or "not stated").replace("_", " ")
    return ACRONYMS.get(words, words)


@cache
def meanings(lexicon: str) -> Mapping[str, str]:
    """What each word of a vocabulary means."""
    return {entry.id: entry.fields.get("means", "") for entry in load_lexicon(lexicon).entries}


def cut(text: str, longest: int) -> str:
    """The text, or its beginning with an ellipsis."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
