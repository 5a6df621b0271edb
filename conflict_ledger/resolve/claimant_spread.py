"""How far the claimants of one outcome of an event are apart, in the row that holds the whole of it.

``spread`` is the width of the range in units of its best number. ``perpetrator_to_state`` holds what those who did it
claim against what the state admits: the government's number, or the military's where the government gives none. What an
official only repeats and cannot confirm ("the claim of 400 dead is unverified") is no number of the state's.
``claimants_overlap`` is false where two kinds of claimants leave no number that both could accept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from math import inf

from conflict_ledger.records import CasualtyRange, Claim

STATE = ("government", "military")


def with_spread(ranges: Sequence[CasualtyRange], claims: Iterable[Claim]) -> tuple[CasualtyRange, ...]:
    """The ranges, with the distance between the claimants in the row ``all`` of each outcome; ``claims`` made them."""
    return tuple(_with_spread(ranges, {claim.claim_id for claim in claims if claim.assertion == "unverified"}))


def _with_spread(ranges: Sequence[CasualtyRange], unverified: Collection[str]) -> Iterator[CasualtyRange]:
    for found in ranges:
        if found.claimant_type != "all":
            yield found
            continue
        kinds = [one for one in ranges if one.outcome == found.outcome and one.claimant_type != "all"]
        best = {one.claimant_type: one.best for one in kinds}
        stated = {one.claimant_type: one.best for one in kinds if one.best_claim_id not in unverified}
        state = next((stated[kind] for kind in STATE if stated.get(kind) is not None), None)
        yield replace(
            found,
            spread=_spread(found),
            perpetrator_to_state=_ratio(best.get("perpetrator"), state),
            claimants_overlap=_overlap(kinds) if len(kinds) > 1 else None,
        )


def _spread(found: CasualtyRange) -> float | None:
    return None if found.high is None or found.low is None else _ratio(found.high - found.low, found.best)


def _ratio(one: int | None, other: int | None) -> float | None:
    """Rounded to three digits; None where either is unknown or nothing can be divided."""
    return round(one / other, 3) if one is not None and other else None


def _overlap(kinds: Sequence[CasualtyRange]) -> bool:
    bounds = [(one.low or 0, inf if one.high is None else one.high) for one in kinds]
    return all(one[0] <= other[1] and other[0] <= one[1] for one, other in combinations(bounds, 2))
