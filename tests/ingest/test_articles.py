from __future__ import annotations

import csv
import gzip
import io
import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from conflict_ledger.ingest import readers
from conflict_ledger.ingest.articles import (
    LINE_LIMIT,
    TEXT_LIMIT,
    build_document,
    list_passed_over,
    list_raw_files,
    read_records,
)
from conflict_ledger.ingest.fields import Article
from conflict_ledger.records import Document, RawRecord, Refusal
from tests.ingest.builders import PROSE, build, outcome, read

NEWS_PLEASE = {
    "authors": ["A. Writer"],
    "date_download": "2016-03-17 00:00:00",
    "date_publish": "2016-03-15 19:21:00",
    "language": "en",
    "maintext": PROSE,
    "source_domain": "delta.example",
    "title": "Patrols doubled",
    "url": "https://delta.example/patrols",
}
ROWS = [
    {"id": 7, "text": PROSE, "title": "Patrols doubled", "published_at": "2016-03-15", "source": "Delta"},
    {"id": 8, "text": ""},
]


def json_lines(*rows: object) -> bytes:
    return "\n".join(json.dumps(row) for row in rows).encode()


def as_csv(rows: list[dict[str, object]], delimiter: str = ",") -> bytes:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


def as_parquet(rows: list[dict[str, object]]) -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), sink)
    return sink.getvalue()


FILES = {
    "a.txt": PROSE.encode(),
    "a.html": f"<html><body><article><p>{PROSE}</p></article></body></html>".encode(),
    "a.htm": f"<html><body><article><p>{PROSE}</p></article></body></html>".encode(),
    "a.jsonl": json_lines(*ROWS),
    "a.ndjson": json_lines(*ROWS),
    "a.csv": as_csv(ROWS),
    "semicolons.csv": as_csv(ROWS, ";"),
    "a.parquet": as_parquet(ROWS),
}


@pytest.mark.parametrize("packing", ["", ".gz", ".zst"])
@pytest.mark.parametrize("name", FILES)
def test_every_format_is_read_also_packed(tmp_path: Path, name: str, packing: str) -> None:
    pack = {".gz": gzip.compress, ".zst": zstandard.ZstdCompressor().compress, "": bytes}[packing]
    items = read(tmp_path, name + packing, pack(FILES[name]))
    document = build_document(items[0]) if isinstance(items[0], RawRecord) else items[0]
    assert isinstance(document, Document), document
    assert PROSE in document.text
    if name.endswith(("txt", "html", "htm")):
        assert [outcome(item) for item in items] == [(name + packing, "kept")]
    else:
        assert [outcome(item) for item in items] == [("7", "kept"), ("8", "no_text")]
        assert (document.title, document.source, document.published_at) == (
            "Patrols doubled",
            "Delta",
            datetime(2016, 3, 15),
        )


def test_what_news_please_writes_is_read_as_it_is(tmp_path: Path) -> None:
    (record,) = read(tmp_path, "a.jsonl", json_lines(NEWS_PLEASE))
    assert isinstance(record, RawRecord)
    document = build_document(record)
    assert isinstance(document, Document)
    assert (document.external_id, document.url) == ("a.jsonl#1", "https://delta.example/patrols")
    assert (document.published_at, document.published_precision) == (datetime(2016, 3, 15, 19, 21), "minute")
    assert (document.source, document.language, document.title) == ("delta.example", "en", "Patrols doubled")


def test_a_date_spelled_none_is_none(tmp_path: Path) -> None:
    (record,) = read(tmp_path, "a.jsonl", json_lines(NEWS_PLEASE | {"date_publish": "None", "title": None}))
    assert isinstance(record, RawRecord)
    assert {"published_at", "title"} & {name for name, _ in record.metadata} == set()


