"""Which groups of people a list has, what they add up to, and whether they are told twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce
from operator import add

from conflict_ledger.extract.chunked_sentence import ChunkedSentence
from conflict_ledger.extract.chunks import ONE, UNKNOWN_PLURAL, Chunk
from conflict_ledger.lexicon import words_of
from conflict_ledger.records import Quantity

NAMED = re.compile(r"P,?[xJ]{0,2}\.?X")  # "councillor N.N.", not "members of the N. brigade"
QUOTES = ("'", '"', "“", "‘")
GENERIC = ("person", "civilian", "refugee")  # nouns that may be told again by closer ones: "four people, a mother ..."


def has_number(chunk: Chunk) -> bool:
    """Whether people come with any number at all, vague ones too; a bare plural does not."""
    return chunk.quantity not in (UNKNOWN_PLURAL, None)


def members_of(read: ChunkedSentence, first: int, last: int) -> list[int]:
    """The groups of a list. A number before a word that no lexicon knows is one where the word looks like a noun:
    "killed two guards and four splicers", not "killed two guards and four escaped". The size of a crowd is none beside
    others: "shots at a crowd of 300, and two men were hit"."""
    groups = [
        at
        for at in range(first, last)
        if read.letters[at] in "PUH"
        or (read.letters[at] == "Q" and (at in (first, last - 1) or _counts_noun(read, at)))
    ]
    return [at for at in groups if not _is_crowd(read, at)] or groups


def _is_crowd(read: ChunkedSentence, at: int) -> bool:
    """Whether the people are counted as those who had come together: "a crowd of 3,000"."""
    return at > 1 and read.letters[at - 1] == "o" and read.words(at - 2) in words_of("casualty_words", "crowd")


def is_one_person(read: ChunkedSentence, match: re.Match[str], groups: Sequence[int]) -> bool:
    """Whether the list tells twice who one named person is: "N.N. - a poet and a council member - was killed"."""
    if len(groups) < 2 or any(read.chunks[at].quantity != ONE for at in groups):
        return False
    verbs = [read.words(at) for at in range(match.end("v"), match.start("h")) if read.letters[at] in "bh"]
    return verbs[:1] == ["was"] and re.search(r"X[,.]$", read.letters[: groups[0]]) is not None


def _counts_noun(read: ChunkedSentence, at: int) -> bool:
    return at + 1 < len(read.chunks) and (read.chunks[at].quantity == ONE) != read.words(at + 1).endswith("s")


def joined_of(read: ChunkedSentence, groups: list[int]) -> list[int]:
    """The groups without those before a mere comma that nobody counts: "at the house of a guard, 3 men were killed". A
    headline begins with its list: "Guard, 3 men killed"."""
    while len(groups) > 1 and groups[0] and not re.search("[aj]", read.letters[groups[0] : groups[-1]]):
        if read.chunks[groups[0]].quantity not in (ONE, UNKNOWN_PLURAL, None) or read.letters[groups[0]] == "H":
            break
        groups = groups[1:]
    return groups


def is_told_again(read: ChunkedSentence, groups: Sequence[int], *, is_closed: bool) -> bool:
    """Whether the groups behind the first say who the first are: "two people, a farmer and his wife, were killed".

    The first has a plain noun ("people", "civilians") and only a comma stands behind it. The others fill its number,
    or stay below it where a comma closes them off (``is_closed``).
    """
    first, rest = read.chunks[groups[0]], [read.chunks[at] for at in groups[1:]]
    if [chunk.quantity for chunk in (first, *rest)] == [ONE, ONE]:
        return read.letters[groups[0] + 1 : groups[1]] == "," and (is_closed or _describes(read.words(groups[1])))
    if read.letters[groups[0] + 1 : groups[1]] != "," or first.value not in GENERIC or not has_number(first):
        return False
    if not all(has_number(chunk) for chunk in rest) or all(chunk.value == first.value for chunk in rest):
        return False
    stated, told = first.quantity.low if first.quantity else None, sum_of(rest)
    if stated is None or told is None or told.low is None:
        return False
    return told.low == stated or (is_closed and told.low < stated)


def _describes(words: str) -> bool:
    """Whether one person behind another says who that is: "one victim, a man of 40", "his brother, a 17-year-old"."""
    return words.split()[0] in ("a", "an", "the", "his", "her", "their") or words.endswith("old")


def sum_of(chunks: Sequence[Chunk]) -> Quantity | None:
    """The parts of a list as one total; None when a part has no number ("soldiers and 17 civilians")."""
    parts = [chunk.quantity for chunk in chunks if chunk.quantity is not None]
    if len(parts) < len(chunks) or any(part.qualifier == "none_stated" for part in parts):
        return None
    return reduce(add, parts)


def nameless_end(read: ChunkedSentence, first: int, last: int) -> int:
    """Where the quote of a list ends: before the name of one of its people, since their office tells who they are."""
    names = NAMED.finditer(read.letters, first, last)
    name = next((name for name in names if not _is_in_quotes(read, name.end() - 2)), None)
    return last if name is None else name.start() + 1


def _is_in_quotes(read: ChunkedSentence, at: int) -> bool:
    """Whether a body's name opens behind the chunk: members of the guard "Iron Gate"."""
    return read.words(at) in QUOTES


def told_apart(read: ChunkedSentence, match: re.Match[str], groups: Sequence[int]) -> list[int]:
    """The groups between dashes or commas behind a number that they fill: "nine people - four farmers, three traders
    and two children - were shot"."""
    first, last = match.span("who") if "who" in match.groupdict() else (-1, -1)
    parts = [at for at in range(first, last) if read.letters[at] == "P" and has_number(read.chunks[at])]
    stated, told = read.chunks[groups[0]].quantity, sum_of([read.chunks[at] for at in parts]) if parts else None
    if len(groups) > 1 or stated is None or told is None or told.low != stated.low:
        return []
    return parts
