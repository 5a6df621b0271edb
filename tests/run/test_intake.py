"""Deliveries on their way into the raw folder: nothing altered, nothing overwritten, nothing refused in silence."""

from __future__ import annotations

import gzip
import json
import os
import signal
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
import yaml

from conflict_ledger import cli
from conflict_ledger.ingest import raw_store
from conflict_ledger.ingest.articles import build_document, list_raw_files, read_records
from conflict_ledger.ingest.raw_store import SCRATCH, Taken
from conflict_ledger.ingest.stored_bytes import move_to_new_name
from conflict_ledger.problems import ConfigurationError, RunLocked
from conflict_ledger.publish.run_lock import hold_run_lock
from conflict_ledger.records import Document, RawRecord
from conflict_ledger.run.intake import Delivery, Intake, take_delivery
from tests.articles import BLAST, CLASH, MATCH, write_articles

NOON = "2024-06-01T12:00:00+00:00"
PAGE = """<html><head><title>Shelling</title><meta property="article:published_time" content="2020-02-04T08:00:00Z">
</head><body><article><p>{}</p></article></body></html>"""
PROSE = "Three soldiers died on Monday when shells hit their post, the army said. Two more were hurt. " * 4


def ingest(folder: Path, *incoming: str, **given: str) -> Intake:
    """Take what lies in ``folder/in`` (or the named parts of it) into ``folder/raw``."""
    paths = tuple(folder / "in" / name for name in incoming) or (folder / "in",)
    return take_delivery(Delivery(incoming=paths, raw=folder / "raw", given=given), lambda: NOON)


def deliver(folder: Path, files: dict[str, str | bytes]) -> None:
    """Lay files into ``folder/in``."""
    for name, content in files.items():
        path = folder / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def stored(folder: Path) -> dict[str, bytes]:
    """Every visible file of the raw folder but the sidecars."""
    return {path.relative_to(folder / "raw").as_posix(): path.read_bytes() for path in list_raw_files(folder / "raw")}


def sidecar(path: Path) -> dict[str, object]:
    content: dict[str, object] = yaml.safe_load(path.with_name(path.name + ".meta.yml").read_text())
    return content


def statuses(intake: Intake) -> dict[str, str]:
    return {file.incoming: file.status for file in intake.taken}


def only(intake: Intake) -> Taken:
    (taken,) = intake.taken
    return taken


def test_a_file_lies_untouched_below_its_source_and_day_with_its_papers(tmp_path: Path) -> None:
    deliver(tmp_path, {"clash.txt": CLASH})
    taken = only(ingest(tmp_path, source="Lake Post", licence="CC0"))
    assert stored(tmp_path) == {"lake-post/2021-05-03/clash.txt": CLASH.encode()}
    assert taken.status == "stored"
    assert taken.place is not None
    assert sidecar(taken.place) == {
        "source": "Lake Post",
        "licence": "CC0",
        "sha256": sha256(CLASH.encode()).hexdigest(),
        "size": str(len(CLASH)),
        "retrieved_at": NOON,
        "published_at": "2021-05-03",
        "language": "en",
        "found_in_file": ["language", "published_at"],
    }
    assert (tmp_path / "in" / "clash.txt").exists()


LINES = [
    {"text": BLAST, "source": "Morning Post", "published_at": "2018-03-12"},
    {"text": MATCH, "source": "Morning Post", "published_at": "2021-05-03"},
]


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("a.txt", PROSE, "unknown-source/undated/a.txt"),
        ("a.txt.gz", gzip.compress(CLASH.encode(), mtime=0), "unknown-source/2021-05-03/a.txt.gz"),
        ("a.html", PAGE.format(PROSE), "unknown-source/2020-02-04/a.html"),
        ("a.jsonl", "\n".join(map(json.dumps, LINES)), "morning-post/2021-05-03/a.jsonl"),
        ("a.csv", f'text,source\n"{CLASH}",Lake Post\n"{MATCH}",Hill Post\n', "several-sources/undated/a.csv"),
        ("a.csv", f'text,url\n"{CLASH}",https://www.news.example/1\n', "news.example/undated/a.csv"),
    ],
    ids=["nothing known", "packed", "page", "several days", "several outlets", "link"],
)
def test_source_and_day_are_those_that_the_file_tells(
    tmp_path: Path, name: str, content: str | bytes, place: str
) -> None:
    deliver(tmp_path, {name: content})
    ingest(tmp_path)
    assert list(stored(tmp_path)) == [place]


