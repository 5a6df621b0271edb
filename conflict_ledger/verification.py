"""Re-read every number of a published release from its text, trusting nothing but the text itself.

Three questions, each asked of every row: is the file the one that was published, do the quoted words stand
where the table says, and do the same rules still read the same number there? The last can only be asked by the
code that made the release.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conflict_ledger.gazetteer.choice import EMBEDDED, gazetteer_identity
from conflict_ledger.ids import text_hash
from conflict_ledger.pipeline import extract_document
from conflict_ledger.problems import ConfigurationError
from conflict_ledger.publish.manifest import changed_tables, read_manifest
from conflict_ledger.publish.release import current_release
from conflict_ledger.publish.rows import claim_rows
from conflict_ledger.records import Document, Region, Span
from conflict_ledger.run.code_version import code_version

Row = Mapping[str, Any]
BATCH = 256  # documents in memory at once
# What re-reading must give again; the event of a claim is known only to the whole release.
READ_AGAIN = ("claim_id", "outcome", "low", "best", "high", "qualifier", "count_start", "count_end", "assertion")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What was looked at, and a sentence for each fault found."""

    release_id: str
    documents: int
    numbers: int
    was_read_again: bool
    faults: tuple[str, ...]

    @property
    def summary(self) -> str:
        """One line for a person."""
        how = (
            "read again" if self.was_read_again else "found in their texts (another code or gazetteer made the release)"
        )
        verdict = f"{len(self.faults)} faults" if self.faults else "no fault"
        return f"{self.release_id}: {self.numbers:,} numbers in {self.documents:,} documents {how}, {verdict}"


def verify_release(out: Path) -> Verification:
    """Verify the current release of ``out``; raises ConfigurationError if there is none."""
    release = current_release(out)
    if release is None:
        raise ConfigurationError(f"--out {out} holds no release")
    manifest = read_manifest(release)
    made_by = manifest.get("code_version"), manifest.get("gazetteer", EMBEDDED)
    same_code = made_by == (code_version(), gazetteer_identity())
    scope = manifest["scope"] if same_code else None
    faults = [f"{name}: not the bytes that were published" for name in changed_tables(release, manifest)]
    documents = numbers = 0
    try:
        claims, mentions = (_by_document(release / f"{name}.parquet") for name in ("casualty_claims", "event_mentions"))
        for row in read_rows(release / "documents.parquet"):
            of_row = claims.get(row["document_id"], [])
            documents, numbers = documents + 1, numbers + len(of_row)
            faults += document_faults(row, of_row, mentions.get(row["document_id"], []), scope)
    except (OSError, ValueError) as error:  # what Arrow raises for bytes that are no table; the hashes tell which
        if not faults:
            raise
        faults.append(f"reading stopped: {str(error).splitlines()[0]}")
    return Verification(
        release_id=release.name,
        documents=documents,
        numbers=numbers,
        was_read_again=same_code,
        faults=tuple(faults),
    )


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a table, a batch in memory at a time."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=BATCH):
            yield from batch.to_pylist()


def _by_document(path: Path) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in read_rows(path):
        found[row["document_id"]].append(row)
    return found


def document_faults(document: Row, claims: Iterable[Row], mentions: Iterable[Row], scope: str | None) -> Iterator[str]:
    """A sentence for each thing in one document's rows that its text does not bear out.

    ``scope`` is that of the release, or None if the numbers cannot be read again by this code.
    """
    text = document["text"]
    if text_hash(text) != document["text_sha256"]:
        yield f"{document['document_id']}: the text is not the one that was hashed"
    for claim in claims:
        end = claim["sentence_start"] + len(claim["sentence"])
        if text[claim["count_start"] : claim["count_end"]] != claim["count_text"]:
            yield f"{claim['claim_id']}: {claim['count_text']!r} does not stand where it should"
        if text[claim["sentence_start"] : end] != claim["sentence"]:
            yield f"{claim['claim_id']}: its sentence does not stand where it should"
    for mention in mentions:
        if text[mention["trigger_start"] : mention["trigger_end"]] != mention["trigger_text"]:
            yield f"{mention['event_mention_id']}: {mention['trigger_text']!r} does not stand where it should"
    if scope is not None:
        yield from _read_again(document, claims, scope)


def _read_again(document: Row, claims: Iterable[Row], scope: str) -> Iterator[str]:
    again = claim_rows(extract_document(as_document(document), scope).claims, {})
    now = {row["claim_id"]: tuple(row[name] for name in READ_AGAIN) for row in again}
    for claim in claims:
        published = tuple(claim[name] for name in READ_AGAIN)
        if now.pop(claim["claim_id"], None) != published:
            yield f"{claim['claim_id']}: {claim['count_text']!r} is read differently now"


def as_document(row: Row) -> Document:
    """A row of ``documents`` as the record it was made from."""
    title_span = None if row["title_start"] is None else Span(row["title_start"], row["title_end"])
    plain = ("document_id", "external_id", "source_path", "title", "source", "url", "language", "published_at")
    rest = ("published_precision", "published_basis", "text", "text_sha256")
    return Document(
        **{name: row[name] for name in (*plain, *rest)},
        title_span=title_span,
        boilerplate=tuple(_regions(row["boilerplate"])),
    )


def _regions(text: str | None) -> Iterator[Region]:
    for part in (text or "").split("; ") if text else ():
        span, label = part.split(" ", 1)
        start, end = span.split("-")
        yield Region(span=Span(int(start), int(end)), label=label)
