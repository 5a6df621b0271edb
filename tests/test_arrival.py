"""Articles arrive night after night, in any order: what the releases then say, and how a reader keeps up with them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pandas as pd
import pytest

from conflict_ledger.contract import TABLES
from tests.ledger_runs import run

SAMPLE = Path(__file__).parents[1] / "data" / "raw"
# What tells of the way here and not of the material: when a row changed, which run wrote it, which ids there were.
OF_THE_WAY = {
    "events": ["timestamp"],
    "events_numeric": ["timestamp"],
    "documents": ["run_id"],
    "event_details": ["merged_from"],
}
HISTORY = ("deletions",)


def articles() -> list[Path]:
    """The articles of the sample corpus, sidecars apart."""
    return sorted(
        path for path in SAMPLE.rglob("*") if path.is_file() and path.parent != SAMPLE and ".meta." not in path.name
    )


def arrive(path: Path, raw: Path) -> None:
    """Copy an article and its sidecar to where a run finds them."""
    target = raw / path.relative_to(SAMPLE)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target)
    sidecar = path.with_name(f"{path.name}.meta.yml")
    if sidecar.exists():
        shutil.copyfile(sidecar, target.with_name(sidecar.name))


def nights(seed: int) -> Iterator[list[Path]]:
    """The corpus shuffled and cut into batches of many sizes."""
    chance = Random(seed)
    left = articles()
    chance.shuffle(left)
    while left:
        size = chance.randint(1, max(1, len(left) // 2))
        yield left[:size]
        left = left[size:]


def material(out: Path) -> dict[str, pd.DataFrame]:
    """All tables without the columns that tell of the way here."""
    return {
        name: pd.read_parquet(out / name).drop(columns=OF_THE_WAY.get(name, []))
        for name in TABLES
        if name not in HISTORY
    }


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    """The tables of one run over everything."""
    folder = tmp_path_factory.mktemp("at_once")
    for path in articles():
        arrive(path, folder / "raw")
    run(folder)
    return material(folder / "out")


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 4))])
def test_neither_order_nor_batches_show_and_a_reader_keeps_up(
    seed: int, tmp_path: Path, at_once: dict[str, pd.DataFrame]
) -> None:
    copy = pd.DataFrame({"event_id_cnty": [], "timestamp": []})
    seen: set[str] = set()
    for batch in nights(seed):
        for path in batch:
            arrive(path, tmp_path / "raw")
        run(tmp_path)
        events = pd.read_parquet(tmp_path / "out" / "events")
        deletions = pd.read_parquet(tmp_path / "out" / "deletions")
        copy = updated(copy, events, deletions)
        pd.testing.assert_frame_equal(copy, events, check_dtype=False)
        seen |= set(events["event_id_cnty"])
        assert seen == set(events["event_id_cnty"]) | set(deletions["event_id_cnty"])
    for name, table in material(tmp_path / "out").items():
        pd.testing.assert_frame_equal(table, at_once[name])


def updated(copy: pd.DataFrame, events: pd.DataFrame, deletions: pd.DataFrame) -> pd.DataFrame:
    """A reader's copy after ACLED's update recipe: fetch what is as new as the copy, replace, append, delete."""
    since = copy["timestamp"].max() if len(copy) else 0
    fetched = events[events["timestamp"] >= since]
    deleted = deletions.loc[deletions["deleted_timestamp"] >= since, "event_id_cnty"]
    kept = copy[~copy["event_id_cnty"].isin(fetched["event_id_cnty"])]
    together = pd.concat([kept, fetched]) if len(kept) else fetched
    together = together[~together["event_id_cnty"].isin(deleted)]
    return together.sort_values("event_id_cnty").reset_index(drop=True)[list(events.columns)]


def test_articles_that_come_as_they_are_published_rename_no_event(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    story = (
        "{place}, Nigeria, {day} March 2018 - Gunmen killed {dead} people in {place} on 11 March 2018, police said.\n"
    )
    for day, dead in ((12, "nine"), (13, "eleven"), (15, "twelve")):
        raw.mkdir(exist_ok=True)
        (raw / f"{day}.txt").write_text(f"Attack in Maiduguri\n\n{story.format(place='Maiduguri', day=day, dead=dead)}")
        run(tmp_path)
        events = pd.read_parquet(tmp_path / "out" / "events")
        if day == 12:
            first = events["event_id_cnty"].item()
    assert events["event_id_cnty"].tolist() == [first]
    assert len(pd.read_parquet(tmp_path / "out" / "deletions")) == 0
