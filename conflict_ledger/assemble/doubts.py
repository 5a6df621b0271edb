"""Carry a doubt back to the number it is about: "Activists said 25 were shot. The figure could not be verified."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from conflict_ledger.lexicon import either_of
from conflict_ledger.records import Claim, CueMention, SentenceMentions

NOTE = 240  # characters of a sentence that only says how far something was checked
CHECK = re.compile(r"(?:confirm|verif|corroborat|substantiat)", re.IGNORECASE)
WEAKER = ("reported", "claimed", "estimated")  # what a doubt says more than; a denial and a confirmation say more


@dataclass(frozen=True, slots=True)
class _Pointers:
    """What points back to the sentence before: as the subject of the doubt, and as what could not be checked."""

    subject: re.Pattern[str]
    checked: re.Pattern[str]


@cache
def _pointers() -> _Pointers:
    nouns = either_of("figure_words", "figure", "account")
    those = "the|these|those|its|their|his|her"
    owner = rf"{those}|this|that|such|either|neither|both|(?:none|any)\sof\s(?:{those})"
    back = rf"(?:{owner})\s(?:(?!of\b)[\w'’-]+\s){{0,3}}{nouns}\b"
    whole = r"(?:it|this|that|they|them|none of (?:it|this))\b(?!.*\b(?:how|if|what|whether|which|who)\b)"
    return _Pointers(
        re.compile(rf"\W*(?:(?:but|however|yet),?\s)?(?:{back}|{whole})", re.IGNORECASE),
        re.compile(
            rf"{CHECK.pattern}\w*\s(?:(?:of|(?:the\s)?(?:accuracy|truth|veracity)\sof)\s)?(?:{back}|{whole})",
            re.IGNORECASE,
        ),
    )


def settle_doubts(claims: Sequence[Claim], mentions: Sequence[SentenceMentions]) -> tuple[Claim, ...]:
    """The claims of a document, those unverified whose next sentence says only that they could not be checked."""
    doubted = {found.sentence.index - 1 for found in mentions if _is_doubt(found)}
    return tuple(
        replace(claim, assertion="unverified")
        if claim.sentence_index in doubted and claim.assertion in WEAKER
        else claim
        for claim in claims
    )


def _is_doubt(found: SentenceMentions) -> bool:
    """Whether the sentence tells of no number itself and points back: "Reuters was unable to confirm the claims"."""
    if found.casualties or len(found.sentence.text) > NOTE:
        return False
    return any(_points_back(found, cue) for cue in found.cues if cue.value == "unverified" and CHECK.search(cue.text))


def _points_back(found: SentenceMentions, cue: CueMention) -> bool:
    text, at = found.sentence.text, max(0, cue.span.start - found.sentence.start)
    return _pointers().subject.match(text) is not None or _pointers().checked.search(text, at) is not None
