"""Derived columns of the analysts' views: each row held against the tables it was made from, worked out another way."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from conflict_ledger.publish.row_reading import Row, Tables, dicts_of, rows_of

Columns = dict[str, list[Any]]

CODES = ("inter1", "inter2", "interaction")
BOUNDS = {"low": "events_low_unknown", "best": "events_best_unknown", "high": "events_high_open"}
DAYS = ("event_on_low", "event_on_high")
SIDES = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
LONGEST = {1: 1, 2: 6, 3: 7, 4: 31, 5: 366}  # days of each date_prec
FLOORS = ("at_least", "more_than", "none_stated")
SAME = {
    "where_coordinates": "location",
    "adm_1": "admin1",
    "adm_2": "admin2",
    "latitude": "latitude",
    "longitude": "longitude",
}


def derive_events_numeric(view: Any, tables: Tables) -> Columns:
    """Derived columns of ``events_numeric``."""
    names = [name for name in view.column_names if name not in CODES]
    known = {row[0]: row for row in rows_of(tables["events"], *names)}
    details = rows_of(tables["event_details"], "event_id_cnty", *(f"{name}_code" for name in CODES))
    codes = {row[0]: row for row in details}
    return {
        "rest_is_as_in_events": [row == known.get(row[0]) for row in rows_of(view, *names)],
        "codes_are_those_of_details": [row == codes.get(row[0]) for row in rows_of(view, names[0], *CODES)],
    }


def derive_monthly_admin1(view: Any, tables: Tables) -> Columns:
    """Derived columns of ``monthly_admin1``."""
    cells = _cells(tables["events"], tables)
    sizes = Counter(cells.values())
    ranges = _ranges_of_cells(tables, cells)
    keys = list(rows_of(view, "country", "admin1", "month", "event_type"))
    outcomes = view["outcome"].to_pylist()
    found = [ranges.get((key, outcome), []) for key, outcome in zip(keys, outcomes, strict=True)]
    sums = dicts_of(view, *BOUNDS, "high_at_least", *BOUNDS.values())
    rows = list(zip(sums, found, strict=True))
    return {
        "events_of_cell": [sizes[key] for key in keys],
        "ranges_of_cell": [len(own) for own in found],
        "bounds_add_up": [_adds_up(row, own) for row, own in rows],
        "open_is_null": [_open_is_null(row, own) for row, own in rows],
    }


def _cells(events: Any, tables: Tables) -> dict[str, tuple[Any, ...]]:
    """Event id -> its country, unit, month and kind; no month where its days lie in two, unless one day is known."""
    days = {
        row[0]: row[1:] for row in rows_of(tables["event_details"], "event_id_cnty", "event_on_low", "event_on_high")
    }
    columns = ("event_id_cnty", "country", "admin1", "event_type", "event_date", "time_precision")
    found = {}
    for event_id, country, admin1, kind, day, precision in rows_of(events, *columns):
        ends = (day, day) if precision == 1 else days.get(event_id, (None, None))
        months = {end and (end.year, end.month) for end in ends}
        month = months.pop() if len(months) == 1 else None
        found[event_id] = (country, admin1, date(*month, 1) if month else None, kind)
    return found


def events_in_views(events: Any, tables: Tables) -> list[bool]:
    """Per row of ``events``: whether ``events_numeric`` has it and ``monthly_admin1`` a row to count it in."""
    cells, numeric = _cells(events, tables), set(tables["events_numeric"]["event_id_cnty"].to_pylist())
    counted = set(rows_of(tables["monthly_admin1"], "country", "admin1", "month", "event_type"))
    ids = events["event_id_cnty"].to_pylist()
    return [event_id in numeric and cells[event_id] in counted for event_id in ids]


def _ranges_of_cells(tables: Tables, cells: dict[str, Any]) -> dict[Any, list[Row]]:
    found: dict[Any, list[Row]] = {}
    for row in dicts_of(tables["casualty_ranges"], "event_id_cnty", "outcome", "claimant_type", *BOUNDS):
        if row["claimant_type"] == "all":
            key = cells.get(row["event_id_cnty"]), row["outcome"]
            found.setdefault(key, []).append({bound: row[bound] for bound in BOUNDS})
    return found


def _adds_up(row: Row, ranges: list[Row]) -> bool:
    given = (bound for bound in BOUNDS if row[bound] is not None)
    floor = sum(max((own[bound] for bound in BOUNDS if own[bound] is not None), default=0) for own in ranges)
    return (
        all(row[bound] == sum(own[bound] or 0 for own in ranges) for bound in given) and row["high_at_least"] == floor
    )


def _open_is_null(row: Row, ranges: list[Row]) -> bool:
    counts = {bound: [own[bound] for own in ranges].count(None) for bound in BOUNDS}
    return all(
        row[column] == counts[bound] and (row[bound] is None) == (row[column] > 0) for bound, column in BOUNDS.items()
    )


CLAIM_COLUMNS = (
    "claim_id", "event_id_cnty", "low", "best", "high", "qualifier", "assertion", "dropped_by", "is_cumulative", *DAYS,
)  # fmt: skip


def _claims_with_days(tables: Tables) -> dict[str, Row]:
    """Claim id -> the claim with its ``days``, first and last, or those of its event where it has none."""
    events = {row[0]: row[1:] for row in rows_of(tables["event_details"], "event_id_cnty", *DAYS)}
    claims = {}
    for claim in dicts_of(tables["casualty_claims"], *CLAIM_COLUMNS):
        own = tuple(claim[name] for name in DAYS)
        claims[claim["claim_id"]] = claim | {"days": events.get(claim["event_id_cnty"], own) if None in own else own}
    return claims


def derive_loss_reports(view: Any, tables: Tables) -> Columns:
    """Derived columns of ``loss_reports``."""
    claims = _claims_with_days(tables)
    rows = list(dicts_of(view, *view.column_names))
    own = [(row, claims.get(row["claim_id"])) for row in rows]
    return {
        "count_is_of_the_claim": [claim is not None and _is_count_of(row, claim) for row, claim in own],
        "is_stated_and_stands": [
            claim is not None and claim["assertion"] != "denied" and claim["dropped_by"] is None for _, claim in own
        ],
        "day_fits_time_frame": [claim is not None and _day_fits(row, claim) for row, claim in own],
        "labels_are_joined": [
            row["loss_type"] == _joined(row["category"], row["loss_country"])
            and row["source_target"] == _joined(row["claim_source"], row["loss_country"])
            for row in rows
        ],
    }


def _is_count_of(row: Row, claim: Row) -> bool:
    if row["minimum"]:
        return not row["maximum"] and row["loss_count"] == claim["low"] != claim["high"]
    if row["maximum"]:
        return bool(row["loss_count"] == claim["high"] and claim["qualifier"] not in FLOORS)
    return bool(row["loss_count"] == claim["best"] and claim["qualifier"] not in (*FLOORS, "up_to"))


def _day_fits(row: Row, claim: Row) -> bool:
    days = set(claim["days"])
    if claim["is_cumulative"]:
        frame, day = "Cumulative", row["reported_on"]
    elif len(days) == 1 and None not in days:
        frame, day = "Day", claim["days"][0]
    else:
        frame, day = None, None
    return (row["time_frame"], row["counted_on"]) == (frame, day) and (row["days"] is None) == (day is None)


def _joined(first: str, country: str | None) -> str | None:
    return None if country is None else f"{first}-{country}"


def derive_ucdp_events(view: Any, tables: Tables) -> Columns:
    """Derived columns of ``ucdp_events``."""
    rows = list(dicts_of(view, *(name for name in view.column_names if not name.startswith("source_"))))
    details = {
        row["event_id_cnty"]: row for row in dicts_of(tables["event_details"], *tables["event_details"].column_names)
    }
    events = {row["event_id_cnty"]: row for row in dicts_of(tables["events"], "event_id_cnty", *SAME.values())}
    documents = Counter(tables["event_documents"]["event_id_cnty"].to_pylist())
    return {
        "deaths_add_up": [_deaths_add_up(row) for row in rows],
        "estimates_are_those_of_details": [_estimates_agree(row, details.get(row["relid"], {})) for row in rows],
        "sides_fit_type": [_sides_fit(row) for row in rows],
        "dyad_names_both_sides": [_dyad_fits(row) for row in rows],
        "is_of_its_event": [_is_of(row, events.get(row["relid"], {}), details.get(row["relid"], {})) for row in rows],
        "documents_found": [documents[row["relid"]] for row in rows],
        "precision_fits_days": [_precision_fits(row) for row in rows],
    }


def _deaths_add_up(row: Row) -> bool:
    dead = [row[name] for name in SIDES]
    if row["best"] is None or None in dead:
        return {row["best"], *dead} == {None}
    return bool(sum(dead) == row["best"])


def _estimates_agree(row: Row, detail: Row) -> bool:
    found = [detail.get(f"ucdp_{bound}") for bound in BOUNDS]
    return [row[bound] for bound in BOUNDS] == found and any(found)


def _sides_fit(row: Row) -> bool:
    if row["type_of_violence"] is None:
        return True
    if row["type_of_violence"] == 3 and (row["side_b"] != "Civilians" or row["deaths_a"] or row["deaths_b"]):
        return False
    return row["side_a"] is not None and row["side_b"] is not None


def _dyad_fits(row: Row) -> bool:
    if row["side_a"] is None or row["side_b"] is None:
        return row["dyad_name"] is None
    return bool(row["dyad_name"] == " - ".join((row["side_a"], row["side_b"])))


def _is_of(row: Row, event: Row, detail: Row) -> bool:
    days = [(row[f"date_{end}"], detail.get(f"event_on_{bound}")) for end, bound in (("start", "low"), ("end", "high"))]
    places = [(row[ours], event.get(theirs)) for ours, theirs in SAME.items()]
    is_same = all(one == other for one, other in (*days, *places))
    return (
        is_same and str(row["id"]) == (row["relid"] or "")[3:].lstrip("0").zfill(1) and detail.get("scope") == "acled"
    )


def _precision_fits(row: Row) -> bool:
    first: date | None = row["date_start"]
    if first is None:
        return row["date_prec"] is None and row["year"] is None
    length = (row["date_end"] - first).days + 1
    fitting = [precision for precision, longest in LONGEST.items() if length <= longest]
    return bool(row["date_prec"] == min(fitting, default=None) and row["year"] == first.year)
