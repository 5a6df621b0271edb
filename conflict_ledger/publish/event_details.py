"""Events -> rows of ``event_details``: what ACLED's columns cannot say, and its actor types as numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from conflict_ledger.publish.acled import interaction_code
from conflict_ledger.publish.range_rows import BOUNDS
from conflict_ledger.publish.rows import join
from conflict_ledger.records import CasualtyRange, Event

Row = dict[str, Any]


def event_detail_rows(events: Iterable[Event], merged_from: Mapping[str, Sequence[str]]) -> list[Row]:
    """Rows of ``event_details``; ``merged_from`` maps an event id to those that it took up."""
    return [
        {
            "event_id_cnty": event.event_id,
            "event_on_low": event.event_on.earliest if event.event_on else None,
            "event_on_high": event.event_on.latest if event.event_on else None,
            "scope": event.scope,
            "date_basis": event.date_basis,
            "place_basis": event.place_basis,
            "fatalities_basis": event.fatalities_basis,
            "several_as": event.several_as,
            **_ucdp(event.ucdp),
            **_codes(event),
            "n_mentions": len(event.mention_ids),
            "n_documents": len(event.document_ids),
            "n_independent_documents": event.n_independent_documents,
            "grade": event.grade,
            "merged_from": join(merged_from.get(event.event_id, ())),
        }
        for event in events
    ]


def _ucdp(estimate: CasualtyRange | None) -> Row:
    columns = (*BOUNDS, *(f"{bound}_claim_id" for bound in BOUNDS))
    return {f"ucdp_{name}": getattr(estimate, name) if estimate else None for name in columns}


def _codes(event: Event) -> Row:
    """ACLED's numbers for the actor types; 0 is its number for a second side that is not there."""
    first, second = (side.inter if side else 0 for side in (event.actor1, event.actor2))
    return {
        "inter1_code": first,
        "inter2_code": second,
        "interaction_code": interaction_code(first, second),
    }
