"""What the report shows of the tables: rows chosen, joined and sorted, nothing worded or drawn yet.

Counting and choosing happen in Arrow (``report_tables.py``).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from conflict_ledger.publish.report_near import near_misses
from conflict_ledger.publish.report_tables import (
    Row,
    counts,
    each_row,
    grouped,
    known_count,
    null_count,
    pair_counts,
    read_rows,
)
from conflict_ledger.publish.row_reading import Tables

MOST_EVENTS = 200  # shown with all their claims: about 2 MB of page; the rest stays in the tables
MOST_DOCUMENTS = 500
MOST_LOOSE_CLAIMS = 100
MOST_REFUSALS = 200
MOST_ISSUES = 2000  # read to find examples for each code; the counts are of all

# What the map and the timeline need of every event; the rest is read of those that are shown in full.
PLACED_COLUMNS = "event_id_cnty event_date country admin1 location latitude longitude geo_precision fatalities".split()
DAY_COLUMNS = "event_id_cnty event_on_low event_on_high".split()
EVENT_COLUMNS = (
    "event_id_cnty event_date time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 actor2 "
    "assoc_actor_2 country admin1 location latitude longitude geo_precision source source_scale notes fatalities"
).split()
DETAIL_COLUMNS = (
    "event_id_cnty event_on_low event_on_high scope date_basis place_basis fatalities_basis n_documents "
    "n_independent_documents grade merged_from"
).split()
DOCUMENT_COLUMNS = (
    "document_id external_id source_path title source url language published_at published_precision published_basis "
    "duplicate_of"
).split()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    """One event with all that the report says of it."""

    event: Row  # columns of events and event_details together
    ranges: Mapping[tuple[str, str], Row]  # by outcome and claimant type
    history: Mapping[str, Sequence[Row]]  # by outcome: what the range over all claims said, step by step
    claims: tuple[Row, ...]
    mentions: tuple[Row, ...]
    near: tuple[Row, ...] = ()  # events that it was nearly put together with, as ``near_misses`` gives them


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContent:
    """Everything the page is made of."""

    manifest: Mapping[str, Any]
    row_counts: Mapping[str, int]
    events: tuple[Row, ...]  # all of them, by date, with PLACED_COLUMNS and DAY_COLUMNS
    pages: tuple[EventPage, ...]  # the ones shown in full, by date
    n_documents_copied: int
    documents: Mapping[str, Row]  # listed or quoted documents by id
    listed_documents: tuple[Row, ...]
    document_counts: Mapping[str, Counter[str]]  # column -> value -> number of documents
    events_of_document: Mapping[str, tuple[str, ...]]
    loose_claims: tuple[Row, ...]
    n_loose_claims: int
    refusals: tuple[Row, ...]
    refusal_counts: Counter[tuple[str, str]]  # (stage, reason) -> number
    issues: tuple[Row, ...]
    issue_counts: Counter[str]

    @property
    def shown_ids(self) -> frozenset[str]:
        """Ids of the events that have a place of their own on the page."""
        return frozenset(str(page.event["event_id_cnty"]) for page in self.pages)


def gather_content(tables: Tables, manifest: Mapping[str, Any]) -> ReportContent:
    """Choose and join what the report shows; see the constants above for how much."""
    events = _all_events(tables)
    pages = _event_pages(tables, events)
    loose = _loose_claims(tables)
    quoted = [row["document_id"] for page in pages for row in (*page.claims, *page.mentions)]
    listed = sorted(read_rows(tables, "documents", DOCUMENT_COLUMNS, most=MOST_DOCUMENTS), key=_document_order)
    refusals = tables.get("quarantine")
    return ReportContent(
        manifest=manifest,
        row_counts={name: tables[name].num_rows for name in tables},
        events=events,
        pages=pages,
        n_documents_copied=known_count(tables, "documents", "duplicate_of"),
        documents=_documents(tables, listed, [*quoted, *(row["document_id"] for row in loose)]),
        listed_documents=tuple(listed),
        document_counts={name: counts(tables, "documents", name) for name in ("source", "published_basis", "language")},
        events_of_document=_events_of_document(pages),
        loose_claims=loose,
        n_loose_claims=null_count(tables, "casualty_claims", "event_id_cnty"),
        refusals=tuple(read_rows(tables, "quarantine", None, most=MOST_REFUSALS)),
        refusal_counts=pair_counts(refusals, "stage", "reason"),
        issues=tuple(read_rows(tables, "issues", None, most=MOST_ISSUES)),
        issue_counts=counts(tables, "issues", "code"),
    )


def event_day(event: Row) -> date | None:
    """The day an event is filed under: ACLED's date, else the first day it may have happened on."""
    day = event.get("event_date") or event.get("event_on_low")
    return day.date() if isinstance(day, datetime) else day


