"""Derived columns of the tables about events, and of the quarantine.

Each function gives, row by row, what the contract's ``derived`` list promises. Where ``acled.py`` looks an
answer up, this module works it out another way, so that a rule never compares a function with itself.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.publish.derived_corrections import corrected_bases_are_named, numbers_set
from conflict_ledger.publish.derived_views import events_in_views
from conflict_ledger.publish.row_reading import (
    GRACE,
    Tables,
    both_or_neither,
    newest_publications,
    null_exactly_where,
    rows_of,
)
from conflict_ledger.reference.countries import CountryFacts, all_countries

Columns = dict[str, list[Any]]

TARGETED_TYPES = ("Violence against civilians",)
TARGETED_SUB_TYPES = ("Excessive force against protesters",)
UNTARGETED_TYPES = ("Battles", "Strategic developments")


def derive_events(table: Any, tables: Tables) -> Columns:
    """Derived columns of ``events``."""
    return {
        **_type_columns(table),
        **_actor_columns(table),
        **_place_columns(table),
        **_day_columns(table, tables),
        **_killed_columns(table, tables),
        "is_in_views": events_in_views(table, tables),
    }


def _type_columns(table: Any) -> Columns:
    kinds = {entry.value: entry.fields for entry in load_lexicon("event_hierarchy").entries}
    fields = [kinds.get(name, {}) for name in table["sub_event_type"].to_pylist()]
    return {
        "expected_event_type": [field.get("event_type") for field in fields],
        "expected_disorder_type": [field.get("disorder_type") for field in fields],
        "targeting_fits_type": [
            _targeting_fits(*row) for row in rows_of(table, "event_type", "sub_event_type", "civilian_targeting")
        ],
    }


def _targeting_fits(event_type: str, sub_event_type: str, targeting: str | None) -> bool:
    if event_type in TARGETED_TYPES or sub_event_type in TARGETED_SUB_TYPES:
        return targeting is not None
    return targeting is None or event_type not in UNTARGETED_TYPES


def _actor_columns(table: Any) -> Columns:
    return {
        "expected_interaction": [expected_interaction(*row) for row in rows_of(table, "inter1", "inter2")],
        "actor1_is_typed": both_or_neither(table, "actor1", "inter1"),
        "actor2_is_typed": both_or_neither(table, "actor2", "inter2"),
    }


def expected_interaction(inter1: str | None, inter2: str | None) -> str | None:
    """The two labels joined, the lower code first; civilians with external forces stand the other way round."""
    codes = {entry.value: entry.fields["code"] for entry in load_lexicon("actor_types").entries}
    labels = sorted((label for label in (inter1, inter2) if label), key=lambda label: codes.get(label, ""))
    if labels == ["Civilians", "External/Other forces"]:
        labels.reverse()
    if len(labels) == 1:
        labels.append("only")
        return " ".join(labels)
    return "-".join(labels) or None


def _place_columns(table: Any) -> Columns:
    known = {facts.name: facts for facts in all_countries()}
    names = table["country"].to_pylist()
    facts = [known.get(name) for name in names]
    points = rows_of(table, "latitude", "longitude")
    return {
        "expected_iso": [found.iso_numeric if found else None for found in facts],
        "expected_region": [found.region if found else None for found in facts],
        "country_is_known": [name is None or name in known for name in names],
        "coordinates_in_country": [_lies_in(found, *point) for found, point in zip(facts, points, strict=True)],
        "coordinates_agree": [
            len({value is None for value in row}) == 1 for row in rows_of(table, "latitude", "longitude", "location")
        ],
        "place_and_precision_agree": both_or_neither(table, "location", "geo_precision"),
    }


def _lies_in(country: CountryFacts | None, latitude: float | None, longitude: float | None) -> bool:
    if country is None or country.bounds is None or latitude is None or longitude is None:
        return True
    return country.contains(latitude, longitude)


def _day_columns(table: Any, tables: Tables) -> Columns:
    details = tables["event_details"]
    days = {row[0]: row[1:] for row in rows_of(details, "event_id_cnty", "event_on_low", "event_on_high")}
    newest = newest_publications(tables)
    moments = [newest.get(event_id) for event_id in table["event_id_cnty"].to_pylist()]
    ranges = [days.get(event_id, (None, None)) for event_id in table["event_id_cnty"].to_pylist()]
    return {
        "year_of_event_date": [day.year if day else None for day in table["event_date"].to_pylist()],
        "date_and_precision_agree": both_or_neither(table, "event_date", "time_precision"),
        "event_on_low": [low for low, _ in ranges],
        "event_on_high": [high for _, high in ranges],
        "latest_possible_on": [(moment + GRACE).date() if moment else None for moment in moments],
    }


def _killed_columns(table: Any, tables: Tables) -> Columns:
    columns = ("event_id_cnty", "outcome", "claimant_type", "low", "high")
    claims = rows_of(tables["casualty_claims"], "event_id_cnty", "outcome", "qualifier", "dropped_by")
    more_than = {event_id for event_id, *claim in claims if claim == ["killed", "more_than", None]}
    killed = {
        event_id: (None if low is None else low - (event_id in more_than), high)
        for event_id, outcome, claimant_type, low, high in rows_of(tables["casualty_ranges"], *columns)
        if outcome == "killed" and claimant_type == "all"
    }
    killed |= {event_id: (number, number) for event_id, number in numbers_set(tables).items()}
    bounds = [killed.get(event_id, (0, 0)) for event_id in table["event_id_cnty"].to_pylist()]
    return {"killed_low": [low for low, _ in bounds], "killed_high": [high for _, high in bounds]}


def derive_event_details(table: Any, tables: Tables) -> Columns:
    """Derived columns of ``event_details``."""
    ids = table["event_id_cnty"].to_pylist()
    places = {row[0]: row[1:] for row in rows_of(tables["events"], "event_id_cnty", "country", "location")}
    documents = Counter(tables["event_documents"]["event_id_cnty"].to_pylist())
    newest = newest_publications(tables)
    return {
        "event_days_agree": both_or_neither(table, "event_on_low", "event_on_high"),
        "days_and_basis_agree": null_exactly_where(table, "event_on_low", "date_basis"),
        "place_and_basis_agree": [
            _place_fits(basis, *places.get(event_id, (None, None)))
            for event_id, basis in rows_of(table, "event_id_cnty", "place_basis")
        ],
        "codes_fit_labels": _codes_fit(table, tables),
        "corrected_bases_are_named": corrected_bases_are_named(table, tables),
        "n_documents_found": [documents[event_id] for event_id in ids],
        "latest_possible_on": [(newest[event_id] + GRACE).date() if event_id in newest else None for event_id in ids],
    }


def _codes_fit(table: Any, tables: Tables) -> list[bool]:
    """Per row of ``event_details``: whether its numbers are those of the labels in ``events``."""
    types = {entry.value: int(entry.fields["code"]) for entry in load_lexicon("actor_types").entries}
    pairs = {entry.value: int(entry.id) for entry in load_lexicon("interactions").entries}
    labels = {row[0]: row[1:] for row in rows_of(tables["events"], "event_id_cnty", "inter1", "inter2", "interaction")}
    fitting = []
    codes = ("inter1_code", "inter2_code", "interaction_code")
    for event_id, *found in rows_of(table, "event_id_cnty", *codes):
        first, second, both = labels.get(event_id, (None, None, None))
        fitting.append(found == [types.get(first, 0), types.get(second, 0), pairs.get(both, 0)])
    return fitting


def _place_fits(basis: str, country: str | None, location: str | None) -> bool:
    if basis == "none":
        return country is None and location is None
    return basis not in ("actor", "country_only") or location is None


def derive_event_documents(table: Any, tables: Tables) -> Columns:
    """Derived columns of ``event_documents``."""
    found = Counter(rows_of(tables["event_mentions"], "event_id_cnty", "document_id"))
    return {"n_mentions_found": [found[pair] for pair in rows_of(table, "event_id_cnty", "document_id")]}


def derive_deletions(table: Any, tables: Tables) -> Columns:
    """Derived columns of ``deletions``."""
    living = set(tables["events"]["event_id_cnty"].to_pylist())
    known = {None, *living, *tables["deletions"]["event_id_cnty"].to_pylist()}
    return {
        "is_no_event": [event_id not in living for event_id in table["event_id_cnty"].to_pylist()],
        "heir_and_reason_agree": null_exactly_where(table, "merged_into", "reason", "withdrawn"),
        "heir_is_known": [heir in known for heir in table["merged_into"].to_pylist()],
    }


def derive_quarantine(table: Any, tables: Tables) -> Columns:
    """Derived columns of ``quarantine``."""
    times = Counter(tables["quarantine"]["refusal_id"].to_pylist())
    return {
        "rule_and_stage_agree": [
            (rule is not None) == (stage == "check") for rule, stage in rows_of(table, "rule", "stage")
        ],
        "times_refused": [times[name] for name in table["refusal_id"].to_pylist()],
    }
