"""Pass 1: every raw record to claims and event mentions, in batches, each only once for each code version.

What a record gave goes into the store; what remains of it in memory is one document id and one key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from conflict_ledger.ingest.articles import list_raw_files, read_records
from conflict_ledger.ingest.streams import format_of, open_stream
from conflict_ledger.publish.manifest import write_json
from conflict_ledger.records import Extraction, RawRecord, Refusal
from conflict_ledger.run.codec import encode_record
from conflict_ledger.run.plan import Plan
from conflict_ledger.run.refusals import write_refusal
from conflict_ledger.run.store import ExtractionStore, Kept, extraction_key

BATCH_RECORDS = 200
BATCH_CHARACTERS = 20_000_000  # a few huge pages make a batch of their own
PAYLOAD_LIMIT = 2_000
ONE_A_LINE = (".jsonl", ".ndjson", ".csv")
COUNTLESS = (".parquet", ".warc")
COUNTED = ("read", "documents", "refused", "errors", "extracted", "reused")

Packed = tuple[Kept, bytes]
Extractor = Callable[[RawRecord, str], Packed | Refusal]
Progress = Callable[["Counts"], None]


@dataclass(slots=True, kw_only=True)
class Counts:
    """How far extraction is: ``read`` = ``documents`` + ``refused``; ``reused`` came out of the store.

    ``errors`` are those of the refused that our own code could not bring to an end; ``expected`` is about how many
    records the input holds, None where that is not known before reading.
    """

    files: int = 0
    files_done: int = 0
    expected: int | None = None
    read: int = 0
    documents: int = 0
    refused: int = 0
    errors: int = 0
    extracted: int = 0
    reused: int = 0
    is_done: bool = False


@dataclass(slots=True, kw_only=True)
class _Pass:
    """What one pass carries along; ``members`` maps document id to store key."""

    plan: Plan
    store: ExtractionStore
    refusals: TextIO
    extract: Extractor
    counts: Counts
    members: dict[str, str] = field(default_factory=dict)


def extract_documents(plan: Plan, extract: Extractor, progress: Progress) -> Counts:
    """Read, clean and extract everything below ``--raw`` that the store does not hold yet.

    Leaves members, refusals and counts in the scratch folder. Calls ``progress`` after each batch.
    """
    files = list_raw_files(plan.settings.raw)
    counts = Counts(files=len(files), expected=expected_records(files))
    with (
        ExtractionStore(plan.store, plan.reader) as store,
        plan.refusals.open("w", encoding="utf-8") as refusals,
    ):
        run = _Pass(plan=plan, store=store, refusals=refusals, extract=extract, counts=counts)
        for batch in batches(_read_files(files, plan.settings.raw, counts)):
            _extract_batch(run, batch)
            progress(counts)
    lines = (f"{document_id}\t{key}\n" for document_id, key in sorted(run.members.items()))
    with plan.members.open("w", encoding="utf-8") as stream:
        stream.writelines(lines)
    counts.is_done = True
    progress(counts)
    write_json(plan.counts, {name: getattr(counts, name) for name in COUNTED})
    return counts


def expected_records(files: Iterable[Path]) -> int | None:
    """About how many records the files hold, by counting lines; None if a format does not tell cheaply."""
    total = 0
    for path in files:
        if format_of(path) in COUNTLESS:
            return None
        total += _count_lines(path) if format_of(path) in ONE_A_LINE else 1
    return total


def _count_lines(path: Path) -> int:
    try:
        stream, _ = open_stream(path)
        with stream:
            return sum(piece.count(b"\n") for piece in iter(lambda: stream.read(1 << 20), b""))
    except OSError:  # reading it in earnest will say what is wrong
        return 0


def _read_files(files: Iterable[Path], raw: Path, counts: Counts) -> Iterator[RawRecord | Refusal]:
    for path in files:
        yield from read_records(path, raw)
        counts.files_done += 1


def batches(records: Iterable[RawRecord | Refusal]) -> Iterator[list[RawRecord | Refusal]]:
    """Records in lists bounded by number and by characters."""
    batch: list[RawRecord | Refusal] = []
    characters = 0
    for record in records:
        batch.append(record)
        characters += len(record.content) if isinstance(record, RawRecord) else 0
        if len(batch) >= BATCH_RECORDS or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _extract_batch(run: _Pass, batch: Sequence[RawRecord | Refusal]) -> None:
    settings = run.plan.settings
    records = [record for record in batch if isinstance(record, RawRecord)]
    keys = [extraction_key(record, run.plan.reader, settings.scope) for record in records]
    known = run.store.known(keys)
    fresh: dict[str, Packed] = {}
    refusals = [refusal for refusal in batch if isinstance(refusal, Refusal)]
    for record, key in zip(records, keys, strict=True):
        if key in known or key in fresh:
            run.counts.reused += 1
        else:
            result = run.extract(record, settings.scope)
            run.counts.extracted += 1
            if isinstance(result, Refusal):
                refusals.append(result)
                continue
            fresh[key] = result
        kept = known[key] if key in known else fresh[key][0]
        refusal = _admit(run, record, key, kept)
        if refusal is not None:
            refusals.append(refusal)
    run.store.put((key, *row) for key, row in fresh.items())
    _count(run, batch, refusals)


def _count(run: _Pass, batch: Sequence[RawRecord | Refusal], refusals: Sequence[Refusal]) -> None:
    for refusal in refusals:
        write_refusal(run.refusals, refusal)
    run.counts.read += len(batch)
    run.counts.refused += len(refusals)
    run.counts.errors += sum(refusal.stage == "extract" for refusal in refusals)
    run.counts.documents += len(batch) - len(refusals)


def pack(extraction: Extraction) -> Packed:
    """An extraction as the store keeps it."""
    published_on = extraction.document.published_on
    kept = Kept(
        document_id=extraction.document.document_id,
        published_on=None if published_on is None else published_on.isoformat(),
    )
    return kept, encode_record(extraction)


def _admit(run: _Pass, record: RawRecord, key: str, kept: Kept) -> Refusal | None:
    """Make the document a member of this release, or say why not."""
    as_of = run.plan.settings.as_of
    if as_of is not None and kept.published_on is not None and kept.published_on > as_of.isoformat():
        return refuse(record, "ingest", "published_after_as_of", f"published on {kept.published_on}")
    if kept.document_id in run.members:
        return refuse(record, "ingest", "repeated_record", f"document {kept.document_id} is already there")
    run.members[kept.document_id] = key
    return None


def refuse(record: RawRecord, stage: str, reason: str, detail: str) -> Refusal:
    """A refusal that carries the start of the record along."""
    return Refusal(
        source_path=record.source_path,
        external_id=record.external_id,
        stage=stage,
        reason=reason,
        detail=detail,
        payload=record.content[:PAYLOAD_LIMIT],
    )
