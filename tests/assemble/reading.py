"""Short articles through the library's own path, without a run folder."""

from __future__ import annotations

from hashlib import sha256

from conflict_ledger.ingest.articles import build_document
from conflict_ledger.pipeline import extract_document
from conflict_ledger.records import Document, Event, Extraction, RawRecord
from conflict_ledger.resolve.events import resolve_events
from conflict_ledger.run.resolution import facts_for_linking


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
    """The events that the articles tell together."""
    mentions = [mention for extraction in extractions for mention in extraction.event_mentions]
    claims = {claim.claim_id: claim for extraction in extractions for claim in extraction.claims}
    facts = {extraction.document.document_id: facts_for_linking(extraction) for extraction in extractions}
    return resolve_events(mentions, claims, facts)