def test_ids_are_text_and_repeats_are_counted(tmp_path: Path) -> None:
    rows = [{"id": value, "text": PROSE} for value in (1, "1", 1.0, "x", None)]
    items = read(tmp_path, "sub/a.jsonl", json_lines(*rows))
    found = [(item.external_id, item.ordinal) for item in items if isinstance(item, RawRecord)]
    assert found == [("1", 0), ("1", 1), ("1", 2), ("x", 0), ("sub/a.jsonl#5", 0)]
    documents = [build_document(item) for item in items if isinstance(item, RawRecord)]
    assert len({document.document_id for document in documents if isinstance(document, Document)}) == 5


def test_the_digest_changes_with_content_and_metadata_only(tmp_path: Path) -> None:
    rows = [{"id": 1, "text": "a"}, {"id": 2, "text": "a"}, {"id": 3, "text": "b"}, {"id": 4, "text": "a", "url": "x"}]
    digests = [item.digest for item in read(tmp_path, "a.jsonl", json_lines(*rows)) if isinstance(item, RawRecord)]
    assert digests[0] == digests[1]
    assert len(set(digests)) == 3


def test_broken_lines_are_refused_one_by_one_and_everything_is_accounted_for(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "a", "text": PROSE}),
        '{"id": 2, "text":',
        "[1, 2]",
        "",
        "[" * 100_000,
        '{"id": "b"}',
        '{"id": "c", "text": NaN}',
        '{"id": "d", "text": "lone \\ud800 surrogate"}',
        '{"id": "e", "text": "Señor Peña spoke."}',
    ]
    content = "\n".join(lines).encode("latin-1")
    assert [outcome(item) for item in read(tmp_path, "a.jsonl", content)] == [
        ("a", "kept"),
        ("a.jsonl#2", "bad_json"),
        ("a.jsonl#3", "bad_json"),
        ("a.jsonl#5", "bad_json"),
        ("b", "no_text"),
        ("c", "no_text"),
        ("d", "kept"),
        ("e", "kept"),
    ]


def test_a_line_over_the_limit_is_refused_and_the_next_one_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "RECORD_LIMIT", 1_000)
    content = json_lines({"id": "long", "text": "x" * 5_000}, {"id": "next", "text": PROSE})
    items = read(tmp_path, "a.jsonl", content)
    assert [outcome(item) for item in items] == [("a.jsonl#1", "record_too_large"), ("next", "kept")]
    assert isinstance(items[0], Refusal)
    assert items[0].payload.startswith('{"id": "long"')


