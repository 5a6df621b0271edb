"""Read a stated number at a token: "at least 12", "dozens", "27 to 28", "1.2 million", "twenty-five".

Numbers that count no people (dates, ages, money, times, model names) are read too and marked, so that nothing
else takes them for a count.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from conflict_ledger.extract.intervals import OPEN, qualified, span_of, vague_interval
from conflict_ledger.extract.number_words import digits_value, number_words
from conflict_ledger.extract.other_numbers import age_end, counts_nobody, is_age
from conflict_ledger.extract.tokens import Tokens, lexicon_index, longest_phrase
from conflict_ledger.frozen import record
from conflict_ledger.records import Quantity

MAGNITUDES = frozenset((100, 1_000, 100_000, 1_000_000, 10_000_000))
ARTICLES = frozenset(("a", "an", "the"))
COUNTED = frozenset(("hundred", "thousand", "lakh", "million", "crore", "dozen", "score"))  # "a hundred"
RANGE_WORDS = frozenset("to - – — or and".split())
HEDGES = frozenset("maybe perhaps possibly potentially probably".split())
FRACTION = 0.01  # from which a number is no whole one
LARGEST = 50_000_000  # more people than any single event has killed or displaced: a slip, not a count


@record(frozen=True, slots=True)
class QuantityReading:
    """A quantity over tokens [start, end). ``counts`` is False for ages, dates, money and the like."""

    start: int
    end: int
    quantity: Quantity
    counts: bool = True


@lru_cache(maxsize=50_000)  # asked of every word
def opens_quantity(word: str) -> bool:
    """Whether a quantity may start with this word."""
    return word[0].isdecimal() or word in lexicon_index("quantities")


def read_quantity(tokens: Tokens, i: int) -> QuantityReading | None:
    """The quantity that starts at token ``i``, qualifier and range included, or None; each is read once."""
    if not opens_quantity(tokens.words[i]) or not _may_open(*tokens.words[i : i + 2]):
        return None
    known = _readings(tokens.text)
    if i not in known:
        known[i] = _read(tokens, i)
    return known[i]


def read_quantities(tokens: Tokens) -> Iterator[QuantityReading]:
    """The quantities of a sentence in order, none of which begins inside the one before."""
    end = 0
    for at in [at for at, word in enumerate(tokens.words) if opens_quantity(word)]:
        read = read_quantity(tokens, at) if at >= end else None
        if read is not None:
            end = read.end
            yield read


@lru_cache(maxsize=50_000)
def _may_open(word: str, following: str = "") -> bool:
    """Whether a quantity may start with these two words: "the" and "in" begin many phrases, and few quantities."""
    if word[0].isdecimal() or (word in ARTICLES and following in COUNTED):
        return True
    lengths, phrases = lexicon_index("quantities")[word]
    return lengths[-1] == 1 or any(words[1] == following for words in phrases)


@lru_cache(maxsize=16)  # the finders ask for the same sentence one after the other
def _readings(text: str) -> dict[int, QuantityReading | None]:
    """What was read at the tokens of a text so far."""
    return {}


def _read(tokens: Tokens, i: int) -> QuantityReading | None:
    qualifier, start = _qualifier(tokens, i)
    first = _amount(tokens, start) if start < len(tokens) else None
    if first is None:
        return None
    end, amount = first
    second = _hedged_end(tokens, end, amount) or _range_end(tokens, end)
    if second is not None:
        qualifier = None if tokens.words[end] not in RANGE_WORDS or tokens.words[end + 1] in HEDGES else qualifier
        end = second[0]
        amount = span_of(_scaled(tokens, start, first[0], end, amount), second[1])
    end, qualifier = _suffix(tokens, end) or (end, qualifier)
    if is_age(tokens, start, end):
        return QuantityReading(i, age_end(tokens, end), amount, counts=False)
    counts = not counts_nobody(tokens, start, end, amount)
    return QuantityReading(i, end, qualified(amount, qualifier), counts)


def _qualifier(tokens: Tokens, i: int) -> tuple[str | None, int]:
    """(qualifier, token after it); (None, i) where there is none. "At least some 12" keeps the first."""
    kept, at = None, i
    while at < len(tokens):
        found = longest_phrase(tokens, at, lexicon_index("quantities"))
        if found is None or found[1].value != "qualifier":
            break
        kept, at = kept or found[1].fields["qualifier"], found[0]
        at += _filler(tokens, at)
    return kept, at


def _filler(tokens: Tokens, at: int) -> int:
    """How many words to step over: "about a dozen", "at least another 40", "at least an additional 40"."""
    if tokens.words[at : at + 2] in (("an", "additional"), ("a", "further")):
        return 2
    return int(at < len(tokens) and tokens.words[at] in ("a", "the", "another"))


def _amount(tokens: Tokens, i: int) -> tuple[int, Quantity] | None:
    """A number or vague word without its qualifier."""
    found = longest_phrase(tokens, i, lexicon_index("quantities"))
    if found is not None and found[1].value == "vague":
        return found[0], vague_interval(found[1])
    at = i + 1 if tokens.words[i] in ARTICLES else i
    read = _number(tokens, at) if at < len(tokens) else None
    if read is None or (at > i and tokens.words[at] not in COUNTED):
        return None
    end, value = read
    return (end, Quantity(low=value, best=value, high=value)) if value <= LARGEST else None


def _number(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """(end token, value) of a whole number in digits or words at ``i``; "3.5 a day" is a rate, and counts nobody."""
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
        elif seen and (_is_new_number(tokens, at) or not _adds(current or total, value)):
            break
        elif value == 12 and tokens.words[at] == "dozen" and seen:
            current *= value
        else:
            current += value
        seen, at = True, at + 1
    if not seen:
        return None
    value = min(total + current, LARGEST + 1)  # "million million ..." has no end
    return (at, round(value)) if abs(value - round(value)) < FRACTION else None


def _is_new_number(tokens: Tokens, at: int) -> bool:
    """Whether digits and words meet: "in May 2023 six people" tells a year and six."""
    return tokens.words[at][0].isdecimal() or (tokens.words[at - 1][0].isdecimal() and tokens.words[at] != "dozen")


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
        return digits_value(word)
    return number_words().get(word)


def _range_end(tokens: Tokens, at: int) -> tuple[int, Quantity] | None:
    """The upper end of "8 - 14", "27 to 28", "scores to hundreds", "between 10 and 12", "10 to more than 12"."""
    if at + 1 >= len(tokens) or tokens.words[at] not in RANGE_WORDS:
        return None
    word, before = tokens.words[at], tokens.words[max(0, at - 4) : at]
    if word == "and" and "between" not in before:
        return None
    if word == "to" and "from" in before and not _opens_range(tokens, at - 1 - before[::-1].index("from")):
        return None  # "rose from 10 to 12" is two numbers
    if not word.isalpha() and tokens.words[at - 1][0].isdecimal() != tokens.words[at + 1][0].isdecimal():
        return None  # "UPDATE 1-Thirty guards killed" counts the edition of the report, then people
    qualifier, start = _qualifier(tokens, at + 1)
    upper = _amount(tokens, start) if start < len(tokens) else None
    return (upper[0], qualified(upper[1], qualifier if qualifier in OPEN else None)) if upper else None


def _scaled(tokens: Tokens, start: int, lower_end: int, end: int, lower: Quantity) -> Quantity:
    """The lower end in the magnitude of the upper one: "two to three hundred" begins at 200."""
    scale, low = number_words().get(tokens.words[end - 1]), _single(tokens, start)
    if scale not in MAGNITUDES or lower_end > start + 1 or low is None or low >= 100:
        return lower
    upper = _single(tokens, end - 2)
    if upper is None or low >= upper:
        return lower
    number = round(low * scale)
    return Quantity(low=number, best=number, high=number)


def _hedged_end(tokens: Tokens, at: int, lower: Quantity) -> tuple[int, Quantity] | None:
    """The upper end of "at least five, and possibly as many as nine": what is only possible closes the range."""
    at += tokens.words[at : at + 1] == (",",)
    at += tokens.words[at : at + 1] in (("and",), ("or",), ("but",))
    if at + 1 >= len(tokens) or tokens.words[at] not in HEDGES:
        return None
    _, start = _qualifier(tokens, at + 1)
    upper = _amount(tokens, start) if start < len(tokens) else None
    if upper is None or tokens.words[upper[0] : upper[0] + 1] == ("of",) or upper[1].low is None or lower.low is None:
        return None
    return upper if upper[1].low >= lower.low else None


def _opens_range(tokens: Tokens, at: int) -> bool:
    """Whether the "from" at ``at`` begins a clause: "and from 8 to 25 people were hurt" tells a range."""
    return at == 0 or tokens.words[at - 1] in (",", "and", "but")


def _suffix(tokens: Tokens, at: int) -> tuple[int, str] | None:
    """(end, qualifier) of "or more", "or so" after the number."""
    if at >= len(tokens):
        return None
    found = longest_phrase(tokens, at, lexicon_index("quantities"))
    if found is None or found[1].value != "suffix":
        return None
    return found[0], found[1].fields["qualifier"]
