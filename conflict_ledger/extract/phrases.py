"""Find lexicon forms in a sentence: one linear pass over its words, whatever the number of forms.

A form is a plain phrase (``opened fire``) with two marks:

* ``~`` after a word stands for all its inflections: ``seize~`` is seize, seizes, seized, seizing
  (irregular ones are data, ``lexicons/irregular_forms.yml``);
* ``..`` between words is a gap of up to four words: ``took .. hostage``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import product
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar
from unicodedata import normalize

from conflict_ledger.extract.tokens import cut
from conflict_ledger.lexicon import load_lexicon

WORD = re.compile(r"([^\W_]+)")
CLAUSE_BREAK = re.compile(r"[;:.]|\s[-–—]\s")
VOWELS = frozenset("aeiou")
GAP_MARK = " .. "
PLACE = itemgetter(0, 1, 2)
GAP = 4  # words that ".." may jump over: "took [three of its staff] hostage"

Payload = TypeVar("Payload")
Tails = tuple[tuple[tuple[str, ...], ...], ...]
Reading = tuple[Payload, str, Tails]  # what a form hands back, the form, and what must follow behind its gaps


@dataclass(frozen=True, eq=False)
class Words:
    """The words of a text, folded to lower case without accents; offsets are those of the text itself.

    What several finders ask of one sentence is worked out once, when it is first asked.
    """

    text: str
    tokens: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def quote(self, first: int, last: int) -> str:
        """The text from word ``first`` to word ``last``, both included."""
        return self.text[self.starts[first] : self.ends[last]]

    def between(self, left: int, right: int) -> str:
        """What stands between two neighbouring words: spaces, commas, quotes."""
        return self.text[self.ends[left] : self.starts[right]]

    @cached_property
    def breaks(self) -> tuple[int, ...]:
        """Indices of the words before which a clause ends: a full stop, a colon, a dash stands there."""
        return tuple(bisect_left(self.starts, match.end()) for match in CLAUSE_BREAK.finditer(self.text))


class Hit(NamedTuple, Generic[Payload]):
    """A form found at the words ``first`` to ``last`` (both included)."""

    payload: Payload
    form: str
    first: int
    last: int


@cache
def _fold_character(character: str) -> str:
    lowered = normalize("NFD", character.lower())[:1]
    return lowered or character


def fold(text: str) -> str:
    """Lower case without accents, one character for one.

    >>> fold("Martí İZMİR")
    'marti izmir'
    """
    return text.lower() if text.isascii() else "".join(map(_fold_character, text))


@lru_cache(maxsize=256)
def words_of(text: str) -> Words:
    """Split a text into words; cached because several finders read the same sentence."""
    words, starts, ends, _ = cut(WORD, fold(text))
    return Words(text, tuple(words), starts, ends)


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    return {entry.id: entry.forms for entry in load_lexicon("irregular_forms").entries}


def inflections(word: str) -> tuple[str, ...]:
    """The word and its inflected forms; a doubled consonant is added where it may stand.

    >>> inflections("raid"), inflections("seize"), inflections("carry")
    (('raid', 'raids', 'raided', 'raiding'), ('seize', 'seizes', 'seized', 'seizing'), \
('carry', 'carries', 'carried', 'carrying'))
    >>> inflections("stab")
    ('stab', 'stabs', 'stabed', 'stabing', 'stabbed', 'stabbing')
    """
    if word in _irregular():
        return (word, *_irregular()[word])
    if word.endswith("e"):
        return (word, word + "s", word + "d", word[:-1] + "ing")
    if word.endswith("y") and word[-2] not in VOWELS:
        return (word, word[:-1] + "ies", word[:-1] + "ied", word + "ing")
    plural = word + ("es" if word.endswith(("s", "sh", "ch", "x", "z")) else "s")
    regular = (word, plural, word + "ed", word + "ing")
    closed = len(word) > 2 and word[-1] not in VOWELS | set("wxy") and word[-2] in VOWELS and word[-3] not in VOWELS
    return (*regular, word + word[-1] + "ed", word + word[-1] + "ing") if closed else regular


def _alternatives(segment: str) -> tuple[tuple[str, ...], ...]:
    """Every way to write a gapless piece of a form, as word tuples."""
    choices: list[tuple[tuple[str, ...], ...]] = []
    for word in segment.split():
        bare = tuple(WORD.findall(fold(word.removesuffix("~"))))
        if word.endswith("~"):
            choices.append(tuple((*bare[:-1], ending) for ending in inflections(bare[-1])))
        else:
            choices.append((bare,))
    return tuple(tuple(part for parts in combination for part in parts) for combination in product(*choices))


class PhraseBook(Generic[Payload]):
    """All forms of some entries by their longest word: "the", "in" and "a" open hundreds of forms and stand everywhere,
    the longest word of a form hardly anywhere else."""

    def __init__(self, forms: Iterable[tuple[str, Payload]]) -> None:
        """``forms``: pairs of a form and what to hand back when it is found."""
        anchored: dict[str, dict[tuple[int, int], dict[tuple[str, ...], list[Reading[Payload]]]]] = {}
        for form, payload in forms:
            head, *rest = (_alternatives(segment) for segment in form.split(GAP_MARK))
            for words in head:
                anchor = max(words, key=len)
                heads = anchored.setdefault(anchor, {}).setdefault((words.index(anchor), len(words)), {})
                heads.setdefault(words, []).append((payload, form, tuple(rest)))
        self._anchors = {
            word: tuple((before, length, heads) for (before, length), heads in found.items())
            for word, found in anchored.items()
        }

    def find(self, words: Words) -> list[Hit[Payload]]:
        """Every form found, overlapping ones included, in order of the first word, the longest first."""
        tokens, anchors = words.tokens, self._anchors
        found: list[tuple[int, int, int, Hit[Payload]]] = []
        for at in self._anchored(tokens):
            for before, length, heads in anchors[tokens[at]]:
                first = at - before
                end = first + length
                for payload, form, tails in heads.get(tokens[first:end], ()):
                    last = _end_of(tokens, end - 1, tails) if tails else end - 1
                    if last is not None:
                        found.append((first, -last, end, Hit(payload, form, first, last)))
        return [hit for _, _, _, hit in sorted(found, key=PLACE)] if found else []

    def opens(self, words: Words) -> bool:
        """Whether the text holds a form at all; gaps count as open."""
        tokens, anchors = words.tokens, self._anchors
        return any(
            tokens[at - before : at - before + length] in heads
            for at in self._anchored(tokens)
            for before, length, heads in anchors[tokens[at]]
        )

    def _anchored(self, tokens: tuple[str, ...]) -> list[int]:
        """Where the longest word of a form stands."""
        anchors = self._anchors
        if anchors.keys().isdisjoint(tokens):
            return []  # as in most sentences, and told in one call
        return [at for at, word in enumerate(tokens) if word in anchors]


def _end_of(tokens: tuple[str, ...], last: int, tails: Tails) -> int | None:
    """Index of the last word once each tail was found behind a gap, or None."""
    for tail in tails:
        ends = (
            start + len(piece) - 1
            for start in range(last + 1, min(last + GAP + 2, len(tokens)))
            for piece in tail
            if tokens[start : start + len(piece)] == piece
        )
        found = next(ends, None)
        if found is None:
            return None
        last = found
    return last