def test_a_truncated_file_keeps_what_can_be_read(tmp_path: Path) -> None:
    rows = [{"id": str(number), "text": f"{PROSE} {number * 7919}"} for number in range(3_000)]
    content = gzip.compress(json_lines(*rows))
    items = read(tmp_path, "a.jsonl.gz", content[: len(content) // 2])
    outcomes = [outcome(item) for item in items]
    assert len(outcomes) > 500
    assert outcomes[-1] == ("a.jsonl.gz", "truncated")
    assert {what for _, what in outcomes[:-1]} == {"kept"}


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty_text"),
        ("a.txt", b" \n\t\r\n ", "empty_text"),
        ("a.txt", bytes(range(256)) * 9, "binary"),
        ("a.txt", b"%PDF-1.4 text", "binary"),
        ("a.txt.gz", b"no gzip", "corrupt"),
        ("a.html", b"", "empty_text"),
        ("a.csv", b"", "empty_text"),
        ("a.csv", b"\x00\x01\x02\x03" * 9, "binary"),
        ("a.parquet", b"PAR1 nothing", "bad_parquet"),
        ("a.parquet", b"", "bad_parquet"),
        ("a.pdf", b"x", "unknown_format"),
        ("a.json", b"[]", "unknown_format"),
        ("noending", b"x", "unknown_format"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_refusal(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    assert [outcome(item) for item in read(tmp_path, name, content)] == [(name, reason)]


@pytest.mark.parametrize("content", ["...", "* * *", "\u200b\ufeff"])
def test_a_text_without_a_letter_is_refused_when_the_document_is_built(tmp_path: Path, content: str) -> None:
    (record,) = read(tmp_path, "a.txt", content.encode())
    assert isinstance(record, RawRecord)
    refusal = build_document(record)
    assert isinstance(refusal, Refusal)
    assert (refusal.reason, refusal.external_id, refusal.stage) == ("empty_text", "a.txt", "ingest")


@pytest.mark.parametrize("content", ["word " * (TEXT_LIMIT // 5 + 1), "ab\n" * (LINE_LIMIT + 2)])
def test_what_is_longer_than_any_article_is_refused_with_a_short_payload(tmp_path: Path, content: str) -> None:
    (record,) = read(tmp_path, "a.txt", content.encode())
    assert isinstance(record, RawRecord)
    refusal = build_document(record)
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "text_too_long"
    assert len(refusal.payload) == 2_000


def test_a_title_counts_as_text_when_it_is_longer_than_any_article(tmp_path: Path) -> None:
    (record,) = read(tmp_path, "a.jsonl", json_lines({"text": PROSE, "title": "raid " * (TEXT_LIMIT // 5)}))
    assert isinstance(record, RawRecord)
    refusal = build_document(record)
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "text_too_long"


def test_an_id_that_no_table_can_hold_is_written_out(tmp_path: Path) -> None:
    content = b'{"id": "x\\ud800", "text": "' + PROSE.encode() + b'"}'
    assert [outcome(item) for item in read(tmp_path, "a.jsonl", content)] == [("x\\ud800", "kept")]


def test_a_name_that_is_no_utf8_is_written_out(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"raid\xff.txt")
    path.write_text(PROSE)
    assert list_raw_files(tmp_path) == [path]
    assert [outcome(item) for item in read_records(path, tmp_path)] == [("raid\\udcff.txt", "kept")]


def test_a_row_with_a_value_beyond_python_costs_only_itself(tmp_path: Path) -> None:
    days = pa.array([1, 2**30, 2], pa.date32())
    sink = io.BytesIO()
    pq.write_table(pa.table({"id": ["1", "2", "3"], "text": [PROSE] * 3, "published_at": days}), sink)
    items = read(tmp_path, "a.parquet", sink.getvalue())
    assert [outcome(item) for item in items] == [("1", "kept"), ("a.parquet#2", "bad_row"), ("3", "kept")]


def test_a_reader_that_fails_costs_the_rest_of_its_file_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_stream: object) -> Iterator[Article]:
        yield Article(content=PROSE)
        raise IndexError("made to fail")

    monkeypatch.setitem(readers.READERS, ".warc", failing)
    assert [outcome(item) for item in read(tmp_path, "a.warc", b"x")] == [
        ("a.warc", "kept"),
        ("a.warc", "reader_error"),
    ]


def test_a_folder_that_may_not_be_searched_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "open").mkdir()
    monkeypatch.setattr(os, "access", lambda path, _mode: path.name != "closed")
    (listed,) = list_raw_files(tmp_path)
    assert [outcome(item) for item in read_records(listed, tmp_path)] == [("closed", "unreadable")]


def test_csv_rows_with_quoted_line_ends_extra_and_missing_values(tmp_path: Path) -> None:
    content = b'ID,Text,URL\n1,"one\ntwo",u\n2,three\n3,four,u,extra\n\n4,,u\n'
    items = read(tmp_path, "a.csv", content)
    assert [outcome(item) for item in items] == [("1", "kept"), ("2", "kept"), ("a.csv#3", "bad_row"), ("4", "no_text")]
    assert isinstance(items[0], RawRecord)
    assert items[0].content == "one\ntwo"


def test_a_sidecar_fills_what_the_article_lacks(tmp_path: Path) -> None:
    side = "source: Delta\nurl: https://delta.example/x\npublished_at: 2015-01-01\nlicence: no\nnested: [1]\n"
    (tmp_path / "a.jsonl.meta.yml").write_text(side)
    items = read(tmp_path, "a.jsonl", json_lines({"id": 1, "text": PROSE}, {"id": 2, "text": PROSE, "source": "Own"}))
    documents = [build_document(item) for item in items if isinstance(item, RawRecord)]
    found = [(d.source, d.url, d.published_basis) for d in documents if isinstance(d, Document)]
    assert found == [("Delta", "https://delta.example/x", "sidecar"), ("Own", "https://delta.example/x", "sidecar")]


@pytest.mark.parametrize("side", ["a: [", "- list", "\x00", "x" * 200_000])
def test_a_broken_sidecar_is_refused_and_the_article_kept(tmp_path: Path, side: str) -> None:
    (tmp_path / "a.txt.meta.yml").write_text(side)
    assert [outcome(item) for item in read(tmp_path, "a.txt", PROSE.encode())] == [
        ("a.txt", "bad_sidecar"),
        ("a.txt", "kept"),
    ]


def test_a_sidecar_of_lists_in_lists_neither_crashes_nor_hides_the_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt.meta.yml").write_text("a: " + "[" * 80_000)
    reasons = [outcome(item)[1] for item in read(tmp_path, "a.txt", PROSE.encode())]
    assert reasons == ["bad_sidecar", "kept"]


def test_the_fault_of_a_sidecar_does_not_tell_where_the_folder_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt.meta.yml").write_text("a: *nothing")
    refusal = read(tmp_path, "a.txt", PROSE.encode())[0]
    assert isinstance(refusal, Refusal)
    assert str(tmp_path) not in refusal.detail


def test_a_file_that_is_gone_is_refused(tmp_path: Path) -> None:
    assert [outcome(item) for item in read_records(tmp_path / "gone.txt", tmp_path)] == [("gone.txt", "unreadable")]


def test_only_data_files_are_listed_in_order(tmp_path: Path) -> None:
    names = [
        "b.txt", "a.txt", "a.txt.meta.yml", "sub/c.jsonl.gz", ".hidden.txt", ".git/x.txt", "README.md", "sub/LICENSE",
        "SOURCES.md", "SOURCES-2.md", "README.txt", "notes.yml", "sub/.gitkeep", "x.pdf", "z/y.warc.gz",
        "readmission.txt", "notice.txt", "notice-of-siege.txt", "sources-say.txt", "gone.txt.meta.yml",
    ]  # fmt: skip
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    listed = [path.relative_to(tmp_path).as_posix() for path in list_raw_files(tmp_path)]
    assert listed == [
        "a.txt", "b.txt", "notice-of-siege.txt", "readmission.txt", "sources-say.txt", "sub/c.jsonl.gz", "x.pdf",
        "z/y.warc.gz",
    ]  # fmt: skip
    assert list_passed_over(tmp_path) == [
        "README.md", "README.txt", "SOURCES-2.md", "SOURCES.md", "gone.txt.meta.yml", "notes.yml", "notice.txt",
        "sub/LICENSE",
    ]  # fmt: skip


def test_the_same_record_gives_the_same_document() -> None:
    assert build(PROSE, title="T", source="S") == build(PROSE, title="T", source="S")


@pytest.mark.parametrize(
    "text",
    [
        f"A title of five words\n\n{PROSE}",
        f"GOMA, 3 MAY 2014 (AFP) -- {PROSE}",
        "Señor\u00a0Peña\r\nspoke",
        "İstanbul \u0130\u0130 😀 nine died.",
    ],
)
def test_every_span_quotes_the_stored_text(text: str) -> None:
    document = build(text, title="A given title")
    assert document.title_span is not None
    assert document.text[document.title_span.start : document.title_span.end] == document.title
    assert all(0 <= r.span.start < r.span.end <= len(document.text) for r in document.boilerplate)
