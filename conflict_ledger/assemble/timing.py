"""Give a sentence's event its time: said in the sentence, carried over from the text, or bounded by publication."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from conflict_ledger.records import DateMention, DateRange, Document, SentenceMentions

# UCDP GED codebook 23.1, appendix 2: a report without any time is placed in the three days before it.
DAYS_BEFORE_REPORT = 3
PRECISE = ("day", "week")
MONTHS_COUNT = ("day", "week", "month")


def event_time(
    found: SentenceMentions, mentions: Sequence[SentenceMentions], document: Document
) -> tuple[DateRange | None, str]:
    """(range, basis): ``stated``, ``weekday``, ``relative`` in the sentence; ``inherited`` from the text;
    ``before_publication`` when the text says no time at all; ``none``.
    """
    own = sentence_date(found)
    if own is not None:
        return own.value, "stated" if own.basis == "absolute" else own.basis
    inherited = _nearest(found, mentions)
    if inherited is not None:
        return inherited.value, "inherited"
    if document.published_on is not None:
        day = document.published_on
        window = DateRange(
            earliest=day - timedelta(days=DAYS_BEFORE_REPORT), latest=day, precision="week",
            implied=("year", "month", "day"),
        )  # fmt: skip
        return window, "before_publication"
    return None, "none"


def sentence_date(found: SentenceMentions) -> DateMention | None:
    """The sentence's own date: the most precise, the first among equals; names of past events do not count."""
    usable = [mention for mention in found.dates if mention.basis != "named"]
    for precisions in (PRECISE, ("month",)):
        fitting = [mention for mention in usable if mention.value.precision in precisions]
        if fitting:
            return fitting[0]
    return None


def _nearest(found: SentenceMentions, mentions: Sequence[SentenceMentions]) -> DateMention | None:
    """The date of the nearest earlier sentence that has one, else of the first later one."""
    at = found.sentence.index
    earlier = [other for other in mentions if other.sentence.index < at and sentence_date(other) is not None]
    if earlier:
        return sentence_date(earlier[-1])
    later = (sentence_date(other) for other in mentions if other.sentence.index > at)
    return next((date for date in later if date is not None), None)
