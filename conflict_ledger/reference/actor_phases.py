"""What a named group was on a day: rebels who came to rule hold the power of the state, a name or an aim changes.

The facts are data: ``lexicons/actor_phases.yml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from conflict_ledger.lexicon import Entry, load_lexicon
from conflict_ledger.records import ActorMention


@dataclass(frozen=True, slots=True)
class _Phase:
    """A group's type, name and state from one day to another, both included."""

    inter: int
    name: str | None
    country: str | None
    first: date
    last: date


@cache
def _phases() -> Mapping[str, tuple[_Phase, ...]]:
    found: dict[str, list[_Phase]] = {}
    for entry in load_lexicon("actor_phases").entries:
        found.setdefault(entry.value, []).append(_phase(entry))
    return {group: tuple(phases) for group, phases in found.items()}


def _phase(entry: Entry) -> _Phase:
    days = entry.fields
    return _Phase(
        inter=int(days["inter"]),
        name=days.get("name"),
        country=days.get("country"),
        first=date.fromisoformat(days["from"]) if "from" in days else date.min,
        last=date.fromisoformat(days["to"]) if "to" in days else date.max,
    )


def on_that_day(actor: ActorMention, on: date | None) -> ActorMention:
    """The actor as what it was on a day; as its words say where no day is known or nothing changed.

    A group that held a state's power gets that state as its country, so that abroad it is an external force.
    """
    if on is None:
        return actor
    phase = next((phase for phase in _phases().get(actor.actor_id, ()) if phase.first <= on <= phase.last), None)
    if phase is None:
        return actor
    return replace(actor, inter=phase.inter, name=phase.name or actor.name, country=phase.country or actor.country)
