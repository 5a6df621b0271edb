"""The command as a user meets it: exit status, messages, speed of start."""

from __future__ import annotations

import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conflict_ledger import cli
from conflict_ledger.publish.run_lock import hold_run_lock
from tests.articles import BLAST, write_articles
from tests.ledger_runs import run

COMMAND = [sys.executable, "-m", "conflict_ledger"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_articles(tmp_path / "raw")
    return tmp_path


def options(folder: Path) -> list[str]:
    return ["run", "--engine", "local", "--raw", str(folder / "raw"), "--out", str(folder / "out")]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "--raw", "no/such/folder"], "--raw no/such/folder is not a folder"),
        (["run", "--raw", ".", "--out", "out"], "lies in --raw"),
        (["run", "--keep", "0", "--raw", "."], "at least one release"),
        (["run", "--engine", "dask", "--raw", "data/raw"], "--dask-address, such as"),
        (["run", "--dask-address", "tcp://127.0.0.1:8786", "--raw", "data/raw"], "go together"),
        (["serve", "--cron", "0 2 * * *", "--engine", "dask", "--raw", "data/raw"], "--dask-address, such as"),
        (["verify", "--out", "no/such/folder"], "holds no release"),
        (["extract", "no/such/file.txt"], "no/such/file.txt is not a file"),
        (["serve", "--cron", "0 2 * * *", "--raw", "no/such/folder"], "is not a folder"),
    ],
    ids=[
        "raw missing",
        "out in raw",
        "keep nothing",
        "no address",
        "no cluster",
        "no address to serve",
        "nothing to verify",
        "no file",
        "serve without raw",
    ],
)
def test_bad_settings_give_one_line_and_status_2(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(arguments) == 2
    said = capsys.readouterr().err
    assert message in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [[], ["run", "--scope", "all"], ["run", "--as-of", "yesterday"], ["run", "--engine", "cloud"], ["no-such"]],
    ids=["nothing", "scope", "as-of", "engine", "command"],
)
def test_bad_usage_gives_status_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        cli.main(arguments)
    assert stop.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_a_second_run_is_told_at_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    child = os.fork()
    if child == 0:
        with hold_run_lock(folder / "out", "process 4711, since noon"):
            signal.pause()
        os._exit(0)
    try:
        while not (folder / "out" / "run.lock").is_file() or not (folder / "out" / "run.lock").read_text():
            time.sleep(0.01)
        assert cli.main(options(folder)) == 2
        assert "process 4711, since noon" in capsys.readouterr().err
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def test_a_full_disk_below_the_store_is_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_settings: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("conflict_ledger.pipeline.run_here", full)
    assert cli.main(options(folder)) == 1
    assert capsys.readouterr().err == "conflict-ledger: the extraction store: database or disk is full\n"


def test_extract_prints_claims_and_events(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["extract", str(folder / "raw" / "blast.txt")]) == 0
    page = capsys.readouterr().out
    assert "Bomb kills shoppers in Maiduguri market" in page
    assert '"At least 14 people"' in page or '"At least 14"' in page
    assert "Maiduguri" in page.split("events")[1]


def test_extract_as_json_gives_one_object_an_article(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["extract", "--json", str(folder / "raw" / "news.jsonl")]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [item.get("refused") for item in found] == [None, "bad_json", None]
    claims = found[0]["casualty_claims"]
    assert {17, 14} <= {claim["low"] for claim in claims}
    assert {event["event_id_cnty"] for event in found[0]["events"]} & {claim["event_id_cnty"] for claim in claims}


def test_extract_reads_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BLAST.encode())))
    assert cli.main(["extract", "-"]) == 0
    assert "Bomb kills shoppers" in capsys.readouterr().out


def test_explain_names_the_rule_behind_each_span(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", str(folder / "raw" / "blast.txt")]) == 0
    lines = capsys.readouterr().out.splitlines()
    casualties = [line for line in lines if line.strip().startswith("casualties")]
    assert casualties
    assert all("<- " in line for line in casualties)


def test_verify_finds_a_table_that_was_changed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    release = run(folder).release
    assert cli.main(["verify", "--out", str(folder / "out")]) == 0
    assert "no fault" in capsys.readouterr().out
    with (release / "issues.parquet").open("ab") as table:
        table.write(b"x")
    assert cli.main(["verify", "--out", str(folder / "out")]) == 1
    assert "issues.parquet: not the bytes that were published" in capsys.readouterr().out


@pytest.mark.parametrize("table", ["events", "documents", "casualty_claims"])
def test_verify_finds_a_table_that_is_none_any_more(
    folder: Path, capsys: pytest.CaptureFixture[str], table: str
) -> None:
    (run(folder).release / f"{table}.parquet").write_bytes(b"\x00" * 4000)
    assert cli.main(["verify", "--out", str(folder / "out")]) == 1
    assert f"{table}.parquet: not the bytes that were published" in capsys.readouterr().out


def test_codebook_check_tells_when_the_page_is_old(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "codebook.md"
    assert cli.main(["codebook", "--check", "--path", str(page)]) == 1
    assert cli.main(["codebook", "--path", str(page)]) == 0
    assert cli.main(["codebook", "--check", "--path", str(page)]) == 0
    assert "casualty_claims" in page.read_text()
    capsys.readouterr()


HEAVY = "{'pandas', 'pyarrow', 'great_expectations', 'trafilatura', 'dateparser', 'prefect', 'numpy', 'yaml'}"


def test_starting_loads_nothing_heavy() -> None:
    code = f"import sys, conflict_ledger.cli; sys.exit(str({HEAVY} & set(sys.modules) or ''))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == ""


@pytest.mark.slow
def test_a_run_from_the_shell_ends_with_where_things_are(folder: Path) -> None:
    done = subprocess.run([*COMMAND, *options(folder)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert f"{folder}/out/current/report.html" in done.stdout
    assert "records read" in done.stderr
    again = subprocess.run([*COMMAND, *options(folder)], capture_output=True, text=True, check=False)
    assert again.returncode == 0
    assert "nothing new" in again.stdout


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_stopped_leaves_the_next_one_clean(folder: Path, number: signal.Signals) -> None:
    process = subprocess.Popen([*COMMAND, *options(folder)], stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    process.stderr.readline()  # the first line of progress: extraction is done, tables and checks come
    process.send_signal(number)
    process.communicate(timeout=30)
    assert process.returncode in (-number, 128 + number)
    leftovers = [path.name for path in (folder / "out" / "work").glob("r_*")]
    assert bool(leftovers) == (number == signal.SIGKILL)
    assert not (folder / "out" / "events").exists()
    assert run(folder).status == "published"
    assert not list((folder / "out" / "work").glob("r_*"))
