"""Which of ACLED's 25 sub-event types the sentences of one event tell: scored, then decided by named rules.

Each trigger votes for its sub-event type with its weight. Rules in a fixed order (``DECISIONS``) read the votes
together, since the type hangs on combinations: a protest with tear gas, a clash between two armed sides. What no
rule settles goes to the strongest vote; between near equals ACLED's hierarchy decides (``event_hierarchy.yml``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from conflict_ledger.assemble.event_scope import scope_of
from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.records import ActorMention, TriggerMention

__all__ = ["Evidence", "classify", "count_votes", "scope_of"]

FLOOR = 0.4  # a single weak word ("attack", "fought") is enough only with a second one beside it
NEAR_EQUAL = 0.07  # votes closer than this are settled by the hierarchy
SECOND, FURTHER = 0.25, 0.1  # what a second and each further different trigger adds to the strongest one
LIKELY = 0.6  # a vote that stands on its own
ARMED_NON_STATE = frozenset({2, 3, 4})
ARMED = frozenset({1, 2, 3, 4, 8})

PEACEFUL, INTERVENTION, EXCESSIVE = (
    "Peaceful protest",
    "Protest with intervention",
    "Excessive force against protesters",
)
RIOT, MOB = "Violent demonstration", "Mob violence"
CLASH, ATTACK, ARREST, LOOTING = "Armed clash", "Attack", "Arrests", "Looting/property destruction"
REMOTE = (
    "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
    "Remote explosive/landmine/IED", "Grenade",
)  # fmt: skip

Votes = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the rules see of one event."""

    votes: Votes
    inters: frozenset[int]

    def vote(self, *sub_event_types: str) -> float:
        """The strongest vote among these sub-event types."""
        return max(self.votes.get(name, 0.0) for name in sub_event_types)

    def best_other_than(self, *sub_event_types: str) -> float:
        """The strongest vote for anything else."""
        return max((vote for name, vote in self.votes.items() if name not in sub_event_types), default=0.0)


def _demonstration(seen: Evidence) -> str | None:
    """A protest is the event unless something stronger than its setting stands beside it."""
    setting = seen.vote(PEACEFUL)
    if setting < LIKELY or seen.vote(*REMOTE) > setting:
        return None
    if seen.vote(EXCESSIVE) >= LIKELY and seen.vote(EXCESSIVE) >= seen.vote(RIOT):
        return EXCESSIVE
    if seen.vote(RIOT, MOB) >= LIKELY:
        return RIOT if seen.vote(RIOT) >= seen.vote(MOB) else MOB
    if seen.vote(INTERVENTION) >= LIKELY:
        return INTERVENTION
    return PEACEFUL if seen.best_other_than(PEACEFUL, INTERVENTION, EXCESSIVE, RIOT, ARREST) <= setting else None


DECISIONS: tuple[tuple[str, Callable[[Evidence], str | None]], ...] = (("demonstration", _demonstration),)


@cache
def _hierarchy() -> Mapping[str, tuple[str, str]]:
    """Sub-event type -> (event type, rank)."""
    entries = load_lexicon("event_hierarchy").entries
    return {entry.value: (entry.fields["event_type"], entry.fields["rank"]) for entry in entries}


def count_votes(triggers: Sequence[TriggerMention]) -> dict[str, float]:
    """Sub-event type -> its strongest trigger plus a share for each further, different one."""
    strongest: dict[str, dict[str, float]] = {}
    for trigger in triggers:
        by_rule = strongest.setdefault(trigger.sub_event_type, {})
        by_rule[trigger.rule] = max(by_rule.get(trigger.rule, 0.0), trigger.weight)
    votes = {}
    for sub_event_type, by_rule in strongest.items():
        first, *others = sorted(by_rule.values(), reverse=True)
        votes[sub_event_type] = first + sum(
            weight * (SECOND if place == 0 else FURTHER) for place, weight in enumerate(others)
        )
    return votes


def classify(
    triggers: Sequence[TriggerMention], actors: Sequence[ActorMention], sentence_texts: Sequence[str]
) -> tuple[str, str, str] | None:
    """(event type, sub-event type, rule) of the one event these mentions tell, or None when they tell of none.

    The rule is a decision of this module, or ``votes:`` and the trigger entry that won.
    """
    votes = count_votes(triggers)
    seen = Evidence(votes, frozenset(actor.inter for actor in actors))
    if not votes or max(votes.values()) < FLOOR:
        return None
    for name, decide in DECISIONS:
        sub_event_type = decide(seen)
        if sub_event_type:
            return _hierarchy()[sub_event_type][0], sub_event_type, f"coding.{name}"
    top = max(votes.values())
    near = [name for name, vote in votes.items() if vote >= top - NEAR_EQUAL]
    winner = min(near, key=lambda name: _hierarchy()[name][1])
    return _hierarchy()[winner][0], winner, f"votes.{_strongest_rule(triggers, winner)}"


def _strongest_rule(triggers: Sequence[TriggerMention], sub_event_type: str) -> str:
    matching = [trigger for trigger in triggers if trigger.sub_event_type == sub_event_type]
    return max(matching, key=lambda trigger: (trigger.weight, -trigger.span.start)).rule
