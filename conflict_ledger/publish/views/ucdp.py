"""``ucdp_events``: lethal organised violence in the 49 columns of UCDP's georeferenced event data.

The layout follows UCDP's public codebook (CC BY 4.0); the rows are our own. Null where the words do not tell, and
where a column needs what only UCDP has: its ids of conflicts, dyads and actors, and the deaths of a dyad in a year.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from conflict_ledger.publish.near_rows import DOCUMENTS_OF_EVENTS, EVENTS_AT_ONCE, by_event, walk
from conflict_ledger.publish.row_reading import Row, Tables, dicts_of
from conflict_ledger.publish.views.states import state_of_country
from conflict_ledger.publish.views.ucdp_deaths import split_deaths
from conflict_ledger.publish.views.ucdp_material import Material
from conflict_ledger.publish.views.ucdp_sides import sides_of

UCDPS_OWN = (
    "active_year", "code_status", "conflict_dset_id", "conflict_new_id", "conflict_name", "dyad_dset_id",
    "dyad_new_id", "side_a_dset_id", "side_a_new_id", "side_b_dset_id", "side_b_new_id", "where_description",
)  # fmt: skip
WEEK, MONTH, YEAR = 7, 31, 366  # days
CELLS = 720  # half degrees around the earth: PRIO-GRID numbers its cells from the south-west, row by row
SINGLE = 1  # event_clarity: one incident can be told; 2 needs a source that sums up several


def ucdp_rows(tables: Tables) -> Iterator[Row]:
    """Rows of ``ucdp_events``, one for each lethal event of organised violence."""
    for events, near in walk("events", tables, NEAR, EVENTS_AT_ONCE):
        material = Material(near)
        details = {row["event_id_cnty"]: row for row in dicts_of(near["event_details"], *DETAILS)}
        for event in dicts_of(events, *EVENTS):
            detail = details[event["event_id_cnty"]]
            if is_lethal(detail):
                row = _row(event, detail, material)
                if row is not None:
                    yield row


NEAR = (*by_event("event_details", "event_documents", "casualty_claims"), DOCUMENTS_OF_EVENTS)
EVENTS = (
    "event_id_cnty", "event_type", "actor1", "actor2", "country", "admin1", "admin2", "location", "latitude",
    "longitude", "geo_precision",
)  # fmt: skip
DETAILS = (
    "event_id_cnty", "event_on_low", "event_on_high", "scope", "ucdp_low", "ucdp_best", "ucdp_high",
    "ucdp_best_claim_id", "inter1_code", "inter2_code",
)  # fmt: skip


def is_lethal(detail: Row) -> bool:
    """Whether somebody counts at least one dead, in an event that is no ordinary crime."""
    return detail["scope"] == "acled" and any(detail[f"ucdp_{bound}"] for bound in ("low", "best", "high"))


def _row(event: Row, detail: Row, material: Material) -> Row | None:
    sides = sides_of(event, detail)
    if sides is None:
        return None
    event_id, best = event["event_id_cnty"], detail["ucdp_best"]
    claims = material.killed.get(event_id, [])
    best_document = material.document_of_claim.get(detail["ucdp_best_claim_id"])
    return {
        **dict.fromkeys(UCDPS_OWN),
        "id": int(event_id[3:]),
        "relid": event_id,
        "type_of_violence": sides.violence,
        "dyad_name": sides.dyad,
        "side_a": sides.a.name,
        "side_b": sides.b.name,
        "gwnoa": sides.a.state,
        "gwnob": sides.b.state,
        **material.sources(event_id),
        **_place(event),
        **_days(detail["event_on_low"], detail["event_on_high"]),
        **split_deaths(best, best_document, claims, sides),
        **{bound: detail[f"ucdp_{bound}"] for bound in ("low", "best", "high")},
    }


def _place(event: Row) -> Row:
    state = state_of_country(event["country"])
    latitude, longitude = event["latitude"], event["longitude"]
    is_point = latitude is not None and longitude is not None
    return {
        "where_prec": where_prec(event),
        "where_coordinates": event["location"],
        "adm_1": event["admin1"],
        "adm_2": event["admin2"],
        "latitude": latitude,
        "longitude": longitude,
        "geom_wkt": f"POINT ({longitude:.6f} {latitude:.6f})" if is_point else None,
        "priogrid_gid": priogrid_cell(latitude, longitude) if is_point else None,
        "country": state.name if state else event["country"],
        "country_id": state.number if state else None,
        "region": state.region if state else None,
    }


def where_prec(event: Row) -> int | None:
    """UCDP's precision of a place: 1 the place, 2 near it, 3 a district, 4 a province, 6 only a country."""
    if event["location"] is None:
        return None if event["country"] is None else 6
    if event["geo_precision"] in (1, 2):
        return int(event["geo_precision"])
    return 4 if event["admin2"] is None else 3


def priogrid_cell(latitude: float, longitude: float) -> int:
    """The number of the half-degree cell that a point lies in.

    >>> priogrid_cell(-89.75, -179.75), priogrid_cell(89.75, 179.75)
    (1, 259200)
    """
    row, column = int((min(latitude, 89.99) + 90) * 2), int((min(longitude, 179.99) + 180) * 2)
    return row * CELLS + column + 1


def _days(low: date | None, high: date | None) -> dict[str, Any]:
    length = (high - low).days + 1 if low and high else None
    return {
        "year": low.year if low else None,
        "event_clarity": SINGLE if length == 1 else None,
        "date_prec": None if length is None else date_prec(length),
        "date_start": low,
        "date_end": high,
    }


def date_prec(length: int) -> int | None:
    """UCDP's precision of so many days: 1 one, 2 up to six, 3 a week, 4 up to a month, 5 up to a year.

    >>> [date_prec(length) for length in (1, 6, 7, 31, 200, 400)]
    [1, 2, 3, 4, 5, None]
    """
    steps = ((1, 1), (WEEK - 1, 2), (WEEK, 3), (MONTH, 4), (YEAR, 5))
    return next((precision for longest, precision in steps if length <= longest), None)
