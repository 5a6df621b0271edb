"""The toll as it was known on any day: what the ranges said with the reports published by then.

The days are those of the reports. Each range is made by the same rules from the documents of that day and before, as
``run --as-of`` would make it from the tellings linked now. Documents without a day of publication count from the
beginning, as they do there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from conflict_ledger.records import CasualtyRange, FormerRange

View = Callable[[Collection[str]], Sequence[CasualtyRange]]  # what the ranges say with these documents alone
Key = tuple[str, str]


def with_history(
    ranges: Sequence[CasualtyRange], view: View, published: Mapping[str, date | None]
) -> tuple[tuple[CasualtyRange, ...], tuple[FormerRange, ...]]:
    """The ranges with the day since which each stands, and what stood in their place before."""
    days = sorted({day or date.min for day in published.values()})
    standing: dict[Key, tuple[date, CasualtyRange | None]] = {}
    former: list[FormerRange] = []
    for day in days:
        known = {name for name, on in published.items() if (on or date.min) <= day}
        now = _by_key(ranges if day == days[-1] else view(known))
        for key in sorted(standing.keys() | now.keys()):
            since, held = standing.get(key, (day, None))
            found = now.get(key)
            if key in standing and _says(held) == _says(found):
                continue
            if key in standing:
                former.append(_former(key, since, held))
            standing[key] = (day, found)
    former += [_former(key, since, None) for key, (since, held) in sorted(standing.items()) if held is None]
    return tuple(replace(found, known_since=_day(standing[_key(found)][0])) for found in ranges), tuple(former)


def _key(found: CasualtyRange) -> Key:
    return found.outcome, found.claimant_type


def _by_key(ranges: Sequence[CasualtyRange]) -> dict[Key, CasualtyRange]:
    return {_key(found): found for found in ranges}


def _says(found: CasualtyRange | None) -> CasualtyRange | None:
    """What of a range counts as a change: its bounds and the claims behind them, not how many repeat them."""
    if found is None:
        return None
    return replace(
        found, n_claims=0, n_documents=0, n_independent_documents=0, first_reported_on=None, last_reported_on=None,
        spread=None, perpetrator_to_state=None, claimants_overlap=None,
    )  # fmt: skip


def _former(key: Key, since: date, held: CasualtyRange | None) -> FormerRange:
    return FormerRange(outcome=key[0], claimant_type=key[1], known_since=_day(since), stated=held)


def _day(day: date) -> date | None:
    return None if day == date.min else day
