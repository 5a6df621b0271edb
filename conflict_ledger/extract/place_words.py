"""Words of a sentence for the place finder, and the lexicons that say what a word does beside a name."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from conflict_ledger.extract.gazetteer import longest_name
from conflict_ledger.extract.tokens import cut
from conflict_ledger.frozen import record
from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.reference.place_names import fold_name

# Dotted initials ("U.S.") and words with inner apostrophes; hyphens part words ("Abuja-Kaduna").
WORD = re.compile(r"((?:[A-Z]\.){2,}|[^\W\d_]+(?:['’`ʼ][^\W\d_]+)*)")
NO_VALUES: frozenset[str] = frozenset()


@record(frozen=True, slots=True)
class Words:
    """The words of a text: folded forms, spans within ``text``, whether each begins with a capital, and how
    many words the longest name of the gazetteer has that begins with it (0: none does). ``gaps`` are what stands
    before each word and behind the last, empty at both ends of the text."""

    text: str
    folded: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    capital: tuple[bool, ...]
    reach: tuple[int, ...]
    gaps: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.folded)

    def spaced(self, i: int) -> bool:
        """Whether word ``i`` follows the one before it in one breath: spaces, no sign."""
        return self.gaps[i].isspace()


def split_words(text: str) -> Words:
    """Words of a text; a possessive ``'s`` is cut off.

    >>> split_words("Syria's Dar'a").folded
    ('syria', 'dara')
    """
    words, starts, edges, gaps = cut(WORD, text)
    if not words:
        return Words(text, (), (), (), (), (), ("",))
    folded, endings, capital, reach = zip(*map(read_word, words), strict=True)
    ends = list(edges)
    for i, ending in enumerate(endings):
        if ending:
            ends[i] -= ending
            gaps[i + 1] = text[ends[i] : edges[i]] + gaps[i + 1]
    gaps[0] = gaps[-1] = ""
    return Words(text, folded, starts, tuple(ends), capital, reach, tuple(gaps))


@lru_cache(maxsize=50_000)
def read_word(word: str) -> tuple[str, int, bool, int]:
    """Folded form, length of a possessive ending, capital, reach; remembered, as words come again and again."""
    ending = 2 if len(word) > 3 and word[-1] in "sS" and word[-2] in "'’" else 0
    folded = fold_name(word[: len(word) - ending])
    reach = 0 if ambiguous_names().get(folded) == "function" else longest_name(folded)
    return folded, ending, word[0].isupper(), reach


@cache
def cue_values() -> dict[str, frozenset[str]]:
    """Folded cue of one or more words -> its values in ``place_cues.yml``."""
    values: dict[str, set[str]] = {}
    for entry in load_lexicon("place_cues").entries:
        for form in entry.forms:
            values.setdefault(fold_name(form), set()).add(entry.value)
    return {form: frozenset(found) for form, found in values.items()}


@cache
def cue_lengths() -> dict[str, tuple[int, ...]]:
    """Last word of a cue -> how many words such cues have, most first."""
    lengths: dict[str, set[int]] = {}
    for form in cue_values():
        lengths.setdefault(form.rpartition(" ")[2], set()).add(form.count(" ") + 1)
    return {word: tuple(sorted(found, reverse=True)) for word, found in lengths.items()}


def values_of(word: str) -> frozenset[str]:
    """What a folded word may do beside a name; empty for most words."""
    return cue_values().get(word, NO_VALUES)


@cache
def ambiguous_names() -> dict[str, str]:
    """Folded name -> what it needs to be believed: "function", "never", "initials", "type" or "locative"."""
    return {fold_name(form): entry.value for entry in load_lexicon("ambiguous_places").entries for form in entry.forms}
