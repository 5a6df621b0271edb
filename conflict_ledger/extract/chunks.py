"""Second level of the casualty grammar: a sentence as a string of one-letter chunks.

The grammar is a cascade of finite-state steps, as in FASTUS (Hobbs et al. 1997): tokens become *chunks*, one letter
each, and the clause rules in ``casualty_rules.py`` are regular expressions over that short string. A letter stands for
a word class (``SYMBOLS``) or for a group: ``P`` people with a quantity, ``U`` some of people named before ("12 of
them"), ``Q`` a quantity alone, ``0`` a number that counts no people.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from conflict_ledger.extract.quantities import read_quantity
from conflict_ledger.extract.tokens import PhraseIndex, Tokens, longest_phrase, phrase_index
from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.records import Quantity

SYMBOLS = {
    "be": "b", "have": "h", "modal": "m", "negation": "n", "negated_person": "Z", "conjunction": "a", "of": "o",
    "by": "f", "to": "t", "from": "F", "in": "i", "including": "c", "relative": "w", "determiner": "d",
    "adverb": "e", "leave": "l", "take": "k", "lose": "s", "reach": "r", "mode": "g", "thing": "y", "unit": "u",
    "attribution_verb": "R", "according": "@", "pronoun": "p",
    "past": "K", "adjectival": "J", "gerund": "G", "base": "B", "state": "D", "intransitive": "I",
    "count_noun": "N", "result": "E", "toll": "T", "body": "Y", "life": "L", "act": "M",
    "plural": "v", "singular": "S", "group": "C", "family": "A",
}  # fmt: skip
UNREAD = "unread"  # the value of a chunk of digits that no rule of ``quantities`` reads
UNKNOWN_PLURAL = Quantity(low=2, best=3, high=None, qualifier="none_stated")
ONE = Quantity(low=1, best=1, high=1)

# Groups over the word symbols, first that fits from the left; ``q`` is a number that may count people, ``9`` one that
# is not understood.
GROUPS = re.compile(
    r"""
      (?P<zero>   q[xX.]{0,2}[yu] | q[xXvSJ]{1,3}y | (?<=,)q(?=,)    # 3 houses, 12 miles, "N.N., 34, was"
                | 9[xXzJ]{0,3}?[vS]+ )                               # "1,7,0 people": how many is not known
    | (?P<family> d?[xX]{0,2}Aoq )                                   # a family of five
    | (?P<some>   qo[pw](?:[xXJ]{0,2}[vS])? | qod(?![xXvSJ]) )    # 12 of them, 3 of whom children
    | (?P<counted> qo?d?[xXzeJD,.]{0,5}?[vS]+ (?!y) )
    | (?P<pair>   d?[xX]{0,2}C )
    | (?P<one>    d[xXzJ.]{0,8}?S+(?![vy]) | (?<![Sv])S(?![vyS]) )
    | (?P<plural> d?(?:(?<=[GKoifd])J)?[xXz]{0,3}?v+(?!y) )
    | (?P<bare>   q )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Tokens [start, end) under one letter. ``value`` is the outcome of harm words or the victim type of people."""

    symbol: str
    start: int
    end: int
    value: str | None = None
    quantity: Quantity | None = None
    count_end: int = 0  # for counted people: the token after the counting words


@dataclass(frozen=True, slots=True)
class _Word:
    symbol: str
    value: str


@cache
def _index() -> PhraseIndex[_Word]:
    """Every word of the grammar's lexicons with its letter and value."""
    phrases: list[tuple[str, _Word]] = []
    for name, key in (("clause_words", None), ("harms", "role"), ("victims", "number")):
        for entry in load_lexicon(name).entries:
            word = _Word(SYMBOLS[entry.fields[key] if key else entry.value], entry.value)
            phrases += [(form, word) for form in entry.forms]
    return phrase_index(phrases)


def read_chunks(tokens: Tokens) -> list[Chunk]:
    """The sentence as chunks: words first, then groups of them."""
    return _group(_words(tokens))


def _words(tokens: Tokens) -> list[Chunk]:
    """One chunk a word or phrase; everything unknown is ``x`` (``X`` when capitalised)."""
    chunks: list[Chunk] = []
    at = 0
    while at < len(tokens):
        chunk = _number(tokens, at) or _known(tokens, at) or _other(tokens, at)
        chunks.append(chunk)
        at = chunk.end
    return chunks


def _number(tokens: Tokens, at: int) -> Chunk | None:
    read = read_quantity(tokens, at)
    if read is None:
        return None
    if not read.counts:
        is_age = read.end - read.start > 1
        return Chunk("x" if is_age else "0", at, read.end)
    return Chunk("q", at, read.end, None, read.quantity, read.end)


def _known(tokens: Tokens, at: int) -> Chunk | None:
    found = longest_phrase(tokens, at, _index())
    if found is None:
        return None
    end, word = found
    quantity = Quantity(low=2, best=2, high=2) if word.symbol == "C" else None
    return Chunk(word.symbol, at, end, word.value, quantity)


def _other(tokens: Tokens, at: int) -> Chunk:
    word = tokens.words[at]
    if word[0].isnumeric():
        return Chunk("x", at, at + 1, UNREAD)
    if word == ",":
        return Chunk(",", at, at + 1)
    if word in ".!?;:":
        return Chunk(";" if word != "." else ".", at, at + 1)
    if not word[0].isalnum():
        return Chunk(".", at, at + 1)
    if word.endswith(("'s", "s'")):
        return Chunk("z", at, at + 1)  # an owner is never the one harmed: "N.N.'s hometown was captured"
    return Chunk("X" if tokens.capitalised(at) else "x", at, at + 1)


def _group(words: list[Chunk]) -> list[Chunk]:
    """Replace runs of word chunks that make a group of people or a bare number by one chunk."""
    letters = "".join("9" if chunk.value == UNREAD else chunk.symbol for chunk in words)
    grouped: list[Chunk] = []
    at = 0
    for match in GROUPS.finditer(letters):
        grouped += words[at : match.start()]
        group = _group_chunk(match.lastgroup or "", words[match.start() : match.end()])
        is_speaker = bool(grouped) and grouped[-1].symbol == "@"
        grouped.append(Chunk("x", group.start, group.end) if is_speaker else group)
        at = match.end()
    return grouped + words[at:]


def _group_chunk(kind: str, run: list[Chunk]) -> Chunk:
    """The chunk for a matched group."""
    start, end = run[0].start, run[-1].end
    if kind == "zero":
        return Chunk("0", start, end)
    heads = [chunk.value for chunk in run if chunk.symbol in "vSCA"]
    victim = _victim_type(heads)
    counted = next((chunk for chunk in run if chunk.quantity is not None), None)
    if kind == "bare":
        return Chunk("Q", start, end, None, run[0].quantity, run[0].end)
    if counted is not None and kind != "pair":
        count_end = end if kind == "family" else counted.end
        return Chunk("U" if kind == "some" else "P", start, end, victim, counted.quantity, count_end)
    if kind == "pair":
        return Chunk("P", start, end, victim, run[-1].quantity, end)
    if kind == "plural" and run[0].symbol == "d":
        return Chunk("P", start, end, victim, None, end)  # "the men": people counted elsewhere
    return Chunk("P", start, end, victim, ONE if kind == "one" else UNKNOWN_PLURAL, end)


def _victim_type(heads: list[str | None]) -> str | None:
    """The most telling head: "security forces members" are soldiers, "school children" children."""
    telling = [head for head in heads if head not in (None, "person")]
    return telling[-1] if telling else (heads[-1] if heads else None)
