"""The dead by side, as UCDP counts them: four numbers that always add up to ``best``.

A dead person belongs to a side where the words of a claim say so (``casualty_claims.side``), counted in the document of
the claim that ``best`` comes from, or else in the one document that tells most without telling more than ``best``.
What no words tell is ``deaths_unknown``; only in one-sided violence the dead are civilians unless words say otherwise,
since that is what makes it one-sided.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conflict_ledger.publish.row_reading import Row
from conflict_ledger.publish.views.ucdp_sides import GROUPS, ONE_SIDED, STATES, Sides

ARMED = {"state forces": STATES, "armed group": GROUPS}
CIVILIANS = "civilians"
DEATHS = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")

Told = Mapping[str, int]  # side of casualty_claims -> its dead, by one document


def split_deaths(best: int | None, best_document: str | None, claims: Sequence[Row], sides: Sides) -> Row:
    """``best`` by side; all null where there is no best."""
    if best is None:
        return dict.fromkeys(DEATHS)
    told = _told(best, best_document, claims)
    if sides.violence == ONE_SIDED:
        armed = sum(number for side, number in told.items() if side in ARMED)
        return dict(zip(DEATHS, (0, 0, best - armed, armed), strict=True))
    counted = [0, 0, told.get(CIVILIANS, 0)]
    for side, number in told.items():
        places = [at for at, party in enumerate((sides.a, sides.b)) if party.kind in ARMED.get(side, ())]
        if len(places) == 1:
            counted[places[0]] += number
    return dict(zip(DEATHS, (*counted, best - sum(counted)), strict=True))


def _told(best: int, best_document: str | None, claims: Sequence[Row]) -> Told:
    """The dead by side as one document tells them, together no more than ``best``; empty where none does."""
    by_document: dict[str, dict[str, int]] = {}
    for claim in claims:
        number = claim["low"] if claim["best"] is None else claim["best"]
        if claim["side"] is not None and number is not None:
            told = by_document.setdefault(claim["document_id"], {})
            told[claim["side"]] = max(number, told.get(claim["side"], 0))  # the same dead told again never add up
    fitting = {name: told for name, told in by_document.items() if sum(told.values()) <= best}
    if best_document in fitting:
        return fitting[best_document]
    chosen = min(fitting, key=lambda name: (-sum(fitting[name].values()), name), default=None)
    return {} if chosen is None else fitting[chosen]
