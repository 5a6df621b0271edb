"""Pass 1: every raw record to claims and event mentions, in batches, each only once for each code version.

This process reads, asks the store what it knows, and writes down what the workers found in the rest; what remains of a
record in memory is one document id and one key.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from conflict_ledger.ingest.articles import read_records
from conflict_ledger.ingest.streams import format_of, open_stream
from conflict_ledger.publish.manifest import write_json
from conflict_ledger.records import Extraction, RawRecord, Refusal
from conflict_ledger.run.codec import encode_record
from conflict_ledger.run.plan import Plan, planned_files
from conflict_ledger.run.refusals import write_refusal
from conflict_ledger.run.store import ExtractionStore, Kept, extraction_key
from conflict_ledger.run.workers import Packed, Results, Workers

BATCH_RECORDS = 200
BATCH_CHARACTERS = 20_000_000  # a few huge pages make a batch of their own
PAYLOAD_LIMIT = 2_000
ONE_A_LINE = (".jsonl", ".ndjson", ".csv")
COUNTLESS = (".parquet", ".warc")
COUNTED = ("read", "documents", "refused", "errors", "extracted", "reused")

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
    workers: Workers
    counts: Counts
    members: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Begun:
    """A batch that the workers have; ``results`` waits for those of its records that the store did not know."""

    batch: Sequence[RawRecord | Refusal]
    keyed: Sequence[tuple[RawRecord, str]]
    known: dict[str, Kept]
    fresh: Sequence[str]
    results: Callable[[], Results]


def extract_documents(plan: Plan, workers: Workers, progress: Progress) -> Counts:
    """Read, clean and extract everything below ``--raw`` that the store does not hold yet.

    Leaves members, refusals and counts in the scratch folder. Calls ``progress`` after each batch.
    """
    files = planned_files(plan)
    counts = Counts(files=len(files), expected=expected_records(files))
    with (
        ExtractionStore(plan.store, plan.reader) as store,
        plan.refusals.open("w", encoding="utf-8") as refusals,
    ):
        run = _Pass(plan=plan, store=store, refusals=refusals, workers=workers, counts=counts)
        for begun in _in_order(run, batches(_read_files(files, plan.settings.raw, counts))):
            _finish(run, begun)
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


def _in_order(run: _Pass, batches: Iterable[Sequence[RawRecord | Refusal]]) -> Iterator[_Begun]:
    """Batches in the order in which they were read, each handed to the workers some time before it is needed."""
    waiting: deque[_Begun] = deque()
    for batch in batches:
        waiting.append(_begin(run, batch))
        if len(waiting) > run.workers.ahead:
            yield waiting.popleft()
    yield from waiting


def _begin(run: _Pass, batch: Sequence[RawRecord | Refusal]) -> _Begun:
    scope, reader = run.plan.settings.scope, run.plan.reader
    keyed = [(item, extraction_key(item, reader, scope)) for item in batch if isinstance(item, RawRecord)]
    known = run.store.known([key for _, key in keyed])
    fresh = {key: record for record, key in keyed if key not in known}
    results = run.workers.submit(list(fresh.values()), scope) if fresh else list
    return _Begun(batch=batch, keyed=keyed, known=known, fresh=list(fresh), results=results)


def _finish(run: _Pass, begun: _Begun) -> None:
    """Keep what a batch gave, and make its documents members of the release."""
    results = dict(zip(begun.fresh, begun.results(), strict=True))
    found = {key: result for key, result in results.items() if not isinstance(result, Refusal)}
    refusals = [item for item in begun.batch if isinstance(item, Refusal)]
    for record, key in begun.keyed:
        result = results.get(key)
        if isinstance(result, Refusal):
            refusals.append(result)
        elif (refusal := _admit(run, record, key, found[key][0] if key in found else begun.known[key])) is not None:
            refusals.append(refusal)
    run.store.put((key, *row) for key, row in found.items())
    run.counts.extracted += len(results)
    run.counts.reused += len(begun.keyed) - len(results)
    _count(run, begun.batch, refusals)


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
