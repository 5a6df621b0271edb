"""Tell people counted beside those before from the same people told again: "another guard", "was also killed"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from conflict_ledger.lexicon import either_of
from conflict_ledger.records import CasualtyMention, Claim, Sentence

LEAD_IN = 12  # characters before the statement that hold such a word: "also killed a guard", "another 12 people"
OWN_DEATH = re.compile(r"^(?:himself|herself|themselves)$|\bown li(?:fe|ves)$", re.IGNORECASE)
# Clause shapes in which somebody kills (extract/casualty_rules.py).
DEEDS = frozenset(f"casualties.{rule}" for rule in ("active", "active_title", "gerund", "headline", "to_death"))
COMPANIONS = "casualties.companions"  # "she was killed along with two guards"
REACH = 2  # sentences back in which those before are told


def settle_additions(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of a document in text order; only those that come after others of the same harm add to them.

    "Two were killed and three others wounded" counts three wounded, however often it is said.
    """
    return tuple(
        replace(claim, is_additional=False) if claim.is_additional and not _has_antecedent(claims, at) else claim
        for at, claim in enumerate(claims)
    )


def _has_antecedent(claims: Sequence[Claim], at: int) -> bool:
    """Whether the statement next before is of the same harm; a death may look back over the wounded between."""
    claim = claims[at]
    if OWN_DEATH.search(claim.count_text):
        return _follows_deed(claims, at)
    for back in range(at - 1, -1, -1):
        other = claims[back]
        if claim.sentence_index - other.sentence_index > REACH:
            return False
        if other.outcome == claim.outcome:
            return True
        if claim.outcome != "killed" or other.sentence_index == claim.sentence_index:
            return False
    return False


def _follows_deed(claims: Sequence[Claim], at: int) -> bool:
    """Whether those whom a killer killed stand right before his own death: "killed two guards before killing himself".

    A number of dead in all ("three dead after a man killed himself") may hold his.
    """
    before = next((other for other in reversed(claims[:at]) if other.is_total), None)
    if before is None or before.sentence_index != claims[at].sentence_index or before.outcome != "killed":
        return False
    return before.rule.removesuffix("+sum") in DEEDS


def is_marked_additional(casualty: CasualtyMention, sentence: Sentence) -> bool:
    """Whether the words set the people apart from some told before; a part of a stated total is inside it."""
    if not casualty.is_total:
        return False
    if casualty.rule.startswith(COMPANIONS):
        return True
    start, end = casualty.span.start - sentence.start, casualty.span.end - sentence.start
    if casualty.outcome == "killed" and OWN_DEATH.search(casualty.count_text):
        return True
    beside, just_before, just_behind = _marks()
    before = sentence.text[max(0, start - LEAD_IN) : start]
    return bool(
        beside.search(sentence.text, start, end) or just_before.search(before) or just_behind.match(sentence.text, end)
    )


@cache
def _marks() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What sets people apart from those told before: in their own words, right before them, right behind them."""
    beside = rf"\b{either_of('claim_words', 'one_more', 'beside')}\b"
    just_before = rf"\b{either_of('claim_words', 'one_more', 'ahead')}\s$"
    just_behind = rf"\s{either_of('claim_words', 'too')}(?! as)\b"
    return re.compile(beside, re.I), re.compile(just_before, re.I), re.compile(just_behind, re.I)
