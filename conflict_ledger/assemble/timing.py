"""Give a sentence's event its time: said in the sentence, carried over from the text, or bounded by a report."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from conflict_ledger.records import AttributionMention, DateMention, DateRange, Document, SentenceMentions

# UCDP GED codebook 23.1, appendix 2: a report without any time is placed in the three days before it.
DAYS_BEFORE_REPORT = 3
PRECISIONS = (("day", "week"), ("month",))
SAYING_REACH = 24  # characters between "told the agency" and the day of saying so
POSTING_REACH = 90  # the same for "posted pictures of ... on Sunday", within one clause
SINCE = re.compile(r"\bsince\b[^,;.]{0,40}$", re.IGNORECASE)
YEAR_REACH = 8  # characters between a deed and its year
LEAD = 3  # sentences in which news gives the day of what it is about
WRITTEN_ON = ("date_line", "dateline")  # the day of writing, which is often that of the event itself
NEAR = 3  # sentences back over which a day still holds


class EventTime(NamedTuple):
    """When something happened, how that is known, and the words of the date if any words gave it."""

    value: DateRange | None
    basis: str
    said: DateMention | None = None


class Timeline:
    """The dates of one document, worked out once: whatever a claim or event asks is a look-up."""

    def __init__(self, document: Document, mentions: Sequence[SentenceMentions]) -> None:
        dated = [found for found in mentions if found.dates]
        self._own = {found.sentence.index: sentence_date(found) for found in dated}
        self._stated_on = {found.sentence.index: _statement_day(found) for found in dated}
        self._dates = [(index, mention) for index, mention in self._own.items() if mention is not None]
        self._indexes = [index for index, _ in self._dates]
        self._first_statement = next((day for day in self._stated_on.values() if day is not None), None)
        self._published_on = document.published_on
        self._tells_last_news = document.published_basis not in WRITTEN_ON and any(map(_is_prose, mentions))

    def own_time(self, found: SentenceMentions) -> DateRange | None:
        """The time that a sentence itself states, if any."""
        own = self._own.get(found.sentence.index)
        return own.value if own is not None else None

    def event_time(self, found: SentenceMentions) -> EventTime:
        """The time of what a sentence tells. The basis is, in order of preference:

        ``stated``, ``weekday``, ``relative``: a date in the sentence; ``inherited``: of the nearest dated
        sentence; ``before_statement``: the days before a dated statement of it; ``before_publication``: the days
        before the article, when the text says no time at all, or, in the lead of a report, ``eve_of_publication``:
        the day before or the day itself; ``none``.
        """
        own = self._own.get(found.sentence.index)
        if own is not None:
            return _said(own)
        if any(cue.value == "history" for cue in found.cues):  # "a decade ago": not these days
            year = next((mention for mention in found.dates if mention.value.precision == "year"), None)
            return _said(year) if year else EventTime(None, "none")
        inherited = self._nearest(found.sentence.index)
        if inherited is not None:
            return EventTime(inherited.value, "inherited", inherited)
        stated_on = self._stated_on.get(found.sentence.index) or self._first_statement
        if stated_on is not None:
            return EventTime(_days_before(stated_on.value.latest), "before_statement", stated_on)
        if self._published_on is None:
            return EventTime(None, "none")
        if self._is_news_of_the_day(found):
            return EventTime(_eve_or_day(self._published_on), "eve_of_publication")
        return EventTime(_days_before(self._published_on), "before_publication")

    def _is_news_of_the_day(self, found: SentenceMentions) -> bool:
        """Whether a sentence stands in the lead of a report that came out on a known day."""
        return self._tells_last_news and found.sentence.index <= LEAD

    def _nearest(self, index: int) -> DateMention | None:
        """The date of one of the last sentences, else of the lead, else the only date of the document."""
        before = bisect_left(self._indexes, index) - 1
        if before >= 0 and index - self._indexes[before] <= NEAR:
            return self._dates[before][1]
        if self._dates and (self._indexes[0] <= LEAD or len({mention.value for _, mention in self._dates}) == 1):
            return self._dates[0][1]
        return None


def _said(mention: DateMention) -> EventTime:
    return EventTime(mention.value, mention.basis if mention.basis in ("weekday", "relative") else "stated", mention)


def sentence_date(found: SentenceMentions) -> DateMention | None:
    """The sentence's own date: the most precise, the first among equals.

    Names of past events ("the October 7 attacks"), days on which something was said and days since which something
    goes on do not count.
    """
    usable = [mention for mention in found.dates if not _is_of_something_else(mention, found)]
    for precisions in PRECISIONS:
        fitting = [mention for mention in usable if mention.value.precision in precisions]
        if fitting:
            return fitting[0]
    return next((mention for mention in usable if _is_year_of_deed(mention, found)), None)


def _is_year_of_deed(mention: DateMention, found: SentenceMentions) -> bool:
    """Whether a bare year belongs to the deed itself: "the 1995 massacre", "killed in 1989"."""
    if mention.value.precision != "year":
        return False
    return any(
        0 <= trigger.span.start - mention.span.end <= YEAR_REACH
        or 0 <= mention.span.start - trigger.span.end <= YEAR_REACH
        for trigger in found.triggers
    )


def _is_of_something_else(mention: DateMention, found: SentenceMentions) -> bool:
    if mention.basis == "named" or is_statement_date(mention, found):
        return True
    return SINCE.search(found.sentence.before(mention.span.start)) is not None


def is_statement_date(mention: DateMention, found: SentenceMentions) -> bool:
    """Whether a date tells when something was said or published: "posted on Sunday", "told reporters on Monday"."""
    harms = [casualty.trigger_span.start for casualty in found.casualties]
    reaches = [(cue.span, POSTING_REACH) for cue in found.cues if cue.value == "statement"]
    reaches += [(attribution.verb_span, SAYING_REACH) for attribution in found.attributions]
    for saying, reach in reaches:
        if 0 <= mention.span.start - saying.end <= reach and not _interrupted(found, saying.end, mention, harms):
            return True
    postings = [cue.span.start for cue in found.cues if cue.value == "statement"]
    first_harm = min(harms, default=found.sentence.end)
    if any(mention.span.end <= posting < first_harm for posting in postings):
        return True  # "On Monday the group posted pictures of men it had killed"
    return any(_is_day_of_saying(mention, attribution) for attribution in found.attributions)


def _is_day_of_saying(mention: DateMention, attribution: AttributionMention) -> bool:
    """Whether the day stands before or among the words of speaking: "the army on Thursday accused"."""
    if 0 <= attribution.span.start - mention.span.end <= 2:
        return True
    return attribution.span.start <= mention.span.start and mention.span.end <= attribution.verb_span.start


def _interrupted(found: SentenceMentions, start: int, mention: DateMention, harms: Sequence[int]) -> bool:
    """Whether a deed or a clause break stands between a saying and a date."""
    between = found.sentence.between(start, mention.span.start)
    return any(mark in between for mark in ",;:") or any(start <= harm < mention.span.start for harm in harms)


def _is_prose(found: SentenceMentions) -> bool:
    """Whether a sentence ends as prose does. A headline does not, and what it tells may be of the same day."""
    text = found.sentence.text.rstrip("\"'”’) \n\t")
    return text.endswith(".") and not text.endswith("..")


def _eve_or_day(report: date) -> DateRange:
    return DateRange(
        earliest=report - timedelta(days=1), latest=report, precision="day", implied=("year", "month", "day")
    )


def _days_before(report: date) -> DateRange:
    return DateRange(
        earliest=report - timedelta(days=DAYS_BEFORE_REPORT),
        latest=report,
        precision="week",
        implied=("year", "month", "day"),
    )


def _statement_day(found: SentenceMentions) -> DateMention | None:
    """The day on which the sentence says that something was said."""
    for mention in found.dates:
        if mention.value.precision in PRECISIONS[0] and is_statement_date(mention, found):
            return mention
    return None
