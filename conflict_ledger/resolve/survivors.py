"""People said to be shot and not said to have died: injured, where nobody states a number of injured.

"Four people were shot, one of them fatally" leaves three. The claims stay what they are, ``casualties``; only the view
draws the conclusion, and its ``basis`` says so. Vague words and bare plurals are left alone: soldiers who "were shot"
by the dozen were put to death.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from conflict_ledger.records import CasualtyRange, Claim
from conflict_ledger.resolve.fatalities import range_over, usable


def with_survivors(
    ranges: Sequence[CasualtyRange], claims: Sequence[Claim], published: Mapping[str, date | None]
) -> tuple[CasualtyRange, ...]:
    """The ranges of an event, with one of the injured where it follows from those shot; sorted by outcome."""
    shot = usable(claim for claim in claims if claim.is_shot and claim.quantity.is_number)
    if not shot or any(found.outcome == "injured" for found in ranges):
        return tuple(ranges)
    alive = _less_the_dead(range_over("injured", "all", shot, published), ranges)
    if alive is None:
        return tuple(ranges)
    after = next((at for at, found in enumerate(ranges) if found.outcome > "injured"), len(ranges))
    return (*ranges[:after], alive, *ranges[after:])


def _less_the_dead(shot: CasualtyRange, ranges: Sequence[CasualtyRange]) -> CasualtyRange | None:
    """The range of those shot without the dead; None where nobody is left over."""
    killed = next((found for found in ranges if found.outcome == "killed" and found.claimant_type == "all"), None)
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
