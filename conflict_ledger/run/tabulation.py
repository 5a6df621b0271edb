"""Pass 2: the tables of a release, streamed from the store in order of document id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from conflict_ledger.contract import TableContract, load_contracts
from conflict_ledger.problems import ContractError
from conflict_ledger.publish import rows
from conflict_ledger.publish.acled import Publication, event_rows, publications_of
from conflict_ledger.publish.corrections import correction_rows, dropped_claims
from conflict_ledger.publish.event_details import event_detail_rows
from conflict_ledger.publish.event_links import event_link_rows
from conflict_ledger.publish.event_reasons import event_reason_rows
from conflict_ledger.publish.range_rows import casualty_range_rows, range_history_rows
from conflict_ledger.publish.stored_tables import open_tables
from conflict_ledger.publish.succession import (
    ancestors,
    deletion_rows,
    moment_of,
    read_former,
    stamp_rows,
)
from conflict_ledger.publish.tables import build_table, open_writer, set_apart_unfit, sort_rows
from conflict_ledger.publish.views.tables import SOURCES, write_views
from conflict_ledger.records import ClaimRole, DateRange, Extraction, Refusal
from conflict_ledger.run.plan import Plan
from conflict_ledger.run.refusals import read_refusals, write_refusal
from conflict_ledger.run.resolution import Resolution, read_events, read_extractions, read_members, read_resolution
from conflict_ledger.run.store import ExtractionStore

CHUNK_DOCUMENTS = 1_000  # rows that are made, sorted and written at once: one row group of each table
CHUNK_CHARACTERS = 20_000_000
BY_DOCUMENT = ("documents", "casualty_claims", "event_mentions", "issues")

CHUNK_EVENTS = 2_000
CHUNK_LINKS = 20_000
BY_EVENT = ("events", "event_details", "event_documents", "casualty_ranges", "casualty_range_history", "event_reasons")

Item = TypeVar("Item")
Rows = dict[str, list[rows.Row]]
Contracts = Mapping[str, TableContract]
Links = Mapping[str, tuple[str, float]]  # event mention id -> event id and score


@dataclass(slots=True, kw_only=True)
class Homes:
    """What the events say of mentions and claims, as the tables about documents need it."""

    links: dict[str, tuple[str, float]] = field(default_factory=dict)
    lent: dict[str, tuple[DateRange | None, str]] = field(default_factory=dict)
    roles: dict[str, ClaimRole] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class _Gathered:
    """What the tables about events need to know of documents, without their texts."""

    facts: dict[str, Publication] = field(default_factory=dict)
    document_of_mention: dict[str, str] = field(default_factory=dict)
    unfit: list[Refusal] = field(default_factory=list)


def write_tables(plan: Plan) -> None:
    """Write one Parquet file per contract into the release that is being put together."""
    contracts = load_contracts(plan.settings.schemas)
    _write_resolved(plan, contracts)  # what it holds of every document is let go before the views are made
    write_quarantine(plan, contracts["quarantine"])
    write_views(open_tables(plan.release, SOURCES), contracts, plan.release)


def _write_resolved(plan: Plan, contracts: Contracts) -> None:
    """Write the tables that stem from the documents and the resolution; adds the rows that fit none to the refusals."""
    resolution = read_resolution(plan)
    homes, gathered = _read_homes(plan, resolution), _Gathered()
    _write_by_document(plan, contracts, resolution, homes, gathered)
    homes.roles.clear()
    _write_links(plan, contracts["event_links"], resolution, homes.links, gathered)
    _write_by_event(plan, contracts, homes.links, gathered)
    _write_whole(plan, contracts["corrections"], correction_rows(resolution.corrections), gathered)
    with plan.refusals.open("a", encoding="utf-8") as stream:
        for refusal in gathered.unfit:
            write_refusal(stream, refusal)


def _read_homes(plan: Plan, resolution: Resolution) -> Homes:
    homes = Homes()
    for events in _in_lists(read_events(plan), CHUNK_EVENTS):
        homes.links.update(rows.event_links(events))
        homes.lent.update(rows.lent_days(events))
        homes.roles.update(rows.claim_roles(events, resolution.event_of_claim))
    return homes


def write_quarantine(plan: Plan, contract: TableContract) -> None:
    """Write the quarantine table from the refusals collected so far."""
    _write_whole(plan, contract, rows.refusal_rows(read_refusals(plan.refusals)), _Gathered())


def _write_by_document(
    plan: Plan, contracts: Contracts, resolution: Resolution, homes: Homes, gathered: _Gathered
) -> None:
    keys = [key for _, key in read_members(plan)]
    with ExitStack() as stack:
        store = stack.enter_context(ExtractionStore(plan.store, plan.reader))
        writers = _open_writers(stack, plan, contracts, BY_DOCUMENT)
        for chunk in chunks(read_extractions(store, keys)):
            _remember(chunk, homes.links, gathered)
            for name, found in document_tables(chunk, resolution, homes, plan.release_id).items():
                _write(writers[name], contracts[name], found, gathered)


def _write_by_event(plan: Plan, contracts: Contracts, links: Links, gathered: _Gathered) -> None:
    """The tables about events, some events at a time: these come in the order of ids, as do the rows."""
    former = read_former(plan.former)
    moment = moment_of(former, (known.published_at for known in gathered.facts.values()))
    event_of = {mention: event_id for mention, (event_id, _) in links.items()}
    deletions = deletion_rows(former, event_of.values(), event_of, moment)
    _write_whole(plan, contracts["deletions"], deletions, gathered)
    taken_up = ancestors(deletions)
    with ExitStack() as stack:
        writers = _open_writers(stack, plan, contracts, BY_EVENT)
        for events in _in_lists(read_events(plan), CHUNK_EVENTS):
            made = {
                "events": stamp_rows(event_rows(events, gathered.facts), former, moment),
                "event_details": event_detail_rows(events, taken_up),
                "event_documents": rows.event_document_rows(events, gathered.document_of_mention),
                "casualty_ranges": casualty_range_rows(events),
                "casualty_range_history": range_history_rows(events),
                "event_reasons": event_reason_rows(events),
            }
            for name, found in made.items():
                _write(writers[name], contracts[name], found, gathered)


def _open_writers(stack: ExitStack, plan: Plan, contracts: Contracts, names: Iterable[str]) -> dict[str, Any]:
    return {name: stack.enter_context(open_writer(plan.release / f"{name}.parquet", contracts[name])) for name in names}


def _write_links(
    plan: Plan, contract: TableContract, resolution: Resolution, links: Links, gathered: _Gathered
) -> None:
    """The evidence in the order of its table, some links at a time."""
    event_of = {mention: event_id for mention, (event_id, _) in links.items()}
    in_order = sorted(resolution.links, key=lambda link: (link.event_mention_id, link.other_mention_id))
    with open_writer(plan.release / f"{contract.table}.parquet", contract) as writer:
        for some in _in_lists(in_order, CHUNK_LINKS):
            _write(writer, contract, event_link_rows(some, event_of), gathered)


def _in_lists(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in lists bounded by number."""
    left = iter(items)
    while some := list(islice(left, size)):
        yield some


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
    homes: Homes,
    run_id: str,
) -> Rows:
    """The rows that stem from some documents, by table."""
    return {
        "documents": rows.document_rows((item.document for item in chunk), resolution.duplicate_of, run_id),
        "casualty_claims": rows.claim_rows(
            (claim for item in chunk for claim in item.claims),
            resolution.event_of_claim,
            homes.roles,
            dropped_claims(resolution.corrections),
        ),
        "event_mentions": rows.event_mention_rows(
            (mention for item in chunk for mention in item.event_mentions), homes.links, homes.lent
        ),
        "issues": rows.issue_rows(issue for item in chunk for issue in item.issues),
    }


def _remember(chunk: Sequence[Extraction], links: Links, gathered: _Gathered) -> None:
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