def test_a_sidecar_comes_along_and_goes_before_what_is_given(tmp_path: Path) -> None:
    side = yaml.safe_dump({"source": "Hill Post", "published_at": "2021-05-04", "facts_from": ["a report"]})
    deliver(tmp_path, {"a.txt": PROSE, "a.txt.meta.yml": side, "b.txt": MATCH})
    intake = ingest(tmp_path, source="Lake Post")
    assert sorted(stored(tmp_path)) == ["hill-post/2021-05-04/a.txt", "lake-post/2021-05-03/b.txt"]
    papers = sidecar(tmp_path / "raw/hill-post/2021-05-04/a.txt")
    assert papers["facts_from"] == ["a report"]
    assert papers["retrieved_at"] == NOON
    assert len(intake.taken) == 2


def documents(root: Path) -> Iterator[Document]:
    for path in list_raw_files(root):
        for record in read_records(path, root):
            found = build_document(record) if isinstance(record, RawRecord) else None
            if isinstance(found, Document):
                yield found


def test_what_a_run_reads_is_not_changed_by_the_way_in(tmp_path: Path) -> None:
    """What was found in a file is written down for people; it must not come back as evidence beside the file."""
    write_articles(tmp_path / "in")
    deliver(tmp_path, {"a.html": PAGE.format(PROSE), "b.csv": f'text,url\n"{PROSE}",https://x.example/2020/03/01/b\n'})
    ingest(tmp_path)
    read = [
        {(d.text_sha256, d.source, d.url, d.language, d.published_at, d.published_basis) for d in documents(root)}
        for root in (tmp_path / "in", tmp_path / "raw")
    ]
    assert read[0] == read[1]
    assert len(read[0]) == 6


def test_the_same_bytes_again_change_nothing_and_are_told(tmp_path: Path) -> None:
    deliver(tmp_path, {"a.txt": CLASH, "news.jsonl": json.dumps(LINES[0])})
    ingest(tmp_path)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files_of(tmp_path / "raw")}
    deliver(tmp_path, {"other-name.txt": CLASH})
    again = ingest(tmp_path)
    assert set(statuses(again).values()) == {"known"}
    assert again.is_complete
    assert "the same bytes are there" in again.summary()
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files_of(tmp_path / "raw")} == before


def files_of(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and SCRATCH not in path.parts]


def test_papers_that_now_say_otherwise_are_told_and_not_taken_over(tmp_path: Path) -> None:
    deliver(tmp_path, {"a.txt": CLASH})
    ingest(tmp_path, licence="CC0")
    taken = only(ingest(tmp_path, licence="all rights reserved"))
    assert taken.status == "known"
    assert "its licence is not taken over" in str(taken.detail)


def test_a_text_that_two_outlets_print_is_stored_for_each(tmp_path: Path) -> None:
    deliver(tmp_path, {"a.txt": CLASH})
    ingest(tmp_path, source="Lake Post")
    assert only(ingest(tmp_path, source="lake post")).status == "known"
    assert only(ingest(tmp_path, source="Hill Post")).status == "stored"
    assert sorted(stored(tmp_path)) == ["hill-post/2021-05-03/a.txt", "lake-post/2021-05-03/a.txt"]


