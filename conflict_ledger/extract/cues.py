"""Words of standing: doubt, denial, estimates, plans, running totals, and days of publication."""

from __future__ import annotations

from functools import cache

from conflict_ledger.extract.gates import Gate
from conflict_ledger.extract.standing_shapes import shapes_for
from conflict_ledger.extract.tokens import PhraseIndex, phrase_index, phrases_of, tokenize
from conflict_ledger.lexicon import Entry, load_lexicon
from conflict_ledger.records import Context, CueMention, Sentence, Span


@cache
def _index() -> PhraseIndex[Entry]:
    return phrase_index((form, entry) for entry in load_lexicon("standing").entries for form in entry.forms)


@cache
def _gate() -> Gate:
    return Gate(form for entry in load_lexicon("standing").entries for form in entry.forms)


def find_standing(sentence: Sentence, context: Context) -> tuple[CueMention, ...]:
    """Cues that change the standing or time of what the sentence states."""
    found = [
        _cue(sentence, *match.span("cue" if "cue" in shape.pattern.groupindex else 0), shape.value, shape.name)
        for shape in shapes_for(sentence.text)
        for match in shape.pattern.finditer(sentence.text)
    ]
    if _gate().opens(sentence.text):
        tokens = tokenize(sentence.text)
        for start, end, entry in phrases_of(tokens, _index()):
            first, last = tokens.starts[start], tokens.ends[end - 1]
            found.append(_cue(sentence, first, last, entry.value, entry.id))
    return tuple(sorted(found, key=lambda cue: (cue.span, cue.value)))


def _cue(sentence: Sentence, start: int, end: int, value: str, rule: str) -> CueMention:
    return CueMention(
        span=Span(sentence.start + start, sentence.start + end),
        text=sentence.text[start:end],
        kind="standing",
        value=value,
        rule=f"standing.{rule}",
    )
