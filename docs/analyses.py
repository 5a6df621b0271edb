"""The five analyses that most users begin with, run over a release; writes docs/analyses.md and its pictures.

    .venv/bin/python docs/analyses.py                    # runs the sample corpus first, as `make docs` does
    .venv/bin/python docs/analyses.py data/processed out # over a release of your own, pages into the folder out

Every function between the two lines of hashes is shown on the page as it stands here, with what it gave.
"""

from __future__ import annotations

import inspect
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import analyses_pictures as pictures  # noqa: E402  (a neighbour, found by the line before)

Tables = dict[str, pd.DataFrame]

# ----------------------------------------------------------------------------------------------------------------------


def load(folder: Path) -> Tables:
    """Read the tables; days become timestamps, and nothing else is changed."""
    names = (
        "documents",
        "events",
        "event_details",
        "casualty_ranges",
        "casualty_claims",
        "monthly_admin1",
        "ucdp_events",
    )
    tables = {name: pd.read_parquet(folder / name) for name in names}
    tables["events"]["event_date"] = pd.to_datetime(tables["events"]["event_date"])
    tables["monthly_admin1"]["month"] = pd.to_datetime(tables["monthly_admin1"]["month"])
    return tables


def sizes(tables: Tables) -> pd.DataFrame:
    """How much there is, and from when to when."""
    days = tables["events"]["event_date"]
    found = pd.DataFrame({"table": list(tables), "rows": [len(table) for table in tables.values()]})
    found.loc[found["table"] == "events", "days"] = f"{days.min():%Y-%m-%d} to {days.max():%Y-%m-%d}"
    return found.fillna("")


def places(tables: Tables) -> pd.DataFrame:
    """Dead by place: only events whose place is named (geo_precision 1), all events of a place together."""
    named = tables["events"][tables["events"]["geo_precision"] == 1]
    at = ["location", "country", "latitude", "longitude"]
    found = named.groupby(at, as_index=False).agg(events=("event_id_cnty", "size"), fatalities=("fatalities", "sum"))
    return found.sort_values(["fatalities", "location"], ascending=[False, True])


def months(tables: Tables) -> pd.DataFrame:
    """Killed by month, with the band from low to high; high_at_least is a floor where a report is open upwards."""
    killed = tables["monthly_admin1"].query("outcome == 'killed' and month.notna()")
    sums = ["events", "events_reported", "low", "best", "high_at_least", "events_high_open"]
    found = killed.groupby("month")[sums].sum().query("events_reported > 0").reset_index()
    return found.assign(month=found["month"].dt.strftime("%Y-%m"))


def claimants(tables: Tables) -> pd.DataFrame:
    """Who says what about the event on which most kinds of claimants speak."""
    killed = tables["casualty_ranges"].query("outcome == 'killed'")
    spread = (
        killed.groupby("event_id_cnty").agg(kinds=("claimant_type", "size"), claims=("n_claims", "max")).reset_index()
    )
    most = spread.sort_values(["kinds", "claims", "event_id_cnty"], ascending=[False, False, True]).iloc[0]
    columns = ["event_id_cnty", "claimant_type", "low", "best", "high", "n_claims", "n_documents"]
    return killed.loc[killed["event_id_cnty"] == most["event_id_cnty"], columns]


def sensitivity(tables: Tables) -> pd.DataFrame:
    """Killed by country, counted five ways: a finding that holds for all of them does not hang on the choice."""
    whole = tables["casualty_ranges"].query("outcome == 'killed' and claimant_type == 'all'")
    whole = whole.assign(high_at_least=whole["high"].fillna(whole["best"]).fillna(whole["low"]))
    columns = ["event_id_cnty", "low", "best", "high_at_least"]
    events = tables["events"].merge(whole[columns], on="event_id_cnty")
    events = events.merge(tables["event_details"][["event_id_cnty", "ucdp_best"]], on="event_id_cnty")
    counted = ["low", "fatalities", "best", "ucdp_best", "high_at_least"]
    found = events.groupby("country", dropna=False)[counted].sum().astype(int).reset_index()
    found["high_to_low"] = (found["high_at_least"] / found["low"].where(found["low"] > 0)).round(1)
    return found.sort_values(["high_at_least", "country"], ascending=[False, True])


# ----------------------------------------------------------------------------------------------------------------------

