"""Words of standing: doubt, denial, estimates, plans, running totals, and days of publication."""

from __future__ import annotations

from conflict_ledger.extract.standing_shapes import shapes_for
from conflict_ledger.extract.tokens import lexicon_index, phrases_of, tokenize
from conflict_ledger.records import Context, CueMention, Sentence, Span


def find_standing(sentence: Sentence, context: Context) -> tuple[CueMention, ...]:
    """Cues that change the standing or time of what the sentence states."""
    found = [
        _cue(sentence, *match.span("cue" if "cue" in shape.pattern.groupindex else 0), shape.value, shape.name)
        for shape in shapes_for(sentence.text)
        for match in shape.pattern.finditer(sentence.text)
    ]
    tokens = tokenize(sentence.text)
    for start, end, entry in phrases_of(tokens, lexicon_index("standing")):
        found.append(_cue(sentence, tokens.starts[start], tokens.ends[end - 1], entry.value, entry.id))
    return tuple(sorted(found, key=lambda cue: (cue.span, cue.value)))


def _cue(sentence: Sentence, start: int, end: int, value: str, rule: str) -> CueMention:
    return CueMention(
        span=Span(sentence.start + start, sentence.start + end),
        text=sentence.text[start:end],
        kind="standing",
        value=value,
        rule=f"standing.{rule}",
    )
