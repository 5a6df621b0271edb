"""Who fights whom, as UCDP writes it: the type of violence, the two sides and their states."""

from __future__ import annotations

from dataclasses import dataclass

from conflict_ledger.publish.row_reading import Row
from conflict_ledger.publish.views.states import country_of_forces, state_of_country

# ACLED's actor types. Rioters (5) are a crowd: what they do is not organised violence.
STATE_FORCES, EXTERNAL_FORCES, RIOTERS = 1, 8, 5
STATES, GROUPS, UNARMED = frozenset({STATE_FORCES, EXTERNAL_FORCES}), frozenset({2, 3, 4}), frozenset({6, 7})
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
CIVILIANS = "Civilians"
# Fights and attacks are organised also where nobody says by whom; what else turns lethal is so only with a side told.
ORGANISED = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side: its kind in ACLED's numbers (0 where nobody is told), its name, and the number of its state."""

    kind: int
    name: str | None
    state: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Both sides in UCDP's order: a government before a group, whoever does it before civilians."""

    violence: int | None
    a: Side
    b: Side

    @property
    def dyad(self) -> str | None:
        """Both names, where both are known."""
        return f"{self.a.name} - {self.b.name}" if self.a.name and self.b.name else None


def sides_of(event: Row, codes: Row) -> Sides | None:
    """The sides of a row of ``events``; None where the violence is not organised.

    ``codes`` is its row of ``event_details``, with ACLED's numbers of the actor types.
    """
    kinds = codes["inter1_code"], codes["inter2_code"]
    violence = _violence(*kinds)
    if RIOTERS in kinds or (violence is None and event["event_type"] not in ORGANISED):
        return None
    first, second = _side(kinds[0], event["actor1"]), _side(kinds[1], event["actor2"])
    if _rank(second, violence) < _rank(first, violence):
        first, second = second, first
    return Sides(violence=violence, a=first, b=second)


def _violence(first: int, second: int) -> int | None:
    kinds = {first, second}
    armed = STATES | GROUPS
    if kinds & armed and kinds & UNARMED:
        return ONE_SIDED
    if not kinds <= armed:
        return None
    if kinds <= GROUPS:
        return NON_STATE
    return STATE_BASED if kinds & GROUPS or kinds == STATES else None


def _side(kind: int, actor: str | None) -> Side:
    if kind in UNARMED:
        return Side(kind=kind, name=CIVILIANS)
    state = state_of_country(country_of_forces(actor)) if kind in STATES else None
    if state is None:
        return Side(kind=kind, name=actor)
    return Side(kind=kind, name=f"Government of {state.name}", state=str(state.number))


def _rank(side: Side, violence: int | None) -> int:
    """Where a side stands: civilians behind those who attack them, and nobody told last but for them."""
    if side.kind in UNARMED:
        return 3
    return 0 if violence == STATE_BASED and side.kind in STATES else 1
