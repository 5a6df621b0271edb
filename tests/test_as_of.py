"""The toll as of any day: the history's row of a day says what a run up to that day says."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.ledger_runs import run

ARTICLES = {
    "undated": (None, "A blast at the fish market in Mwanza killed at least 4 people on 3 May 2021."),
    "first": ("2021-05-03", "A blast at the fish market in Mwanza killed 7 people on 3 May 2021, police said."),
    "second": ("2021-05-05", "The blast at the fish market in Mwanza on 3 May 2021 killed 11 people, police said."),
    "third": ("2021-05-08", "The blast at the fish market in Mwanza on 3 May 2021 killed 9 people, doctors said."),
}
KEY = ["outcome", "claimant_type"]
SAID = [*KEY, "low", "best", "high", "low_claim_id", "best_claim_id", "high_claim_id", "basis"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("as_of")
    (folder / "raw").mkdir()
    for name, (day, text) in ARTICLES.items():
        (folder / "raw" / f"{name}.txt").write_text(text, encoding="utf-8")
        if day is not None:
            (folder / "raw" / f"{name}.txt.meta.yml").write_text(f"published_at: {day}\n", encoding="utf-8")
    run(folder)
    return folder


def said(table: pd.DataFrame) -> list[list[Any]]:
    rows = table[SAID].astype(object)
    return sorted(rows.where(rows.notna(), None).to_numpy().tolist(), key=lambda row: row[:2])


def as_of(history: pd.DataFrame, day: date) -> pd.DataFrame:
    """What the codebook says: the last row that is not later than the day, where anything is stated."""
    known = history[history["known_since"].isna() | (history["known_since"] <= day)]
    last = known.sort_values("step").groupby(KEY).tail(1)
    return last[last["basis"].notna()]


def test_the_history_ends_in_the_ranges_and_has_gone_on_the_way(folder: Path) -> None:
    history = pd.read_parquet(folder / "out" / "casualty_range_history")
    assert said(as_of(history, date(2021, 5, 8))) == said(pd.read_parquet(folder / "out" / "casualty_ranges"))
    assert history.loc[history["claimant_type"] == "all", "known_since"].nunique() > 1


@pytest.mark.parametrize("day", [date(2021, 5, day) for day in (2, 3, 4, 5, 7, 8)])
def test_a_run_up_to_a_day_gives_the_row_of_that_day(folder: Path, day: date, tmp_path: Path) -> None:
    history = pd.read_parquet(folder / "out" / "casualty_range_history")
    run(folder, out=tmp_path / "out", as_of=day)
    assert said(as_of(history, day)) == said(pd.read_parquet(tmp_path / "out" / "casualty_ranges"))
