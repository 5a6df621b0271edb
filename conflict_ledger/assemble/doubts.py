"""Who doubts a number: a doubt goes back to the number it is about ("Activists said 25 were shot. The figure could not
be verified."), and who only doubts a number states none ("the ministry said it could not confirm 25 dead")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from conflict_ledger.lexicon import either_of
from conflict_ledger.records import AttributionMention, CasualtyMention, Claim, CueMention, SentenceMentions

NOTE = 240  # characters of a sentence that only says how far something was checked
CHECK = re.compile(r"(?:confirm|verif|corroborat|substantiat)", re.IGNORECASE)
DOUBT = re.compile(rf"{CHECK.pattern}|\bdoubt", re.IGNORECASE)
TURN = re.compile(r"[,;:]|\b(?:although|and|but|though|whereas|which|while|who)\b", re.IGNORECASE)
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


def is_only_doubted(casualty: CasualtyMention, found: SentenceMentions, speaker: AttributionMention | None) -> bool:
    """Whether the speaker says nothing of a number but that it could not be checked: somebody else has stated it."""
    if speaker is None or speaker.governs not in ("after", "both"):
        return False
    return any(
        _is_doubted_by(speaker, casualty, found, cue)
        for cue in found.cues
        if cue.value == "unverified" and DOUBT.search(cue.text)
    )


def _is_doubted_by(
    speaker: AttributionMention, casualty: CasualtyMention, found: SentenceMentions, cue: CueMention
) -> bool:
    """Whether the doubt leads to the number ("said it could not confirm that 12") or the number stands in an account
    of which the doubt is said ("said reports of 12 dead could not be confirmed")."""
    said, doubt, sentence = speaker.verb_span, cue.span, found.sentence
    if doubt.start < said.end:
        return doubt.start >= speaker.span.start and not CHECK.search(cue.text)  # "cast doubt on reports that 12"
    if doubt.end <= casualty.span.start:
        return TURN.search(sentence.between(said.end, doubt.start)) is None
    is_account = _account().search(sentence.between(said.end, casualty.span.start)) is not None
    return is_account and TURN.search(sentence.between(casualty.span.end, doubt.start)) is None


@cache
def _account() -> re.Pattern[str]:
    """An account of a number, right before it: "a claim that"."""
    return re.compile(rf"\b(?:{either_of('figure_words', 'account')}|figure|toll)\b[^,;:]{{0,30}}$", re.IGNORECASE)
