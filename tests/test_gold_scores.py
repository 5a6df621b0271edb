"""The extraction keeps the level it has reached on the gold.

A figure more than ``evaluate.TOLERANCE`` below tests/gold/scores.json fails. When a figure has risen, or has
fallen for a reason that stands in the changelog, one command makes the present level the accepted one::

    conflict-ledger score --accept
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conflict_ledger.evaluation.scores import LEVELS, fallen_figures

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "gold"


@pytest.mark.slow
def test_no_figure_falls() -> None:
    assert fallen_figures(GOLD, ROOT / "data" / "raw") == []


def test_a_level_is_accepted_for_all_gold() -> None:
    levels = json.loads((GOLD / LEVELS).read_text(encoding="utf-8"))
    assert sorted(levels) == ["dev", "held_out"]
    for figures in levels.values():
        assert {"claims F1", "events F1", "event days", "event place", "documents title"} <= figures.keys()
        assert all(0 <= figure["value"] <= 1 and figure["n"] > 0 for figure in figures.values())
