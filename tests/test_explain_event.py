"""Why an event is coded as it is: what the release tells, and nothing that it does not."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from conflict_ledger import cli
from conflict_ledger.explain_event import ORDER, explain_event, find_event
from conflict_ledger.lexicon import load_lexicon
from tests.articles import write_articles
from tests.ledger_runs import run


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("explained")
    write_articles(folder / "raw")
    run(folder)
    return folder / "out"


def bombing(out: Path) -> str:
    events = pd.read_parquet(out / "events")
    return str(events.loc[events["event_type"] == "Explosions/Remote violence", "event_id_cnty"].item())


def lines_of(out: Path, name: str) -> list[str]:
    found = find_event(name, out)
    assert found is not None
    return [" ".join(line.split()) for line in explain_event(found)]


def test_each_decision_is_shown_in_an_order_of_its_own() -> None:
    assert set(ORDER) == {entry.id for entry in load_lexicon("decisions").entries}


def test_every_decided_column_stands_with_its_published_value(out: Path) -> None:
    events = pd.read_parquet(out / "events")
    for _, event in events.iterrows():
        lines = lines_of(out, event["event_id_cnty"])
        for entry in load_lexicon("decisions").entries:
            for column in entry.fields["columns"].split(", "):
                if not pd.isna(event[column]):
                    assert any(line.startswith(f"{column} {str(event[column]).split('.')[0]}") for line in lines)


def test_the_words_stand_with_their_place_and_sentence(out: Path) -> None:
    lines = lines_of(out, bombing(out))
    day = next(at for at, line in enumerate(lines) if line.startswith("time_precision "))
    assert lines[day + 1].endswith("/dates.weekday")
    assert lines[day + 3].startswith('words "Sunday" at ')
    assert "in Maiduguri on Sunday" in lines[day + 4] or "crowded market" in lines[day + 4]
    kind = lines.index("sub_event_type Remote explosive/landmine/IED")
    assert lines[kind + 2].startswith("how votes: Remote explosive/landmine/IED")
    assert any(line.startswith("killed, all: low 14,") for line in lines)
    assert any(line.startswith("best, high: c_") for line in lines)


def test_reasons_quote_the_texts_they_come_from(out: Path) -> None:
    reasons = pd.read_parquet(out / "event_reasons")
    texts = pd.read_parquet(out / "documents").set_index("document_id")["text"]
    quoted = reasons[reasons["quote_text"].notna()]
    assert set(quoted["decision"]) >= {"time", "kind", "place", "actor1", "fatalities"}
    for _, row in quoted.iterrows():
        assert texts[row["document_id"]][int(row["quote_start"]) : int(row["quote_end"])] == row["quote_text"]


def test_the_number_of_dead_leads_to_the_claims_it_is_made_of(out: Path) -> None:
    reasons = pd.read_parquet(out / "event_reasons")
    claims = pd.read_parquet(out / "casualty_claims").set_index("claim_id")
    events = pd.read_parquet(out / "events").set_index("event_id_cnty")
    counted = reasons[reasons["claim_id"].notna() & reasons["detail"].isna()]  # not "several", which is a convention
    for event_id, rows in counted.groupby("event_id_cnty"):
        assert sum(claims.loc[rows["claim_id"], "low"]) == events.loc[event_id, "fatalities"]


def test_the_command_takes_an_event_or_a_file(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", bombing(out), "--out", str(out)]) == 0
    assert capsys.readouterr().out.startswith(f"{bombing(out)}: ")
    assert cli.main(["explain", str(out.parent / "raw" / "clash.txt"), "--out", str(out)]) == 0
    assert "published" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("what", "message"),
    [("XXX1", "has no such event"), ("nowhere.txt", "is not a file")],
    ids=["no event", "no file"],
)
def test_what_is_neither_is_told_in_one_line(
    out: Path, what: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["explain", what, "--out", str(out)]) == 2
    said = capsys.readouterr().err
    assert message in said
    assert said.count("\n") == 1


def test_without_a_release_there_is_no_event(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", "IRQ12345", "--out", str(tmp_path)]) == 2
    assert "holds no release" in capsys.readouterr().err
