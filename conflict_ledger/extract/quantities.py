"""Read a stated number at a token: "at least 12", "dozens", "27 to 28", "1.2 million", "twenty-five".

Numbers that count no people (dates, ages, money, times, model names) are read too and marked, so that nothing
else takes them for a count.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from conflict_ledger.extract.tokens import PhraseIndex, Tokens, longest_phrase, phrase_index
from conflict_ledger.lexicon import Entry, load_lexicon
from conflict_ledger.records import Quantity

MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
MONEY = frozenset("$ £ € us$ rs".split())
NOT_AFTER = frozenset("% $ £ € °".split())
NAME_BEFORE = frozenset("no number operation article resolution route highway page chapter camp type".split())
MAGNITUDES = frozenset((100, 1_000, 1_000_000))
YEAR_BEFORE = frozenset("in since of by until till from during , to and before after the early late mid".split())
RANGE_WORDS = frozenset("to - – — or and".split())
LARGEST = 50_000_000  # more people than any single event has killed or displaced: a slip, not a count


@dataclass(frozen=True, slots=True)
class QuantityReading:
    """A quantity over tokens [start, end). ``counts`` is False for ages, dates, money and the like."""

    start: int
    end: int
    quantity: Quantity
    counts: bool = True


@cache
def _index() -> PhraseIndex[Entry]:
    entries = load_lexicon("quantities").entries
    return phrase_index((form, entry) for entry in entries for form in entry.forms)


def read_quantity(tokens: Tokens, i: int) -> QuantityReading | None:
    """The quantity that starts at token ``i``, qualifier and range included, or None."""
    word = tokens.words[i]
    if not (word[0].isdecimal() or word in _index()):
        return None
    qualifier, start = _qualifier(tokens, i)
    first = _amount(tokens, start) if start < len(tokens) else None
    if first is None:
        return None
    end, amount = first
    second = _range_end(tokens, end)
    if second is not None:
        end = second[0]
        amount = _span_of(amount, second[1])
    suffix = _suffix(tokens, end)
    if suffix:
        end, qualifier = suffix
    if _is_age(tokens, start, end):
        return QuantityReading(i, _age_end(tokens, end), amount, counts=False)
    counts = not _is_other_number(tokens, start, end, amount)
    return QuantityReading(i, end, _qualified(amount, qualifier), counts)


def _qualifier(tokens: Tokens, i: int) -> tuple[str | None, int]:
    """(qualifier, token after it); (None, i) where there is none. "At least some 12" keeps the first."""
    kept, at = None, i
    while at < len(tokens):
        found = longest_phrase(tokens, at, _index())
        if found is None or found[1].value != "qualifier":
            break
        kept, at = kept or found[1].fields["qualifier"], found[0]
        if at < len(tokens) and tokens.words[at] in ("a", "the"):  # "about a dozen", "over the hundred"
            at += 1
    return kept, at


def _amount(tokens: Tokens, i: int) -> tuple[int, Quantity] | None:
    """A number or vague word without its qualifier."""
    found = longest_phrase(tokens, i, _index())
    if found is not None and found[1].value == "vague":
        return found[0], _vague(found[1])
    at = i + 1 if tokens.words[i] in ("a", "an", "the") else i
    read = _number(tokens, at) if at < len(tokens) else None
    if read is None or (at > i and tokens.words[at] not in ("hundred", "thousand", "million", "dozen", "score")):
        return None
    end, value = read
    return (end, Quantity(low=value, best=value, high=value)) if value <= LARGEST else None


def _vague(entry: Entry) -> Quantity:
    low, best, high = (entry.fields[key] for key in ("low", "best", "high"))
    return Quantity(low=int(low), best=int(best), high=int(high) if high else None, qualifier="vague")


def _number(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """(end token, value) of a number in digits or words at ``i``."""
    total, current, at, seen = 0.0, 0.0, i, False
    while at < len(tokens):
        value = _single(tokens, at)
        if value is None:
            if seen and tokens.words[at] in ("-", "and") and _joins(tokens, at):
                at += 1
                continue
            break
        if value in MAGNITUDES and seen:
            current = max(current, 1) * value
            if value >= 1_000:
                total, current = total + current, 0.0
        elif seen and (tokens.words[at][0].isdecimal() or not _adds(current or total, value)):
            break
        elif value == 12 and tokens.words[at] == "dozen" and seen:
            current *= value
        else:
            current += value
        seen, at = True, at + 1
    if not seen:
        return None
    return at, round(total + current)


def _adds(current: float, value: float) -> bool:
    """Whether a number word may follow: "twenty five", "hundred ten", "two dozen"; not "five six"."""
    if value == 12 and 0 < current < 12:
        return True
    return (current >= 100 and value < 100) or (20 <= current % 100 <= 90 and value < 10)


def _joins(tokens: Tokens, at: int) -> bool:
    """A hyphen or "and" inside a spelled number: "twenty-five", "one hundred and ten"."""
    if at + 1 >= len(tokens) or tokens.words[at + 1][0].isdecimal() or tokens.words[at - 1][0].isdecimal():
        return False
    before, after = _single(tokens, at - 1), _single(tokens, at + 1)
    if before is None or after is None:
        return False
    if tokens.words[at] == "-":
        return tokens.glued(at) and tokens.glued(at + 1) and 20 <= before <= 90 and after < 10
    return before in MAGNITUDES and after < 100


def _single(tokens: Tokens, i: int) -> float | None:
    """The value of one number token, or None."""
    word = tokens.words[i]
    if word[0].isdecimal():
        return _digits(word)
    for words, entry in _index().get(word, ()):
        if len(words) == 1 and entry.value == "number":
            return float(entry.fields["number"])
    return None


def _digits(word: str) -> float | None:
    """The value of digits with separators; None for what is no whole or decimal number.

    >>> _digits("1,700"), _digits("1.2"), _digits("1.700"), _digits("10,5,3")
    (1700.0, 1.2, 1700.0, None)
    """
    plain = word.replace(",", "")
    groups = word.replace(".", ",").split(",")
    if len(groups) > 1 and all(len(group) == 3 for group in groups[1:]) and 1 <= len(groups[0]) <= 3:
        return float("".join(groups)) if groups[0] != "0" else None
    if "," in word or word.count(".") > 1 or len(plain) > 9:
        return None
    return float(plain)


def _range_end(tokens: Tokens, at: int) -> tuple[int, Quantity] | None:
    """The upper end of "8 - 14", "27 to 28", "scores to hundreds", "between 10 and 12"."""
    if at + 1 >= len(tokens) or tokens.words[at] not in RANGE_WORDS:
        return None
    word, before = tokens.words[at], tokens.words[max(0, at - 4) : at]
    if (word == "and" and "between" not in before) or (word == "to" and "from" in before):
        return None  # "rose from 10 to 12" is two numbers
    return _amount(tokens, at + 1)


def _span_of(lower: Quantity, upper: Quantity) -> Quantity:
    """Two amounts as one interval; the best is the lower end as ACLED and the ledger convention have it."""
    if lower.low is None or upper.low is None or upper.low < lower.low:
        return lower
    high = upper.high if upper.qualifier == "vague" else upper.low
    return Quantity(low=lower.low, best=lower.best, high=high, qualifier="range")


def _suffix(tokens: Tokens, at: int) -> tuple[int, str] | None:
    """(end, qualifier) of "or more", "or so" after the number."""
    if at >= len(tokens):
        return None
    found = longest_phrase(tokens, at, _index())
    if found is None or found[1].value != "suffix":
        return None
    return found[0], found[1].fields["qualifier"]


def _qualified(amount: Quantity, qualifier: str | None) -> Quantity:
    """Apply a qualifier to an amount by the ledger convention (docs/codebook.md)."""
    low, best, high = amount.low, amount.best, amount.high
    if qualifier is None or low is None or amount.qualifier in ("vague", "range"):
        if qualifier in ("at_least", "more_than"):
            return Quantity(low=low, best=best, high=None, qualifier=qualifier)
        return amount
    if qualifier == "at_least":
        return Quantity(low=low, best=low, high=None, qualifier=qualifier)
    if qualifier == "more_than":
        return Quantity(low=low + 1, best=low + 1, high=None, qualifier=qualifier)
    if qualifier == "up_to":
        return Quantity(low=0, best=None, high=high, qualifier=qualifier)
    if qualifier == "less_than":
        return Quantity(low=0, best=None, high=max(low - 1, 0), qualifier="up_to")
    return Quantity(low=round(low * 0.9), best=low, high=round(low * 1.1), qualifier="about")


def _is_age(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the number is an age: "17-year-old", "aged 34", "34 years old"."""
    if start and tokens.words[start - 1] in ("aged", "age"):
        return True
    after = [word for word in tokens.words[end : end + 4] if word != "-"]
    return len(after) > 1 and after[0] in ("year", "years", "month", "months") and after[1] in ("old", "olds")


