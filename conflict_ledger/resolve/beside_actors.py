"""Who stands beside the two sides of an event: allies named with them, and the kinds of people in a crowd."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.records import ActorMention, EventMention
from conflict_ledger.reference.actor_kinds import UNARMED
from conflict_ledger.reference.actor_names import display_name
from conflict_ledger.reference.actor_phases import on_that_day


def associated(
    sides: Sequence[ActorMention | None], mentions: Sequence[EventMention], country: str | None, on: date | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names beside actor1 and actor2: who acts or suffers with them, and what kind of people they are."""
    everyone = [actor for mention in mentions for actor in mention.actors]
    first, second = (_beside(side, everyone, country, on) for side in sides)
    return first, tuple(name for name in second if name not in first)


def _beside(
    side: ActorMention | None, everyone: list[ActorMention], country: str | None, on: date | None
) -> tuple[str, ...]:
    if side is None:
        return ()
    if side.inter in UNARMED:
        people = [actor for actor in everyone if actor.inter == side.inter]
        groups = [_groups().get(actor.text.lower()) for actor in people]
        return tuple(sorted({group.format(country=country) for group in groups if group and country}))
    allies = [actor for actor in everyone if actor.is_ally and actor.part is not None and actor.part == side.part]
    names = {display_name(on_that_day(actor, on), country, on) for actor in allies} - {side.name}
    return tuple(sorted(names))


@cache
def _groups() -> Mapping[str, str]:
    """Noun -> the group it names."""
    return {form: entry.value for entry in load_lexicon("assoc_groups").entries for form in entry.forms}
