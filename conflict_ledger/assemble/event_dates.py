"""Which dates of a sentence are days of what it tells, and which are days of saying, of its occasion, or of others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from conflict_ledger.assemble.aftermath import is_of_aftermath
from conflict_ledger.lexicon import either_of
from conflict_ledger.records import AttributionMention, DateMention, SentenceMentions, Span
from conflict_ledger.reference.posting_words import is_posting

PRECISIONS = (("day",), ("week",), ("month",))
SAYING_REACH = 24  # characters between "told the agency" and the day of saying so
POSTING_REACH = 90  # the same for "posted pictures of ... on Sunday", within one clause
PREPOSITION = 3  # characters of "on" before a day
SINCE = re.compile(r"\bsince\b[^,;.]{0,40}$", re.IGNORECASE)
BIRTH = re.compile(r"\b(?:DOB|date of birth|born)\b(?: on| in)?[\s:]*$", re.IGNORECASE)
OPENING = 4  # words before a date that still opens its sentence
YEAR_REACH = 8  # characters between a deed and its year
OCCASION_REACH = 80  # characters of one clause between "against" and the time of what it is against
REPORTED = re.compile(r"\s*,?\s*that\b[^.;]*$", re.IGNORECASE)
DEED_REACH = 60  # characters of one clause between a deed and the day that stands behind it
CLAUSE_AFTER = re.compile(r"\bthat\b", re.IGNORECASE)
# "It was announced today that ..."; "As reported on 3 May, ...": days on which nobody named said it.
LEARNED = r"(?:announced|confirmed|disclosed|learn(?:ed|t)|made known|reported|revealed)"
IT_WAS_SAID = re.compile(
    rf"(?:\bit (?:was|is|has been) (?:\w+ly )?|^\W*(?:as )?){LEARNED}(?: on)? (?:late |early )?$", re.I
)
# What is still to come: "ahead of Sunday's vote". "Before" is left out: "before dawn on Sunday".
TO_COME = re.compile(
    r"\b(?:ahead of|in the run-up to|in advance of|scheduled for|planned for|slated for|set for|due (?:on|in)|"
    r"boycott|disrupt|postpone)"
    r" (?:the )?$",
    re.I,
)
NOUN_AFTER = re.compile(
    r"['’]s\s+\w|\s+(?!and\b|in\b|at\b|by\b|on\b|near\b|when\b|as\b|to\b|of\b|for\b|that\b)[a-z]{4}", re.I
)
# "Police freed the pupils, who had been abducted two weeks ago": told of people, and earlier than what is told.
EARLIER = re.compile(r"\b(?:who|whom|whose|which)\b[^,;.:]{0,40}\bhad\b[^,;.:]{0,60}$", re.I)


def event_date(found: SentenceMentions) -> DateMention | None:
    """The sentence's own date: the most precise; among equals that behind a deed, else the first.

    Names of past events ("the October 7 attacks"), days on which something was said, days since which something
    goes on, and those of what follows a deed do not count.
    """
    return _deed_date([mention for mention in found.dates if not is_of_aftermath(mention, found)], found)


def step_date(found: SentenceMentions) -> DateMention | None:
    """The day of a step behind the deed, such as an arrest, where the sentence tells no day of the deed."""
    return _deed_date(found.dates, found)


def _deed_date(dates: Sequence[DateMention], found: SentenceMentions) -> DateMention | None:
    usable = [mention for mention in dates if not _is_of_something_else(mention, found)]
    for precisions in PRECISIONS:
        fitting = [mention for mention in usable if mention.value.precision in precisions]
        if fitting:
            return _of_the_deed(_behind_report(fitting, found), found)
    return next((mention for mention in usable if _is_year_of_deed(mention, found)), None)


def _behind_report(fitting: Sequence[DateMention], found: SentenceMentions) -> Sequence[DateMention]:
    """Without those that are only the day of a report: "reported today that on 10 March"."""
    for at, (said, behind) in enumerate(pairwise(fitting)):
        is_reported = REPORTED.match(found.sentence.between(said.span.end, behind.span.start))
        if not is_reported or any(deed < said.span.start for deed in _deeds(found)):
            return fitting[at:]
    return fitting[-1:]


def _of_the_deed(dates: Sequence[DateMention], found: SentenceMentions) -> DateMention:
    """The first date, or the first behind a deed where the first is another verb's.

    "A judge was named today to replace one who was shot on 2 May"; a date that opens its sentence is that of all of it.
    """
    first, deeds = dates[0], sorted([*_deeds(found), *_harms(found)])
    opens = len(found.sentence.before(first.span.start).split()) < OPENING
    if opens or not deeds or deeds[0] < first.span.start:
        return first
    return next((mention for mention in dates if _stands_behind_deed(mention, deeds, found)), first)


def _stands_behind_deed(mention: DateMention, deeds: Sequence[int], found: SentenceMentions) -> bool:
    before = [deed for deed in deeds if deed < mention.span.start]
    if not before or mention.span.start - before[-1] > DEED_REACH:
        return False
    return not any(mark in found.sentence.between(before[-1], mention.span.start) for mark in ",;:")


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
    before = found.sentence.before(mention.span.start)
    if SINCE.search(before) or TO_COME.search(before) or BIRTH.search(before):
        return True
    return _is_of_occasion(mention, found) or _is_of_earlier_deed(mention, before, found)


def _is_of_earlier_deed(mention: DateMention, before: str, found: SentenceMentions) -> bool:
    """Whether a clause on people tells what had been done to them before the deed of the sentence."""
    clause = EARLIER.search(before)
    return clause is not None and any(deed < found.sentence.start + clause.start() for deed in _deeds(found))


def _is_of_occasion(mention: DateMention, found: SentenceMentions) -> bool:
    """Whether a time is that of the occasion: "a march against the arrest of a driver last week", "over Sunday's vote".

    Behind other words only a time further back is: "protesters who demanded the release of a driver on Sunday".
    """
    before = found.sentence.before(mention.span.start)
    after = found.sentence.between(mention.span.end, found.sentence.end)
    reaches = [_reason_of_noun()] if NOUN_AFTER.match(after) else []
    if not reaches and mention.basis == "relative" and mention.value.precision != "day":
        reaches = [_occasion(), _deed_held_against()]
    starts = [occasion.start() for reach in reaches if (occasion := reach.search(before))]
    return any(deed <= found.sentence.start + start for start in starts for deed in _deeds(found))


def is_statement_date(mention: DateMention, found: SentenceMentions) -> bool:
    """Whether a date tells when something was said or published: "posted on Sunday", "told reporters on Monday"."""
    before = found.sentence.before(mention.span.start)
    if IT_WAS_SAID.search(before) or is_posting(before):
        return True
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


def tells_part_in(before: str) -> bool:
    """Whether the words before a date say who had a part in a deed: "they had been involved in an attack"."""
    return _part_in().search(before) is not None


@cache
def _part_in() -> re.Pattern[str]:
    return re.compile(rf"\b{either_of('act_words', 'part_in')}\b[^;.:]{{0,{OCCASION_REACH}}}$", re.IGNORECASE)


@cache
def _occasion() -> re.Pattern[str]:
    """A reason of lexicons/occasions.yml, and what it was, in the clause that leads up to a date."""
    reason = either_of("occasions", "grudge", "reason")
    return re.compile(rf"\b{reason}\s+\w[^,;.:]{{6,{OCCASION_REACH}}}$", re.IGNORECASE)


@cache
def _deed_held_against() -> re.Pattern[str]:
    """A deed that is protested against or mourned: "to protest the killing of a driver", up to a date."""
    held, deed = either_of("occasions", "occasion"), either_of("deed_words", "assault")
    return re.compile(rf"\b{held}\s+(?:[\w'-]+\s+){{0,3}}?{deed}\s+of\b[^,;.:]{{0,{OCCASION_REACH}}}$", re.IGNORECASE)


@cache
def _reason_of_noun() -> re.Pattern[str]:
    """A reason right before a date that belongs to the noun behind it: "against the 2 May (decree)".

    "After" is none here: what follows "Friday's prayers" is mostly of the same day.
    """
    reason = rf"(?:against|over|re(?:action|sponse) to|{either_of('occasions', 'grudge')})"
    return re.compile(rf"\b{reason}\s+(?:the\s+|an?\s+)?$", re.IGNORECASE)


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
    if not 0 <= posting.start - mention.span.end <= POSTING_REACH:
        return False
    if any(_closely_follows(other, posting, POSTING_REACH, _harms(found), found) for other in found.dates):
        return False  # "in early May, pictures released on Sunday show"
    first_harm = min(_harms(found), default=found.sentence.end)
    return posting.start < first_harm and not any(mention.span.end <= deed < posting.start for deed in _deeds(found))


def _harms(found: SentenceMentions) -> list[int]:
    return [casualty.trigger_span.start for casualty in found.casualties]


def _deeds(found: SentenceMentions) -> list[int]:
    return [trigger.span.start for trigger in found.triggers]
