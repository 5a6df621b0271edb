"""Which dates of a sentence are days of what it tells, and which are days of saying, of its occasion, or of others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from conflict_ledger.lexicon import either_of
from conflict_ledger.records import AttributionMention, DateMention, SentenceMentions, Span

PRECISIONS = (("day", "week"), ("month",))
SAYING_REACH = 24  # characters between "told the agency" and the day of saying so
POSTING_REACH = 90  # the same for "posted pictures of ... on Sunday", within one clause
PREPOSITION = 3  # characters of "on" before a day
SINCE = re.compile(r"\bsince\b[^,;.]{0,40}$", re.IGNORECASE)
YEAR_REACH = 8  # characters between a deed and its year
OCCASION_REACH = 80  # characters of one clause between "against" and the time of what it is against
REPORTED = re.compile(r"\s*,?\s*that\b[^.;]*$", re.IGNORECASE)
CLAUSE_AFTER = re.compile(r"\bthat\b", re.IGNORECASE)


def event_date(found: SentenceMentions) -> DateMention | None:
    """The sentence's own date: the most precise, the first among equals.

    Names of past events ("the October 7 attacks"), days on which something was said and days since which something
    goes on do not count.
    """
    usable = [mention for mention in found.dates if not _is_of_something_else(mention, found)]
    for precisions in PRECISIONS:
        fitting = [mention for mention in usable if mention.value.precision in precisions]
        if fitting:
            return _behind_report(fitting, found)
    return next((mention for mention in usable if _is_year_of_deed(mention, found)), None)


def _behind_report(fitting: Sequence[DateMention], found: SentenceMentions) -> DateMention:
    """The first of them, or the one behind it where the first is only that of the report: "reported today that on
    10 March"."""
    for said, behind in pairwise(fitting):
        is_reported = REPORTED.match(found.sentence.between(said.span.end, behind.span.start))
        if not is_reported or any(deed < said.span.start for deed in _deeds(found)):
            return said
    return fitting[-1]


def statement_day(found: SentenceMentions) -> DateMention | None:
    """The day on which the sentence says that something was said."""
    for mention in found.dates:
        if mention.value.precision in PRECISIONS[0] and is_statement_date(mention, found):
            return mention
    return None


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
    return SINCE.search(found.sentence.before(mention.span.start)) is not None or _is_of_occasion(mention, found)


def _is_of_occasion(mention: DateMention, found: SentenceMentions) -> bool:
    """Whether a time further back is that of the occasion: "a march against the arrest of a driver last week"."""
    if mention.basis != "relative" or mention.value.precision == "day":
        return False
    occasion = _occasion().search(found.sentence.before(mention.span.start))
    return occasion is not None and any(deed < found.sentence.start + occasion.start() for deed in _deeds(found))


def is_statement_date(mention: DateMention, found: SentenceMentions) -> bool:
    """Whether a date tells when something was said or published: "posted on Sunday", "told reporters on Monday"."""
    postings = [cue.span for cue in found.cues if cue.value == "statement"]
    return (
        any(_is_day_of_saying(mention, attribution, found) for attribution in found.attributions)
        or any(_closely_follows(mention, posting, POSTING_REACH, _harms(found), found) for posting in postings)
        or any(_leads_up_to(mention, posting, found) for posting in postings)
    )


def _is_day_of_saying(mention: DateMention, attribution: AttributionMention, found: SentenceMentions) -> bool:
    """Whether the day stands before, among or behind the words of speaking: "the army on Thursday accused".

    Words that follow what they report do not take its day: "killed near the port on Sunday, police said".
    """
    speaker, verb = attribution.span, attribution.verb_span
    if mention.span.start - speaker.start <= PREPOSITION and speaker.end <= mention.span.end:
        return False  # "on 10 March alleged members": a day is nobody who speaks
    if 0 <= speaker.start - mention.span.end <= 2:
        return attribution.governs == "after"
    if speaker.start <= mention.span.start and mention.span.end <= verb.start:
        return True
    return _closely_follows(mention, verb, SAYING_REACH, [*_harms(found), *_deeds(found)], found)


@cache
def _occasion() -> re.Pattern[str]:
    """A reason of lexicons/occasions.yml, and what it was, in the clause that leads up to a date."""
    reason = either_of("occasions", "grudge", "reason")
    return re.compile(rf"\b{reason}\s+\w[^,;.:]{{6,{OCCASION_REACH}}}$", re.IGNORECASE)


def _closely_follows(
    mention: DateMention, saying: Span, reach: int, deeds: Sequence[int], found: SentenceMentions
) -> bool:
    """Whether a date stands within reach behind a saying, with no deed and no new clause between them."""
    if not 0 <= mention.span.start - saying.end <= reach:
        return False
    between = found.sentence.between(saying.end, mention.span.start)
    opens_clause = any(mark in between for mark in ",;:") or CLAUSE_AFTER.search(between) is not None
    return not opens_clause and not any(saying.end <= deed < mention.span.start for deed in deeds)


def _leads_up_to(mention: DateMention, posting: Span, found: SentenceMentions) -> bool:
    """Whether the date opens the clause of a posting: "On Monday the group posted pictures of men it had killed".

    What is done in between has the day: "On Monday students held a rally, denouncing the new fees".
    """
    if posting.start < mention.span.end:
        return False
    first_harm = min(_harms(found), default=found.sentence.end)
    return posting.start < first_harm and not any(mention.span.end <= deed < posting.start for deed in _deeds(found))


def _harms(found: SentenceMentions) -> list[int]:
    return [casualty.trigger_span.start for casualty in found.casualties]


def _deeds(found: SentenceMentions) -> list[int]:
    return [trigger.span.start for trigger in found.triggers]