HEAD = """\
# Five analyses

What most users do first, over the release of the sample corpus. The page is written by `docs/analyses.py`, which `make
docs` runs: the code shown is the code that ran, the tables and pictures are what it gave, and a test fails when they no
longer are. With a release of your own: `.venv/bin/python docs/analyses.py data/processed my-page`.

The sample articles tell of few, large and much disputed events; the figures show what the tables can do, not how
violent a place is. Read the sentence behind a number (`conflict-ledger explain EVENT_ID`) before you cite it.
"""
FOOT = """\
Events whose month is not known are left out of the third analysis by its query, and only there: their rows in
`monthly_admin1` have a null month. Null is *not known*, never zero; `pandas` leaves nulls out of sums, so look at
`events_low_unknown`, `events_best_unknown` and `events_high_open` before you add up `low`, `best` and `high`.
"""
MOST_ROWS = 12


def load_and_count(tables: Tables) -> tuple[pd.DataFrame, str | None]:
    return sizes(tables), None


def draw_places(tables: Tables) -> tuple[pd.DataFrame, str | None]:
    found = places(tables)
    return found, pictures.world_map(
        list(found[["longitude", "latitude", "fatalities", "location"]].itertuples(index=False))
    )


def draw_months(tables: Tables) -> tuple[pd.DataFrame, str | None]:
    found = months(tables)
    rows = found[["month", "low", "best", "high_at_least"]].assign(is_open=found["events_high_open"] > 0)
    return found, pictures.intervals(list(rows.itertuples(index=False)), "killed by month")


def draw_claimants(tables: Tables) -> tuple[pd.DataFrame, str | None]:
    found = claimants(tables)
    top = found["high"].fillna(found["best"]).fillna(found["low"])
    rows = found[["claimant_type", "low", "best"]].assign(top=top, is_open=found["high"].isna())
    return found, pictures.intervals(list(rows.itertuples(index=False)), "killed, by who says so")


def draw_sensitivity(tables: Tables) -> tuple[pd.DataFrame, str | None]:
    found = sensitivity(tables)
    rows = found[["country", "low", "best", "high_at_least"]].assign(is_open=False)
    return found, pictures.intervals(list(rows.itertuples(index=False)), "killed by country: low, best and high")


SECTIONS: tuple[
    tuple[str, str, tuple[Callable[..., object], ...], Callable[[Tables], tuple[pd.DataFrame, str | None]]], ...
] = (
    ("load", "Load", (load, sizes), load_and_count),
    ("map", "Map", (places,), draw_places),
    ("months", "A monthly series with bands", (months,), draw_months),
    ("claimants", "Compare claimants", (claimants,), draw_claimants),
    ("sensitivity", "Sensitivity to low or high", (sensitivity,), draw_sensitivity),
)


def write_page(folder: Path, target: Path) -> None:
    """Run all five over the tables in ``folder`` and write page and pictures into ``target``."""
    tables = load(folder)
    parts = [HEAD]
    for name, title, shown, run in SECTIONS:
        found, picture = run(tables)
        code = "\n\n\n".join(inspect.getsource(function).rstrip() for function in shown)
        parts += [f"## {title}\n", f"```python\n{code}\n```\n", as_markdown(found)]
        if picture is not None:
            (target / f"analysis_{name}.svg").write_text(picture, encoding="utf-8")
            parts.append(f"![{title}](analysis_{name}.svg)\n")
    (target / "analyses.md").write_text("\n".join([*parts, FOOT]), encoding="utf-8")


def as_markdown(found: pd.DataFrame) -> str:
    """The first rows as a table, whole numbers without a decimal point, nothing for null."""
    text = found.head(MOST_ROWS).astype(object).map(lambda cell: "" if pd.isna(cell) else str(cell).removesuffix(".0"))
    lines = [list(found.columns), ["---"] * len(found.columns), *text.to_numpy().tolist()]
    rest = f"\n{len(found) - MOST_ROWS} more rows.\n" if len(found) > MOST_ROWS else ""
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n" + rest


def run_sample(out: Path) -> None:
    """A release of the sample corpus."""
    from conflict_ledger.pipeline import run_here
    from conflict_ledger.run.settings import SCHEMAS, Settings

    run_here(Settings(raw=HERE.parent / "data" / "raw", out=out, schemas=SCHEMAS, workers=1))


def main() -> None:
    """Over the folder named first, into that named second; or over the sample corpus, into docs/."""
    if len(sys.argv) == 3:
        Path(sys.argv[2]).mkdir(parents=True, exist_ok=True)
        write_page(Path(sys.argv[1]), Path(sys.argv[2]))
        return
    with tempfile.TemporaryDirectory() as folder:
        run_sample(Path(folder) / "out")
        write_page(Path(folder) / "out", HERE)


if __name__ == "__main__":
    main()
