"""Why an event is coded as it is: what the release tells, and nothing that it does not."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from conflict_ledger import cli
from conflict_ledger.explanation.fields import ORDER, explain_event
from conflict_ledger.explanation.published import find_event
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
    assert any(line.endswith(" gives best, high; all of medical") for line in lines)


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


@pytest.mark.parametrize("command", [["explain", "XXX1"], ["diff"]], ids=["explain", "diff"])
def test_a_damaged_table_is_told_in_one_line(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_articles(tmp_path / "raw")
    run(tmp_path)
    (tmp_path / "raw" / "clash.txt").unlink()
    run(tmp_path)
    table = (tmp_path / "out" / "events").resolve()
    table.chmod(0o644)
    table.write_bytes(table.read_bytes()[:500])
    assert cli.main([*command, "--out", str(tmp_path / "out")]) == 1
    said = capsys.readouterr().err
    assert "events.parquet cannot be read" in said
    assert said.count("\n") == 1


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A release in which a toll rises over two reports of one event, beside a like event; and the id of the first."""
    folder = tmp_path_factory.mktemp("linked")
    (folder / "raw").mkdir()
    for name, (published, text) in RISING.items():
        record = {"id": name, "text": text, "published_at": published, "source": f"The {name.title()}"}
        (folder / "raw" / f"{name}.jsonl").write_text(json.dumps(record))
    run(folder)
    details = pd.read_parquet(folder / "out" / "event_details")
    return folder / "out", str(details.loc[details["n_documents"].idxmax(), "event_id_cnty"])


RISING = {
    "herald": (
        "2021-05-04",
        "Gunmen from M23 attacked a market in Goma on Monday, killing 12 traders, including 3 women, police said.",
    ),
    "courier": (
        "2021-05-06",
        "Police said 19 traders were killed when M23 gunmen attacked a market in Goma on Monday. Doctors spoke of 21.",
    ),
    "gazette": (
        "2021-04-27",
        "Gunmen from M23 attacked a market in Goma last Saturday, killing 12 traders, police said.",
    ),
}


def test_every_claim_says_what_the_range_does_with_it(linked: tuple[Path, str]) -> None:
    out, event_id = linked
    lines = lines_of(out, event_id)
    claims = pd.read_parquet(out / "casualty_claims").set_index("claim_id")
    own = claims[claims["event_id_cnty"] == event_id]
    assert all(any(line.startswith(f"{claim_id} ") for line in lines) for claim_id in own.index)
    (old,) = own[own["range_role"] == "superseded"].index
    newer = own.loc[old, "revised_by_claim_id"]
    at = next(at for at, line in enumerate(lines) if line.startswith(f"{old} "))
    assert lines[at] == f'{old} superseded by "19" ({newer})'
    assert lines[at + 1].startswith("why below all that the newest reports")
    assert lines[at + 2] == f"said reported by police, rule {own.loc[old, 'rule']}"
    assert lines[at + 3].startswith('words "12" at ')
    (part,) = own[own["range_role"] == "part_of_total"].index
    assert f"{part} part of total" in lines


def test_the_toll_is_shown_as_it_was_known_day_by_day(linked: tuple[Path, str]) -> None:
    out, event_id = linked
    lines = lines_of(out, event_id)
    at = lines.index("killed, all: low 19, best 21, high 21")
    assert lines[at + 1].startswith("how 3 claims in 2 documents, 2 of them independent; basis stated; spread 0.095")
    assert lines[at + 2].startswith("known since 2021-05-04: low 12, best 12, high 12 (c_")
    assert lines[at + 3].startswith("since 2021-05-06: low 19 (c_")


def test_links_and_near_misses_are_told_with_points_and_reason(linked: tuple[Path, str]) -> None:
    out, event_id = linked
    lines = lines_of(out, event_id)
    mentions = pd.read_parquet(out / "event_mentions").set_index("event_mention_id")
    links = pd.read_parquet(out / "event_links")
    (link,) = links[links["decision"] == "linked"].itertuples()
    assert any(line.startswith(f"link {link.score:.2f} points of {link.points_needed:.2f} needed") for line in lines)
    assert sum(line.startswith("m_") for line in lines) == len(mentions)  # two reports and the near miss
    (other,) = mentions[mentions["event_id_cnty"] != event_id].index
    near = lines.index("not linked, though near")
    assert lines[near + 1].startswith(f"{other} of {mentions.loc[other, 'event_id_cnty']} (Attack, 2021-04-24, Goma)")
    assert lines[near + 2].endswith(": the days contradict each other")


def test_an_event_told_once_has_a_report_and_no_near_miss(out: Path) -> None:
    lines = lines_of(out, bombing(out))
    assert "reports" in lines
    assert "not linked, though near" not in lines
