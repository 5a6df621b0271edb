"""Numbers that count no people: ages, dates, times, money, percentages, model names, ordinals, years."""

from __future__ import annotations

from conflict_ledger.extract.date_words import month_names
from conflict_ledger.extract.tokens import Tokens
from conflict_ledger.records import Quantity

PARAGRAPH_MARKS = (".", ")")  # behind the number of a paragraph: "2. Two guards were shot"
MONEY = frozenset("$ £ € us$ rs".split())
OPENERS = frozenset("( [ \" “ ‘ ' — – , /".split())
NOT_AFTER = frozenset("% $ £ € °".split())
NAME_BEFORE = frozenset("no number operation article resolution route highway page chapter camp type".split())
SERIES = frozenset("image photo picture slide video".split())  # "Image 2 of 8"
YEAR_BEFORE = frozenset("in since of by until till from during , to and before after the early late mid".split())
GLUED_BEHIND = (":", "th", "st", "nd", "rd", "/", "mm", "km", "m", "s", "'s")  # "14th", "in their 30s"
OF_ONE = tuple((one, verb) for one in ("who", "he", "she") for verb in ("is", "was"))
BEHIND_AGE = frozenset(". , ; ) and when but at".split())  # behind an age: no noun that it would count
ABBREVIATION = 4  # letters of "Sept"
OLDEST = 110
AGES_REACH = 10  # tokens in which the other ages of "9, 10 and 12 years old" stand
AGE_JOINTS = frozenset(", and to - one two three four five six seven eight nine ten eleven twelve".split())


def is_age(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the number is an age: "17-year-old", "aged 34", "34 years old"."""
    if _follows_aged(tokens, start) or _is_age_of_name(tokens, start, end) or _is_age_of_one(tokens, start, end):
        return True
    after = [word for word in tokens.words[end : end + AGES_REACH] if word != "-"]
    while len(after) > 1 and after[0] in AGE_JOINTS and after[1][0].isdecimal():
        after = after[2:]  # "9 and 10 years old"
    return len(after) > 1 and after[0] in ("year", "years", "month", "months") and after[1] in ("old", "olds")


def _follows_aged(tokens: Tokens, at: int) -> bool:
    """ "Aged 34", "aged nine, 24 and 31"."""
    while at and (tokens.words[at - 1] in AGE_JOINTS or tokens.words[at - 1][0].isdecimal()):
        at -= 1
    return at > 0 and tokens.words[at - 1] in ("age", "aged", "ages")


def _is_age_of_name(tokens: Tokens, start: int, end: int) -> bool:
    """ "Aren Tollivar, 26 was shot", "Aren Tollivar (26) was": a number above one goes with no "was"."""
    marks = tokens.words[max(0, start - 1) : start] + tokens.words[end : end + 1]
    behind = end + 1 if marks == ("(", ")") else end
    if start < 2 or behind >= len(tokens) or tokens.words[behind] not in ("has", "is", "was"):
        return False
    word = tokens.words[start]
    is_age = end == start + 1 and word.isdecimal() and 1 < int(word) <= OLDEST
    is_marked = marks[0] == "," or behind > end
    return is_age and is_marked and (tokens.capitalised(start - 2) or tokens.words[start - 2] == ")")


def _is_age_of_one(tokens: Tokens, start: int, end: int) -> bool:
    """ "Who was 45 and the mayor": a number behind the verb of one person that counts nobody behind it."""
    is_of_one = tokens.words[max(0, start - 2) : start] in OF_ONE
    return is_of_one and (end == len(tokens) or tokens.words[end] in BEHIND_AGE)


def age_end(tokens: Tokens, end: int) -> int:
    """The token after "-year-old", or ``end``."""
    for at in range(end, min(end + 5, len(tokens))):
        if tokens.words[at] in ("old", "olds"):
            return at + 1
    return end


def counts_nobody(tokens: Tokens, start: int, end: int, amount: Quantity) -> bool:
    """Dates, times, money, percentages, model names, ordinals, years: numbers that count nobody."""
    before = _before(tokens, start)
    after = tokens.words[end] if end < len(tokens) else ""
    word = tokens.words[start]
    if before in MONEY or before in ("how", "too") or after in NOT_AFTER or before in NAME_BEFORE:
        return True
    if tokens.glued(start) and word[0].isdecimal() and before not in OPENERS:
        return True  # "M-16", "A4", "F16"
    if end < len(tokens) and tokens.glued(end) and after in GLUED_BEHIND:
        return True
    if end + 1 < len(tokens) and after == "-" and tokens.glued(end) and tokens.glued(end + 1):
        return True  # "a 60-member council"
    if not word[0].isdecimal():
        return False
    if _is_of_series(tokens, start) or (start == 0 and after in PARAGRAPH_MARKS):
        return True
    if amount.best is not None and amount.best <= 31 and (before in month_names() or after in month_names()):
        return not (before in ("may", "march") and after not in (",", "."))
    return _is_year(word, before, after)


def _is_year(word: str, before: str, after: str) -> bool:
    if len(word) != 4 or not word.isdecimal():
        return False
    if 1500 <= int(word) < 1900:
        return before == "in" and after == ","  # "In 1822, ..."
    is_recent = 1900 <= int(word) <= 2100
    return is_recent and (int(word) % 50 > 0 or before in YEAR_BEFORE or before in month_names())


def _before(tokens: Tokens, start: int) -> str:
    """The word before a number; the month of "Dec. 25"."""
    before = tokens.words[max(0, start - 2) : start]
    is_month = before[-1:] == (".",) and before[0] in month_names() and len(before[0]) <= ABBREVIATION
    return before[0] if is_month else "".join(before[-1:])


def _is_of_series(tokens: Tokens, at: int) -> bool:
    """Whether a number is the place in a series or its length: both of "Image 2 of 8"."""
    before = tokens.words[max(0, at - 3) : at]
    return before[-1:] != () and (before[-1] in SERIES or (before[-1] == "of" and before[0] in SERIES))
