"""A small sound ledger, in our own words: two documents (one a copy), their claims, mentions and one event each.

``sound_rows()`` gives the rows of all tables as the library makes them, for tests to build on and to damage.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow.parquet as pq

from conflict_ledger.contract import load_contracts
from conflict_ledger.contract_parts import VIEWS
from conflict_ledger.corrections.entries import AppliedCorrection, Correction
from conflict_ledger.ids import text_hash
from conflict_ledger.publish import acled, rows
from conflict_ledger.publish.corrections import correction_rows
from conflict_ledger.publish.event_details import event_detail_rows
from conflict_ledger.publish.event_links import event_link_rows
from conflict_ledger.publish.event_reasons import event_reason_rows
from conflict_ledger.publish.range_rows import casualty_range_rows, range_history_rows
from conflict_ledger.publish.tables import build_table
from conflict_ledger.publish.views.tables import SOURCES, write_views
from conflict_ledger.records import (
    ActorMention,
    CasualtyRange,
    Claim,
    ClaimRole,
    DateRange,
    Document,
    Event,
    EventMention,
    Issue,
    LinkEvidence,
    Place,
    PlaceMention,
    Quantity,
    Reason,
    Refusal,
    Region,
    Span,
)
from conflict_ledger.resolve.set_fields import set_field

CONTRACTS = load_contracts(Path(__file__).parents[2] / "schemas")
TEXT = (
    "Bomb at Mosul market\n\nMOSUL, Iraq - A bomb went off at a market in Mosul on Saturday. "
    "At least 12 shoppers were killed and 30 injured, a hospital official said.\n\nSubscribe to our newsletter."
)
SENTENCE = "At least 12 shoppers were killed and 30 injured, a hospital official said."
DAY = DateRange(earliest=date(2014, 6, 14), latest=date(2014, 6, 14))
MOSUL = Place(
    place_id="99071", name="Mosul", kind="city", country="Iraq", iso3="IRQ", admin1="Ninewa",
    latitude=36.335, longitude=43.11889, population=1_739_800,
)  # fmt: skip


def span_of(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def document(number: int = 1, **changed: Any) -> Document:
    fields: dict[str, Any] = {
        "document_id": f"d_{number:012x}", "external_id": f"herald-{number}", "source_path": "herald/june.jsonl",
        "title": "Bomb at Mosul market", "source": "The Daily Herald", "url": "https://herald.example/1",
        "language": "en", "published_at": datetime(2014, 6, 14, 18, 30), "published_precision": "minute",
        "published_basis": "metadata", "text": TEXT, "text_sha256": text_hash(TEXT), "title_span": Span(0, 20),
        "boilerplate": (Region(span=span_of("Subscribe to our newsletter."), label="newsletter"),),
    }  # fmt: skip
    return Document(**(fields | changed))


def claim(number: int = 1, **changed: Any) -> Claim:
    fields: dict[str, Any] = {
        "claim_id": f"c_{number:012x}", "document_id": "d_000000000001", "outcome": "killed",
        "quantity": Quantity(low=12, best=12, high=None, qualifier="at_least"),
        "count_span": span_of("At least 12"), "count_text": "At least 12", "is_total": True, "is_cumulative": False,
        "victim_text": "shoppers", "victim_type": "civilian", "side": None, "claimant_text": "a hospital official",
        "claimant_type": "medical", "assertion": "reported", "event_on": DAY, "sentence_index": 2,
        "sentence": SENTENCE, "sentence_start": TEXT.index(SENTENCE), "rule": "killed.past",
    }  # fmt: skip
    return Claim(**(fields | changed))


def injured_claim() -> Claim:
    return claim(
        2, outcome="injured", quantity=Quantity(low=30, best=30, high=30), count_span=span_of("30"), count_text="30"
    )


def actor(name: str, inter: int) -> ActorMention:
    return ActorMention(
        span=Span(0, 0), text="", actor_id=name.lower().replace(" ", "_"), name=name, inter=inter, country=None, rule=""
    )


def mention(number: int = 1, **changed: Any) -> EventMention:
    place = PlaceMention(
        span=Span(TEXT.index("Mosul on"), TEXT.index(" on Saturday")),
        text="Mosul",
        candidates=(MOSUL,),
        relation="in",
        rule="gazetteer",
    )
    fields: dict[str, Any] = {
        "event_mention_id": f"m_{number:012x}", "document_id": "d_000000000001",
        "event_type": "Explosions/Remote violence", "sub_event_type": "Remote explosive/landmine/IED",
        "event_on": DAY, "date_basis": "weekday", "places": (place,), "place_basis": "stated", "actors": (),
        "targets": ("civilian",), "trigger_span": span_of("went off"), "trigger_text": "went off",
        "sentence_index": 1, "scope": "acled", "claim_ids": ("c_000000000001", "c_000000000002"),
    }  # fmt: skip
    return EventMention(**(fields | changed))


def casualty_range(**changed: Any) -> CasualtyRange:
    fields: dict[str, Any] = {
        "outcome": "killed", "claimant_type": "all", "low": 12, "best": 12, "high": None, "n_claims": 1,
        "n_documents": 1, "n_independent_documents": 1, "low_claim_id": "c_000000000001",
        "best_claim_id": "c_000000000001", "high_claim_id": None, "first_reported_on": date(2014, 6, 14),
        "last_reported_on": date(2014, 6, 14),
        "known_since": date(2014, 6, 14),
    }  # fmt: skip
    return CasualtyRange(**(fields | changed))


def event(**changed: Any) -> Event:
    fields: dict[str, Any] = {
        "event_id": "IRQ1", "mention_ids": ("m_000000000001",), "document_ids": ("d_000000000001",),
        "link_scores": (1.0,), "event_type": "Explosions/Remote violence",
        "sub_event_type": "Remote explosive/landmine/IED", "event_on": DAY, "date_basis": "weekday", "place": MOSUL,
        "geo_precision": 1, "place_basis": "stated", "actor1": actor("Unidentified Armed Group (Iraq)", 3),
        "actor2": actor("Civilians (Iraq)", 7), "scope": "acled", "fatalities": 12, "fatalities_basis": "one_claim",
        "ranges": (
            casualty_range(),
            casualty_range(claimant_type="medical"),
            casualty_range(
                outcome="injured", low=30, best=30, high=30, low_claim_id="c_000000000002",
                best_claim_id="c_000000000002", high_claim_id="c_000000000002", spread=0.0,
            ),
        ),
        "claim_roles": tuple(
            ClaimRole(claim_id=name, role="bound") for name in ("c_000000000001", "c_000000000002")
        ),
        "n_independent_documents": 1, "grade": "fair",
        "reasons": (
            Reason(decision="time", rule="weekday/weekday", document_id="d_000000000001",
                   event_mention_id="m_000000000001", span=span_of("on Saturday"), text="on Saturday"),
            Reason(decision="kind", rule="remote/blast.went_off", detail="votes: Remote explosive/landmine/IED 0.9",
                   document_id="d_000000000001", event_mention_id="m_000000000001", span=span_of("went off"),
                   text="went off"),
            Reason(decision="actor1", rule="role.militants.unidentified", document_id="d_000000000001",
                   event_mention_id="m_000000000001", span=span_of("went off"), text="went off"),
            Reason(decision="actor2", rule="role.civilians.groups", document_id="d_000000000001",
                   event_mention_id="m_000000000001", span=span_of("shoppers"), text="shoppers"),
            Reason(decision="fatalities", rule="lowest_article/killed.past", document_id="d_000000000001",
                   claim_id="c_000000000001", span=span_of("At least 12"), text="At least 12"),
        ),
        "ucdp": casualty_range(high=12, high_claim_id="c_000000000001"),
    }  # fmt: skip
    return Event(**(fields | changed))


def refusal(**changed: Any) -> Refusal:
    fields: dict[str, Any] = {
        "source_path": "herald/june.jsonl", "external_id": "herald-9", "stage": "ingest", "reason": "empty_text",
        "detail": "the record holds no text", "payload": "{}",
    }  # fmt: skip
    return Refusal(**(fields | changed))


def issue(**changed: Any) -> Issue:
    fields: dict[str, Any] = {
        "code": "casualty_word_without_claim", "document_id": "d_000000000001", "span": span_of("injured"),
        "words": "injured",
    }  # fmt: skip
    return Issue(**(fields | changed))


def correction(**changed: Any) -> Correction:
    fields: dict[str, Any] = {
        "correction_id": "k_000000000001", "kind": "set_field", "targets": ("IRQ1",), "expect": ((),),
        "reason": "the hospital's log has the day", "decided_by": "data editor", "decided_on": date(2014, 7, 1),
        "field": "event_date", "former": "2014-06-13", "to": (("event_date", "2014-06-14"),),
    }  # fmt: skip
    return Correction(**(fields | changed))


def link(**changed: Any) -> LinkEvidence:
    fields: dict[str, Any] = {
        "event_mention_id": "m_000000000001", "other_mention_id": "m_000000000002", "score": 3.5, "points_needed": 4.5,
        "decision": "rejected", "reason": "below",
    }  # fmt: skip
    return LinkEvidence(**(fields | changed))


def sound_rows() -> dict[str, list[dict[str, Any]]]:
    documents, events = [document(), document(2)], [set_field(event(), correction())]
    claims, mentions = [claim(), injured_claim()], [mention(), mention(2, document_id="d_000000000002", claim_ids=())]
    event_of = {found.claim_id: "IRQ1" for found in claims}
    document_of = {found.event_mention_id: found.document_id for found in mentions}
    return with_views(
        {
            "documents": rows.document_rows(documents, {"d_000000000002": "d_000000000001"}, "r_1"),
            "casualty_claims": rows.claim_rows(claims, event_of, rows.claim_roles(events, event_of)),
            "event_mentions": rows.event_mention_rows(mentions, rows.event_links(events), rows.lent_days(events)),
            "event_documents": rows.event_document_rows(events, document_of),
            "events": acled.event_rows(events, acled.publications_of(documents)),
            "event_details": event_detail_rows(events, {}),
            "casualty_ranges": casualty_range_rows(events),
            "casualty_range_history": range_history_rows(events),
            "event_reasons": event_reason_rows(events),
            "event_links": event_link_rows([link()], {"m_000000000001": "IRQ1"}),
            "corrections": correction_rows([AppliedCorrection(correction=correction(), event_ids=("IRQ1",))]),
            "deletions": [
                {"event_id_cnty": "IRQ19", "deleted_timestamp": 1402833601, "reason": "merged", "merged_into": "IRQ1"}
            ],
            "quarantine": rows.refusal_rows([refusal()]),
            "issues": rows.issue_rows([issue()]),
        }
    )


def with_views(found: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """Rows of the tables with those of the views that follow from them."""
    tables = {name: build_table(found[name], CONTRACTS[name]) for name in SOURCES}
    return found | {name: view.to_pylist() for name, view in written_views(tables).items()}


def written_views(tables: Mapping[str, Any]) -> dict[str, Any]:
    """The views over these tables, by name, as they stand in a release."""
    with TemporaryDirectory() as folder:
        write_views(tables, CONTRACTS, Path(folder))
        return {name: pq.read_table(Path(folder) / f"{name}.parquet") for name in VIEWS}
