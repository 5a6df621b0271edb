"""Take the raw folder through the library's own path in memory, for scoring: no store, no tables, no release."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from conflict_ledger.evaluation.pairing import LedgerRun
from conflict_ledger.explain import events_of
from conflict_ledger.ingest.articles import build_document, list_raw_files, read_records
from conflict_ledger.pipeline import extract_document
from conflict_ledger.records import Document, Extraction, RawRecord
from conflict_ledger.resolve.duplicates import link_duplicates, signature
from conflict_ledger.resolve.events import resolve_events
from conflict_ledger.run.resolution import claims_of_events, facts_for_linking


def run_raw(raw: Path, scope: str = "acled") -> LedgerRun:
    """Everything below ``raw``, extracted and linked; refused records are left out."""
    records = (record for path in list_raw_files(raw) for record in read_records(path, raw))
    built = (build_document(record) for record in records if isinstance(record, RawRecord))
    return link_extractions((extract_document(item, scope) for item in built if isinstance(item, Document)), scope)


def link_extractions(found: Iterable[Extraction], scope: str = "acled") -> LedgerRun:
    """Link the extractions into events, as ``resolution.resolve_documents`` does from its store."""
    extractions = {(item.document.source_path, item.document.external_id): item for item in found}
    everything = list(extractions.values())
    mentions = [mention for item in everything for mention in item.event_mentions]
    claims = {claim.claim_id: claim for item in everything for claim in item.claims}
    duplicate_of = link_duplicates([signature(item.document) for item in everything])
    facts = {item.document.document_id: facts_for_linking(item) for item in everything}
    for copy, original in duplicate_of.items():
        facts[copy] = replace(facts[copy], duplicate_of=original)
    events = resolve_events(mentions, claims, facts)
    return LedgerRun(
        scope=scope,
        extractions=extractions,
        told={key: events_of(item) for key, item in extractions.items()},
        events=events,
        event_of_mention={mention: event.event_id for event in events for mention in event.mention_ids},
        event_of_claim=claims_of_events(events, mentions),
        duplicate_of=duplicate_of,
    )
