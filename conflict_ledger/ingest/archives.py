"""Rows of a Parquet file and pages of a web archive; the heavy libraries are loaded on use."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from io import BufferedReader
from typing import Any, NamedTuple

from conflict_ledger.ingest.fields import ALL_NAMES, Fault

ROWS_AT_ONCE = 256
# What Arrow raises for a value that Python cannot hold: a date out of reach, text that is no UTF-8, an unknown zone.
UNSPEAKABLE = (ArithmeticError, LookupError, TypeError, ValueError)
HTML_TYPES = ("text/html", "application/xhtml")


class ArchivedPage(NamedTuple):
    """One stored page: bytes (at most one over the limit), its address, the charset its server named."""

    content: bytes
    url: str
    charset: str | None


def parquet_rows(stream: BufferedReader) -> Iterator[Mapping[str, object] | Fault]:
    """Every row as a mapping of the columns we know, by lower-case name; a broken file gives one fault.

    The bytes go through an unnamed file: Parquet is read from its end, a packed stream only forwards.
    """
    import pyarrow
    import pyarrow.parquet

    with tempfile.TemporaryFile() as file:
        shutil.copyfileobj(stream, file)
        try:
            table = pyarrow.parquet.ParquetFile(file)
            columns = [name for name in table.schema_arrow.names if name.lower() in ALL_NAMES]
            for batch in table.iter_batches(batch_size=ROWS_AT_ONCE, columns=columns):
                for row in _python_rows(batch):
                    yield row if isinstance(row, Fault) else {name.lower(): value for name, value in row.items()}
        except (pyarrow.ArrowException, OSError, ValueError) as error:
            yield Fault(reason="bad_parquet", detail=f"the table cannot be read: {str(error)[:200]}")


def _python_rows(batch: Any) -> list[Mapping[str, object] | Fault]:
    """The rows of a batch; one by one where a value (a day after the year 9999) has no form in Python."""
    try:
        rows: list[Mapping[str, object] | Fault] = batch.to_pylist()
        return rows
    except UNSPEAKABLE as error:
        if batch.num_rows == 1:
            return [Fault(reason="bad_row", detail=f"the row cannot be read: {str(error)[:200]}")]
    return [row for at in range(batch.num_rows) for row in _python_rows(batch.slice(at, 1))]


def warc_pages(stream: BufferedReader, limit: int) -> Iterator[ArchivedPage | Fault]:
    """Every response record that is HTML. Redirects and error pages are faults, other records nothing."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for record in ArchiveIterator(stream):
            if record.rec_type == "response" and _is_html(record):
                yield _page(record, limit)
    except (ArchiveLoadFailed, ValueError, EOFError, AttributeError, KeyError) as error:
        yield Fault(reason="bad_warc", detail=f"the archive cannot be read on: {str(error)[:200]}")


def _is_html(record: Any) -> bool:
    headers = record.http_headers
    return headers is not None and (headers.get_header("Content-Type") or "").lower().startswith(HTML_TYPES)


def _page(record: Any, limit: int) -> ArchivedPage | Fault:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    status = record.http_headers.get_statuscode()
    if status != "200":
        return Fault(reason="http_status", detail=f"the server answered {status}", payload=url)
    content_type = record.http_headers.get_header("Content-Type").lower()
    charset = content_type.partition("charset=")[2].strip(" \"';") or None
    return ArchivedPage(record.content_stream().read(limit + 1), url.strip("<>"), charset)
