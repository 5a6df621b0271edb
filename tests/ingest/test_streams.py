from __future__ import annotations

import gzip
import random
import tracemalloc
from pathlib import Path

import pytest
import zstandard

from conflict_ledger.ingest.streams import format_of, open_stream, read_lines

LINES = b"".join(b"line %d of the file\n" % number for number in range(30_000))


def packed(folder: Path, ending: str, content: bytes) -> Path:
    path = folder / f"a.txt{ending}"
    pack = {".gz": gzip.compress, ".zst": zstandard.ZstdCompressor().compress, "": bytes}[ending]
    path.write_bytes(pack(content))
    return path


@pytest.mark.parametrize("ending", ["", ".gz", ".zst"])
def test_a_file_is_unpacked(tmp_path: Path, ending: str) -> None:
    stream, raw = open_stream(packed(tmp_path, ending, LINES))
    with stream:
        assert stream.read() == LINES
    assert raw.problem is None


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_nothing_is_lost_where_little_unpacks_to_much(tmp_path: Path, ending: str) -> None:
    stream, raw = open_stream(packed(tmp_path, ending, LINES[:50] * 100_000))
    with stream:
        assert stream.read() == LINES[:50] * 100_000
    assert raw.problem is None


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_several_members_are_one_stream(tmp_path: Path, ending: str) -> None:
    path = packed(tmp_path, ending, LINES)
    path.write_bytes(path.read_bytes() * 3)
    stream, raw = open_stream(path)
    with stream:
        assert stream.read() == LINES * 3
    assert raw.problem is None


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_what_can_be_read_of_a_truncated_file_is_read(tmp_path: Path, ending: str) -> None:
    noise = random.Random(1).randbytes(600_000).hex().encode()
    path = packed(tmp_path, ending, noise)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    stream, raw = open_stream(path)
    with stream:
        content = stream.read()
    assert noise.startswith(content)
    assert len(content) > 200_000
    assert raw.problem == "truncated"


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_damage_is_told_apart_from_an_early_end(tmp_path: Path, ending: str) -> None:
    path = packed(tmp_path, ending, LINES)
    path.write_bytes(b"no packed data")
    stream, raw = open_stream(path)
    with stream:
        assert stream.read() == b""
    assert raw.problem == "corrupt"


def test_a_long_line_is_cut_and_the_next_one_read_without_holding_it(tmp_path: Path) -> None:
    path = packed(tmp_path, "", b"short\n" + b"x" * 20_000_000 + b"\nlast")
    stream, _ = open_stream(path)
    tracemalloc.start()
    with stream:
        lines = [(line.number, len(line.content), line.is_whole) for line in read_lines(stream, 1_000)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert lines == [(1, 5, True), (2, 1_000, False), (3, 4, True)]
    assert peak < 5_000_000


def test_a_line_of_exactly_the_limit_is_whole(tmp_path: Path) -> None:
    stream, _ = open_stream(packed(tmp_path, "", b"12345\r\n12345\n123456\n"))
    with stream:
        assert [(line.content, line.is_whole) for line in read_lines(stream, 6)] == [
            (b"12345", True),
            (b"12345", True),
            (b"123456", True),
        ]


def test_a_bomb_is_not_unpacked_beyond_what_is_asked_for(tmp_path: Path) -> None:
    stream, _ = open_stream(packed(tmp_path, ".gz", bytes(100_000_000)))
    tracemalloc.start()
    with stream:
        assert len(stream.read(1_000_000)) == 1_000_000
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()


def test_the_format_is_the_ending_below_the_packing() -> None:
    names = ["a.jsonl", "a.jsonl.gz", "b/a.HTML.zst", "a.warc.gz", "a.gz", "a"]
    assert [format_of(Path(name)) for name in names] == [".jsonl", ".jsonl", ".html", ".warc", "", ""]
