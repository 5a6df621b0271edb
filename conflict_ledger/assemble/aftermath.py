"""Whether a day is that of a step behind a deed: an arrest, a court's, a late death, the state of the wounded.

"Police arrested a clerk on Friday in the shooting of two neighbours" does not tell when they were shot.
"""

from __future__ import annotations

import re
from functools import cache

from conflict_ledger.lexicon import either_of
from conflict_ledger.records import DateMention, SentenceMentions

REACH = 80  # characters of one clause between a step and its day
DEED_REACH = 60  # characters of one clause between a deed and the day that stands behind it
ARRESTS = "Arrests"
CRIME = "Attack"  # the deed that people are arrested for long after; those at a clash or a march are taken there
STEPS = ("court", "custody", "late_death", "state")


def is_of_aftermath(mention: DateMention, found: SentenceMentions) -> bool:
    """Whether a date belongs to a step behind the deed of the sentence, and the words of the deed are not nearer."""
    step = _step_before(mention, found) or _step_behind(mention, found)
    if step is None:
        return False
    kind, start, end = step
    if kind == "custody":
        return _is_for_crime(end, found)
    return kind != "late_death" or _is_late(start, end, found)


def is_of_arrest(mention: DateMention, found: SentenceMentions) -> bool:
    """Whether a date is that of an arrest, in a sentence that tells no other deed."""
    step = _step_before(mention, found) or _step_behind(mention, found)
    return step is not None and step[0] == "custody" and not _deeds(found)


def _step_before(mention: DateMention, found: SentenceMentions) -> tuple[str, int, int] | None:
    """The step whose words lead up to the date, with its place: "was arrested at his home on (Friday)"."""
    start = max(found.sentence.start, mention.span.start - REACH)
    steps = list(_step().finditer(found.sentence.between(start, mention.span.start)))
    if not steps:
        return None
    last = steps[-1]
    end = start + last.end()
    between = found.sentence.between(end, mention.span.start)
    if _clause().search(between) or any(end <= deed < mention.span.start for deed in _deeds(found)):
        return None
    return _kind(last), start + last.start(), end


def _step_behind(mention: DateMention, found: SentenceMentions) -> tuple[str, int, int] | None:
    """The step that the date leads up to: "on (Friday) police arrested"; none where a deed stands before the date."""
    if _stands_behind_deed(mention, found):
        return None
    end = mention.span.end
    step = _step().search(found.sentence.between(end, min(found.sentence.end, end + REACH)))
    if step is None:
        return None
    between = found.sentence.between(end, end + step.start())
    if _clause().search(between) or any(end <= deed < end + step.start() for deed in _deeds(found)):
        return None
    return _kind(step), end + step.start(), end + step.end()


def _stands_behind_deed(mention: DateMention, found: SentenceMentions) -> bool:
    before = [deed for deed in _deeds(found) if deed < mention.span.start]
    if not before or mention.span.start - before[-1] > DEED_REACH:
        return False
    between = found.sentence.between(before[-1], mention.span.start)
    return not any(mark in between for mark in ",;:")


def _is_for_crime(end: int, found: SentenceMentions) -> bool:
    """Whether a killing or an assault is told as what somebody is arrested for, and not as what went right before."""
    crimes = [trigger.span.start for trigger in found.triggers if trigger.sub_event_type == CRIME]
    behind = [crime for crime in crimes if crime >= end]
    return bool(crimes) and not any(_same_day().search(found.sentence.between(end, crime)) for crime in behind[:1])


def _is_late(start: int, end: int, found: SentenceMentions) -> bool:
    """Whether somebody died of what was done before: "who was shot died (Friday)", "died (Friday) of his wounds"."""
    behind = found.sentence.between(end, found.sentence.end)
    return _hurt().search(found.sentence.before(start)) is not None or _of_wounds().search(behind) is not None


def _deeds(found: SentenceMentions) -> list[int]:
    """Where deeds and harm are told; words for the steps themselves are none."""
    told = [(trigger.span.start, trigger.text) for trigger in found.triggers if trigger.sub_event_type != ARRESTS]
    harms = [casualty.trigger_span for casualty in found.casualties]
    told += [(harm.start, found.sentence.quote(harm)) for harm in harms]
    return sorted(start for start, text in told if not _step().fullmatch(text))


def _kind(step: re.Match[str]) -> str:
    return next(kind for kind in STEPS if step[kind])


@cache
def _step() -> re.Pattern[str]:
    kinds = "|".join(rf"(?P<{kind}>{either_of('aftermath', kind)})" for kind in STEPS)
    return re.compile(rf"\b(?:{kinds})\b", re.IGNORECASE)


@cache
def _clause() -> re.Pattern[str]:
    """What ends the clause between a step and a date."""
    return re.compile(rf"[;:]|\b{either_of('aftermath', 'clause')}\b", re.IGNORECASE)


@cache
def _same_day() -> re.Pattern[str]:
    return re.compile(rf"\b{either_of('aftermath', 'sets_same_day')}\b", re.IGNORECASE)


@cache
def _hurt() -> re.Pattern[str]:
    return re.compile(rf"\b{either_of('aftermath', 'hurt')}\b", re.IGNORECASE)


@cache
def _of_wounds() -> re.Pattern[str]:
    """ "Of his wounds", "as a result of the injuries", behind a death."""
    wounds = either_of("aftermath", "wounds")
    return re.compile(rf"\b(?:of|from)\s+(?:his|her|their|the)\s+(?:\w+\s+)?{wounds}\b", re.IGNORECASE)
