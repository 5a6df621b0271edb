"""Derived columns of the tables that hold ranges; worked out another way than where the ranges are made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import inf, isclose
from typing import Any

from conflict_ledger.publish.row_reading import GRACE, Tables, publications, rows_of

Columns = dict[str, list[Any]]

RANGE = ("event_id_cnty", "outcome", "claimant_type")
STATED = ("low", "best", "high", "basis", "low_claim_id", "best_claim_id", "high_claim_id")
MAY_BOUND = frozenset({"bound", "revised_down", "died_later"})


def derive_casualty_ranges(table: Any, tables: Tables) -> Columns:
    """Derived columns of ``casualty_ranges``."""
    claimed = {
        row[0]: row[1:] for row in rows_of(tables["casualty_claims"], "claim_id", "event_id_cnty", "document_id")
    }
    documents = set(rows_of(tables["event_documents"], "event_id_cnty", "document_id"))
    bounds = rows_of(table, "low", "low_claim_id", "best", "best_claim_id", "high", "high_claim_id")
    named = [
        (event_id, [claimed[claim] for claim in claims if claim is not None and claim in claimed])
        for event_id, *claims in rows_of(table, "event_id_cnty", "low_claim_id", "best_claim_id", "high_claim_id")
    ]
    return {
        "spread_fits": _spread_fits(table),
        "overlap_fits": _overlap_fits(table, tables["casualty_ranges"]),
        "claims_say_so": _claims_say_so(table, tables),
        "bounds_have_claims": [
            all(value is None or claim is not None for value, claim in zip(row[::2], row[1::2], strict=True))
            for row in bounds
        ],
        "claims_in_its_documents": [
            all((event_id, document_id) in documents for _, document_id in claims) for event_id, claims in named
        ],
        "claims_are_its_own": [all(owner == event_id for owner, _ in claims) for event_id, claims in named],
    }


def _spread_fits(table: Any) -> list[bool]:
    """The width is the spread times best, as far as its three digits go."""
    fits = []
    for kind, low, best, high, spread in rows_of(table, "claimant_type", "low", "best", "high", "spread"):
        if kind != "all" or low is None or high is None or not best:
            fits.append(spread is None)
        else:
            fits.append(spread is not None and isclose(spread * best, high - low, abs_tol=best / 1000))
    return fits


def _overlap_fits(table: Any, ranges: Any) -> list[bool]:
    """No number in common: the highest of the lows lies above the lowest of the highs."""
    bounds: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for event_id, outcome, kind, low, high in rows_of(ranges, *RANGE, "low", "high"):
        if kind != "all":
            bounds.setdefault((event_id, outcome), []).append((low or 0, inf if high is None else high))
    fits = []
    for event_id, outcome, kind, overlap in rows_of(table, *RANGE, "claimants_overlap"):
        kinds = bounds.get((event_id, outcome), []) if kind == "all" else []
        has_common = max((low for low, _ in kinds), default=0) <= min((high for _, high in kinds), default=inf)
        fits.append(overlap == (has_common if len(kinds) > 1 else None))
    return fits


def _claims_say_so(table: Any, tables: Tables) -> list[bool]:
    claims = rows_of(tables["casualty_claims"], "claim_id", "event_id_cnty", "range_role")
    roles = {claim_id: (event_id, role) for claim_id, event_id, role in claims}
    said = []
    for event_id, kind, *named in rows_of(
        table, "event_id_cnty", "claimant_type", "low_claim_id", "best_claim_id", "high_claim_id"
    ):
        own = [roles[name][1] for name in named if name in roles and roles[name][0] == event_id]
        said.append(kind != "all" or MAY_BOUND.issuperset(own))
    return said


def derive_casualty_range_history(table: Any, tables: Tables) -> Columns:
    """Derived columns of ``casualty_range_history``."""
    published = publications(tables)
    document_of = dict(rows_of(tables["casualty_claims"], "claim_id", "document_id"))
    moments = {claim: published.get(document) for claim, document in document_of.items()}
    days = {claim: (moment - GRACE).date() if moment else date.min for claim, moment in moments.items()}
    rows = list(rows_of(table, *RANGE, "known_since", *STATED))
    return {
        "claims_were_known": [
            all(days.get(claim, date.min) <= (since or date.min) for claim in row[-3:] if claim is not None)
            for row in rows
            for since in [row[3]]
        ],
        "last_is_the_range": _last_is_the_range(tables, rows),
        "ended_says_nothing": [row[7] is not None or not any(cell is not None for cell in row[4:]) for row in rows],
    }


def _last_is_the_range(tables: Tables, rows: Sequence[tuple[Any, ...]]) -> list[bool]:
    now = {row[:3]: row[3:] for row in map(tuple, rows_of(tables["casualty_ranges"], *RANGE, *STATED))}
    nothing = (None,) * len(STATED)
    last: dict[tuple[Any, ...], date] = {}
    for *own, since in rows_of(tables["casualty_range_history"], *RANGE, "known_since"):
        last[tuple(own)] = max(last.get(tuple(own), date.min), since or date.min)
    return [
        (row[3] or date.min) < last[tuple(row[:3])] or tuple(row[4:]) == now.get(tuple(row[:3]), nothing)
        for row in rows
    ]
