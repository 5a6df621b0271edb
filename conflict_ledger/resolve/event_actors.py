"""The two sides of an event: who is named most, in ACLED's usual order, under the name their country gives them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from conflict_ledger.records import ActorMention, EventMention
from conflict_ledger.reference.actor_names import actor_type, display_name

RIOTERS, PROTESTERS, CIVILIANS = 5, 6, 7
UNIDENTIFIED = "militants"  # the actor id of gunmen, attackers and the like
GROUPS = (2, 3, 4)
HARMED_AS = {"military": "soldier", "police": "police"}  # actor id -> the victim type of its members
UNARMED = (RIOTERS, PROTESTERS, CIVILIANS)
# Sides that follow from the kind of event itself (acled.md, section 4): a protest has protesters, violence against
# civilians has civilians. (role, inter)
PROTEST_SIDE = ("role.protesters.crowd", PROTESTERS, "Protesters")
RIOT_SIDE = ("role.rioters.crowd", RIOTERS, "Rioters")
CIVILIAN_SIDE = ("role.civilians.groups", CIVILIANS, "Civilians")
UNKNOWN_ARMED_SIDE = ("role.militants.unidentified", 3, "Unidentified Armed Group")

Pair = tuple[ActorMention | None, ActorMention | None]


def choose_actors(mentions: Sequence[EventMention], event_type: str, country: str | None, on: date | None) -> Pair:
    """(actor1, actor2) of an event in ``country`` on a day; None where the text names nobody and none follows."""
    ranked = _ranked(mentions, country)
    crowd = [actor for actor in ranked if actor.inter in (RIOTERS, PROTESTERS)]
    civilians = [actor for actor in ranked if actor.inter == CIVILIANS]
    armed = [actor for actor in ranked if actor.inter not in UNARMED]
    if event_type == "Violence against civilians":
        armed = _doers(armed, {target for mention in mentions for target in mention.targets})
    first, second = _sides(event_type, crowd, civilians, armed, mentions[0])
    return _named(first, country, on), _named(second, country, on)


def _sides(
    event_type: str,
    crowd: list[ActorMention],
    civilians: list[ActorMention],
    armed: list[ActorMention],
    lead: EventMention,
) -> Pair:
    """ACLED's usual order: the crowd or the doer first, those harmed second."""
    if event_type == "Protests":
        return _first(crowd) or _implied(PROTEST_SIDE, lead), _first(armed)
    if event_type == "Riots":
        rioters = [actor for actor in crowd if actor.inter == RIOTERS]  # protesters who riot are rioters
        return _first(rioters) or _implied(RIOT_SIDE, lead), _first(armed)
    if event_type == "Violence against civilians":
        harmed = _first(civilians) or _first(crowd) or _implied(CIVILIAN_SIDE, lead)
        return _first(armed) or _implied(UNKNOWN_ARMED_SIDE, lead), harmed
    if event_type == "Battles":
        return _first(armed), _first(armed[1:])
    return _first(armed), _first(civilians) or _first(armed[1:])


def _doers(armed: list[ActorMention], victims: set[str]) -> list[ActorMention]:
    """Armed sides that were not the victims: where soldiers were put to death, their army is not the doer."""
    return [actor for actor in armed if HARMED_AS.get(actor.actor_id.partition(":")[0]) not in victims] or armed


def _first(actors: Sequence[ActorMention]) -> ActorMention | None:
    return actors[0] if actors else None


def _implied(side: tuple[str, int, str], lead: EventMention) -> ActorMention:
    """A side that the kind of event brings along: it quotes the words that gave the kind."""
    rule, inter, name = side
    return ActorMention(
        span=lead.trigger_span,
        text=lead.trigger_text,
        actor_id=rule,
        name=name,
        inter=inter,
        country=None,
        rule=rule,
    )


def _ranked(mentions: Sequence[EventMention], country: str | None) -> list[ActorMention]:
    """Actors by how many mentions name them, then by text order; "gunmen" last where a group is told.

    "Soldiers" and "Iraqi soldiers" are one in Iraq.
    """
    counted: Counter[tuple[str, str | None]] = Counter()
    first: dict[tuple[str, str | None], ActorMention] = {}
    for mention in mentions:
        for actor in mention.actors:
            key = (actor.actor_id.partition(":")[0], actor.country or country)
            counted[key] += 1
            first.setdefault(key, actor)
    order = list(first)
    is_told = any(actor.inter in GROUPS and key[0] != UNIDENTIFIED for key, actor in first.items())
    ranked = sorted(order, key=lambda key: (is_told and key[0] == UNIDENTIFIED, -counted[key], order.index(key)))
    return [first[key] for key in ranked]


def _named(actor: ActorMention | None, country: str | None, on: date | None) -> ActorMention | None:
    """The actor under its published name and type."""
    if actor is None:
        return None
    return replace(actor, name=display_name(actor, country, on), inter=actor_type(actor, country))
