"""The time of an episode, from those that its tellings state."""

from __future__ import annotations

from datetime import date

from conflict_ledger.assemble.episodes import Episode, Telling
from conflict_ledger.assemble.event_admission import lead_of
from conflict_ledger.assemble.scope import is_long_past
from conflict_ledger.assemble.timing import EventTime, Timeline


def episode_time(timeline: Timeline, episode: Episode) -> EventTime:
    """The episode's time: its own first stated day, else its first month or year, else what its lead inherits.

    A week gives way to a day within it that is told further on.
    """
    lead = lead_of(episode)
    dated = [
        telling
        for telling in episode.tellings
        if telling.day is not None and (telling is lead or not timeline.is_further_back(telling.found))
    ]
    days = [telling for telling in dated if telling.day and telling.day.precision in ("day", "week")]
    first = (days or dated or [lead])[0]
    return timeline.event_time(next((other for other in days if _is_day_within(other, first)), first).found)


def _is_day_within(telling: Telling, first: Telling) -> bool:
    """Whether it has one day of the span over which the first telling runs: "from 9 to 13 May", "on Thursday"."""
    if telling.day is None or first.day is None or first.day.precision == telling.day.precision:
        return False
    return first.day.earliest <= telling.day.earliest and telling.day.latest <= first.day.latest


def is_background(time: EventTime, published_on: date | None) -> bool:
    """Whether a deed told behind the opening of an article is set years back, or in no more than a year."""
    if time.value is None:
        return False
    return time.value.precision == "year" or is_long_past(time.value.latest, published_on)
