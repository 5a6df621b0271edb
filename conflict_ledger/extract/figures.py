"""Figures as nouns and objects: whose count it is, and whether a verb puts a toll at something."""

from __future__ import annotations

from conflict_ledger.extract.speakers import BOUNDARY, INNER, OWNERS, RELATIVE, Speaker, claimant_type
from conflict_ledger.extract.tokens import Tokens
from conflict_ledger.lexicon import words_of

REACH = 8  # tokens between "put" and "toll", or between "figure" and "given by"
OWNER_REACH = 2  # words between an owner and the figure: "the UN's own latest count"
LONGEST_OWNER = 4  # tokens: "the state human rights"
PICTURE_REACH = 12  # tokens between "posted" and "showing"


def has_figure(tokens: Tokens, end: int) -> bool:
    """Whether a verb like "put" that ends at ``end`` has a toll as its object: "put the official death toll at"."""
    window = tokens.words[end : end + REACH]
    stop = next((at for at, word in enumerate(window) if word in (",", ";", "to", "at")), len(window))
    if tokens.words[end - 1] in words_of("figure_words", "revised"):
        stop = len(window)  # "revised downwards, to 12, the number of"
    nouns = words_of("figure_words", "figure")
    return any(word in nouns for word in window[:stop])


def has_pictures(tokens: Tokens, end: int) -> bool:
    """Whether a verb like "posted" has pictures as its object that show something: "posted a video showing"."""
    window = tokens.words[end : end + PICTURE_REACH]
    pictures, showing = words_of("figure_words", "picture"), words_of("figure_words", "showing")
    seen = next((at for at, word in enumerate(window) if word in pictures), len(window))
    return any(word in showing for word in window[seen + 1 :])


def giver_start(tokens: Tokens, end: int) -> int | None:
    """Where the speaker of "figure of 12 first given by X" or "estimate by X" begins, behind the noun at ``end``."""
    words = tokens.words
    for at in range(end, min(len(words) - 1, end + REACH)):
        if words[at] in RELATIVE or words[at] in (",", ";", "."):
            return None
        if words[at] == "by" and (at == end or words[at - 1] in words_of("figure_words", "stated")):
            return at + 1
    return None


def owner_of(tokens: Tokens, noun: int, floor: int) -> Speaker | None:
    """The speaker before a figure's noun: "a UN count", "the army's own estimate", "its claim"."""
    words = tokens.words
    for end in range(noun, max(floor, noun - OWNER_REACH - 1), -1):
        if words[end - 1] in OWNERS:
            return Speaker(end - 1, end, None)
        end -= words[end - 1] in ("'", "’")  # "the rebels' claim"
        start = end
        while start > floor and end - start < LONGEST_OWNER and not _opens_phrase(words[start - 1]):
            start -= 1
        kind = claimant_type(tokens, start, end) if start < end else None
        if kind is not None:
            has_article = start > floor and words[start - 1] in ("a", "an", "the")
            return Speaker(start - has_article, end, kind)
    return None


def _opens_phrase(word: str) -> bool:
    return word in BOUNDARY or word in INNER or word in ("by", "to", "a", "an", "the")
