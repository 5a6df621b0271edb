"""docs/analyses.md shows what its script gives over the sample corpus, and the pictures say what the numbers say."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

from tests.ledger_runs import run

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
NAN = float("nan")


def script(name: str) -> ModuleType:
    """A module of docs/, which is no package."""
    spec = importlib.util.spec_from_file_location(name, DOCS / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


pictures = script("analyses_pictures")
analyses = script("analyses")


@pytest.mark.slow
def test_page_and_pictures_are_those_of_the_sample_release(tmp_path: Path) -> None:
    run(tmp_path, raw=ROOT / "data" / "raw")
    page = tmp_path / "page"
    page.mkdir()
    analyses.write_page(tmp_path / "out", page)
    made = {path.name: path.read_bytes() for path in page.iterdir()}
    assert len(made) == 5
    for name, content in made.items():
        assert (DOCS / name).read_bytes() == content, f"{name} is not what the sample gives: make docs"


def monthly() -> pd.DataFrame:
    columns = ["outcome", "month", "events", "events_reported", "low", "best", "high_at_least", "events_high_open"]
    rows = [
        ("killed", "2014-06-01", 2, 1, 3, 5, 9, 0),
        ("killed", "2014-06-01", 1, 1, 4, None, 6, 1),
        ("injured", "2014-06-01", 1, 1, 90, 90, 90, 0),
        ("killed", None, 1, 1, 50, 50, 50, 0),
        ("killed", "2014-07-01", 1, 0, 0, 0, 0, 0),
    ]
    return pd.DataFrame(rows, columns=columns).assign(month=lambda found: pd.to_datetime(found["month"]))


def test_months_leave_out_other_outcomes_unknown_months_and_silence() -> None:
    (row,) = analyses.months({"monthly_admin1": monthly()}).to_dict("records")
    assert row == {
        "month": "2014-06", "events": 3, "events_reported": 2, "low": 7, "best": 5, "high_at_least": 15,
        "events_high_open": 1,
    }  # fmt: skip


def test_places_are_only_those_that_are_named() -> None:
    columns = ["event_id_cnty", "location", "country", "latitude", "longitude", "geo_precision", "fatalities"]
    rows = [
        ("A1", "Sarh", "Chad", 9.1, 18.4, 1, 2),
        ("A2", "Sarh", "Chad", 9.1, 18.4, 1, 3),
        ("A3", "Abeche", "Chad", 13.8, 20.8, 3, 9),
    ]
    found = analyses.places({"events": pd.DataFrame(rows, columns=columns)})
    assert found[["location", "events", "fatalities"]].to_numpy().tolist() == [["Sarh", 2, 5]]


def test_intervals_show_low_best_high_and_what_is_open() -> None:
    drawn = pictures.intervals([("June", 10, 20, 100, True), ("July <1>", NAN, NAN, 0, False)], "killed")
    bars = re.findall(r'd="M([\d.]+) \d+H([\d.]+)"', drawn)
    (dot,) = re.findall(r'circle cx="([\d.]+)"', drawn)
    assert float(bars[0][0]) < float(dot) < float(bars[0][1])
    assert drawn.count("l9 5l-9 5") == 1  # one arrow
    assert re.findall(r'text-anchor="middle">([\d,]+)<', drawn) == ["0", "1", "10", "100", "1,000"]
    assert "July &lt;1&gt;" in drawn


def test_a_circle_grows_with_the_dead() -> None:
    drawn = pictures.world_map([(18.4, 9.1, 90, "Sarh"), (20.8, 13.8, 0, "Abeche")])
    circles = re.findall(r'circle cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"', drawn)
    assert [circle[2] for circle in circles] == ["18.0", "2.0"]
    assert "<title>Sarh: 90</title>" in drawn
