"""Words in brackets in the middle of a clause: an aside, unless they count somebody."""

from __future__ import annotations

from conflict_ledger.extract.chunks import UNKNOWN_PLURAL, Chunk
from conflict_ledger.extract.tokens import Tokens

ASIDE = 10  # chunks that stand at most between brackets in the middle of a clause
TELLING = frozenset("QUKJGBDITNYLME")  # a number or a harm word: brackets around it say more than an aside


def without_asides(chunks: list[Chunk], tokens: Tokens) -> list[Chunk]:
    """Words in brackets that count nobody become one chunk: "one officer (said to be off duty) was killed"."""
    if "(" not in tokens.words:
        return chunks
    kept: list[Chunk] = []
    opened: int | None = None
    for chunk in chunks:
        kept.append(chunk)
        word = tokens.words[chunk.start]
        if word == "(":
            opened = len(kept) - 1
        elif word == ")" and opened is not None:
            aside, opened = kept[opened:], None
            if len(aside) <= ASIDE and not any(_is_telling(inner) for inner in aside):
                kept[-len(aside) :] = [Chunk(".", aside[0].start, chunk.end)]
    return kept


def _is_telling(chunk: Chunk) -> bool:
    return chunk.symbol in TELLING or chunk.quantity not in (None, UNKNOWN_PLURAL)
