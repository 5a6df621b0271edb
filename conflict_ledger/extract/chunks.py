"""Second level of the casualty grammar: a sentence as a string of one-letter chunks.

The grammar is a cascade of finite-state steps, as in FASTUS (Hobbs et al. 1997): tokens become *chunks*, one letter
each, and the clause rules in ``casualty_rules.py`` are regular expressions over that short string. A letter stands for
a word class (``SYMBOLS``) or for a group: ``P`` people with a quantity, ``U`` some of people named before ("12 of
them"), ``Q`` a quantity alone, ``0`` a number that counts no people.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from conflict_ledger.extract.chunk_groups import GROUPS
from conflict_ledger.extract.injury_phrases import opens_injury, read_injury
from conflict_ledger.extract.quantities import opens_quantity, read_quantity
from conflict_ledger.extract.shares import read_share
from conflict_ledger.extract.subtracted import read_all_but
from conflict_ledger.extract.tokens import PhraseIndex, Tokens, longest_phrase, name_end, phrase_index
from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.records import Quantity

SYMBOLS = {
    "be": "b", "have": "h", "modal": "m", "negation": "n", "negated_person": "Z", "conjunction": "a", "of": "o",
    "companion": "j", "by": "f", "to": "t", "from": "F", "in": "i", "including": "c", "relative": "w",
    "determiner": "d", "adverb": "e", "leave": "l", "take": "k", "lose": "s", "reach": "r", "mode": "g",
    "thing": "y", "unit": "u", "attribution_verb": "R", "according": "@", "pronoun": "p", "object_pronoun": "H",
    "other": "O", "both": "2", "counterfactual": "W", "receive": "V",
    "past": "K", "adjectival": "J", "gerund": "G", "base": "B", "state": "D", "intransitive": "I",
    "count_noun": "N", "result": "E", "toll": "T", "body": "Y", "life": "L", "act": "M",
    "plural": "v", "singular": "S", "group": "C", "family": "A", "wound": "3", "fatally": "4",
    "self": "6", "abbreviation": "7",
}  # fmt: skip
AGE, ADULT = "5", 18
TAKING = {"took": "K", "taken": "K", "taking": "G", "takes": "B", "take": "B"}
HOSTAGES = frozenset(("captive", "captives", "hostage", "hostages", "prisoner", "prisoners"))
UNREAD = "unread"  # the value of a chunk of digits that no rule of ``quantities`` reads
UNKNOWN_PLURAL = Quantity(low=2, best=3, high=None, qualifier="none_stated")
ONE = Quantity(low=1, best=1, high=1)
TWO = Quantity(low=2, best=2, high=2)
COUNTED = {"C": TWO, "H": ONE}  # a couple; him, her or me


class Chunk(NamedTuple):
    """Tokens [start, end) under one letter. ``value`` is the outcome of harm words or the victim type of people."""

    symbol: str
    start: int
    end: int
    value: str | None = None
    quantity: Quantity | None = None
    count_end: int = 0  # for counted people: the token after the counting words
    harm: Chunk | None = None  # a word of harm among theirs: "six dead rebels"


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
    return _with_hostages(_group(_with_objects(_words(tokens), tokens)), tokens)


def _words(tokens: Tokens) -> list[Chunk]:
    """One chunk a word or phrase; everything unknown is ``x`` (``X`` when capitalised)."""
    chunks: list[Chunk] = []
    at, last = 0, len(tokens)
    while at < last:
        counts, injures, is_known = _openings(tokens.words[at])
        number = counts and _number(tokens, at)
        is_range = number and number.quantity is not None and number.quantity.qualifier == "range"
        if is_range and at and tokens.words[at - 1] in ("between", "from"):
            chunks[-1] = chunks[-1]._replace(symbol="e")  # "killing between 3 and 6": no place word
        injury = injures and _injury(tokens, at)
        chunk = number or injury or (is_known and _known(tokens, at)) or _other(tokens, at)
        chunks.append(chunk)
        at = chunk.end
    return chunks


@lru_cache(maxsize=50_000)  # asked of every word
def _openings(word: str) -> tuple[bool, bool, bool]:
    """Whether a number, a phrase of an injury, a form of the grammar's lexicons may begin with this word."""
    return opens_quantity(word) or word == "all", opens_injury(word), word in _index()


def _with_objects(chunks: list[Chunk], tokens: Tokens) -> list[Chunk]:
    """ "Her" before no noun is the person harmed: "wounding her and two guards"."""
    if "her" not in tokens.words:
        return chunks
    after = [*(chunk.symbol for chunk in chunks[1:]), ";"]
    return [
        chunk._replace(symbol="H", quantity=ONE)
        if tokens.words[chunk.start] == "her" and chunk.symbol == "d" and follows in "aifFtw,.;:"
        else chunk
        for chunk, follows in zip(chunks, after, strict=True)
    ]


