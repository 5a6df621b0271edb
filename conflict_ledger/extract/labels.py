"""Speakers without a verb of saying: labels of headlines, and the subject with which a sentence opens."""

from __future__ import annotations

from conflict_ledger.extract.speakers import Speaker, claimant_type, counts_people, is_seat, phrase_end
from conflict_ledger.extract.tokens import Tokens

LONGEST_LABEL = 5  # tokens before a colon or behind a dash: "Rights group: at least 160 killed"
LONGEST_OPENING = 4  # tokens of the subject of a sentence
DASHES = ("-", "–", "—", ":")
# Pictures announce ("Video: 12 dead in blast"), and so do sections ("Press: ..."); nobody speaks.
SILENT = (None, "social_media", "media")


def read_label(tokens: Tokens) -> tuple[Speaker, int, int, str] | None:
    """The speaker of "Doctors: 35 dead" or "35 dead - doctors", the mark [start, end), and the side it governs."""
    words = tokens.words
    head = words[: LONGEST_LABEL + 1]
    colon = head.index(":") if ":" in head else 0
    kind = claimant_type(tokens, 0, colon) if colon else None
    if kind not in SILENT and not is_seat(tokens, 0, colon):  # "Niger: raid kills 14" says where, not who
        return Speaker(0, colon, kind), colon, colon + 1, "after"
    if len(words) < LONGEST_LABEL or words[-1] in ".!?":
        return None
    tail = range(len(words) - LONGEST_LABEL, len(words))
    start = next((at for at in tail if words[at - 1] in DASHES and not tokens.glued(at)), None)
    kind = claimant_type(tokens, start, len(words)) if start is not None else None
    if start is None or kind in SILENT:
        return None
    return Speaker(start, len(words), kind), start - 1, start, "before"


def read_opening(tokens: Tokens) -> Speaker | None:
    """The known kind of speaker with which a sentence opens."""
    end = min(phrase_end(tokens, 0), LONGEST_OPENING)
    kind = claimant_type(tokens, 0, end) if end else None
    return None if kind is None or counts_people(tokens, 0, end) else Speaker(0, end, kind)
