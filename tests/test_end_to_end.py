"""The whole path: articles in, a release out; then what happens when things go wrong."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from conflict_ledger.contract import TABLES
from conflict_ledger.files import file_sha256
from conflict_ledger.pipeline import Steps
from conflict_ledger.problems import ConfigurationError, ReleaseRefused
from conflict_ledger.publish.release import current_release, point_to
from conflict_ledger.records import Document, Extraction
from conflict_ledger.run import extraction
from conflict_ledger.run.plan import Plan
from tests.articles import CLASH, write_articles
from tests.ledger_runs import manifest_of, published_bytes, refusing, run, unchecked


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_articles(tmp_path / "raw")
    return tmp_path


def test_every_article_is_kept_or_quarantined_and_claims_quote_their_text(folder: Path) -> None:
    run(folder)
    documents = pd.read_parquet(folder / "out" / "documents")
    quarantine = pd.read_parquet(folder / "out" / "quarantine")
    claims = pd.read_parquet(folder / "out" / "casualty_claims").merge(documents, on="document_id")
    assert len(documents) == 4
    assert quarantine["reason"].tolist() == ["bad_json"]
    assert manifest_of(folder / "out")["counts"]["read"] == 5
    assert len(claims) >= 6
    quotes = [text[a:b] for text, a, b in zip(claims["text"], claims["count_start"], claims["count_end"], strict=True)]
    assert quotes == claims["count_text"].tolist()


def test_a_match_report_makes_no_event(folder: Path) -> None:
    run(folder)
    documents = pd.read_parquet(folder / "out" / "documents")
    mentions = pd.read_parquet(folder / "out" / "event_mentions")
    match = documents.loc[documents["external_id"] == "n-3", "document_id"].item()
    assert match not in set(mentions["document_id"])


def test_every_table_is_written_and_reachable_by_its_stable_link(folder: Path) -> None:
    run(folder)
    for table in TABLES:
        assert pq.read_table(folder / "out" / table).num_rows == manifest_of(folder / "out")["tables"][table]["rows"]


def test_nothing_new_publishes_nothing(folder: Path) -> None:
    first = run(folder)
    times = manifest_of(folder / "out")["finished_at"]
    second = run(folder)
    assert (first.status, second.status) == ("published", "unchanged")
    assert manifest_of(folder / "out")["finished_at"] == times
    assert len(list((folder / "out" / "releases").iterdir())) == 1


def test_the_same_input_gives_the_same_bytes_with_and_without_a_store(folder: Path, tmp_path: Path) -> None:
    run(folder)
    first = published_bytes(folder / "out")
    (folder / "raw" / "clash.txt").write_text(CLASH + "More to follow.\n")
    run(folder)
    (folder / "raw" / "clash.txt").write_text(CLASH)
    shutil.rmtree(folder / "out" / "releases")
    run(folder)  # the store knows everything now
    assert manifest_of(folder / "out")["extracted"] == 0
    assert published_bytes(folder / "out") == first


def test_only_the_changed_article_is_extracted_again(folder: Path) -> None:
    run(folder)
    assert manifest_of(folder / "out")["extracted"] == 4
    (folder / "raw" / "clash.txt").write_text(CLASH + "More to follow.\n")
    run(folder)
    manifest = manifest_of(folder / "out")
    assert (manifest["extracted"], manifest["reused"]) == (1, 3)
    assert "More to follow." in "".join(pd.read_parquet(folder / "out" / "documents")["text"])


def test_an_article_taken_away_leaves_the_release(folder: Path) -> None:
    run(folder)
    (folder / "raw" / "clash.txt").unlink()
    run(folder)
    assert manifest_of(folder / "out")["counts"]["documents"] == 3


def test_going_back_to_earlier_input_makes_a_release_that_says_so(folder: Path) -> None:
    first = run(folder)
    before = pd.read_parquet(folder / "out" / "events").set_index("event_id_cnty")["timestamp"]
    (folder / "raw" / "clash.txt").unlink()
    run(folder)
    (folder / "raw" / "clash.txt").write_text(CLASH)
    again = run(folder)
    after = pd.read_parquet(folder / "out" / "events").set_index("event_id_cnty")["timestamp"]
    assert (again.status, again.release_id == first.release_id) == ("published", False)
    assert sorted(before.index) == sorted(after.index)
    assert (after > before.max()).any()


def test_a_release_that_was_current_after_this_one_becomes_it_again(folder: Path) -> None:
    first = run(folder)
    (folder / "raw" / "clash.txt").write_text(CLASH + "More to follow.\n")
    second = run(folder)
    point_to(folder / "out", first.release_id, TABLES)
    assert (again := run(folder)).status == "restored"
    assert again.release_id == second.release_id


def test_a_damaged_release_is_made_again_to_follow_the_one_before(folder: Path) -> None:
    first = run(folder)
    (folder / "raw" / "clash.txt").unlink()
    second = run(folder)
    whole = published_bytes(folder / "out")
    events = second.release / "events.parquet"
    events.write_bytes(b"\x00" * events.stat().st_size)
    assert run(folder).status == "published"
    assert published_bytes(folder / "out") == whole
    assert manifest_of(folder / "out")["previous_release"] == first.release_id


def test_without_the_link_to_it_the_last_release_is_followed_all_the_same(folder: Path) -> None:
    run(folder)
    (folder / "raw" / "clash.txt").unlink()
    second = run(folder)
    (folder / "out" / "current").unlink()
    (folder / "raw" / "blast.txt").unlink()
    run(folder)
    assert manifest_of(folder / "out")["previous_release"] == second.release_id
    assert len(pd.read_parquet(folder / "out" / "deletions")) >= 2


def test_the_batch_size_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(folder)
    monkeypatch.setattr(extraction, "BATCH_RECORDS", 1)
    run(folder, out=folder / "other")
    assert published_bytes(folder / "out") == published_bytes(folder / "other")


def test_as_of_leaves_later_articles_in_quarantine(folder: Path) -> None:
    run(folder, as_of=date(2018, 12, 31))
    quarantine = pd.read_parquet(folder / "out" / "quarantine")
    assert sorted(quarantine["external_id"]) == ["clash.txt", "n-3", "news.jsonl#2"]
    assert set(quarantine["reason"]) == {"published_after_as_of", "bad_json"}


def test_scope_and_day_make_releases_of_their_own(folder: Path) -> None:
    ids = {run(folder, **changes).release_id for changes in ({}, {"scope": "violence"}, {"as_of": date(2030, 1, 1)})}
    assert len(ids) == 3


def test_a_refused_release_leaves_the_last_good_one_and_its_papers(folder: Path) -> None:
    good = run(folder)
    (folder / "raw" / "clash.txt").write_text(CLASH + "More to follow.\n")
    with pytest.raises(ReleaseRefused, match="a rule says no"):
        run(folder, Steps(check=refusing))
    assert current_release(folder / "out") == good.release.resolve()
    (kept,) = (folder / "out" / "failed").iterdir()
    names = {path.name for path in kept.iterdir()}
    assert {"manifest.json", "report.html", "checks.json"} <= names
    assert {name for name in names if name.endswith(".parquet")} == {"issues.parquet", "quarantine.parquet"}
    assert run(folder).status == "published"


def test_input_that_vanished_is_refused_unless_allowed(folder: Path) -> None:
    run(folder)
    shutil.rmtree(folder / "raw")
    (folder / "raw").mkdir()
    with pytest.raises(ReleaseRefused, match="no input is left"):
        run(folder)
    assert run(folder, allow_drop=True).status == "published"
    assert len(pd.read_parquet(folder / "out" / "documents")) == 0


def test_a_folder_without_articles_gives_empty_tables(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    run(tmp_path)
    for table in TABLES:
        assert pq.read_table(tmp_path / "out" / table).num_rows == 0


def test_old_releases_go(folder: Path) -> None:
    for number in range(4):
        (folder / "raw" / "extra.txt").write_text(f"{CLASH}\nEdition {number}.\n")
        last = run(folder, keep=2)
    left = {path.name for path in (folder / "out" / "releases").iterdir()}
    assert len(left) == 2
    assert last.release_id in left


def test_an_article_that_breaks_the_extractor_costs_only_itself(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from conflict_ledger import pipeline

    real = pipeline.extract_document

    def fails_on_goals(document: object, scope: str) -> object:
        if "goals" in document.text:  # type: ignore[attr-defined]
            raise ValueError("no sense of humour")
        return real(document, scope)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "extract_document", fails_on_goals)
    run(folder)
    quarantine = pd.read_parquet(folder / "out" / "quarantine").set_index("reason")
    assert quarantine.loc["extraction_error", "external_id"] == "n-3"
    assert "City win the derby" in str(quarantine.loc["extraction_error", "payload"])
    assert manifest_of(folder / "out")["counts"]["documents"] == 3


def test_hostile_records_and_names_end_in_a_table_and_never_the_run(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / os.fsdecode(b"na\xffme.txt")).write_text(CLASH)
    (raw / "line\nbreak.txt").write_text(CLASH)
    (raw / "empty.txt").touch()
    (raw / "page.html").write_text("<div>" * 50_000)
    (raw / "gone.txt").symlink_to("nowhere")
    os.mkfifo(raw / "pipe.txt")
    lines = [
        '{"id": "\\udc80x", "text": "Two men were killed near Goma."}',
        '{"text": "\\ud83d", "url": "\\udfff"}',
        "[",
        "7",
    ]
    (raw / "odd.jsonl").write_text("\n".join(lines))
    run(tmp_path)
    documents = pd.read_parquet(tmp_path / "out" / "documents")
    quarantine = pd.read_parquet(tmp_path / "out" / "quarantine")
    assert len(documents) + len(quarantine) == manifest_of(tmp_path / "out")["counts"]["read"] == 8
    assert {"na\\udcffme.txt", "line\nbreak.txt", "\\udc80x"} <= set(documents["external_id"])


def test_a_result_that_cannot_be_kept_costs_only_its_article(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from conflict_ledger import pipeline

    real = pipeline.extract_document

    def odd(document: Document, scope: str) -> Extraction:
        extraction = real(document, scope)
        return replace(extraction, document=replace(document, url="\udfff")) if "goals" in document.text else extraction

    monkeypatch.setattr(pipeline, "extract_document", odd)
    run(folder)
    assert manifest_of(folder / "out")["counts"]["errors"] == 1
    assert manifest_of(folder / "out")["counts"]["documents"] == 3


def test_files_with_odd_names_and_files_that_may_not_be_read_cost_only_themselves(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(path: Path) -> str:
        if path.name == "closed.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return file_sha256(path)

    (folder / "raw" / os.fsdecode(b"raid\xff.txt")).write_text(CLASH)
    (folder / "raw" / "closed.txt").write_text(CLASH)
    monkeypatch.setattr("conflict_ledger.publish.manifest.file_sha256", closed)
    run(folder)
    inputs = {entry["path"]: entry["sha256"] for entry in manifest_of(folder / "out")["inputs"]}
    assert inputs["closed.txt"] is None
    assert inputs["raid\\udcff.txt"] is not None


def test_output_inside_the_input_is_refused(folder: Path) -> None:
    with pytest.raises(ConfigurationError, match="lies in --raw"):
        run(folder, out=folder / "raw" / "processed")


@pytest.mark.slow
def test_with_all_checks_the_release_is_good_and_repeatable(folder: Path) -> None:
    run(folder, Steps())
    checks = manifest_of(folder / "out")["checks"]
    assert checks["rules"] > 100
    assert checks["broken"] == checks["critical"] == checks["set_apart"] == 0
    run(folder, Steps(), out=folder / "other")
    assert published_bytes(folder / "out") == published_bytes(folder / "other")


def test_a_file_that_comes_during_the_run_waits_for_the_next_one(folder: Path) -> None:
    def extract_late(plan: Plan, progress: extraction.Progress) -> object:
        (folder / "raw" / "late.txt").write_text(CLASH)
        return Steps().extract(plan, progress)

    def paths() -> set[str]:
        return set(pd.read_parquet(folder / "out" / "documents")["source_path"])

    run(folder, Steps(extract=extract_late, check=unchecked))
    assert paths() == {entry["path"] for entry in manifest_of(folder / "out")["inputs"]}
    assert "late.txt" not in paths()
    assert run(folder).status == "published"
    assert "late.txt" in paths()


def test_files_that_are_called_like_papers_about_data_are_named(folder: Path) -> None:
    assert "unread" not in run(folder).summary(folder / "out")
    (folder / "raw" / "README.txt").write_text("what is in here")
    (folder / "raw" / "notice.txt").write_text("whose it is")
    (folder / "raw" / "notice-of-siege.txt").write_text(CLASH)
    outcome = run(folder)
    assert manifest_of(folder / "out")["passed_over"] == ["README.txt", "notice.txt"]
    line = "  unread  2 called like papers about data: README.txt, notice.txt"
    assert line in outcome.summary(folder / "out").splitlines()
    assert "notice-of-siege.txt" in set(pd.read_parquet(folder / "out" / "documents")["source_path"])


def test_a_name_that_is_no_text_is_read_all_the_same(folder: Path) -> None:
    (folder / "raw" / os.fsdecode(b"cl\xe4sh.txt")).write_text(CLASH)
    run(folder)
    assert len(pd.read_parquet(folder / "out" / "documents")) == 5
