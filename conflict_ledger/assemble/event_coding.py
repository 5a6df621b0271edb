"""Which of ACLED's 25 sub-event types the sentences of one event tell: scored, then decided by named rules.

Each trigger votes for its sub-event type with its weight. Rules in a fixed order (``DECISIONS``) read the votes
together, since the type hangs on combinations: a protest with tear gas, a clash between two armed sides. What no
rule settles goes to the strongest vote; between near equals ACLED's hierarchy decides (``event_hierarchy.yml``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from conflict_ledger.frozen import record
from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.records import ActorMention, TriggerMention
from conflict_ledger.reference.actor_kinds import ARMED

FLOOR = 0.5  # a single weak word ("attack", "fought") needs a second one, or an armed actor, beside it
ANCHOR = 0.1  # what an armed actor adds, and what victims add
NEAR_EQUAL = 0.07  # votes closer than this are settled by the hierarchy
FURTHER = 0.15  # the share that each further, different trigger adds to the strongest one
LIKELY = 0.6  # a trigger that stands on its own
MISFIRED = 0.97  # a bomb that went off too early or not at all, whoever it hurt
CERTAIN = 0.85  # a trigger that needs no other evidence

PEACEFUL, INTERVENTION, EXCESSIVE = (
    "Peaceful protest",
    "Protest with intervention",
    "Excessive force against protesters",
)
RIOT, MOB = "Violent demonstration", "Mob violence"
OVERTAKES, REGAINS, CLASH = "Non-state actor overtakes territory", "Government regains territory", "Armed clash"
TRANSFER, DISRUPTED = "Non-violent transfer of territory", "Disrupted weapons use"
LOOTING = "Looting/property destruction"
ATTACK, SEXUAL = "Attack", "Sexual violence"
REMOTE = (
    "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
    "Remote explosive/landmine/IED", "Grenade",
)  # fmt: skip
DEMONSTRATIONS = frozenset({PEACEFUL, INTERVENTION, EXCESSIVE, RIOT, MOB})
WENT_OFF = "blast"  # the family of triggers in which a device exploded
PEACEFULLY = "peaceful"  # "no clashes were reported"
KILLING = "kill"  # the family of triggers that tell of dead or wounded people
TWO_SIDED = "clash"  # the family of triggers in which both sides fight
SMALL_ARMS = "small_arms"  # guns fired from close by


@record(frozen=True, slots=True)
class Evidence:
    """What the rules see of one event: the strongest trigger and all votes per sub-event type, the strongest per
    family (the part of a trigger's id before the dot)."""

    strongest: Mapping[str, float]
    votes: Mapping[str, float]
    families: Mapping[str, float]

    def best(self, *sub_event_types: str) -> float:
        """The strongest single trigger for any of these sub-event types."""
        return max([self.strongest[name] for name in sub_event_types if name in self.strongest], default=0.0)

    def best_outside(self, names: frozenset[str]) -> float:
        """The strongest single trigger for anything else."""
        return max((weight for name, weight in self.strongest.items() if name not in names), default=0.0)


def _demonstration(seen: Evidence) -> str | None:
    """A protest is the event unless something stronger than its setting stands beside it."""
    setting, excessive = seen.best(PEACEFUL), seen.best(EXCESSIVE)
    part_of_it = DEMONSTRATIONS | {ATTACK, CLASH} if excessive >= LIKELY else DEMONSTRATIONS
    if setting < LIKELY or seen.best_outside(part_of_it) > max(setting, excessive) + NEAR_EQUAL:
        return None
    if seen.best(RIOT) >= LIKELY:
        return RIOT  # whoever demonstrates with violence riots, however hard the answer
    if excessive >= LIKELY:
        return EXCESSIVE
    if max(seen.best(MOB, LOOTING), seen.families.get(TWO_SIDED, 0.0)) >= LIKELY:
        return RIOT
    return INTERVENTION if seen.best(INTERVENTION) >= LIKELY else PEACEFUL


def _mob(seen: Evidence) -> str | None:
    """A violent crowd without a demonstration; armed groups and weapons that reach far go before it."""
    mob = seen.best(MOB)
    return MOB if mob >= LIKELY and seen.best_outside(DEMONSTRATIONS) <= mob + NEAR_EQUAL else None


def _riot(seen: Evidence) -> str | None:
    riot = seen.best(RIOT)
    return RIOT if riot >= LIKELY and seen.best_outside(DEMONSTRATIONS) <= riot + NEAR_EQUAL else None


def _sexual(seen: Evidence) -> str | None:
    """Sexual violence outranks every other harm done by hand."""
    return SEXUAL if seen.best(SEXUAL) >= CERTAIN > seen.best(*REMOTE) else None


def _disrupted(seen: Evidence) -> str | None:
    """A weapon found, defused or shot down is not used, unless it went off or people were hurt or fought."""
    disrupted = seen.best(DISRUPTED)
    if disrupted >= MISFIRED:
        return DISRUPTED
    used = WENT_OFF in seen.families or seen.families.get(TWO_SIDED, 0.0) >= LIKELY
    hurt = seen.families.get(KILLING, 0.0) > 0
    return DISRUPTED if disrupted >= CERTAIN and not used and not hurt else None


def _territory(seen: Evidence) -> str | None:
    """A place changed hands: by fighting, or without where the words say so."""
    taken = max((OVERTAKES, REGAINS), key=seen.best)
    fought = max(seen.families.get(TWO_SIDED, 0.0), seen.families.get(KILLING, 0.0))
    if seen.best(TRANSFER) > CERTAIN and fought < LIKELY:
        return TRANSFER
    if seen.best(taken) <= LIKELY:
        return None
    return TRANSFER if PEACEFULLY in seen.families and fought < LIKELY else taken


def _battle(seen: Evidence) -> str | None:
    """Two sides fight: this outranks the weapons they used. Who comes at a post with guns as well as with grenades or
    mortars fights it, too: only weapons that reach far by themselves make a remote attack."""
    fight = seen.families.get(TWO_SIDED, 0.0)
    if SMALL_ARMS in seen.families and seen.best(CLASH) >= LIKELY:
        return CLASH
    return CLASH if fight >= LIKELY and fight + NEAR_EQUAL * 2 >= seen.best(*REMOTE) else None


def _remote(seen: Evidence) -> str | None:
    """A weapon that reaches far decides over what it did to soldiers or civilians."""
    weapon = max(REMOTE, key=seen.best)
    return weapon if seen.best(weapon) >= LIKELY else None


DECISIONS: tuple[tuple[str, Callable[[Evidence], str | None]], ...] = (
    ("demonstration", _demonstration),
    ("mob", _mob),
    ("riot", _riot),
    ("sexual", _sexual),
    ("disrupted", _disrupted),
    ("territory", _territory),
    ("battle", _battle),
    ("remote", _remote),
)


@cache
def _hierarchy() -> Mapping[str, tuple[str, str]]:
    """Sub-event type -> (event type, rank)."""
    entries = load_lexicon("event_hierarchy").entries
    return {entry.value: (entry.fields["event_type"], entry.fields["rank"]) for entry in entries}


def weigh(triggers: Sequence[TriggerMention]) -> Evidence:
    """The evidence of one event's triggers; a further, different trigger adds a share to the strongest one's vote."""
    by_type: dict[str, dict[str, float]] = {}
    families: dict[str, float] = {}
    for trigger in triggers:
        by_rule = by_type.setdefault(trigger.sub_event_type, {})
        by_rule[trigger.rule] = max(by_rule.get(trigger.rule, 0.0), trigger.weight)
        family = trigger.rule.partition(".")[0]
        families[family] = max(families.get(family, 0.0), trigger.weight)
    ordered = {name: sorted(by_rule.values(), reverse=True) for name, by_rule in by_type.items()}
    votes = {name: weights[0] + FURTHER * sum(weights[1:]) for name, weights in ordered.items()}
    return Evidence({name: weights[0] for name, weights in ordered.items()}, votes, families)


def classify(
    triggers: Sequence[TriggerMention], actors: Sequence[ActorMention], has_victims: bool = False
) -> tuple[str, str, str] | None:
    """(event type, sub-event type, rule) of the one event these mentions tell, or None when they tell of none.

    ``has_victims`` says that the same sentences count dead or wounded, which ties a weak word to a deed.
    The rule is the decision of this module and the strongest trigger entry behind it: ``battle/clash.between``.
    """
    if not triggers:
        return None
    seen = weigh(triggers)
    anchor = ANCHOR * (any(_is_armed(actor) for actor in actors) + has_victims)
    if max(seen.votes.values()) + anchor < FLOOR:
        return None
    for name, decide in DECISIONS:
        sub_event_type = decide(seen)
        if sub_event_type:
            return _coded(sub_event_type, name, triggers)
    top = max(seen.votes.values())
    near = [name for name, vote in seen.votes.items() if vote >= top - NEAR_EQUAL]
    return _coded(min(near, key=lambda name: _hierarchy()[name][1]), "votes", triggers)


def tells_harm(triggers: Sequence[TriggerMention]) -> bool:
    """Whether a word tells of people killed, shot or wounded, with or without their number."""
    return any(trigger.rule.partition(".")[0] == KILLING for trigger in triggers)


def says_no_fight(triggers: Sequence[TriggerMention]) -> bool:
    """Whether words say that nobody fought: "no clashes were reported" tells how the place before was taken."""
    return any(trigger.rule.partition(".")[0] == PEACEFULLY for trigger in triggers)


def _coded(sub_event_type: str, decision: str, triggers: Sequence[TriggerMention]) -> tuple[str, str, str]:
    """The answer, with the decision and the strongest trigger entry behind it."""
    matching = [trigger for trigger in triggers if trigger.sub_event_type == sub_event_type]
    first = max(matching or triggers, key=lambda trigger: (trigger.weight, -trigger.span.start))
    return _hierarchy()[sub_event_type][0], sub_event_type, f"{decision}/{first.rule}"


def _is_armed(actor: ActorMention) -> bool:
    """Whether an actor ties a weak word to a conflict; the police do not, since they speak in every story."""
    return actor.inter in ARMED and not actor.actor_id.startswith("police")
