"""Whether a coded event is one that ACLED would code, other lethal violence, or none at all.

Backgrounds decide: a film, a match, a drill or an anniversary tells of no event; an earthquake only of one when armed
people act in it; a robbery is violence without a political actor.
"""

from __future__ import annotations

from collections.abc import Sequence

from conflict_ledger.records import ActorMention, CueMention, TriggerMention

ACLED, VIOLENCE = "acled", "violence"
NEVER = frozenset({"anniversary", "exercise", "fiction", "sport"})
UNLESS_ARMED = frozenset({"accident", "business", "disaster", "disease"})
UNLESS_CERTAIN = frozenset({"history", "hypothetical", "threat"})
CERTAIN = 0.9  # a trigger of this weight needs no other evidence
PAST_ACTS = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians"})
NEEDS_A_PERPETRATOR = frozenset(
    {"Attack", "Armed clash", "Looting/property destruction", "Abduction/forced disappearance"}
)
NON_STATE = frozenset({2, 3, 4})
POLITICAL_VICTIM = "role.civilians.professions"
NAMES_THE_AGENT = frozenset({"attack.kill_civilian", "attack.village", "clash.attack_on_post", "clash.kills_fighter"})


def scope_of(
    coded: tuple[str, str, str] | None,
    triggers: Sequence[TriggerMention],
    actors: Sequence[ActorMention],
    cues: Sequence[CueMention],
) -> str | None:
    """``acled``, ``violence`` or None (no event) for what ``classify`` made of the same sentences.

    ``cues`` are those of the event's own sentences; only their ``kind`` is read.
    """
    if coded is None:
        return None
    event_type, sub_event_type, _ = coded
    kinds = frozenset(cue.kind for cue in cues)
    weight = max((t.weight for t in triggers if t.sub_event_type == sub_event_type), default=0.0)
    if _is_background(event_type, kinds, weight, actors):
        return None
    if sub_event_type in NEEDS_A_PERPETRATOR and not _is_political(kinds, triggers, actors):
        return VIOLENCE
    return ACLED


def _is_background(event_type: str, kinds: frozenset[str], weight: float, actors: Sequence[ActorMention]) -> bool:
    """Whether the sentences speak of something else, with an event word in passing."""
    if kinds & NEVER:
        return True
    is_armed = any(actor.inter in NON_STATE for actor in actors)
    if kinds & UNLESS_ARMED and not is_armed:
        return True
    if "suicide" in kinds and not is_armed:
        return True
    if "trial" in kinds and event_type in PAST_ACTS:
        return True
    return bool(kinds & UNLESS_CERTAIN) and weight < CERTAIN


def _is_political(kinds: frozenset[str], triggers: Sequence[TriggerMention], actors: Sequence[ActorMention]) -> bool:
    """Whether anything but private crime is told: an armed group, a force that acts, a public victim."""
    if "crime" in kinds:
        return any(actor.inter == 2 for actor in actors)
    if any(trigger.rule in NAMES_THE_AGENT for trigger in triggers):
        return True
    if any(actor.inter in NON_STATE or actor.rule == POLITICAL_VICTIM for actor in actors):
        return True
    return any(actor.actor_id.startswith("military") for actor in actors)
