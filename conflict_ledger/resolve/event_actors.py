"""The two sides of an event: who is named most, in ACLED's usual order, under the name their country gives them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from conflict_ledger.records import ActorMention, EventMention
from conflict_ledger.reference.actor_kinds import (
    ARMED_GROUPS,
    CIVILIANS,
    DOER,
    HARMED_AS,
    POLICING,
    PROTESTERS,
    RIOTERS,
    STATE,
    TARGET,
    UNARMED,
)  # fmt: skip
from conflict_ledger.reference.actor_names import ROLE, actor_type, display_name, is_out_of_place
from conflict_ledger.reference.actor_phases import on_that_day
from conflict_ledger.resolve.event_sides import (
    CIVILIAN_SIDE,
    POLICE_SIDE,
    PROTEST_SIDE,
    RIOT_SIDE,
    UNIDENTIFIED,
    UNKNOWN_ARMED_SIDE,
    Setting,
    Sides,
    first_of,
    is_party,
)  # fmt: skip

PEACEFUL, INTERVENTION, MOB = "Peaceful protest", "Protest with intervention", "Mob violence"
ARRESTS, DISRUPTED = "Arrests", "Disrupted weapons use"
AGAINST_CIVILIANS = (ARRESTS, "Looting/property destruction")  # never without a second actor
OF_ARMIES = ("Air/drone strike", "Shelling/artillery/missile attack", "Chemical weapon")
OTHER, TRANSFER = "Other", "Non-violent transfer of territory"
ALONE = ("Change to group/activity", OTHER)  # as a rule without one

COMMUNAL = 4  # ACLED's type of militias of a community, and of vigilantes

Pair = tuple[ActorMention | None, ActorMention | None]


def choose_actors(mentions: Sequence[EventMention], typical: EventMention, setting: Setting) -> Pair:
    """(actor1, actor2) of an event; None where the text names nobody and none follows.

    ``typical`` is the mention that gives the kind of the event.
    """
    country, on = setting.country, setting.on
    ranked = [actor for actor in _ranked(mentions, country) if not is_out_of_place(actor, country, on)]
    everyone = [actor for actor in ranked if actor.inter not in UNARMED]
    armed = _without_allies(everyone)
    if typical.event_type == "Violence against civilians":
        armed = _doers(armed, {target for mention in mentions for target in mention.targets})
    sides = Sides(
        lead=mentions[0],
        sub_event_type=typical.sub_event_type,
        crowd=[actor for actor in ranked if actor.inter in (RIOTERS, PROTESTERS)],
        civilians=[actor for actor in ranked if actor.inter == CIVILIANS],
        armed=armed,
        allies=[actor for actor in everyone if actor not in armed],
        setting=setting,
    )
    first, second = RULES[typical.event_type](sides)
    return _named(first, country, on), _named(second, country, on)


def _of_protest(sides: Sides) -> Pair:
    """Nobody stands against a peaceful protest; elsewhere those who stepped in, never who was called out."""
    protesters = first_of([actor for actor in sides.crowd if actor.inter == PROTESTERS])
    first = protesters or sides.implied(PROTEST_SIDE)
    if sides.sub_event_type == PEACEFUL:
        return first, None
    stepped_in = [actor for actor in sides.armed if actor.part in (DOER, POLICING)]
    state = [actor for actor in sides.armed if actor.inter == STATE]
    second = first_of([actor for actor in stepped_in if actor.inter == STATE]) or first_of(stepped_in + state)
    return first, second or (sides.implied(POLICE_SIDE) if sides.sub_event_type == INTERVENTION else None)


def _of_riot(sides: Sides) -> Pair:
    """Rioters, protesters who riot among them; then whom they fought, or the people a mob fell upon."""
    first = first_of([actor for actor in sides.crowd if actor.inter == RIOTERS]) or sides.implied(RIOT_SIDE)
    parties = [actor for actor in sides.armed if is_party(actor)]
    fought = [actor for actor in sides.armed if not is_party(actor) and actor.actor_id != UNIDENTIFIED]
    is_mob = sides.sub_event_type == MOB
    if is_mob and not sides.told_as_fight():
        fought = [actor for actor in fought if not _is_mob(actor)]
    second = first_of([actor for actor in fought if actor.part in (DOER, TARGET)])
    if second is None and is_mob and not sides.told_as_fight():
        second = sides.harmed_civilians()
    second = second or first_of([actor for actor in fought if actor.part])
    if second is None and (len([actor for actor in parties if actor.part]) > 1 or sides.told_as_fight()):
        second = sides.implied(RIOT_SIDE)
    second = second or sides.harmed_civilians()
    return first, second or (sides.implied(CIVILIAN_SIDE) if is_mob and not sides.only_wrecks() else None)


def _is_mob(actor: ActorMention) -> bool:
    """Whether it is the mob itself that is named: "vigilantes beat a thief"."""
    return actor.part == DOER and actor.inter == COMMUNAL and actor.rule.startswith(ROLE)


def _of_attack(sides: Sides) -> Pair:
    harmed = first_of(sides.civilians) or first_of(sides.crowd) or sides.implied(CIVILIAN_SIDE)
    first = sides.doer() or sides.community() or first_of(sides.armed) or sides.implied(UNKNOWN_ARMED_SIDE)
    return first, harmed


def _of_battle(sides: Sides) -> Pair:
    """The two sides with a part in it.

    Who fights a state and is not named is an unidentified armed group; "gangs clashed" has a gang on both sides.
    """
    involved = sides.without_namesakes(sorted(sides.armed, key=lambda actor: actor.part not in (DOER, TARGET)))
    community = sides.community()
    if community is not None and len(involved) < 2:
        involved.append(community)
    involved = involved or sides.communities() or sides.at_war()
    first, second = first_of(involved), first_of(involved[1:])
    if first is None or second is not None:
        return first, second
    other_army = [ally for ally in sides.allies if STATE == ally.inter == first.inter and ally.country != first.country]
    second = first_of(other_army) or sides.enemy_of(first)
    if second is None and first.inter == STATE:
        second = sides.implied(UNKNOWN_ARMED_SIDE)
    return first, second or (first if sides.is_on_both(first) else None)


def _of_blast(sides: Sides) -> Pair:
    """Who set it off, else an unidentified armed group; then the forces or the people that were hit.

    Police and soldiers who are only mentioned come to the scene; guns and aircraft that reach far are an army's.
    """
    first = sides.doer()
    if first is not None and first.part is None and first.inter == STATE and sides.sub_event_type not in OF_ARMIES:
        first = first_of([actor for actor in sides.armed if actor.part is None and actor.inter in ARMED_GROUPS])
    second = sides.target() or sides.harmed_civilians() or sides.people_hurt()
    return first or sides.implied(UNKNOWN_ARMED_SIDE), second


def _of_development(sides: Sides) -> Pair:
    policing = first_of([actor for actor in sides.armed if actor.part == POLICING])
    first = policing or sides.doer() or first_of(sides.armed)
    others = [actor for actor in sides.armed if actor is not first]
    hit = first_of([actor for actor in others if actor.part == TARGET])
    if sides.sub_event_type in AGAINST_CIVILIANS:
        return _against_civilians(sides, first, hit)
    if sides.sub_event_type in ALONE:
        return first or (first_of(sides.civilians) if sides.sub_event_type == OTHER else None), hit
    second = hit or first_of(sides.civilians) or first_of(others)
    if sides.sub_event_type == DISRUPTED and first is not None and first.inter == STATE and first.part != TARGET:
        return first, second or sides.implied(UNKNOWN_ARMED_SIDE)
    if sides.sub_event_type == TRANSFER and first is not None and second is None:
        second = sides.enemy_of(first)
    return first, second


def _against_civilians(sides: Sides, first: ActorMention | None, hit: ActorMention | None) -> Pair:
    """Arrests and looting have a second side: who is arrested or robbed, members of a party as civilians."""
    if first is None and sides.sub_event_type == ARRESTS:
        first = sides.implied(POLICE_SIDE)
    people = first_of(sides.civilians) or sides.implied(CIVILIAN_SIDE)
    return first, people if hit is None or is_party(hit) else hit


RULES: Mapping[str, Callable[[Sides], Pair]] = {
    "Protests": _of_protest,
    "Riots": _of_riot,
    "Violence against civilians": _of_attack,
    "Battles": _of_battle,
    "Explosions/Remote violence": _of_blast,
    "Strategic developments": _of_development,
}


def _without_allies(armed: list[ActorMention]) -> list[ActorMention]:
    """The main side of each pair that acts as one."""
    return [actor for actor in armed if not actor.is_ally] or armed


def _doers(armed: list[ActorMention], victims: set[str]) -> list[ActorMention]:
    """Armed sides that were not the victims: where soldiers were put to death, their army is not the doer."""
    return [actor for actor in armed if HARMED_AS.get(actor.actor_id.partition(":")[0]) not in victims] or armed


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
            known = first.setdefault(key, actor)
            if known.part is None and actor.part is not None:
                first[key] = replace(known, part=actor.part)
    order = list(first)
    is_told = any(actor.inter in ARMED_GROUPS and key[0] != UNIDENTIFIED for key, actor in first.items())
    ranked = sorted(order, key=lambda key: (is_told and key[0] == UNIDENTIFIED, -counted[key], order.index(key)))
    return [first[key] for key in ranked]


def _named(actor: ActorMention | None, country: str | None, on: date | None) -> ActorMention | None:
    """The actor under its published name and type, as what it was on that day."""
    if actor is None:
        return None
    actor = on_that_day(actor, on)
    return replace(actor, name=display_name(actor, country, on), inter=actor_type(actor, country))
