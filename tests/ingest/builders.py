"""Small builders: a text as a Document, bytes as a raw file, what a file gives."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from conflict_ledger.ingest.articles import build_document, read_records
from conflict_ledger.records import Document, RawRecord, Refusal

PROSE = "The governor said that patrols would be doubled on the road between the two towns until further notice."


def build(text: str, kind: str = "text", **metadata: str) -> Document:
    """The document of a text; fails when it is refused."""
    document = build_any(text, kind, metadata)
    assert isinstance(document, Document), document
    return document


def build_any(text: str, kind: str, metadata: Mapping[str, str]) -> Document | Refusal:
    pairs = tuple(sorted(metadata.items()))
    record = RawRecord(
        source_path="a.txt", external_id="a.txt", ordinal=0, kind=kind, content=text, metadata=pairs, digest=""
    )
    return build_document(record)


def read(folder: Path, name: str, content: bytes) -> list[RawRecord | Refusal]:
    """What a raw file of these bytes gives."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return list(read_records(path, folder))


def outcome(item: RawRecord | Refusal) -> tuple[str, str]:
    """External id, and "kept" or the reason of the refusal."""
    return item.external_id, item.reason if isinstance(item, Refusal) else "kept"


def marked(document: Document) -> list[tuple[str, str]]:
    """Label and words of every region."""
    return [(region.label, document.text[region.span.start : region.span.end]) for region in document.boilerplate]
