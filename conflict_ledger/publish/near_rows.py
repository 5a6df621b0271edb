"""A table some rows at a time, each time with the rows of other tables that belong to these: none is held whole.

Most rules compare a row with the few rows that share its event, its document or its claim, and most rows of a view are
made of such. Of tables that are not named here a check sees all rows, and of each it reads only the columns that it
asks for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conflict_ledger.publish.row_reading import Tables, having

EVENTS_AT_ONCE = 2_000  # for whoever walks over events with all that is told of them
SLICE = "slice"  # the rows at hand, as a table to take values from


@dataclass(frozen=True, slots=True)
class Near:
    """Rows of ``table`` whose ``key`` is a value of one of the columns ``of``, written ``table.column``."""

    table: str
    key: str
    of: tuple[str, ...]


def by_event(*tables: str) -> tuple[Near, ...]:
    """The rows of these tables that share an event with the slice."""
    return tuple(Near(name, "event_id_cnty", (f"{SLICE}.event_id_cnty",)) for name in tables)


DOCUMENTS = Near("documents", "document_id", (f"{SLICE}.document_id",))
DOCUMENTS_OF_EVENTS = Near("documents", "document_id", ("event_documents.document_id",))
DOCUMENTS_OF_CLAIMS = Near("documents", "document_id", ("casualty_claims.document_id",))
CLAIMS_OF_BOUNDS = Near(
    "casualty_claims", "claim_id", tuple(f"{SLICE}.{bound}_claim_id" for bound in ("low", "best", "high"))
)
OF_VIEWED_EVENTS = tuple(
    Near(name, "event_id_cnty", (f"{SLICE}.relid",)) for name in ("events", "event_details", "event_documents")
)
# Per table, what its rows are checked against; a later one may take values from rows that an earlier one has chosen.
NEAR: Mapping[str, tuple[Near, ...]] = {
    "documents": (Near("documents", "document_id", (f"{SLICE}.duplicate_of",)),),
    "casualty_claims": (
        Near("casualty_claims", "claim_id", (f"{SLICE}.revised_by_claim_id",)),
        Near("documents", "document_id", (f"{SLICE}.document_id", "casualty_claims.document_id")),
    ),
    "event_mentions": (DOCUMENTS, *by_event("event_mentions", "event_details")),
    "event_documents": by_event("event_mentions"),
    "event_links": (
        Near("event_mentions", "event_mention_id", (f"{SLICE}.event_mention_id", f"{SLICE}.other_mention_id")),
    ),
    "events": (
        *by_event("event_details", "event_documents", "casualty_claims", "casualty_ranges", "events_numeric"),
        DOCUMENTS_OF_EVENTS,
    ),
    "event_details": (*by_event("events", "event_documents"), DOCUMENTS_OF_EVENTS),
    "casualty_ranges": (*by_event("casualty_ranges", "event_documents"), CLAIMS_OF_BOUNDS),
    "casualty_range_history": (
        *by_event("casualty_range_history", "casualty_ranges"),
        CLAIMS_OF_BOUNDS,
        DOCUMENTS_OF_CLAIMS,
    ),
    "event_reasons": (DOCUMENTS,),
    "ucdp_events": OF_VIEWED_EVENTS,
    "events_numeric": by_event("events", "event_details"),
    "loss_reports": (
        Near("casualty_claims", "claim_id", (f"{SLICE}.claim_id",)),
        Near("event_details", "event_id_cnty", ("casualty_claims.event_id_cnty",)),
    ),
    "issues": (DOCUMENTS,),
}


def walk(name: str, tables: Tables, near: Sequence[Near], size: int) -> Iterator[tuple[Any, Tables]]:
    """So many rows of a table at a time, and all tables, some of them cut down to the rows near these."""
    table = tables[name]
    for start in range(0, table.num_rows, size):
        rows = table.slice(start, size)
        yield rows, _near(rows, tables, near)


def _near(rows: Any, tables: Tables, near: Sequence[Near]) -> Tables:
    found: dict[str, Any] = dict(tables)
    for wanted in near:
        values = _values(wanted.of, found | {SLICE: rows})
        found[wanted.table] = having(tables[wanted.table], wanted.key, values)
    return found


def _values(columns: tuple[str, ...], tables: Mapping[str, Any]) -> Any:
    import pyarrow as pa

    chunks = [
        chunk for table, column in (name.split(".") for name in columns) for chunk in tables[table][column].chunks
    ]
    return pa.chunked_array(chunks, type=pa.string())
