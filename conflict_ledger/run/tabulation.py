"""Pass 2: the tables of a release, streamed from the store in order of document id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from conflict_ledger.contract import TableContract, load_contracts
from conflict_ledger.problems import ContractError
from conflict_ledger.publish import rows
from conflict_ledger.publish.acled import Publication, event_rows, publications_of
from conflict_ledger.publish.corrections import correction_rows, dropped_claims
from conflict_ledger.publish.event_details import event_detail_rows
from conflict_ledger.publish.event_reasons import event_reason_rows
from conflict_ledger.publish.succession import (
    Former,
    ancestors,
    deletion_rows,
    moment_of,
    read_former,
    stamp_rows,
)
from conflict_ledger.publish.tables import build_table, open_writer, set_apart_unfit, sort_rows
from conflict_ledger.records import Event, Extraction, Refusal
from conflict_ledger.run.plan import Plan
from conflict_ledger.run.refusals import read_refusals, write_refusal
from conflict_ledger.run.resolution import Resolution, read_extractions, read_members, read_resolution
from conflict_ledger.run.store import ExtractionStore

CHUNK_DOCUMENTS = 1_000  # rows that are made, sorted and written at once: one row group of each table
CHUNK_CHARACTERS = 20_000_000
BY_DOCUMENT = ("documents", "casualty_claims", "event_mentions", "issues")

Rows = dict[str, list[rows.Row]]


@dataclass(slots=True, kw_only=True)
class _Gathered:
    """What the tables about events need to know of documents, without their texts."""

    facts: dict[str, Publication] = field(default_factory=dict)
    document_of_mention: dict[str, str] = field(default_factory=dict)
    unfit: list[Refusal] = field(default_factory=list)


def write_tables(plan: Plan) -> None:
    """Write one Parquet file per contract into the release that is being put together."""
    contracts = load_contracts(plan.settings.schemas)
    resolution = read_resolution(plan)
    gathered = _Gathered()
    _write_by_document(plan, contracts, resolution, gathered)
    former = read_former(plan.former)
    tables = event_tables(resolution.events, gathered.facts, gathered.document_of_mention, former)
    tables["corrections"] = correction_rows(resolution.corrections)
    for name, found in tables.items():
        _write_whole(plan, contracts[name], found, gathered)
    with plan.refusals.open("a", encoding="utf-8") as stream:
        for refusal in gathered.unfit:
            write_refusal(stream, refusal)
    write_quarantine(plan, contracts["quarantine"])


def write_quarantine(plan: Plan, contract: TableContract) -> None:
    """Write the quarantine table from the refusals collected so far."""
    _write_whole(plan, contract, rows.refusal_rows(read_refusals(plan.refusals)), _Gathered())


def _write_by_document(
    plan: Plan, contracts: Mapping[str, TableContract], resolution: Resolution, gathered: _Gathered
) -> None:
    links = rows.event_links(resolution.events)
    keys = [key for _, key in read_members(plan)]
    with ExitStack() as stack:
        store = stack.enter_context(ExtractionStore(plan.store, plan.reader))
        writers = {
            name: stack.enter_context(open_writer(plan.release / f"{name}.parquet", contracts[name]))
            for name in BY_DOCUMENT
        }
        for chunk in chunks(read_extractions(store, keys)):
            _remember(chunk, links, gathered)
            for name, found in document_tables(chunk, resolution, links, plan.release_id).items():
                _write(writers[name], contracts[name], found, gathered)


def chunks(extractions: Iterable[Extraction]) -> Iterator[list[Extraction]]:
    """Extractions in lists bounded by number and by characters of text."""
    chunk: list[Extraction] = []
    characters = 0
    for extraction in extractions:
        chunk.append(extraction)
        characters += len(extraction.document.text)
        if len(chunk) >= CHUNK_DOCUMENTS or characters >= CHUNK_CHARACTERS:
            yield chunk
            chunk, characters = [], 0
    if chunk:
        yield chunk


def document_tables(
    chunk: Sequence[Extraction],
    resolution: Resolution,
    links: Mapping[str, tuple[str, float]],
    run_id: str,
) -> Rows:
    """The rows that stem from some documents, by table."""
    return {
        "documents": rows.document_rows((item.document for item in chunk), resolution.duplicate_of, run_id),
        "casualty_claims": rows.claim_rows(
            (claim for item in chunk for claim in item.claims),
            resolution.event_of_claim,
            dropped_claims(resolution.corrections),
        ),
        "event_mentions": rows.event_mention_rows(
            (mention for item in chunk for mention in item.event_mentions), links
        ),
        "issues": rows.issue_rows(issue for item in chunk for issue in item.issues),
    }


def event_tables(
    events: Sequence[Event],
    facts: Mapping[str, Publication],
    document_of_mention: Mapping[str, str],
    former: Former | None = None,
) -> Rows:
    """The rows that stem from events, by table; ``former`` is the release that this one follows."""
    former = former or Former()
    moment = moment_of(former, (known.published_at for known in facts.values()))
    links = {mention: event_id for mention, (event_id, _) in rows.event_links(events).items()}
    deletions = deletion_rows(former, (event.event_id for event in events), links, moment)
    return {
        "events": stamp_rows(event_rows(events, facts), former, moment),
        "deletions": deletions,
        "event_details": event_detail_rows(events, ancestors(deletions)),
        "event_documents": rows.event_document_rows(events, document_of_mention),
        "casualty_ranges": rows.casualty_range_rows(events),
        "event_reasons": event_reason_rows(events),
    }


def _remember(chunk: Sequence[Extraction], links: Mapping[str, tuple[str, float]], gathered: _Gathered) -> None:
    gathered.facts.update(publications_of(item.document for item in chunk))
    gathered.document_of_mention.update(
        (mention.event_mention_id, mention.document_id)
        for item in chunk
        for mention in item.event_mentions
        if mention.event_mention_id in links
    )


def _write_whole(plan: Plan, contract: TableContract, found: Sequence[rows.Row], gathered: _Gathered) -> None:
    with open_writer(plan.release / f"{contract.table}.parquet", contract) as writer:
        _write(writer, contract, found, gathered)


def _write(writer: Any, contract: TableContract, found: Sequence[rows.Row], gathered: _Gathered) -> None:
    in_order = sort_rows(found, contract)
    try:
        writer.write_table(build_table(in_order, contract))
    except ContractError:
        fit, unfit = set_apart_unfit(in_order, contract)
        gathered.unfit.extend(unfit)
        writer.write_table(build_table(fit, contract))
