"""Records -> plain rows, one dict per row with exactly the columns of the table's contract.

Nothing is decided here: ``None`` stays null, several values become one text joined by ``"; "``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from conflict_ledger.ids import stable_id
from conflict_ledger.records import (
    Claim,
    ClaimRole,
    DateRange,
    Document,
    Event,
    EventMention,
    Issue,
    PlaceMention,
    Refusal,
    Span,
)

Row = dict[str, Any]
LentDays = Mapping[str, tuple[DateRange | None, str]]
LENT, CORRECTED = "from_linked_report", "corrected"  # bases of days that a telling takes from its event


def document_rows(documents: Iterable[Document], duplicate_of: Mapping[str, str], run_id: str) -> list[Row]:
    """Rows of ``documents``; ``duplicate_of`` maps a copy's document id to its original's."""
    return [
        {
            "document_id": document.document_id,
            "external_id": document.external_id,
            "source_path": document.source_path,
            "title": document.title if document.title_span else None,
            "title_start": _start(document.title_span),
            "title_end": _end(document.title_span),
            "source": document.source,
            "url": document.url,
            "language": document.language,
            "published_at": in_utc(document.published_at),
            "published_precision": document.published_precision,
            "published_basis": document.published_basis,
            "text": document.text,
            "text_sha256": document.text_sha256,
            "boilerplate": join(f"{r.span.start}-{r.span.end} {one_value(r.label)}" for r in document.boilerplate),
            "duplicate_of": duplicate_of.get(document.document_id),
            "run_id": run_id,
        }
        for document in documents
    ]


def claim_rows(
    claims: Iterable[Claim],
    event_of: Mapping[str, str],
    roles: Mapping[str, ClaimRole] | None = None,
    dropped_by: Mapping[str, str] | None = None,
) -> list[Row]:
    """Rows of ``casualty_claims``; ``event_of`` maps claim id to event id where an event was found.

    ``roles`` says how the range of that event uses a claim (``claim_roles``), ``dropped_by`` maps the ids of claims
    that a person took out to the correction that did.
    """
    dropped = {claim_id: ClaimRole(claim_id=claim_id, role="dropped") for claim_id in dropped_by or {}}
    used = roles or {}
    return [
        {
            "claim_id": claim.claim_id,
            "document_id": claim.document_id,
            "event_id_cnty": event_of.get(claim.claim_id),
            "outcome": claim.outcome,
            "low": claim.quantity.low,
            "best": claim.quantity.best,
            "high": claim.quantity.high,
            "count_text": claim.count_text,
            "qualifier": claim.quantity.qualifier,
            "is_total": claim.is_total,
            "is_cumulative": claim.is_cumulative,
            "victim_text": claim.victim_text,
            "victim_type": claim.victim_type,
            "side": claim.side,
            "claimant_text": claim.claimant_text,
            "claimant_type": claim.claimant_type,
            "assertion": claim.assertion,
            **_days(claim.event_on),
            "sentence": claim.sentence,
            "sentence_index": claim.sentence_index,
            "sentence_start": claim.sentence_start,
            "count_start": claim.count_span.start,
            "count_end": claim.count_span.end,
            "rule": claim.rule,
            "dropped_by": (dropped_by or {}).get(claim.claim_id),
            **_role(dropped.get(claim.claim_id) or used.get(claim.claim_id)),
        }
        for claim in claims
    ]


def _role(role: ClaimRole | None) -> Row:
    return {"range_role": role.role if role else "no_event", "revised_by_claim_id": role.revised_by if role else None}


def claim_roles(events: Iterable[Event], event_of: Mapping[str, str]) -> dict[str, ClaimRole]:
    """Claim id -> its role in the range of the event that it belongs to; ``event_of`` maps claim id to event id."""
    return {
        role.claim_id: role
        for event in events
        for role in event.claim_roles
        if event_of.get(role.claim_id) == event.event_id
    }


def event_links(events: Iterable[Event]) -> dict[str, tuple[str, float]]:
    """Event mention id -> the event it was put to and how well it fits."""
    return {
        mention_id: (event.event_id, score)
        for event in events
        for mention_id, score in zip(event.mention_ids, event.link_scores, strict=True)
    }


def lent_days(events: Iterable[Event]) -> LentDays:
    """Event mention id -> the days and the basis that it takes from its event, where its article does not say when."""
    return {
        mention_id: (event.event_on, CORRECTED if event.date_basis == CORRECTED else LENT)
        for event in events
        for mention_id in event.lent_to
    }


def event_mention_rows(
    mentions: Iterable[EventMention],
    links: Mapping[str, tuple[str, float]],
    lent: LentDays,
) -> list[Row]:
    """Rows of ``event_mentions``; ``links`` as ``event_links`` and ``lent`` as ``lent_days`` gives them."""
    return [_event_mention_row(mention, links.get(mention.event_mention_id), lent) for mention in mentions]


def _event_mention_row(mention: EventMention, link: tuple[str, float] | None, lent: LentDays) -> Row:
    days, basis = lent.get(mention.event_mention_id, (mention.event_on, mention.date_basis))
    return {
        "event_mention_id": mention.event_mention_id,
        "event_id_cnty": link[0] if link else None,
        "document_id": mention.document_id,
        "event_type": mention.event_type,
        "sub_event_type": mention.sub_event_type,
        **_days(days),
        "date_basis": basis,
        "place_text": join(place.text for place in mention.places),
        "place_candidates": join(_candidates(mention.places)),
        "place_basis": mention.place_basis,
        "actors": join(actor.name for actor in mention.actors),
        "actor_ids": join(actor.actor_id for actor in mention.actors),
        "targets": join(mention.targets),
        "trigger_text": mention.trigger_text,
        "trigger_start": mention.trigger_span.start,
        "trigger_end": mention.trigger_span.end,
        "sentence_index": mention.sentence_index,
        "scope": mention.scope,
        "link_score": link[1] if link else None,
        "claim_ids": join(mention.claim_ids),
    }


def event_document_rows(events: Iterable[Event], document_of: Mapping[str, str]) -> list[Row]:
    """Rows of ``event_documents``; ``document_of`` maps event mention id to document id."""
    rows: dict[tuple[str, str], Row] = {}
    for event in events:
        for mention_id, score in zip(event.mention_ids, event.link_scores, strict=True):
            key = event.event_id, document_of[mention_id]
            empty = {"event_id_cnty": key[0], "document_id": key[1], "n_mentions": 0, "link_score": score}
            row = rows.setdefault(key, empty)
            row["n_mentions"] += 1
            row["link_score"] = max(row["link_score"], score)
    return list(rows.values())


def refusal_rows(refusals: Iterable[Refusal]) -> list[Row]:
    """Rows of ``quarantine``; a refusal that comes twice is one row."""
    rows: dict[str, Row] = {}
    for refusal in refusals:
        columns = asdict(refusal)
        refusal_id = stable_id("q_", *columns.values())
        rule = refusal.reason if refusal.stage == "check" else None
        rows[refusal_id] = {"refusal_id": refusal_id, **columns, "rule": rule}
    return list(rows.values())


def issue_rows(issues: Iterable[Issue]) -> list[Row]:
    """Rows of ``issues``; the same thing noticed twice at one place is one row."""
    rows = {
        (issue.document_id, issue.span, issue.code): {
            "code": issue.code,
            "document_id": issue.document_id,
            "span_start": issue.span.start,
            "span_end": issue.span.end,
            "words": issue.words,
        }
        for issue in issues
    }
    return list(rows.values())


def join(values: Iterable[str]) -> str | None:
    """Several values as one text, or None where there is none.

    >>> join(["Radio Ituri", "Herald; Weekly"]), join([])
    ('Radio Ituri; Herald, Weekly', None)
    """
    return "; ".join(one_value(value) for value in values if value.strip()) or None


def one_value(text: str) -> str:
    """The text without the sign that parts values."""
    return text.replace(";", ",").strip()


def in_utc(moment: datetime | None) -> datetime | None:
    """A moment without zone: in UTC where it names one, else as written."""
    return moment if moment is None or moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)


def _candidates(places: Sequence[PlaceMention]) -> Iterator[str]:
    for mention in places:
        for place in mention.candidates:
            yield f"{place.name} ({place.country})" if place.country else place.name


def _days(days: DateRange | None) -> Row:
    return {
        "event_on_low": days.earliest if days else None,
        "event_on_high": days.latest if days else None,
    }


def _start(span: Span | None) -> int | None:
    return span.start if span else None


def _end(span: Span | None) -> int | None:
    return span.end if span else None
