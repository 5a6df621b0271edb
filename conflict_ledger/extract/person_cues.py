"""The words around a name that make it a person's or a shop's: a title, an age, a verb of speech, a possessive."""

from __future__ import annotations

import re

from conflict_ledger.extract.place_words import Words, values_of

AGE_AFTER = re.compile(r", (?:age )?\d\d(?:,|\.| and\b| of\b|$)")


def has_title(words: Words, i: int) -> bool:
    """Whether a title stands right before: "Gen. San Martin"."""
    return words.gaps[i] in (" ", ". ") and "title" in values_of(words.folded[i - 1])


def has_age(words: Words, end: int) -> bool:
    """Whether an age follows: "Jackson, 34,"."""
    return AGE_AFTER.match(words.text, words.ends[end - 1]) is not None


def speaks(words: Words, end: int) -> bool:
    """Whether a verb follows that people do: "Jackson said"."""
    return words.spaced(end) and "speech" in values_of(words.folded[end])


def is_owner(words: Words, end: int) -> bool:
    """Whether a possessive and a capital follow, as in the name of a shop: "Dayton's Store"."""
    return words.gaps[end] in ("'s ", "’s ") and words.capital[end]


def has_possessive(words: Words, end: int) -> bool:
    """Whether a possessive ends the name: "Dayton's"."""
    return words.gaps[end].startswith(("'s", "’s"))
