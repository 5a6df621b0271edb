"""Extractions kept from run to run, so that only new or changed documents are read again.

Only a cache: deleting the file changes nothing but time. Keys name the raw record, the reader
(code and gazetteer) and the scope, so that a row can never be stale; rows of other readers are dropped on opening.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from conflict_ledger.problems import LedgerError
from conflict_ledger.records import RawRecord

LOG = logging.getLogger(__name__)
COMPRESSION = 3  # zstd: a fifth of the size at 200 MB/s; higher levels cost more than the disk they save
ASKED_AT_ONCE = 200  # bounds both the statement (old builds allow 999 values) and what is unpacked at once

TABLE = """
CREATE TABLE IF NOT EXISTS extractions (
    key TEXT PRIMARY KEY,
    reader TEXT NOT NULL,
    document_id TEXT NOT NULL,
    published_on TEXT,
    payload BLOB NOT NULL
)
"""


class Kept(NamedTuple):
    """What can be known of a stored extraction without unpacking it; the day as ISO text."""

    document_id: str
    published_on: str | None


class StoreDamaged(LedgerError):
    """A row that pass 1 saw cannot be read back; it is taken out, so that the next run makes it anew."""


def extraction_key(record: RawRecord, reader: str, scope: str) -> str:
    """The hash under which a record's extraction is kept: content, identity, reader and scope."""
    parts = (record.digest, record.source_path, record.external_id, str(record.ordinal), reader, scope)
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


class ExtractionStore:
    """One SQLite file of compressed extractions; use as a context manager."""

    def __init__(self, path: Path, reader: str) -> None:
        import zstandard

        self.path = path
        self.reader = reader
        self._pack = zstandard.ZstdCompressor(level=COMPRESSION, write_checksum=True)
        self._unpack = zstandard.ZstdDecompressor()
        self._database = _open_or_start_anew(path, reader)

    def __enter__(self) -> ExtractionStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    def known(self, keys: Sequence[str]) -> dict[str, Kept]:
        """Those of ``keys`` that are in the store."""
        rows = self._select("key, document_id, published_on", keys)
        return {key: Kept(document_id, published_on) for key, document_id, published_on in rows}

    def put(self, extractions: Iterable[tuple[str, Kept, bytes]]) -> None:
        """Keep payloads under their keys, all in one transaction."""
        rows = [(key, self.reader, *kept, self._pack.compress(payload)) for key, kept, payload in extractions]
        with self._database:
            self._database.executemany("INSERT OR REPLACE INTO extractions VALUES (?, ?, ?, ?, ?)", rows)

    def read(self, keys: Sequence[str]) -> Iterator[bytes]:
        """The payloads of ``keys``, in their order; raises StoreDamaged for one that is missing or broken."""
        import zstandard

        for part in _parts(keys):
            rows = dict(self._select("key, payload", part))
            for key in part:
                try:
                    yield self._unpack.decompress(rows[key])
                except (KeyError, zstandard.ZstdError) as error:
                    with self._database:
                        self._database.execute("DELETE FROM extractions WHERE key = ?", (key,))
                    raise StoreDamaged(f"{self.path} was damaged; the bad row is gone, run again") from error

    def _select(self, columns: str, keys: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        for part in _parts(keys):
            marks = ",".join("?" * len(part))
            yield from self._database.execute(
                f"SELECT {columns} FROM extractions WHERE key IN ({marks})",
                part,
            )


def _parts(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    return (keys[start : start + ASKED_AT_ONCE] for start in range(0, len(keys), ASKED_AT_ONCE))


def _open_or_start_anew(path: Path, reader: str) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _open(path, reader)
    except sqlite3.DatabaseError as error:
        LOG.warning("the extraction store cannot be read (%s); starting a new one", error)
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        return _open(path, reader)


def _open(path: Path, reader: str) -> sqlite3.Connection:
    # Prefect may run the steps of one flow in different threads, one after another.
    database = sqlite3.connect(path, check_same_thread=False)
    try:
        # Losing the last rows in a power cut is harmless here, a half-written file is not.
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        with closing(database.cursor()) as cursor:
            cursor.execute(TABLE)
            fault = cursor.execute("PRAGMA quick_check(1)").fetchone()[0]
            if fault != "ok":
                raise sqlite3.DatabaseError(fault)
        with database:
            database.execute("DELETE FROM extractions WHERE reader != ?", (reader,))
    except sqlite3.DatabaseError:
        database.close()
        raise
    return database
