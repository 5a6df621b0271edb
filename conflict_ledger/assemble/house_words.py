"""What "casualties" means in the texts of the outlet that wrote the document."""

from __future__ import annotations

from functools import cache

from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.records import CasualtyMention, Document

NOUN_RULES = (
    "count_noun",
    "one_noun",
    "noun_reaches",
    "act_of",
)  # not "killed or wounded 12", which says what it counts


def outcome_of(document: Document, casualty: CasualtyMention) -> str:
    """The outcome of a statement; monitors that keep "casualties" for the dead mean the dead by it."""
    rule = casualty.rule.removeprefix("casualties.").partition("+")[0]
    if casualty.outcome != "casualties" or rule not in NOUN_RULES:
        return casualty.outcome
    return _meant_by_casualties().get((document.source or "").lower(), casualty.outcome)


@cache
def _meant_by_casualties() -> dict[str, str]:
    return {form.lower(): entry.value for entry in load_lexicon("house_words").entries for form in entry.forms}
