"""The tables that the README shows are what a run over the sample corpus writes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.ledger_runs import manifest_of, run

ROOT = Path(__file__).parent.parent
ARTICLES = ("andes-monitor/1989-12-06", "harbour-post/1989-12-08")
RANGE_COLUMNS = ["claimant_type", "low", "best", "high", "n_claims", "n_documents"]
CLAIM_COLUMNS = ["count_text", "low", "best", "high", "claimant_type"]


def shown(heading: str) -> list[list[str]]:
    """The cells of the first table behind a heading of the README."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"(?:^\|.*\n)+", readme[readme.index(heading) :], re.MULTILINE)
    assert found is not None
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in found[0].splitlines()[2:]]


def cells(table: pd.DataFrame) -> list[list[str]]:
    """Rows as the README writes them: whole numbers, nothing for null."""
    text = table.astype(object).map(lambda cell: "" if pd.isna(cell) else str(cell).removesuffix(".0"))
    return text.to_numpy().tolist()  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readme")
    for name in ARTICLES:
        shutil.copytree(ROOT / "data" / "raw" / name, folder / "raw" / name)
    run(folder)
    return folder / "out"


def of_the_bomb(out: Path, table: str) -> pd.DataFrame:
    """The rows on the event that the README shows."""
    events = pd.read_parquet(out / "events")
    rows = pd.read_parquet(out / table)
    event_id = events.loc[events["location"] == "Bogota", "event_id_cnty"].item()
    return rows[rows["event_id_cnty"] == event_id]


def test_claims(out: Path) -> None:
    claims = of_the_bomb(out, "casualty_claims").merge(pd.read_parquet(out / "documents"), on="document_id")
    killed = claims[claims["outcome"] == "killed"].sort_values(["published_at", "count_start"])
    assert cells(killed[CLAIM_COLUMNS]) == [row[2:7] for row in shown("`casualty_claims` (killed)")]


def test_ranges(out: Path) -> None:
    ranges = of_the_bomb(out, "casualty_ranges")
    assert cells(ranges.loc[ranges["outcome"] == "killed", RANGE_COLUMNS]) == shown("`casualty_ranges` (killed)")


def test_the_event(out: Path) -> None:
    columns = "event_id_cnty event_date sub_event_type location country geo_precision fatalities".split()
    assert cells(of_the_bomb(out, "events")[columns]) == shown("`events` (some of its 31 columns)")


def test_the_toll_as_of_a_day(out: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (code,) = [block for block in re.findall(r"```python\n(.*?)```", readme, re.DOTALL) if "known_since" in block]
    told: dict[str, Any] = {"pd": pd}
    exec(code.replace("data/processed", str(out)), told)  # our own README
    toll = told["toll"]
    killed = toll[(toll["outcome"] == "killed") & (toll["claimant_type"] == "all")]
    bomb = killed[killed["event_id_cnty"].isin(of_the_bomb(out, "events")["event_id_cnty"])]
    assert cells(bomb[["low", "best", "high"]]) == [["35", "52", "52"]]


@pytest.mark.slow
def test_the_numbers_of_events(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data" / "raw", tmp_path / "raw")
    run(tmp_path)
    text = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    told = re.search(r"has (\d+) as published; .* cut it has (\d+), and .* contradicts them, (\d+)\.", text)
    assert told is not None
    counts = manifest_of(tmp_path / "out")["n_events"]
    assert list(map(int, told.groups())) == [counts["published"], counts["strict"], counts["loose"]]
