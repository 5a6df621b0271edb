"""Who is told to act or suffer in an event, and the sides that its kind brings along where no words name them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from conflict_ledger.lexicon import load_lexicon, words_of
from conflict_ledger.records import ActorMention, EventMention
from conflict_ledger.reference.actor_kinds import ARMED_GROUPS, CIVILIANS, DOER, PROTESTERS, RIOTERS, STATE, TARGET
from conflict_ledger.reference.actor_names import ROLE
from conflict_ledger.reference.wars import War, war_at

UNIDENTIFIED = "militants"  # the actor id of gunmen, attackers and the like
# Sides that follow from the kind of event itself (acled.md, section 4): a protest has protesters, violence against
# civilians has civilians. (role, inter)
PROTEST_SIDE = ("role.protesters.crowd", PROTESTERS, "Protesters")
RIOT_SIDE = ("role.rioters.crowd", RIOTERS, "Rioters")
CIVILIAN_SIDE = ("role.civilians.groups", CIVILIANS, "Civilians")
POLICE_SIDE = ("role.police.forces", STATE, "Police Forces")
UNKNOWN_ARMED_SIDE = ("role.militants.unidentified", 3, "Unidentified Armed Group")
WRECKING = ("/mob.locals_wreck", "/mob.traffic")  # how the decisions end in which a crowd burns and loots
COMMUNITY = ("role.communal.community", 4, "Unidentified Communal Militia")
COMMUNAL_CLASH = "mob/mob.communities"  # how the decision begins by which a clash of communities is a battle
FIGHTERS = frozenset(("attacker", "militant", "police", "soldier"))  # kinds of victims that are no civilians
COMMUNITIES = "role.civilians.groups"  # "villagers", "farmers": armed, they act for their community


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where and when an event is: what decides who its sides can be."""

    country: str | None
    province: str | None
    on: date | None

    def war(self) -> War | None:
        """The war between two known sides that a fight there and then is part of."""
        return war_at(self.country, self.province, self.on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Who is told to act or suffer in an event, those named most first."""

    lead: EventMention
    sub_event_type: str
    crowd: list[ActorMention]
    civilians: list[ActorMention]
    armed: list[ActorMention]
    allies: list[ActorMention]
    setting: Setting

    def implied(self, side: tuple[str, int, str]) -> ActorMention:
        """A side that the kind of event brings along: it quotes the words that gave the kind."""
        rule, inter, name = side
        return ActorMention(
            span=self.lead.trigger_span,
            text=self.lead.trigger_text,
            actor_id=rule.split(".")[1],
            name=name,
            inter=inter,
            country=None,
            rule=rule,
        )

    def at_war(self) -> list[ActorMention]:
        """Both sides of the war that is fought there, where one is known and nobody is named."""
        war, like = self.setting.war(), self.implied(UNKNOWN_ARMED_SIDE)
        return [war.named(side, self.setting.on, like) for side in war.sides] if war else []

    def enemy_of(self, actor: ActorMention) -> ActorMention | None:
        """The other side of the war that is fought there, where the actor is one of the two."""
        war = self.setting.war()
        own = [side for side in war.sides if side.is_side(actor, self.setting.country)] if war else []
        if war is None or len(own) != 1:
            return None
        other = next(side for side in war.sides if side is not own[0])
        return war.named(other, self.setting.on, self.implied(UNKNOWN_ARMED_SIDE))

    def without_namesakes(self, armed: list[ActorMention]) -> list[ActorMention]:
        """The armed sides without the "militants" that only call a named group so again: "IS began an offensive, when
        militants took the town"; whom it fights has the other part."""
        named = {actor.part for actor in armed if actor.inter in ARMED_GROUPS and actor.actor_id != UNIDENTIFIED}
        if not named or self.told_as_fight():
            return armed
        opposed = {DOER: {TARGET}, TARGET: {DOER}}
        return [
            actor
            for actor in armed
            if actor.actor_id != UNIDENTIFIED or bool(named & opposed.get(actor.part or "", set()))
        ]

    def doer(self) -> ActorMention | None:
        """The armed side that acts: by the words beside it, else the first that is not the target.

        "Gunmen" who act are the group that is named with them.
        """
        acting = [actor for actor in self.armed if actor.part == DOER]
        named = [actor for actor in acting if actor.actor_id != UNIDENTIFIED]
        rest = [actor for actor in self.armed if actor.part is None]
        groups = [actor for actor in rest if actor.inter in ARMED_GROUPS] if acting else rest
        return first_of(named) or first_of(groups) or first_of(acting)

    def target(self) -> ActorMention | None:
        return first_of([actor for actor in self.armed if actor.part == TARGET])

    def community(self) -> ActorMention | None:
        """Villagers, farmers or herders who attack or fight: an armed community."""
        people = first_of([one for one in self.civilians if one.rule == COMMUNITIES and one.part == DOER])
        if people is None:
            return None
        rule, inter, name = COMMUNITY
        return replace(people, actor_id=rule.split(".")[1], name=name, inter=inter, rule=rule)

    def communities(self) -> list[ActorMention]:
        """Both sides of a deadly clash of villages, clans or "two groups" that no words name: communities in arms."""
        why = self.lead.kind_reason
        is_communal = why is not None and why.rule.startswith(COMMUNAL_CLASH)
        return [self.implied(COMMUNITY)] * 2 if is_communal else []

    def told_as_fight(self) -> bool:
        """Whether the words that tell it have two sides: "clashed", "two groups clashed"."""
        return not words_of("deed_words", "fight").isdisjoint(self.lead.trigger_text.lower().split())

    def is_on_both(self, actor: ActorMention) -> bool:
        """Whether the only armed side fights its like: "rival gangs clashed", "in tribal clashes"."""
        fight = words_of("deed_words", "fight")
        is_fight = self.told_as_fight() or actor.text.lower().split()[-1] in fight
        return is_fight and actor.part != TARGET and actor.rule.startswith(ROLE)

    def only_wrecks(self) -> bool:
        """Whether a bus or a shop was burned and nobody is told to be harmed."""
        why = self.lead.kind_reason
        return why is not None and why.rule.endswith(WRECKING) and not (self.lead.targets or self.lead.claim_ids)

    def people_hurt(self) -> ActorMention | None:
        """Civilians, where somebody was hurt and no words say that it was fighters."""
        hurt = set(self.lead.targets)
        if not hurt:
            return None
        return first_of(self.civilians) or (self.implied(CIVILIAN_SIDE) if hurt.isdisjoint(FIGHTERS) else None)

    def harmed_civilians(self) -> ActorMention | None:
        return first_of([actor for actor in self.civilians if actor.part == TARGET])


@cache
def _parties() -> frozenset[str]:
    return frozenset(entry.id for entry in load_lexicon("actors").entries if entry.fields.get("kind") == "party")


def is_party(actor: ActorMention) -> bool:
    """Whether it is a movement that as a rule carries no arms, whose followers riot as a crowd."""
    return actor.actor_id in _parties()


def first_of(actors: Sequence[ActorMention]) -> ActorMention | None:
    """The first one, or None."""
    return actors[0] if actors else None
