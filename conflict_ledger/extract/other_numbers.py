"""Numbers that count no people: ages, dates, times, money, percentages, model names, ordinals, years."""

from __future__ import annotations

from conflict_ledger.extract.date_words import month_names
from conflict_ledger.extract.tokens import Tokens
from conflict_ledger.records import Quantity

MONEY = frozenset("$ £ € us$ rs".split())
OPENERS = frozenset("( [ \" “ ‘ ' — – , /".split())
NOT_AFTER = frozenset("% $ £ € °".split())
NAME_BEFORE = frozenset("no number operation article resolution route highway page chapter camp type".split())
YEAR_BEFORE = frozenset("in since of by until till from during , to and before after the early late mid".split())
AGE_JOINTS = frozenset(", and to - one two three four five six seven eight nine ten eleven twelve".split())


def is_age(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the number is an age: "17-year-old", "aged 34", "34 years old"."""
    if _follows_aged(tokens, start):
        return True
    after = [word for word in tokens.words[end : end + 4] if word != "-"]
    return len(after) > 1 and after[0] in ("year", "years", "month", "months") and after[1] in ("old", "olds")


def _follows_aged(tokens: Tokens, at: int) -> bool:
    """ "Aged 34", "aged nine, 24 and 31"."""
    while at and (tokens.words[at - 1] in AGE_JOINTS or tokens.words[at - 1][0].isdecimal()):
        at -= 1
    return at > 0 and tokens.words[at - 1] in ("age", "aged", "ages")


def age_end(tokens: Tokens, end: int) -> int:
    """The token after "-year-old", or ``end``."""
    for at in range(end, min(end + 5, len(tokens))):
        if tokens.words[at] in ("old", "olds"):
            return at + 1
    return end


def counts_nobody(tokens: Tokens, start: int, end: int, amount: Quantity) -> bool:
    """Dates, times, money, percentages, model names, ordinals, years: numbers that count nobody."""
    before = tokens.words[start - 1] if start else ""
    after = tokens.words[end] if end < len(tokens) else ""
    word = tokens.words[start]
    if before in MONEY or before in ("how", "too") or after in NOT_AFTER or before in NAME_BEFORE:
        return True
    if tokens.glued(start) and word[0].isdecimal() and before not in OPENERS:
        return True  # "M-16", "A4", "F16"
    if end < len(tokens) and tokens.glued(end) and after in (":", "th", "st", "nd", "rd", "/", "mm", "km", "m"):
        return True
    if end + 1 < len(tokens) and after == "-" and tokens.glued(end) and tokens.glued(end + 1):
        return True  # "a 60-member council"
    if not word[0].isdecimal():
        return False
    if amount.best is not None and amount.best <= 31 and (before in month_names() or after in month_names()):
        return not (before in ("may", "march") and after not in (",", "."))
    is_year = len(word) == 4 and word.isdecimal() and 1900 <= int(word) <= 2100
    return is_year and (int(word) % 50 > 0 or before in YEAR_BEFORE or before in month_names())