def _with_hostages(chunks: list[Chunk], tokens: Tokens) -> list[Chunk]:
    """Taking makes hostages: in "took 12 people hostage" the verb is one of harm."""
    if TAKING.keys().isdisjoint(tokens.words):
        return chunks
    for at in range(len(chunks) - 1):
        taker, people = chunks[at], chunks[at + 1]
        verb = tokens.words[taker.start]
        if verb in TAKING and people.symbol == "P" and tokens.words[people.end - 1] in HOSTAGES:
            chunks[at] = taker._replace(symbol=TAKING[verb], value="captured")
    return chunks


def _number(tokens: Tokens, at: int) -> Chunk | None:
    read = read_all_but(tokens, at) or read_share(tokens, at) or read_quantity(tokens, at)
    if read is None:
        return None
    if at and tokens.words[at - 1] == "how":
        return Chunk("x", at, read.end, UNREAD)  # "how many men died" is not said
    if not read.counts:
        if tokens.words[read.end - 1] in ("old", "olds"):
            return Chunk(AGE, at, read.end, "child" if (read.quantity.best or 0) < ADULT else "person")
        return Chunk("x" if read.end - read.start > 1 else "0", at, read.end)
    end = read.end
    if "," in tokens.words[at:end] and tokens.words[end : end + 1] == (",",):
        end += 1  # "five, and possibly nine, workers": the second comma closes what the first opened
    return Chunk("q", at, end, None, read.quantity, read.end)


def _injury(tokens: Tokens, at: int) -> Chunk | None:
    read = read_injury(tokens, at)
    return None if read is None else Chunk(SYMBOLS[read[1]], at, read[0], "injured")


def _known(tokens: Tokens, at: int) -> Chunk | None:
    found = longest_phrase(tokens, at, _index())
    if found is None:
        return None
    end, word = found
    return Chunk(word.symbol, at, end, word.value, COUNTED.get(word.symbol))


def _other(tokens: Tokens, at: int) -> Chunk:
    symbol, value = _unknown(tokens.words[at])
    if symbol != "x":
        return Chunk(symbol, at, at + 1, value)
    end = name_end(tokens, at + 1, _index())
    named = at if tokens.words[end - 1].isdecimal() else end - 1  # "R8"
    symbol, value = _unknown(tokens.words[named])
    return Chunk("X" if symbol == "x" and tokens.capitalised(named) else symbol, at, end, value)


@lru_cache(maxsize=50_000)  # words come again and again
def _unknown(word: str) -> tuple[str, str | None]:
    """Letter and value of a word or mark that no lexicon knows, capitals apart."""
    if word[0].isnumeric():
        return "x", UNREAD
    if word == ",":
        return ",", None
    if word in ".!?;:":
        return ";" if word in "!?" else word, None
    if not word[0].isalnum():
        return ".", None
    # An owner is never the one harmed: "N.N.'s hometown was captured".
    return "z" if word.endswith(("'s", "s'")) else "x", None


def _group(words: list[Chunk]) -> list[Chunk]:
    """Replace runs of word chunks that make a group of people or a bare number by one chunk."""
    letters = "".join(["9" if chunk.value == UNREAD else chunk.symbol for chunk in words])
    grouped: list[Chunk] = []
    at = 0
    for match in GROUPS.finditer(letters):
        grouped += words[at : match.start()]
        group = _group_chunk(match.lastgroup or "", words[match.start() : match.end()])
        is_speaker = bool(grouped) and grouped[-1].symbol == "@"
        grouped.append(Chunk("x", group.start, group.end) if is_speaker else group)
        at = match.end()
    grouped += words[at:]
    if AGE not in letters:
        return grouped
    return [Chunk("x", chunk.start, chunk.end) if chunk.symbol == AGE else chunk for chunk in grouped]


def _group_chunk(kind: str, run: list[Chunk]) -> Chunk:
    """The chunk for a matched group."""
    start, end = run[0].start, run[-1].end
    if kind == "kin":
        return Chunk("A", start, end)
    if kind == "zero":
        return Chunk("0", start, end)
    heads = [chunk.value for chunk in run if chunk.symbol in "vSCA"] or [c.value for c in run if c.symbol == AGE]
    victim = _victim_type(heads)
    counted = next((chunk for chunk in run if chunk.quantity is not None), None)
    if kind == "bare":
        return Chunk("Q", start, end, None, run[0].quantity, run[0].count_end)
    if counted is not None and kind not in ("pair", "one"):
        count_end = end if kind == "family" else counted.count_end
        harm = next((chunk for chunk in run if chunk.symbol in "DJ"), None)
        return Chunk("U" if kind == "some" else "P", start, end, victim, counted.quantity, count_end, harm)
    if kind == "pair":
        return Chunk("P", start, end, victim, run[-1].quantity, end)
    if kind == "two":
        return Chunk("P", start, end, victim or "person", TWO, end)
    if kind == "plural" and run[0].symbol == "d":
        return Chunk("P", start, end, victim, None, end)  # "the men": people counted elsewhere
    return Chunk("P", start, end, victim, ONE if kind in ("one", "aged", "other") else UNKNOWN_PLURAL, end)


def _victim_type(heads: list[str | None]) -> str | None:
    """The most telling head: "security forces members" are soldiers, "school children" children."""
    telling = [head for head in heads if head not in (None, "person")]
    return telling[-1] if telling else (heads[-1] if heads else None)
