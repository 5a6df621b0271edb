"""Villages in no gazetteer: the area that a sentence names around one stands for it, and is not itself the scene."""

from __future__ import annotations

from conflict_ledger.extract.place_cues import unknown_name
from conflict_ledger.extract.place_words import Words, values_of

ARTICLES = frozenset(("a", "an", "one", "the", "another"))
LEADING = frozenset(("in", "near", "of"))
LOOSE = frozenset(("qualifier", "near", "in"))  # "in the eastern", "on the outskirts of"
MOST_LEADING = 5  # words between a village and the area it lies in
NAMING = frozenset(("of", "called", "named", "known", "as"))
JOINTS = (", ", " (", " ", "\n")


def village_at(words: Words, i: int) -> str:
    """How the name at word ``i`` tells where a village lies that is in no list: as its ``address``, as what is
    ``around`` it, or not at all.

    >>> from conflict_ledger.extract.place_words import split_words
    >>> village_at(split_words("in Orvane village, Goma"), 3)
    'address'
    >>> village_at(split_words("in the village of Orvane near Goma"), 6)
    'around'
    >>> village_at(split_words("in the village of Goma"), 4)
    ''
    """
    end = _before_leading(words, i)
    if end < 1 or (end == i and words.gaps[i] not in (", ", " (")):
        return ""
    if _is_settlement(words, end - 1):
        is_told = _is_unknown_village(words, end - 1)
    else:
        first = unknown_name(words, end)
        is_told = first is not None and _is_called_village(words, first)
    return ("address" if end == i else "around") if is_told else ""


def _before_leading(words: Words, i: int) -> int:
    """Where the words end that a village stands in: before "in the eastern", "near", a comma or a bracket."""
    end = i
    while end > max(0, i - MOST_LEADING) and words.gaps[end] in JOINTS:
        word = words.folded[end - 1]
        is_leading = word in ARTICLES or word in LEADING or not LOOSE.isdisjoint(values_of(word))
        if words.capital[end - 1] or not is_leading or _is_settlement(words, end - 1):
            break
        end -= 1
    return end


def _is_settlement(words: Words, at: int) -> bool:
    return not words.capital[at] and "town_noun" in values_of(words.folded[at])


def _is_unknown_village(words: Words, noun: int) -> bool:
    """Whether the noun is of an unknown name: "Orvane village", "Orvane, a village"."""
    first = noun
    while first and words.gaps[first] == " " and not words.capital[first - 1]:
        if words.folded[first - 1] not in ARTICLES and "qualifier" not in values_of(words.folded[first - 1]):
            return False
        first -= 1
    is_apposed = first < noun and words.gaps[first] == ", "
    is_own = first == noun and words.gaps[first] == " "
    return (is_apposed or is_own) and unknown_name(words, first) is not None


def _is_called_village(words: Words, first: int) -> bool:
    """Whether a noun leads to a name: "the village of Orvane"."""
    at = first - 1
    while at > 0 and words.folded[at] in NAMING and words.spaced(at + 1):
        at -= 1
    return at >= 0 and words.spaced(at + 1) and _is_settlement(words, at)
