"""Floors stop what is much poorer than it should be, and nothing else."""

from __future__ import annotations

import pytest

from conflict_ledger.publish.floors import broken_floors

BEFORE = {"read": 1000, "documents": 900, "events": 100}
CASES = {
    "as before": (BEFORE, BEFORE, 0),
    "first run": (BEFORE, {}, 0),
    "a usual day": ({"read": 1010, "documents": 880, "events": 95}, BEFORE, 0),
    "most records refused": ({"read": 1000, "documents": 499, "events": 100}, {}, 1),
    "half kept": ({"read": 1000, "documents": 500, "events": 100}, {}, 0),
    "a few odd files": ({"read": 9, "documents": 1, "events": 0}, {}, 0),
    "documents halved on the same input": ({"read": 1000, "documents": 440, "events": 90}, BEFORE, 2),
    "events gone on the same input": ({"read": 1000, "documents": 900, "events": 49}, BEFORE, 1),
    "input halved": ({"read": 500, "documents": 440, "events": 49}, BEFORE, 0),
    "input vanished": ({"read": 0, "documents": 0, "events": 0}, BEFORE, 1),
    "never any input": ({"read": 0, "documents": 0, "events": 0}, {"read": 0, "documents": 0, "events": 0}, 0),
    "hostile files": ({"read": 6, "documents": 1, "events": 0, "errors": 5}, {}, 0),
    "an extractor that fails": ({"read": 30, "documents": 23, "events": 9, "errors": 7}, {}, 1),
    "a few errors among many": ({"read": 900, "documents": 800, "events": 9, "errors": 100}, {}, 0),
    "few events less few": (
        {"read": 9, "documents": 9, "events": 1},
        {"read": 9, "documents": 9, "events": 9},
        0,
    ),
}


@pytest.mark.parametrize(("now", "before", "broken"), CASES.values(), ids=CASES)
def test_floors(now: dict[str, int], before: dict[str, int], broken: int) -> None:
    assert len(broken_floors({"errors": 0} | now, before)) == broken
