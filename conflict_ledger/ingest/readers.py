"""One reader per format: a raw file to its articles and faults, one at a time.

A reader never raises on bad content: what it cannot read becomes a Fault, and it goes on where it can.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from io import BufferedReader
from pathlib import Path
from typing import Any

import orjson

from conflict_ledger.ingest.decoding import decode_bytes, is_binary
from conflict_ledger.ingest.fields import Article, Fault, article_from_fields, kind_of
from conflict_ledger.ingest.streams import RawStream, format_of, open_stream, read_lines

# One record may not be larger than this, in bytes. A long report has 0.2 MB; pages grow by inlined images.
RECORD_LIMIT = 10_000_000
# Above this, extraction from a page takes over a second (measured: 5 MB 0.8 s, 20 MB 26 s).
PAGE_LIMIT = 5_000_000
PAYLOAD_LIMIT = 2_000
PROBLEMS = {
    "truncated": "the packed file ends early; what came before was read",
    "corrupt": "the packed file is damaged; what came before was read",
}

Reader = Callable[[BufferedReader], Iterator[Article | Fault]]


def read_file(path: Path) -> Iterator[Article | Fault]:
    """Every article of one raw file, then a fault if the file ended early."""
    reader = READERS.get(format_of(path))
    if reader is None:
        yield Fault(reason="unknown_format", detail=f"no reader for {path.name}")
        return
    stream, raw = open_stream(path)
    with stream:
        for item in reader(stream):
            if raw.problem is None or not _is_cut(item):
                yield item
        yield from _report(raw)


def _is_cut(item: Article | Fault) -> bool:
    """A fault that only repeats that the file ended early."""
    return isinstance(item, Fault) and item.reason not in {"record_too_large", "no_text"}


def _report(raw: RawStream) -> Iterator[Fault]:
    if raw.problem is not None:
        yield Fault(reason=raw.problem, detail=PROBLEMS[raw.problem])


def read_text(stream: BufferedReader) -> Iterator[Article | Fault]:
    """A file that is one article."""
    yield _whole(stream, RECORD_LIMIT, None)


def read_page(stream: BufferedReader) -> Iterator[Article | Fault]:
    """A file that is one page."""
    yield _whole(stream, PAGE_LIMIT, "html")


def _whole(stream: BufferedReader, limit: int, kind: str | None) -> Article | Fault:
    raw = stream.read(limit + 1)
    if len(raw) > limit:
        return _too_large(raw, limit)
    return _article(raw, kind, None, {}, None)


def _article(
    raw: bytes, kind: str | None, position: int | None, metadata: Mapping[str, str], charset: str | None
) -> Article | Fault:
    if not raw.strip():
        return Fault(reason="empty_text", detail="there is nothing to read", position=position)
    if is_binary(raw):
        payload = repr(raw[:PAYLOAD_LIMIT])
        return Fault(reason="binary", detail="the content is no text", payload=payload, position=position)
    text = decode_bytes(raw, charset).text
    return Article(content=text, kind=kind or kind_of(text), position=position, metadata=metadata)


def _too_large(raw: bytes, limit: int, position: int | None = None) -> Fault:
    payload = decode_bytes(raw[:PAYLOAD_LIMIT]).text
    detail = f"the record is larger than {limit:,} bytes"
    return Fault(reason="record_too_large", detail=detail, payload=payload, position=position)


def read_json_lines(stream: BufferedReader) -> Iterator[Article | Fault]:
    """One JSON object a line; a line that is none is a fault of its own, blank lines are nothing."""
    for line in read_lines(stream, RECORD_LIMIT):
        if not line.is_whole:
            yield _too_large(line.content, RECORD_LIMIT, line.number)
        elif line.content.strip(b"\xef\xbb\xbf \t"):
            yield _json_article(line.content, line.number)


def _json_article(raw: bytes, position: int) -> Article | Fault:
    try:
        fields = orjson.loads(raw)
    except orjson.JSONDecodeError:
        fields = _lenient_json(raw)
    if not isinstance(fields, dict):
        payload = decode_bytes(raw[:PAYLOAD_LIMIT]).text
        return Fault(reason="bad_json", detail="the line is no JSON object", payload=payload, position=position)
    return article_from_fields(fields, position)


def _lenient_json(raw: bytes) -> Any:
    """What the strict reader refuses and writers produce: NaN, lone surrogates, another charset, a BOM."""
    try:
        return json.loads(decode_bytes(raw).text)
    except (ValueError, RecursionError):
        return None


def read_csv(stream: BufferedReader) -> Iterator[Article | Fault]:
    """One article a row, names in the first row; comma, semicolon or tab."""
    header = next(read_lines(stream, RECORD_LIMIT), None)
    if header is None or is_binary(header.content):
        yield Fault(reason="empty_text" if header is None else "binary", detail="there is no header row")
        return
    csv.field_size_limit(RECORD_LIMIT)
    first = decode_bytes(header.content).text
    delimiter = max(",;\t", key=first.count)
    names = [name.strip().lower() for name in next(csv.reader([first], delimiter=delimiter), [])]
    rows = csv.reader(_decoded_lines(stream), delimiter=delimiter)
    yield from _csv_rows(names, rows)


def _decoded_lines(stream: BufferedReader) -> Iterator[str]:
    """Lines with an end of line put back: a quoted field may run over several."""
    for line in read_lines(stream, RECORD_LIMIT):
        yield decode_bytes(line.content).text + "\n"


def _csv_rows(names: list[str], rows: Iterator[list[str]]) -> Iterator[Article | Fault]:
    position = 0
    while True:
        position += 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Fault(reason="bad_row", detail=f"the row cannot be read: {error}", position=position)
            continue
        if not any(row):
            continue
        if len(row) > len(names):
            payload = repr(row)[:PAYLOAD_LIMIT]
            yield Fault(reason="bad_row", detail="more values than names", payload=payload, position=position)
            continue
        yield article_from_fields(dict(zip(names, row, strict=False)), position)


def read_parquet(stream: BufferedReader) -> Iterator[Article | Fault]:
    """One article a row."""
    from conflict_ledger.ingest.archives import parquet_rows

    return _table_rows(parquet_rows(stream))


def _table_rows(rows: Iterable[Mapping[str, object] | Fault]) -> Iterator[Article | Fault]:
    for position, row in enumerate(rows, start=1):
        if not isinstance(row, Fault):
            yield article_from_fields(row, position)
        else:
            yield replace(row, position=position) if row.reason == "bad_row" else row


def read_warc(stream: BufferedReader) -> Iterator[Article | Fault]:
    """The HTML responses of a web archive, each with its url."""
    from conflict_ledger.ingest.archives import warc_pages

    for position, page in enumerate(warc_pages(stream, PAGE_LIMIT), start=1):
        if isinstance(page, Fault):
            yield page
        elif len(page.content) > PAGE_LIMIT:
            yield _too_large(page.content, PAGE_LIMIT, position)
        else:
            yield _article(page.content, "html", position, {"url": page.url}, page.charset)


READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".html": read_page,
    ".htm": read_page,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".csv": read_csv,
    ".parquet": read_parquet,
    ".warc": read_warc,
}
