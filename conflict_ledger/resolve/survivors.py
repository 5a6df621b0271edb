"""People said to be shot and not said to have died: injured, where nobody states as many.

"Four people were shot, one of them fatally" leaves three, also where only "two are in critical condition". The claims
stay what they are, ``casualties``; only the view draws the conclusion, and its ``basis`` says so. Vague words and bare
plurals are left alone: soldiers who "were shot" by the dozen were put to death.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from conflict_ledger.records import CasualtyRange, Claim
from conflict_ledger.resolve.fatalities import NO_COPIES, range_over, usable


def with_survivors(
    ranges: Sequence[CasualtyRange],
    claims: Sequence[Claim],
    published: Mapping[str, date | None],
    originals: Mapping[str, str] = NO_COPIES,
) -> tuple[CasualtyRange, ...]:
    """The ranges of an event, with one of the injured where more follow from those shot than anybody states."""
    shot = usable(claim for claim in claims if claim.is_shot and claim.is_total and claim.quantity.is_number)
    alive = _less_the_dead(range_over("injured", "all", shot, published, originals), ranges) if shot else None
    if alive is None:
        return tuple(ranges)
    if any(_reaches(claim, alive) for claim in usable(claims) if claim.outcome == "injured"):
        return tuple(ranges)
    kept = [found for found in ranges if not _is_all_of(found, "injured")]
    after = next((at for at, found in enumerate(kept) if found.outcome >= "injured"), len(kept))
    return (*kept[:after], alive, *kept[after:])


def _is_all_of(found: CasualtyRange, outcome: str) -> bool:
    return found.outcome == outcome and found.claimant_type == "all"


def _reaches(claim: Claim, alive: CasualtyRange) -> bool:
    """Whether a claim states as many injured: a lower one tells of some of those shot ("two are in hospital")."""
    told = claim.quantity.best if claim.quantity.best is not None else claim.quantity.low
    return alive.best is not None and told is not None and told >= alive.best


def _less_the_dead(shot: CasualtyRange, ranges: Sequence[CasualtyRange]) -> CasualtyRange | None:
    """The range of those shot without the dead; None where nobody is left over."""
    killed = next((found for found in ranges if _is_all_of(found, "killed")), None)
    dead = (killed.best or killed.low or 0) if killed else 0
    if shot.best is None or shot.best <= dead:
        return None
    return replace(
        shot,
        low=max(0, (shot.low or 0) - dead),
        best=shot.best - dead,
        high=None if shot.high is None else shot.high - dead,
        basis="shot_not_dead",
    )
