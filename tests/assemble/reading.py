"""Short articles through the library's own path, without a run folder."""

from __future__ import annotations

from hashlib import sha256

from conflict_ledger.ingest.articles import build_document
from conflict_ledger.pipeline import extract_document
from conflict_ledger.records import Document, Event, Extraction, RawRecord
from conflict_ledger.records import DocumentFacts as Facts
from conflict_ledger.resolve.events import resolve_events


def read(text: str, published_at: str | None = "2021-05-05", name: str = "a.txt", scope: str = "acled") -> Extraction:
    """One article, as it would be extracted in a run."""
    metadata = (("published_at", published_at),) if published_at else ()
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
    """The events that the articles tell together."""
    mentions = [mention for extraction in extractions for mention in extraction.event_mentions]
    claims = {claim.claim_id: claim for extraction in extractions for claim in extraction.claims}
    facts = {
        extraction.document.document_id: Facts(
            document_id=extraction.document.document_id,
            published_on=extraction.document.published_on,
            source=extraction.document.source,
            duplicate_of=None,
            places=extraction.places,
        )
        for extraction in extractions
    }
    return resolve_events(mentions, claims, facts)
