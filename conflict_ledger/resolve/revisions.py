"""Counts that a later report of the same kind of claimant replaced: a toll that rose, or was revised down.

Report time decides, not the words. Of each kind of claimant the numbers of the last day of reports are held against
those of earlier days: an earlier one below all of them is superseded, one above all of them was revised down. Reports
without a day of publication and words that count nobody ("dozens") neither revise nor are revised. What different
kinds of claimants say is a difference, never a revision: the army's lower count does not revise the hospital's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from conflict_ledger.resolve.tallies import Tally

SUPERSEDED, REVISED_DOWN = "superseded", "revised_down"


@dataclass(frozen=True, slots=True)
class Revision:
    """What became of a count: ``superseded`` or ``revised_down``, and the tally of the later report."""

    role: str
    by: Tally


def revisions(tallies: Sequence[Tally], published: Mapping[str, date | None]) -> dict[int, Revision]:
    """Position of a tally -> what a later report made of it."""
    days: dict[str, dict[int, date]] = {}
    for at, tally in enumerate(tallies):
        day = published.get(tally.lead.document_id)
        if day is not None and tally.quantity.is_number:
            days.setdefault(tally.lead.claimant_type, {})[at] = day
    found: dict[int, Revision] = {}
    for of_kind in days.values():
        last = max(of_kind.values())
        newest = [tallies[at] for at, day in of_kind.items() if day == last]
        lowest, highest = min(newest, key=_floor), max(newest, key=_top)
        for at, day in of_kind.items():
            if day < last and _top(tallies[at]) < _floor(lowest):
                found[at] = Revision(SUPERSEDED, lowest)
            elif day < last and _floor(tallies[at]) > _top(highest):
                found[at] = Revision(REVISED_DOWN, highest)
    return found


def _floor(tally: Tally) -> int:
    return tally.quantity.low or 0


def _top(tally: Tally) -> int:
    """The highest number that the words name: "at least 12" is gone beyond by 15, as 12 is."""
    bounds = (tally.quantity.high, tally.quantity.best, tally.quantity.low)
    return next((bound for bound in bounds if bound is not None), 0)