def test_other_bytes_of_the_same_name_get_a_name_that_says_why(tmp_path: Path) -> None:
    deliver(tmp_path, {"x/a.txt.gz": gzip.compress(CLASH.encode()), "y/a.txt.gz": gzip.compress(MATCH.encode())})
    intake = ingest(tmp_path)
    assert statuses(intake) == {"x/a.txt.gz": "stored", "y/a.txt.gz": "renamed"}
    place = intake.taken[1].place
    assert place is not None
    mark = sha256((tmp_path / "in/y/a.txt.gz").read_bytes()).hexdigest()[:12]
    assert place.name == f"a.differs-{mark}.txt.gz"
    assert sidecar(place)["incoming_name"] == "a.txt.gz"
    assert "holds other bytes" in str(sidecar(place)["renamed_because"])
    assert len(stored(tmp_path)) == 2
    assert set(statuses(ingest(tmp_path)).values()) == {"known"}


def test_what_cannot_be_read_is_kept_apart_with_the_reason(tmp_path: Path) -> None:
    unreadable: dict[str, str | bytes] = {
        "empty.txt": "", "picture.txt": b"\x89PNG\0\0\0", "scan.pdf": b"%PDF-1.7", "cut.jsonl": '{"text": "half a',
        "none.csv": "text,source\n", "broken.parquet": b"PAR1 no more",
    }  # fmt: skip
    deliver(tmp_path, unreadable | {"clash.txt": CLASH})
    for _ in range(2):
        intake = ingest(tmp_path)
        assert not intake.is_complete
        refused = {file.incoming: file.place for file in intake.taken if file.status == "quarantined"}
        assert refused.keys() == unreadable.keys()
        for name, place in refused.items():
            assert place is not None
            assert place.read_bytes() == (tmp_path / "in" / name).read_bytes()
            assert str(sidecar(place)["refused_because"]).startswith(place.parent.name)
        assert list(stored(tmp_path)) == ["unknown-source/2021-05-03/clash.txt"]
        assert len(files_of(tmp_path / "quarantine")) == 2 * len(unreadable)


def test_a_file_that_can_be_read_in_part_is_stored_and_the_rest_told(tmp_path: Path) -> None:
    deliver(tmp_path, {"a.jsonl": json.dumps(LINES[0]) + '\n{"text": "half a'})
    taken = only(ingest(tmp_path))
    assert (taken.status, taken.detail) == ("stored", "1 of its records cannot be read")


def test_what_is_not_looked_into_is_told_with_the_reason(tmp_path: Path) -> None:
    deliver(
        tmp_path,
        {
            "README.md": "about", "notice.txt": CLASH, ".hidden/a.txt": CLASH, ".b.txt": MATCH,
            "gone.txt.meta.yml": "source: X", "bad.txt": PROSE, "bad.txt.meta.yml": "- a list",
            "false.txt": BLAST, "false.txt.meta.yml": "sha256: 00ff",
        },
    )  # fmt: skip
    (tmp_path / "in" / "dead.txt").symlink_to("nowhere")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "in" / "linked").symlink_to(tmp_path / "elsewhere")
    intake = ingest(tmp_path)
    assert statuses(intake) == {
        "README.md": "passed over", ".hidden": "passed over", ".b.txt": "passed over",
        "notice.txt": "refused", "gone.txt.meta.yml": "refused", "bad.txt": "refused",
        "false.txt": "refused", "dead.txt": "refused", "linked": "refused",
    }  # fmt: skip
    assert all(file.detail for file in intake.taken)
    assert stored(tmp_path) == {}


def test_a_file_named_itself_is_stored_under_a_name_that_runs_read(tmp_path: Path) -> None:
    deliver(tmp_path, {"notice.txt": CLASH, ".hidden.txt": MATCH, "n" * 240 + ".txt": BLAST})
    intake = ingest(tmp_path, "notice.txt", ".hidden.txt", "n" * 240 + ".txt")
    assert [file.status for file in intake.taken] == ["renamed"] * 3
    assert [Path(name).name for name in stored(tmp_path)] == [
        "n" * 176 + ".txt",
        "article-notice.txt",
        "hidden.txt",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="may read everything")
