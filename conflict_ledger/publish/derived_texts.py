"""Derived columns of the tables that quote a text: documents, claims, event mentions, issues.

Each function gives, row by row, what the contract's ``derived`` list promises; the rules then compare it with
the published columns. Texts are read here, so that the checking library never holds them.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from itertools import chain
from typing import Any

from conflict_ledger.publish.acled import hierarchy
from conflict_ledger.publish.row_reading import (
    GRACE,
    Tables,
    Texts,
    both_or_neither,
    in_order,
    latest_days,
    null_exactly_where,
    publications,
    rows_of,
)

Columns = dict[str, list[Any]]

FLOORS = ("at_least", "more_than")
LENT, CORRECTED = "from_linked_report", "corrected"
TAKEN = (LENT, CORRECTED, "none")  # bases of tellings that have no days of their own
REVISED = ("superseded", "revised_down")


def derive_documents(table: Any, tables: Tables) -> Columns:
    """Derived columns of ``documents``."""
    texts = Texts(table)
    originals = dict(rows_of(tables["documents"], "document_id", "duplicate_of"))
    ids = table["document_id"].to_pylist()
    return {
        "hash_of_text": [sha256((texts.text(name) or "").encode()).hexdigest() for name in ids],
        "quoted_title": [texts.quote(*row) for row in rows_of(table, "document_id", "title_start", "title_end")],
        "publication_and_basis_agree": null_exactly_where(table, "published_at", "published_basis"),
        "publication_and_precision_agree": both_or_neither(table, "published_at", "published_precision"),
        "original_is_original": [
            original is None or (original != name and originals.get(original) is None)
            for name, original in rows_of(table, "document_id", "duplicate_of")
        ],
        "boilerplate_within_text": [
            _spans_fit(parts, len(texts.text(name) or ""))
            for name, parts in rows_of(table, "document_id", "boilerplate")
        ],
    }


def _spans_fit(boilerplate: str | None, length: int) -> bool:
    """Whether every "start-end label" lies within a text of that length; what cannot be read does not."""
    if boilerplate is None:
        return True
    spans = [part.split(" ", 1)[0].split("-") for part in boilerplate.split("; ")]
    if not all(number.isdecimal() for number in chain(*spans)):
        return False
    return all(in_order([0, *map(int, span), length]) for span in spans)


def derive_casualty_claims(table: Any, tables: Tables) -> Columns:
    """Derived columns of ``casualty_claims``."""
    texts = Texts(tables["documents"])
    sentences = [
        (document_id, start, None if start is None or sentence is None else start + len(sentence))
        for document_id, start, sentence in rows_of(table, "document_id", "sentence_start", "sentence")
    ]
    counts = list(rows_of(table, "document_id", "count_start", "count_end"))
    return {
        "quoted_count": [texts.quote(*count) for count in counts],
        "quoted_sentence": [texts.quote(*sentence) for sentence in sentences],
        "count_in_sentence": [
            in_order([start, *count[1:], end]) for (_, start, end), count in zip(sentences, counts, strict=True)
        ],
        "bounds_fit_qualifier": [bounds_fit(*row) for row in rows_of(table, "qualifier", "low", "best", "high")],
        "event_days_agree": both_or_neither(table, "event_on_low", "event_on_high"),
        "latest_possible_on": latest_days(table["document_id"].to_pylist(), publications(tables)),
        **_role_columns(table, tables),
    }


def _role_columns(table: Any, tables: Tables) -> Columns:
    published = publications(tables)
    both = (tables["casualty_claims"], table)  # the later claims, and those that they may revise
    documents = chain(*(rows_of(claims, "claim_id", "document_id") for claims in both))
    moments = {claim_id: published.get(document_id) for claim_id, document_id in documents}
    pairs = list(rows_of(table, "claim_id", "revised_by_claim_id"))
    return {
        "revision_names_its_claim": [
            (by is not None) == (role in REVISED) for by, role in rows_of(table, "revised_by_claim_id", "range_role")
        ],
        "drop_and_role_agree": [
            (by is not None) == (role == "dropped") for by, role in rows_of(table, "dropped_by", "range_role")
        ],
        "revised_later": [by is None or _is_later(moments.get(by), moments.get(claim)) for claim, by in pairs],
    }


def _is_later(one: datetime | None, other: datetime | None) -> bool:
    """Whether one report may be of a later day than the other, wherever their outlets' clocks stand."""
    return one is not None and other is not None and one + GRACE > other


def bounds_fit(qualifier: str, low: int | None, best: int | None, high: int | None) -> bool:
    """Whether low, best and high can come from words of that kind.

    >>> bounds_fit("exact", 3, 3, 3), bounds_fit("at_least", 3, 3, None), bounds_fit("at_least", 3, 3, 9)
    (True, True, False)
    """
    if qualifier == "exact":
        return low is not None and low == best == high
    if qualifier in FLOORS:
        return low is not None and high is None
    if qualifier == "up_to":
        return high is not None and best is None
    return low is not None


def derive_event_mentions(table: Any, tables: Tables) -> Columns:
    """Derived columns of ``event_mentions``."""
    texts = Texts(tables["documents"])
    types = {name: entry.fields["event_type"] for name, entry in hierarchy().items()}
    return {
        "quoted_trigger": [texts.quote(*row) for row in rows_of(table, "document_id", "trigger_start", "trigger_end")],
        "expected_event_type": [types.get(name) for name in table["sub_event_type"].to_pylist()],
        "event_days_agree": both_or_neither(table, "event_on_low", "event_on_high"),
        "days_and_basis_agree": null_exactly_where(table, "event_on_low", "date_basis"),
        "lent_days_are_the_events": _lent_days_fit(table, tables),
        "link_is_scored": [
            event_id is None or score is not None for event_id, score in rows_of(table, "event_id_cnty", "link_score")
        ],
        "latest_possible_on": latest_days(table["document_id"].to_pylist(), publications(tables)),
    }


def _lent_days_fit(table: Any, tables: Tables) -> list[bool]:
    """Per mention: whether days that it has from its event are there, and from another mention or a person."""
    days = ("event_on_low", "event_on_high", "date_basis")
    of_event = {event_id: found for event_id, *found in rows_of(tables["event_details"], "event_id_cnty", *days)}
    mentions = rows_of(tables["event_mentions"], "event_id_cnty", "date_basis")
    lenders = {event_id for event_id, basis in mentions if basis not in TAKEN}
    return [
        basis not in (LENT, CORRECTED) or _is_lent(basis, [low, high], of_event.get(event_id), event_id in lenders)
        for event_id, low, high, basis in rows_of(table, "event_id_cnty", *days)
    ]


def _is_lent(basis: str, days: list[Any], of_event: list[Any] | None, has_lender: bool) -> bool:
    """Whether the event has these days, and by the lender that the basis names."""
    if of_event is None or of_event[:2] != days:
        return False
    return of_event[2] == CORRECTED if basis == CORRECTED else of_event[2] != CORRECTED and has_lender


def derive_event_reasons(table: Any, tables: Tables) -> Columns:
    """Derived columns of ``event_reasons``."""
    texts = Texts(tables["documents"])
    return {"quoted_words": [texts.quote(*row) for row in rows_of(table, "document_id", "quote_start", "quote_end")]}


def derive_issues(table: Any, tables: Tables) -> Columns:
    """Derived columns of ``issues``."""
    texts = Texts(tables["documents"])
    return {
        "span_within_text": [
            in_order([0, start, end, len(texts.text(document_id) or "")])
            for document_id, start, end in rows_of(table, "document_id", "span_start", "span_end")
        ]
    }