def _age_end(tokens: Tokens, end: int) -> int:
    """The token after "-year-old", or ``end``."""
    for at in range(end, min(end + 5, len(tokens))):
        if tokens.words[at] in ("old", "olds"):
            return at + 1
    return end


def _is_other_number(tokens: Tokens, start: int, end: int, amount: Quantity) -> bool:
    """Dates, times, money, percentages, model names, ordinals, years: numbers that count nobody."""
    before = tokens.words[start - 1] if start else ""
    after = tokens.words[end] if end < len(tokens) else ""
    word = tokens.words[start]
    if before in MONEY or before in ("how", "too") or after in NOT_AFTER or before in NAME_BEFORE:
        return True
    if start and tokens.glued(start) and before not in ("(", "[", '"', "“", "‘", "'", "—", "–", ",", "/"):
        return True  # "M-16", "A4", "F16"
    if end < len(tokens) and tokens.glued(end) and after in (":", "th", "st", "nd", "rd", "/", "mm", "km", "m"):
        return True
    if end + 1 < len(tokens) and after == "-" and tokens.glued(end) and tokens.glued(end + 1):
        return True  # "a 60-member council"
    if not word[0].isdecimal():
        return False
    if amount.best is not None and amount.best <= 31 and (before in MONTHS or after in MONTHS):
        return not (before in ("may", "march") and after not in (",", "."))
    is_year = len(word) == 4 and word.isdecimal() and 1900 <= int(word) <= 2100
    return is_year and (int(word) % 50 > 0 or before in YEAR_BEFORE or before in MONTHS)
