"""corrections.yml from a run's first step to its tables: applied, named, and never skipped in silence."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from conflict_ledger import cli
from conflict_ledger.explanation.fields import explain_event
from conflict_ledger.explanation.published import find_event
from conflict_ledger.files import file_sha256
from conflict_ledger.pipeline import Steps
from conflict_ledger.problems import CorrectionError
from conflict_ledger.publish.release import current_release
from tests.articles import BLAST, BLAST_ELSEWHERE
from tests.ledger_runs import manifest_of, published_bytes, run
from tests.test_arrival import HISTORY, material

STAMP = "reason: checked by phone, by: data editor, on: 2021-06-01"
QUAY = """\
Passengers killed at ferry quay in Lokoja

LOKOJA, Nigeria, 3 May 2021 - Gunmen killed 15 passengers at a ferry quay in Lokoja on Saturday, the army said.
"""
LATER = """\
Published: March 15, 2018

A trader wounded in the market bombing in Maiduguri on Sunday has died, a hospital official said. Eighteen people have
now died, he said.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    arrive(tmp_path, blast=BLAST, again=BLAST_ELSEWHERE, quay=QUAY)
    run(tmp_path)
    return tmp_path


def arrive(folder: Path, **articles: str) -> None:
    (folder / "raw").mkdir(exist_ok=True)
    for name, text in articles.items():
        (folder / "raw" / f"{name}.txt").write_text(text)


def decide(folder: Path, *entries: str, name: str = "corrections.yml") -> Path:
    path = folder / name
    path.write_text("corrections:\n" + "".join(f"  - {{{entry}, {STAMP}}}\n" for entry in entries))
    return path


def table(folder: Path, name: str) -> pd.DataFrame:
    return pd.read_parquet(folder / "out" / name)


def event(folder: Path, location: str) -> pd.Series[Any]:
    events = table(folder, "events").merge(table(folder, "event_details"), on="event_id_cnty")
    (found,) = [row for _, row in events.iterrows() if row["location"] == location]
    return found


def mentions(folder: Path) -> dict[str, str]:
    """File name -> the mention of its article."""
    joined = table(folder, "event_mentions").merge(table(folder, "documents"), on="document_id")
    return dict(zip(joined["external_id"].str.removesuffix(".txt"), joined["event_mention_id"], strict=True))


def apart(folder: Path) -> str:
    one, other = mentions(folder)["blast"], mentions(folder)["again"]
    guards = ", ".join(f"{name}: {{event_on_low: 2018-03-11}}" for name in (one, other))
    return f"id: apart, kind: not_same_event, mentions: [{one}, {other}], expect: {{{guards}}}"


def together(folder: Path) -> str:
    ids = [event(folder, "Maiduguri")["event_id_cnty"], event(folder, "Lokoja")["event_id_cnty"]]
    guards = f"{ids[0]}: {{country: Nigeria}}, {ids[1]}: {{fatalities: 15}}"
    return f"id: together, kind: same_event, events: [{', '.join(ids)}], expect: {{{guards}}}"


def fewer(folder: Path) -> str:
    claims = table(folder, "casualty_claims")
    (name,) = claims.loc[claims["count_text"] == "16", "claim_id"]
    return f'id: fewer, kind: drop_claim, claim: {name}, expect: {{count_text: "16", claimant_type: medical}}'


def dead(folder: Path, now: int, then: int, location: str = "Lokoja") -> str:
    name = event(folder, location)["event_id_cnty"]
    return f"id: dead, kind: set_field, event: {name}, field: fatalities, from: {now}, to: {then}"


def test_decisions_of_every_kind_pass_all_checks_and_are_published(folder: Path) -> None:
    was = {place: event(folder, place)["event_id_cnty"] for place in ("Maiduguri", "Lokoja")}
    path = decide(folder, apart(folder), fewer(folder), dead(folder, 15, 40))
    run(folder, Steps())
    assert manifest_of(folder / "out")["checks"]["critical"] == 0
    assert manifest_of(folder / "out")["corrections"]["sha256"] == file_sha256(path)
    assert event(folder, "Lokoja")[["fatalities", "fatalities_basis"]].tolist() == [40, "corrected"]
    assert table(folder, "quarantine").empty
    assert (table(folder, "events")["location"] == "Maiduguri").sum() == 2
    claims, ranges = (table(folder, name) for name in ("casualty_claims", "casualty_ranges"))
    (dropped,) = claims.loc[claims["dropped_by"] == "fewer", "claim_id"]
    assert claims["dropped_by"].notna().sum() == 1
    assert dropped not in set(ranges[["low_claim_id", "best_claim_id", "high_claim_id"]].to_numpy().ravel())
    shown = table(folder, "corrections").set_index("correction_id")
    assert shown["kind"].to_dict() == {"apart": "not_same_event", "dead": "set_field", "fewer": "drop_claim"}
    assert shown.loc["dead", ["event_ids", "from_value", "to_value"]].tolist() == [was["Lokoja"], "15", "40"]
    assert was["Maiduguri"] in shown.loc["apart", "event_ids"].split("; ")
    reasons = table(folder, "event_reasons")
    assert reasons.loc[reasons["decision"] == "fatalities", "rule"].str.endswith("correction/dead").sum() == 1


