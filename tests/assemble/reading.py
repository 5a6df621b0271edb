"""Short articles through the library's own path, without a run folder."""

from __future__ import annotations

from hashlib import sha256

from conflict_ledger.ingest.articles import build_document
from conflict_ledger.pipeline import extract_document
from conflict_ledger.records import Document, Event, Extraction, RawRecord
from conflict_ledger.run.resolution import resolve_extractions


def read(
    text: str, published_at: str | None = "2021-05-05", name: str = "a.txt", scope: str = "acled", source: str = ""
) -> Extraction:
    """One article, as it would be extracted in a run."""
    known = (("published_at", published_at), ("source", source))
    metadata = tuple((key, value) for key, value in known if value)
    record = RawRecord(
        source_path=name,
        external_id=name,
        ordinal=0,
        kind="text",
        content=text,
        metadata=metadata,
        digest=sha256(text.encode()).hexdigest(),
    )
    document = build_document(record)
    assert isinstance(document, Document), document
    return extract_document(document, scope)


def link(*extractions: Extraction) -> tuple[Event, ...]:
    """The events that the articles tell together, as a run resolves them."""
    return resolve_extractions(extractions).events
