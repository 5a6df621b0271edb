"""Figures that a speaker states without a word of harm: "the ministry keeps its count of 272", "doctors say over 100".

Alone they may count anything. They are read only behind a saying, and only where nothing is counted in so many words;
the assembly takes them as casualties where the text has just told of some.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from conflict_ledger.extract.quantities import QuantityReading, read_quantities
from conflict_ledger.extract.tokens import Tokens, tokenize
from conflict_ledger.lexicon import words_of
from conflict_ledger.records import AttributionMention, CasualtyMention, Sentence, Span

BEFORE = frozenset("of at to as is was stands stood".split())
BEHIND = frozenset('. , ; : ) " ” – — and but while which as first given by though'.split())
FIGURE_REACH = 3  # tokens between "count" or "toll" and its number
SAYING = (
    "attribution.reported.verb", "attribution.headline", "attribution.confirmed.verb", "attribution.claimed.verb",
)  # fmt: skip
ONLY = frozenset("just only".split())  # "would confirm only two"


def find_bare_figures(
    sentence: Sentence, attributions: Sequence[AttributionMention], casualties: Sequence[CasualtyMention]
) -> tuple[CasualtyMention, ...]:
    """Numbers that stand alone as what somebody says, puts, or has as his count; ``outcome`` is left empty."""
    if not attributions:
        return ()
    tokens = tokenize(sentence.text)
    taken = [mention.span for mention in casualties]
    verbs = {attribution.verb_span.end for attribution in attributions if attribution.rule in SAYING}
    found = []
    for read in _alone(tokens):
        start = sentence.start + tokens.starts[read.start]
        end = sentence.start + tokens.ends[read.end - 1]
        behind = read.start - (read.start > 1 and tokens.words[read.start - 1] in ONLY)
        is_said = behind > 0 and sentence.start + tokens.ends[behind - 1] in verbs
        is_counted = any(span.start <= start < span.end for span in taken)
        if not is_counted and (is_said or _is_of_figure(tokens, read.start)):
            found.append(_mention(sentence, read, Span(start, end)))
    return tuple(found)


def _alone(tokens: Tokens) -> Iterator[QuantityReading]:
    """Exact or bounded numbers of people with no noun behind them."""
    for read in read_quantities(tokens):
        is_last = read.end >= len(tokens) or tokens.words[read.end] in BEHIND
        if read.counts and is_last and read.quantity.is_number:
            yield read


def _is_of_figure(tokens: Tokens, start: int) -> bool:
    """Whether the number is that of a count: "its count of 272", "put the number at 160"."""
    window = tokens.words[max(0, start - FIGURE_REACH - 1) : start]
    figures = words_of("figure_words", "figure")
    return bool(window) and window[-1] in BEFORE and any(word in figures for word in window[:-1])


def _mention(sentence: Sentence, read: QuantityReading, span: Span) -> CasualtyMention:
    return CasualtyMention(
        span=span,
        count_span=span,
        count_text=sentence.quote(span),
        trigger_span=span,
        outcome="",
        quantity=read.quantity,
        victim_text=None,
        victim_type=None,
        rule="casualties.figure",
    )