def test_a_file_that_may_not_be_opened_is_refused_and_the_others_are_taken(tmp_path: Path) -> None:
    deliver(tmp_path, {"a.txt": CLASH, "b.txt": MATCH})
    (tmp_path / "in" / "a.txt").chmod(0)
    assert statuses(ingest(tmp_path)) == {"a.txt": "refused", "b.txt": "stored"}


class Killed(BaseException):
    """Ends an intake in the middle, as a signal would."""


@pytest.mark.parametrize("step", ["copy_bytes", "write_sidecar", "move_to_new_name"])
def test_an_intake_that_dies_leaves_nothing_half_done(
    tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(tmp_path, {"a.txt": CLASH})

    def die(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(raw_store, step, die)
        ingest(tmp_path)
    assert stored(tmp_path) == {}
    assert only(ingest(tmp_path)).status == "stored"
    assert sorted(path.name for path in files_of(tmp_path / "raw")) == ["a.txt", "a.txt.meta.yml"]
    assert not (tmp_path / "raw" / SCRATCH / "part").exists()


def test_nothing_is_replaced_by_what_came_to_be_meanwhile(tmp_path: Path) -> None:
    (tmp_path / "part").write_text("new")
    (tmp_path / "there").write_text("old")
    with pytest.raises(FileExistsError):
        move_to_new_name(tmp_path / "part", tmp_path / "there")
    assert (tmp_path / "there").read_text() == "old"


def test_only_one_intake_works_on_a_folder(tmp_path: Path) -> None:
    deliver(tmp_path, {"a.txt": CLASH})
    child = os.fork()
    if child == 0:
        with hold_run_lock(tmp_path / "raw" / SCRATCH, "process 4711"):
            signal.pause()
        os._exit(0)
    try:
        lock = tmp_path / "raw" / SCRATCH / "run.lock"
        while not lock.is_file() or not lock.read_text():
            time.sleep(0.01)
        with pytest.raises(RunLocked, match="process 4711"):
            ingest(tmp_path)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"incoming": ("missing",)}, "neither a file nor a folder"),
        ({"raw": "in/raw"}, "lie in each other"),
        ({"quarantine": "raw/refused"}, "lies in --raw"),
        ({"given": {"published_at": "lately"}}, "no day such as"),
    ],
    ids=["missing", "raw in incoming", "quarantine in raw", "no day"],
)
def test_a_delivery_that_cannot_work_is_turned_away_whole(
    tmp_path: Path, changes: dict[str, object], message: str
) -> None:
    deliver(tmp_path, {"a.txt": CLASH})
    plan: dict[str, object] = {"incoming": ("in",), "raw": "raw", "quarantine": "set-aside", "given": {}} | changes
    incoming, given = plan["incoming"], plan["given"]
    assert isinstance(incoming, tuple)
    assert isinstance(given, dict)
    delivery = Delivery(
        incoming=tuple(tmp_path / name for name in incoming),
        raw=tmp_path / str(plan["raw"]),
        quarantine=tmp_path / str(plan["quarantine"]),
        given=given,
    )
    with pytest.raises(ConfigurationError, match=message):
        take_delivery(delivery, lambda: NOON)
    assert not (tmp_path / "raw").exists()


def test_the_command_tells_of_each_file_and_its_status_of_refusals(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deliver(tmp_path, {"a.txt": CLASH})
    command = ["ingest", str(tmp_path / "in"), "--raw", str(tmp_path / "raw"), "--engine", "local"]
    assert cli.main([*command, "--source", "Lake Post"]) == 0
    assert "lake-post/2021-05-03/a.txt\n1 file: 1 stored" in capsys.readouterr().out
    deliver(tmp_path, {"b.txt": ""})
    assert cli.main(command) == 1
    said = capsys.readouterr().out
    assert "there is nothing to read" in said
    assert "2 files: 1 known, 1 quarantined" in said
    assert cli.main([*command, "--published-at", "lately"]) == 2