def test_events_put_together_pass_all_checks_and_leave_a_tombstone(folder: Path) -> None:
    was = set(table(folder, "events")["event_id_cnty"])
    decide(folder, together(folder))
    run(folder, Steps())
    assert manifest_of(folder / "out")["checks"]["critical"] == 0
    (kept,) = table(folder, "events")["event_id_cnty"]
    tombstone = table(folder, "deletions").iloc[0]
    assert tombstone[["event_id_cnty", "reason", "merged_into"]].tolist() == [(was - {kept}).pop(), "merged", kept]
    assert table(folder, "event_details")["merged_from"].tolist() == list(was - {kept})
    assert table(folder, "corrections")["event_ids"].tolist() == [kept]


def test_the_same_file_publishes_nothing_new_and_without_it_all_is_as_before(folder: Path) -> None:
    before = material(folder / "out")
    path = decide(folder, together(folder))
    assert [run(folder).status, run(folder).status] == ["published", "unchanged"]
    assert len(table(folder, "events")) == 1
    path.unlink()
    run(folder)
    for name, rows in material(folder / "out").items():
        pd.testing.assert_frame_equal(rows, before[name])
    assert manifest_of(folder / "out")["corrections"] is None


def test_a_file_that_decides_nothing_is_as_good_as_none(folder: Path) -> None:
    (folder / "corrections.yml").write_text("# nothing yet\ncorrections: []\n")
    assert run(folder).status == "unchanged"


def test_neither_order_nor_batches_show_under_decisions(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    entries = apart(folder), fewer(folder), dead(folder, 15, 40)
    decide(folder, *entries)
    run(folder)
    other = tmp_path_factory.mktemp("other")
    for name, text in (("quay", QUAY), ("again", BLAST_ELSEWHERE), ("blast", BLAST)):
        arrive(other, **{name: text})
        run(other)
    decide(other, *reversed(entries))
    run(other)
    for name, rows in material(other / "out").items():
        if name not in HISTORY:
            pd.testing.assert_frame_equal(rows, material(folder / "out")[name])


def test_a_decision_outlives_later_reports_of_its_event(folder: Path) -> None:
    decide(folder, dead(folder, 15, 40), apart(folder))
    run(folder)
    arrive(folder, later=LATER)
    run(folder)
    assert event(folder, "Lokoja")["fatalities"] == 40
    assert len(table(folder, "corrections")) == 2


def test_a_decision_follows_its_event_to_an_article_that_was_edited(folder: Path) -> None:
    decide(folder, dead(folder, 15, 40))
    run(folder)
    was = event(folder, "Lokoja")["event_id_cnty"]
    arrive(folder, echo=QUAY.replace("3 May 2021", "4 May 2021"))
    run(folder)
    arrive(folder, quay="LOKOJA, Nigeria, 3 May 2021 - The weather stays dry.\n")
    run(folder)
    assert event(folder, "Lokoja")["event_id_cnty"] != was
    assert event(folder, "Lokoja")["fatalities"] == 40


def test_a_guard_that_fails_ends_the_command_with_status_two_and_the_last_release_stays(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, release = published_bytes(folder / "out"), current_release(folder / "out")
    path = decide(folder, dead(folder, 14, 40))
    command = ["run", "--raw", str(folder / "raw"), "--out", str(folder / "out"), "--engine", "local"]
    assert cli.main(command) == 2
    said = capsys.readouterr().err
    assert f"{path}: nothing is published" in said
    assert "dead: fatalities of " in said and " is 15, expected was 14" in said
    assert (published_bytes(folder / "out"), current_release(folder / "out")) == (before, release)
    path.write_text("corrections: [oops]\n")
    assert cli.main(command) == 2
    assert "entry 1: it is no mapping" in capsys.readouterr().err


def test_another_file_may_be_named_and_must_be_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    decide(folder, dead(folder, 14, 99))  # beside the articles, and not meant
    named = decide(folder, dead(folder, 15, 40), name="mine.yml")
    run(folder, corrections=named)
    assert event(folder, "Lokoja")["fatalities"] == 40
    command = ["run", "--raw", str(folder / "raw"), "--out", str(folder / "out"), "--engine", "local"]
    assert cli.main([*command, "--corrections", str(folder / "none.yml")]) == 2
    assert "none.yml is not a file" in capsys.readouterr().err


def test_what_was_decided_later_is_not_known_on_an_earlier_day(folder: Path) -> None:
    decide(folder, dead(folder, 15, 40))
    run(folder, as_of=date(2021, 5, 31))
    assert event(folder, "Lokoja")["fatalities"] == 15
    assert table(folder, "corrections").empty
    run(folder, as_of=date(2021, 6, 1))
    assert event(folder, "Lokoja")["fatalities"] == 40


def test_an_event_tells_what_was_decided_on_it(folder: Path) -> None:
    decide(folder, dead(folder, 15, 40))
    run(folder)
    found = find_event(event(folder, "Lokoja")["event_id_cnty"], folder / "out")
    assert found is not None
    lines = list(explain_event(found))
    assert "decided: set_field fatalities from 15 to 40  (correction dead)" in lines
    assert "    why    data editor, 2021-06-01: checked by phone" in lines
    assert "    rule   correction/dead" in lines


def test_a_malformed_file_is_found_before_any_work_is_done(folder: Path) -> None:
    decide(folder, "id: a, kind: merge")

    def extract(*_: object) -> None:
        raise AssertionError("extracted")

    with pytest.raises(CorrectionError, match="a: the kind is 'merge'"):
        run(folder, Steps(extract=extract))
