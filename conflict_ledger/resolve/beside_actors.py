"""Who stands beside the two sides of an event: allies named with them, and the kinds of people in a crowd."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.records import ActorMention, EventMention
from conflict_ledger.reference.actor_kinds import CIVILIANS, HARMED_AS, STATE, UNARMED
from conflict_ledger.reference.actor_names import display_name
from conflict_ledger.reference.actor_phases import on_that_day


@dataclass(frozen=True, slots=True)
class Beside:
    """One name beside a side, with the words that name it and the telling that they stand in."""

    name: str
    actor: ActorMention
    mention: EventMention


def associated(
    sides: Sequence[ActorMention | None], mentions: Sequence[EventMention], country: str | None, on: date | None
) -> tuple[tuple[Beside, ...], tuple[Beside, ...]]:
    """Who stands beside actor1 and actor2: who acts or suffers with them, and what kind of people they are."""
    everyone = [(actor, mention) for mention in mentions for actor in mention.actors]
    first, second = (_beside(side, everyone, country, on) for side in sides)
    names = {one.name for one in first}
    return first, tuple(one for one in second if one.name not in names)


def _beside(
    side: ActorMention | None,
    everyone: Sequence[tuple[ActorMention, EventMention]],
    country: str | None,
    on: date | None,
) -> tuple[Beside, ...]:
    """The names beside one side in order, each as it is told first."""
    if side is None:
        return ()
    found: dict[str, Beside] = {}
    for actor, mention in everyone:
        name = _name_beside(side, actor, country, on) or _force_of_victims(side, actor, mention, country, on)
        if name is not None and name != side.name:
            found.setdefault(name, Beside(name, actor, mention))
    return tuple(found[name] for name in sorted(found))


def _name_beside(side: ActorMention, actor: ActorMention, country: str | None, on: date | None) -> str | None:
    """The name that an actor adds to a side: a kind of people to a crowd, an ally to an armed side; None if none."""
    if side.inter in UNARMED:
        group = _groups().get(actor.text.lower()) if actor.inter == side.inter else None
        return group.format(country=country) if group and country else None
    is_with_it = actor.is_ally and actor.part is not None and actor.part == side.part
    return display_name(on_that_day(actor, on), country, on) if is_with_it else None


def _force_of_victims(
    side: ActorMention, actor: ActorMention, mention: EventMention, country: str | None, on: date | None
) -> str | None:
    """The force whose captured or unarmed members were the victims: they count as civilians, and it stands beside."""
    is_theirs = HARMED_AS.get(actor.actor_id.partition(":")[0]) in mention.targets
    if side.inter != CIVILIANS or actor.inter != STATE or not is_theirs:
        return None
    return display_name(on_that_day(actor, on), country, on)


@cache
def _groups() -> Mapping[str, str]:
    """Noun -> the group it names."""
    return {form: entry.value for entry in load_lexicon("assoc_groups").entries for form in entry.forms}