def _all_events(tables: Tables) -> tuple[Row, ...]:
    details = {row["event_id_cnty"]: row for row in each_row(tables.get("event_details"), DAY_COLUMNS)}
    placed = each_row(tables.get("events"), PLACED_COLUMNS)
    events = [{**details.pop(row["event_id_cnty"], {}), **row} for row in placed]
    events += details.values()  # an event that ACLED's columns cannot hold still has its details
    return tuple(sorted(events, key=_event_order))


def _whole_events(tables: Tables, chosen: list[str]) -> list[Row]:
    """Events with all that is shown of them, by date."""
    found: dict[str, dict[str, Any]] = {event_id: {} for event_id in chosen}
    for name, columns in (("event_details", DETAIL_COLUMNS), ("events", EVENT_COLUMNS)):
        for row in read_rows(tables, name, columns, where=("event_id_cnty", chosen)):
            found[row["event_id_cnty"]] |= row
    return sorted(found.values(), key=_event_order)


def _event_order(event: Row) -> tuple[date, str]:
    return event_day(event) or date.max, str(event["event_id_cnty"])


def _document_order(document: Row) -> tuple[str, str, str]:
    published = document.get("published_at")
    day = published.isoformat() if isinstance(published, date) else "9999"
    return day, str(document.get("source") or ""), str(document["document_id"])


def _event_pages(tables: Tables, events: Iterable[Row]) -> tuple[EventPage, ...]:
    n_claims = counts(tables, "casualty_claims", "event_id_cnty")
    best_told = sorted(events, key=lambda event: -n_claims[event["event_id_cnty"]])[:MOST_EVENTS]
    chosen = [str(event["event_id_cnty"]) for event in best_told]
    claims = grouped(read_rows(tables, "casualty_claims", None, where=("event_id_cnty", chosen)))
    mentions = grouped(read_rows(tables, "event_mentions", None, where=("event_id_cnty", chosen)))
    ranges = grouped(read_rows(tables, "casualty_ranges", None, where=("event_id_cnty", chosen)))
    history = grouped(read_rows(tables, "casualty_range_history", None, where=("event_id_cnty", chosen)))
    near = near_misses(tables, {str(row.get("event_mention_id")): name for name in chosen for row in mentions[name]})
    return tuple(
        EventPage(
            event=event,
            ranges={(row["outcome"], row.get("claimant_type") or "all"): row for row in ranges[event["event_id_cnty"]]},
            history=_steps(history[event["event_id_cnty"]]),
            claims=tuple(sorted(claims[event["event_id_cnty"]], key=_claim_order)),
            mentions=tuple(mentions[event["event_id_cnty"]]),
            near=tuple(near.get(event["event_id_cnty"], ())),
        )
        for event in _whole_events(tables, chosen)
    )


def _steps(history: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(history, key=lambda row: int(row["step"])):
        if row["claimant_type"] == "all":
            found[row["outcome"]].append(row)
    return found


def _claim_order(claim: Row) -> tuple[str, int, int, str]:
    low, high = claim.get("low"), claim.get("high")
    return (
        str(claim.get("claimant_type") or ""),
        low or 0,
        high if high is not None else 10**12,
        str(claim["claim_id"]),
    )


def _loose_claims(tables: Tables) -> tuple[Row, ...]:
    found = read_rows(tables, "casualty_claims", None, where=("event_id_cnty", None), most=MOST_LOOSE_CLAIMS)
    return tuple(sorted(found, key=lambda claim: (str(claim["document_id"]), str(claim["claim_id"]))))


def _documents(tables: Tables, listed: Iterable[Row], quoted: Iterable[str]) -> dict[str, Row]:
    known = {row["document_id"]: row for row in listed}
    missing = sorted(set(quoted) - known.keys())
    known |= {
        row["document_id"]: row
        for row in read_rows(tables, "documents", DOCUMENT_COLUMNS, where=("document_id", missing))
    }
    return known


def _events_of_document(pages: Iterable[EventPage]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for page in pages:
        for row in (*page.mentions, *page.claims):
            found[row["document_id"]][page.event["event_id_cnty"]] = None
    return {document_id: tuple(ids) for document_id, ids in found.items()}
