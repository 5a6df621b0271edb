"""Whether a coded event is one that ACLED would code, other lethal violence, or none at all.

Backgrounds decide: a film, a match, a drill or an anniversary tells of no event; an earthquake only of one when armed
people act in it; a robbery is violence without a political actor.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.records import ActorMention, CueMention

ACLED, VIOLENCE = "acled", "violence"
GAMES = frozenset({"exercise", "fiction", "sport"})
UNLESS_ARMED = frozenset({"accident", "business", "disaster", "suicide"})
UNLESS_CERTAIN = frozenset({"disease", "history", "hypothetical", "threat"})
LIKELY = 0.6  # what is only commented on needs a trigger of this weight
CERTAIN = 0.75  # a trigger of this weight speaks against a plan or another time
SURE = 0.9  # one of this weight against an accident or a game: fire crews and novelists are hit by shells too
COUNTED = 0.8  # the weight of people counted as shot or killed, where that and no word decided
PAST_ACTS = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians"})
ORDINARY_CRIME = frozenset(
    {"Attack", "Armed clash", "Looting/property destruction", "Abduction/forced disappearance", "Sexual violence"}
)
NON_STATE = frozenset({2, 3, 4})
DEMONSTRATORS = frozenset({5, 6})


def scope_of(
    coded: tuple[str, str, str] | None, actors: Sequence[ActorMention], cues: Sequence[CueMention]
) -> str | None:
    """``acled``, ``violence`` or None (no event) for what ``classify`` made of the same sentences.

    ``cues`` are those of the event's own sentences; only their ``kind`` is read.
    """
    if coded is None:
        return None
    event_type, sub_event_type, rule = coded
    kinds = Counter(kind for kind, _ in {(cue.kind, cue.text.lower()) for cue in cues})  # a word told again is one
    inters = frozenset(actor.inter for actor in actors)
    if _is_background(event_type, _weight(rule), kinds, inters):
        return None
    if "crime" in kinds and 2 not in inters:
        if sub_event_type == "Arrests":
            return None
        return VIOLENCE if sub_event_type in ORDINARY_CRIME else ACLED
    return ACLED


def _is_background(event_type: str, weight: float, kinds: Counter[str], inters: frozenset[int]) -> bool:
    """Whether the sentences speak of something else, with an event word in passing."""
    is_armed = bool(inters & NON_STATE)
    games = sum(kinds[kind] for kind in GAMES)
    marches = event_type == "Protests" or (event_type == "Riots" and inters & DEMONSTRATORS)
    if games > 1 or (games and not is_armed and not marches and weight < SURE):
        return True
    if marches:
        return False
    if not is_armed and kinds.keys() & UNLESS_ARMED and weight < SURE:
        return True
    if event_type in PAST_ACTS and kinds.keys() & {"anniversary", "trial"}:
        return True
    return bool(kinds.keys() & UNLESS_CERTAIN and weight < CERTAIN) or ("statement" in kinds and weight < LIKELY)


@cache
def _weights() -> dict[str, float]:
    return {entry.id: float(entry.fields["weight"]) for entry in load_lexicon("event_types").entries}


def _weight(rule: str) -> float:
    """The weight of the trigger entry named behind the decision."""
    return _weights().get(rule.partition("/")[2], COUNTED)
