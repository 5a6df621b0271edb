"""Who fights whom in the wars between two known sides (``lexicons/wars.yml``), by place and day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from conflict_ledger.lexicon import Entry, load_lexicon
from conflict_ledger.records import ActorMention
from conflict_ledger.reference.actor_kinds import STATE
from conflict_ledger.reference.actor_names import state_name

STATE_SIDE = "state: "
WAR = "war."  # how the rule of a side begins that only the war gives


@dataclass(frozen=True, slots=True)
class WarSide:
    """One side: a group of ``actors.yml``, or the forces of a state (``country``)."""

    actor_id: str
    name: str
    inter: int
    country: str | None

    def is_side(self, actor: ActorMention, event_country: str | None) -> bool:
        """Whether an actor fights on this side: the group itself, or forces of the state."""
        if self.country is None:
            return actor.actor_id == self.actor_id
        return actor.inter == STATE and (actor.country or event_country) == self.country


@dataclass(frozen=True, slots=True)
class War:
    """Two sides that fight each other in a country, or in some of its provinces, for some time."""

    rule: str
    country: str
    provinces: tuple[str, ...]
    first_day: date
    last_day: date
    sides: tuple[WarSide, WarSide]

    def named(self, side: WarSide, on: date | None, like: ActorMention) -> ActorMention:
        """One side as an actor that quotes the words of ``like``, since no words of its own name it."""
        name = f"{side.name} of {state_name(side.country, on)}" if side.country else side.name
        return replace(
            like, actor_id=side.actor_id, name=name, inter=side.inter, country=side.country, rule=self.rule, part=None
        )

    def is_at(self, country: str | None, province: str | None, on: date | None) -> bool:
        """Whether this place saw that war on that day."""
        if country != self.country or on is None or not self.first_day <= on <= self.last_day:
            return False
        return not self.provinces or province in self.provinces


@cache
def _wars() -> tuple[War, ...]:
    groups = {entry.id: entry for entry in load_lexicon("actors").entries}
    return tuple(_war(entry, groups) for entry in load_lexicon("wars").entries)


def _war(entry: Entry, groups: dict[str, Entry]) -> War:
    facts = entry.fields
    return War(
        rule=f"{WAR}{entry.id}",
        country=entry.value,
        provinces=tuple(filter(None, facts.get("admin1", "").split("; "))),
        first_day=date.fromisoformat(facts["from"]),
        last_day=date.fromisoformat(facts["to"]) if "to" in facts else date.max,
        sides=(_side(facts["first"], groups), _side(facts["second"], groups)),
    )


def _side(said: str, groups: dict[str, Entry]) -> WarSide:
    if said.startswith(STATE_SIDE):
        return WarSide("military", "Military Forces", STATE, said.removeprefix(STATE_SIDE))
    group = groups[said]
    return WarSide(group.id, group.fields["name"], int(group.value), None)


def war_at(country: str | None, province: str | None, on: date | None) -> War | None:
    """The war that a fight in that place on that day is part of, where one is known.

    >>> war = war_at("Ukraine", "Kyiv", date(2022, 3, 5))
    >>> [(side.actor_id, side.country) for side in war.sides] if war else None
    [('military', 'Ukraine'), ('military', 'Russia')]
    """
    return next((war for war in _wars() if war.is_at(country, province, on)), None)
