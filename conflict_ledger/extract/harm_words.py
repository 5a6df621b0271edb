"""Whether a sentence holds a word of harm: only then is the casualty grammar worth running."""

from __future__ import annotations

from functools import cache

from conflict_ledger.extract.casualty_checks import LOSING
from conflict_ledger.extract.injury_phrases import gate_forms
from conflict_ledger.extract.phrases import PhraseBook, words_of
from conflict_ledger.lexicon import load_lexicon


def has_harm(text: str) -> bool:
    """Whether a text holds any word of the casualty grammar."""
    return _harm_book().opens(words_of(text))


@cache
def _harm_book() -> PhraseBook[None]:
    forms = {*LOSING, *gate_forms(), *(form for entry in load_lexicon("harms").entries for form in entry.forms)}
    return PhraseBook((form, None) for form in forms)
