"""Give a sentence's event its time: said in the sentence, carried over from the text, or bounded by a report."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from conflict_ledger.assemble.aftermath import is_of_arrest
from conflict_ledger.assemble.event_dates import event_date, statement_day, step_date, tells_part_in
from conflict_ledger.records import DateMention, DateRange, Document, SentenceMentions

# UCDP GED codebook 23.1, appendix 2: a report without any time is placed in the three days before it.
DAYS_BEFORE_REPORT = 3
FIRST_DAY = date(1900, 1, 1)  # nothing is dated before it: see schemas
LEAD = 3  # sentences in which news gives the day of what it is about
WRITTEN_ON = ("date_line", "dateline")  # the day of writing, which is often that of the event itself
NEAR = 3  # sentences back over which a day still holds


class EventTime(NamedTuple):
    """When something happened, how that is known, and the words of the date if any words gave it."""

    value: DateRange | None
    basis: str
    said: DateMention | None = None


class DatedSentences:
    """The dates of some sentences of a document, by the number of the sentence."""

    def __init__(self, days: Mapping[int, DateMention | None]) -> None:
        self._said = [(index, mention) for index, mention in sorted(days.items()) if mention is not None]
        self._indexes = [index for index, _ in self._said]

    def at(self, index: int) -> DateMention | None:
        """The date of this sentence."""
        at = bisect_left(self._indexes, index)
        return self._said[at][1] if at < len(self._indexes) and self._indexes[at] == index else None

    def last_before(self, index: int) -> tuple[int, DateMention] | None:
        """The last of them before this sentence, with its number."""
        before = bisect_left(self._indexes, index) - 1
        return self._said[before] if before >= 0 else None

    def of_all(self) -> tuple[int, DateMention] | None:
        """The first of them where it stands in the lead or the document has no other date, with its number."""
        is_of_all = self._said and (self._indexes[0] <= LEAD or len({mention.value for _, mention in self._said}) == 1)
        return self._said[0] if is_of_all else None


class Timeline:
    """The dates of one document, worked out once: whatever a claim or event asks is a look-up."""

    def __init__(self, document: Document, mentions: Sequence[SentenceMentions]) -> None:
        dated = [found for found in mentions if found.dates]
        self._own = {found.sentence.index: event_date(found) for found in dated}
        self._stated_on = {found.sentence.index: statement_day(found) for found in dated}
        arrests = {
            found.sentence.index
            for found in dated
            if (own := self._own[found.sentence.index]) is not None and is_of_arrest(own, found)
        }
        self._deeds = DatedSentences({at: day for at, day in self._own.items() if at not in arrests})
        self._steps = DatedSentences(
            {found.sentence.index: self._own[found.sentence.index] or step_date(found) for found in dated}
        )
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
        index = found.sentence.index
        own = self._own.get(index)
        if own is not None:
            return _said(own)
        if any(cue.value == "history" for cue in found.cues):  # "a decade ago": not these days
            year = next((mention for mention in found.dates if mention.value.precision == "year"), None)
            return _said(year) if year else EventTime(None, "none")
        inherited = self._nearest(index, self._deeds)
        if inherited is not None:
            return EventTime(inherited.value, "inherited", inherited)
        step = self._steps.at(index)
        if step is not None:
            return _said(step)
        inherited = self._nearest(index, self._steps)
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

    def _nearest(self, index: int, days: DatedSentences) -> DateMention | None:
        """The date of one of the last sentences, else of the lead, else the only date of the document."""
        before = days.last_before(index)
        if before is not None and index - before[0] <= NEAR:
            return before[1]
        found = days.of_all()
        if found is None or (before is None and self._is_further_back(found[1])):
            return None
        return found[1]

    def is_further_back(self, found: SentenceMentions) -> bool:
        """Whether a sentence only goes back by months to another deed: "who took part in a raid last month"."""
        own = self._own.get(found.sentence.index)
        return own is not None and self._is_further_back(own) and tells_part_in(found.sentence.before(own.span.start))

    def _is_further_back(self, mention: DateMention) -> bool:
        is_coarse = mention.basis == "relative" and mention.value.precision not in ("day", "week")
        return is_coarse and self._published_on is not None


def _said(mention: DateMention) -> EventTime:
    return EventTime(mention.value, mention.basis if mention.basis in ("weekday", "relative") else "stated", mention)


def _is_prose(found: SentenceMentions) -> bool:
    """Whether a sentence ends as prose does. A headline does not, and what it tells may be of the same day."""
    text = found.sentence.text.rstrip("\"'”’) \n\t")
    return text.endswith(".") and not text.endswith("..")


def _eve_or_day(report: date) -> DateRange:
    return DateRange(earliest=_before(report, 1), latest=report, precision="day", implied=("year", "month", "day"))


def _days_before(report: date) -> DateRange:
    return DateRange(
        earliest=_before(report, DAYS_BEFORE_REPORT),
        latest=report,
        precision="week",
        implied=("year", "month", "day"),
    )


def _before(report: date, days: int) -> date:
    return max(FIRST_DAY, report - timedelta(days=days))
