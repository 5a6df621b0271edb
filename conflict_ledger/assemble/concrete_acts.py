"""Whether an episode tells of an act that took place, or only speaks of such acts.

Interviews, speeches, commentaries and communiques are full of words of violence that tell of no event: "they kidnap
peasants", "an end to the bombings", "the murder of union leaders goes on". An event is told by a deed worded as one
that happened ("was ambushed", "the ambush", "two bombings"), with a count, a day or a town beside it, or in what the
article opens with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from conflict_ledger.assemble.act_wording import AGREEMENT, is_denied, is_worded_as_act
from conflict_ledger.assemble.episodes import Episode, Telling
from conflict_ledger.records import Claim, TriggerMention

OPENING = 4  # sentences: what news opens with is what it is about
MOVEMENT = "Change to group/activity"
PEOPLE_REACH = 4  # sentences between a deed and its people
SHORT = 3  # sentences in a headline, a caption or a note, which is wholly about what it tells


def tells_an_act(episode: Episode, sentences: int) -> bool:
    """Whether its tellings are of an act; a text of few ``sentences`` is not asked, it tells nothing else.

    The deed and its people may stand in two of them: "Raiders burned the mill. Some 30 families fled to Orta." What
    somebody denies has to be told with a day and a town, or with a count and either.
    """
    told = episode.tellings
    if sentences <= SHORT:
        return True
    if _is_denied_first(episode):
        return any(map(_is_located_act, told))
    worded = [telling for telling in told if _has_worded_act(telling)]
    deeds = [telling for telling in told if telling.triggers] or told
    if any(_is_act(telling) and _stands_near(telling, deeds) for telling in told):
        return True
    return any(map(_is_grounded, worded)) or any(
        _has_people(telling) and _stands_near(telling, worded) for telling in told
    )


def _is_act(telling: Telling) -> bool:
    """Whether one telling says enough on its own: a headline, a day and a town, or people counted with either."""
    if telling.coding is not None and telling.coding[1] == AGREEMENT and not _has_worded_act(telling):
        return False  # only sought
    if telling.found.sentence.is_title or (_has_day(telling) and telling.towns):
        return not _only_adds_up(telling)  # headlines tell today's deeds in the present tense, and drop their articles
    has_count = any(_is_count(claim) for claim in telling.claims)
    return has_count and bool(_has_day(telling) or telling.towns or telling.index <= OPENING)


def _is_located_act(telling: Telling) -> bool:
    """Whether a deed stands in a telling with its day and town, or with people counted and either of them."""
    if not _has_worded_act(telling):
        return False
    return bool(telling.towns) + _has_day(telling) + _has_people(telling) >= 2


def _is_grounded(telling: Telling) -> bool:
    """Whether it has people counted, a day, a town, or stands where news tells what it is about."""
    return _has_people(telling) or _has_day(telling) or bool(telling.towns) or telling.index <= OPENING


def _stands_near(telling: Telling, deeds: Sequence[Telling]) -> bool:
    return any(abs(telling.index - deed.index) <= PEOPLE_REACH for deed in deeds)


def _has_people(telling: Telling) -> bool:
    """Whether people are counted, if only as many; not where they are added up over months."""
    return any(claim.quantity.low and not claim.is_cumulative for claim in telling.claims)


def _has_day(telling: Telling) -> bool:
    """Whether it states a day or a week; over a month or a year deeds are only added up."""
    return telling.day is not None and telling.day.precision in ("day", "week")


def _has_worded_act(telling: Telling) -> bool:
    """Whether a deed is worded as one that was done; a patrol or a base that it names is no deed beside another."""
    return not _only_adds_up(telling) and any(is_worded_as_act(trigger, telling.found) for trigger in _deeds(telling))


def _is_denied_first(episode: Episode) -> bool:
    lead = next((telling for telling in episode.tellings if telling.triggers), episode.tellings[0])
    deeds = list(_deeds(lead))
    return bool(deeds) and all(is_denied(trigger, lead.found) for trigger in deeds)


def _deeds(telling: Telling) -> Iterator[TriggerMention]:
    kind = telling.coding[1] if telling.coding else MOVEMENT
    return (trigger for trigger in telling.triggers if kind == MOVEMENT or trigger.sub_event_type != MOVEMENT)


def _only_adds_up(telling: Telling) -> bool:
    """Whether its people are only added up over months: "since January 40 mayors have been murdered"."""
    return any(claim.is_cumulative for claim in telling.claims) and not any(map(_is_count, telling.claims))


def _is_count(claim: Claim) -> bool:
    """Whether people are counted, and not only called many, nor added up over months."""
    quantity = claim.quantity
    return not claim.is_cumulative and bool(quantity.low) and quantity.is_number
