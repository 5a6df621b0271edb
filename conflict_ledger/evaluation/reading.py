"""Take the raw folder through the library's own path in memory, for scoring: no store, no tables, no release."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from conflict_ledger.evaluation.pairing import LedgerRun
from conflict_ledger.explain import events_of
from conflict_ledger.ingest.articles import build_document, list_raw_files, read_records
from conflict_ledger.pipeline import extract_document
from conflict_ledger.records import Document, Extraction, RawRecord
from conflict_ledger.run.resolution import resolve_extractions


def run_raw(raw: Path, scope: str = "acled") -> LedgerRun:
    """Everything below ``raw``, extracted and linked; refused records are left out."""
    records = (record for path in list_raw_files(raw) for record in read_records(path, raw))
    built = (build_document(record) for record in records if isinstance(record, RawRecord))
    return link_extractions((extract_document(item, scope) for item in built if isinstance(item, Document)), scope)


def link_extractions(found: Iterable[Extraction], scope: str = "acled") -> LedgerRun:
    """Link the extractions into events, as a run does from its store."""
    extractions = {(item.document.source_path, item.document.external_id): item for item in found}
    resolution = resolve_extractions(extractions.values())
    return LedgerRun(
        scope=scope,
        extractions=extractions,
        told={key: events_of(item) for key, item in extractions.items()},
        events=resolution.events,
        event_of_mention={mention: event.event_id for event in resolution.events for mention in event.mention_ids},
        event_of_claim=resolution.event_of_claim,
        duplicate_of=resolution.duplicate_of,
    )
