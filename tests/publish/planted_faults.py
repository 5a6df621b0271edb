"""One fault for every rule of every contract, each planted in its own copy of the sound ledger.

So one run of the checks shows that every rule catches what it is for, and that the untouched copy fails none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from conflict_ledger.contract import Column, Rule, TableContract
from conflict_ledger.publish.expectations import all_rules
from conflict_ledger.publish.tables import arrow_schema
from tests.publish.sound_records import sound_rows

Rows = dict[str, list[dict[str, Any]]]
ID = re.compile(r"\b([dcmqk])_([0-9a-f]{12})\b")

# What to write into the first row of the rule's table so that the rule must fail.
FAULTS: dict[str, dict[str, Any]] = {
    "documents.text_is_the_hashed_one": {"text_sha256": "0" * 64},
    "documents.title_quotes_text": {"title": "Another title"},
    "documents.publication_has_a_basis": {"published_basis": "none"},
    "documents.publication_has_a_precision": {"published_precision": None},
    "documents.duplicates_name_an_original": {"duplicate_of": "itself"},
    "documents.boilerplate_lies_in_text": {"boilerplate": "9-3 menu"},
    "casualty_claims.count_quotes_text": {"count_text": "at most 12"},
    "casualty_claims.sentence_quotes_text": {"sentence": "At least 12 shoppers lived."},
    "casualty_claims.count_lies_in_sentence": {"count_start": 2, "count_end": 13},
    "casualty_claims.bounds_fit_the_words": {"qualifier": "exact"},
    "casualty_claims.low_not_above_best": {"low": 13},
    "casualty_claims.best_not_above_high": {"high": 11},
    "casualty_claims.low_not_above_high": {"best": None, "high": 11},
    "casualty_claims.event_days_come_in_pairs": {"event_on_high": None},
    "casualty_claims.event_days_in_order": {"event_on_high": date(2014, 6, 13)},
    "casualty_claims.not_after_publication": {"event_on_low": date(2014, 6, 16), "event_on_high": date(2014, 6, 16)},
    "casualty_claims.revision_names_its_claim": {"range_role": "superseded"},
    "casualty_claims.revised_by_a_later_report": {"range_role": "superseded", "revised_by_claim_id": "c_00000000000f"},
    "casualty_claims.dropped_is_said_twice": {"range_role": "dropped"},
    "event_mentions.trigger_quotes_text": {"trigger_text": "did not go off"},
    "event_mentions.sub_event_type_fits_event_type": {"event_type": "Battles"},
    "event_mentions.event_days_come_in_pairs": {"event_on_high": None},
    "event_mentions.event_days_in_order": {"event_on_high": date(2014, 6, 13)},
    "event_mentions.days_have_a_basis": {"date_basis": "none"},
    "event_mentions.lent_days_are_the_events": {"date_basis": "from_linked_report"},
    "event_mentions.links_have_a_score": {"link_score": None},
    "event_mentions.not_after_publication": {"event_on_low": date(2014, 6, 16), "event_on_high": date(2014, 6, 16)},
    "event_documents.mentions_add_up": {"n_mentions": 2},
    "events.sub_event_type_fits_event_type": {"event_type": "Riots"},
    "events.disorder_type_fits": {"disorder_type": "Demonstrations"},
    "events.interaction_fits_actor_types": {"interaction": "State forces-Civilians"},
    "events.actor1_has_a_type": {"actor1": None},
    "events.actor2_has_a_type": {"inter2": None},
    "events.targeting_fits_type": {"event_type": "Battles"},
    "events.country_is_known": {"country": "Atlantis"},
    "events.iso_fits_country": {"iso": 4},
    "events.region_fits_country": {"region": "Europe"},
    "events.coordinates_lie_in_country": {"latitude": -33.9, "longitude": 18.4},
    "events.location_has_coordinates": {"longitude": None},
    "events.geo_precision_goes_with_location": {"geo_precision": None},
    "events.time_precision_goes_with_date": {"time_precision": None},
    "events.year_is_that_of_event_date": {"year": 2015},
    "events.not_before_first_day": {"event_date": date(2014, 6, 13)},
    "events.not_after_last_day": {"event_date": date(2014, 6, 15)},
    "events.not_after_publication": {"event_date": date(2014, 6, 16)},
    "events.fatalities_not_below_claims": {"fatalities": 11},
    "events.fatalities_not_above_claims": {"fatalities": 31},
    "event_links.pairs_are_told_once": {"event_mention_id": "m_000000000002", "other_mention_id": "m_000000000001"},
    "event_links.decisions_hold": {"decision": "linked", "reason": "held_together"},
    "event_links.articles_differ": {"other_mention_id": "its mention"},
    "event_links.reasons_fit_decisions": {"reason": "held_together"},
    "event_links.reasons_fit_scores": {"score": 4.5},
    "events.is_in_views": {"admin1": "Elsewhere"},
    "ucdp_events.deaths_add_up": {"deaths_unknown": 3},
    "ucdp_events.estimates_are_those_of_details": {"high": 40},
    "ucdp_events.sides_fit_type": {"side_b": "Shoppers"},
    "ucdp_events.dyad_names_both_sides": {"dyad_name": "Iraq - Civilians"},
    "ucdp_events.is_of_its_event": {"where_coordinates": "Erbil"},
    "ucdp_events.sources_add_up": {"number_of_sources": 2},
    "ucdp_events.precision_fits_days": {"date_prec": 2},
    "events_numeric.rest_is_as_in_events": {"fatalities": 13},
    "events_numeric.codes_are_those_of_details": {"interaction": 17},
    "monthly_admin1.every_event_is_counted": {"events": 2},
    "monthly_admin1.every_range_is_counted": {"events_reported": 2},
    "monthly_admin1.bounds_add_up": {"best": 13},
    "monthly_admin1.open_is_null": {"high": None},
    "loss_reports.count_is_of_the_claim": {"minimum": 0},
    "loss_reports.is_stated_and_stands": {"claim_id": "c_nowhere"},
    "loss_reports.day_fits_time_frame": {"time_frame": "Cumulative"},
    "loss_reports.labels_are_joined": {"loss_type": "Military Deaths-Iraq"},
    "deletions.is_gone": {"event_id_cnty": "the heir"},
    "deletions.heir_and_reason_agree": {"reason": "withdrawn"},
    "deletions.heir_is_known": {"merged_into": "ZZZ999"},
    "corrections.claim_goes_with_kind": {"claim_id": "c_000000000001"},
    "corrections.field_goes_with_kind": {"field": None},
    "corrections.events_are_known": {"event_ids": "ZZZ999"},
    "corrections.is_in_force": {"to_value": "2014-06-13"},
    "event_details.corrected_bases_are_named": {"fatalities_basis": "corrected"},
    "event_details.event_days_come_in_pairs": {"event_on_high": None},
    "event_details.event_days_in_order": {"event_on_high": date(2014, 6, 13)},
    "event_details.days_have_a_basis": {"date_basis": "none"},
    "event_details.place_has_a_basis": {"place_basis": "none"},
    "event_details.not_after_publication": {"event_on_low": date(2014, 6, 16), "event_on_high": date(2014, 6, 16)},
    "event_details.codes_fit_labels": {"interaction_code": 77},
    "event_details.documents_add_up": {"n_documents": 2},
    "event_details.no_more_independent_than_all": {"n_independent_documents": 2},
    "event_details.no_more_documents_than_mentions": {"n_documents": 2},
    "event_details.ucdp_low_not_above_best": {"ucdp_low": 13},
    "event_details.ucdp_best_not_above_high": {"ucdp_high": 11},
    "casualty_ranges.low_not_above_best": {"low": 13},
    "casualty_ranges.best_not_above_high": {"high": 11},
    "casualty_ranges.low_not_above_high": {"best": None, "high": 11},
    "casualty_ranges.bounds_name_their_claims": {"low_claim_id": None},
    "casualty_ranges.claims_stand_in_its_documents": {"low_claim_id": "other"},
    "casualty_ranges.claims_belong_to_the_event": {"low_claim_id": "other"},
    "casualty_ranges.no_more_documents_than_claims": {"n_documents": 2},
    "casualty_ranges.no_more_independent_than_all": {"n_independent_documents": 2},
    "casualty_ranges.spread_fits_bounds": {"spread": 1.0},
    "casualty_ranges.overlap_fits_claimants": {"claimants_overlap": True},
    "casualty_ranges.bounds_are_marked": {},
    "casualty_range_history.low_not_above_best": {"low": 13},
    "casualty_range_history.best_not_above_high": {"high": 11},
    "casualty_range_history.claims_were_known": {"known_since": date(2014, 6, 1)},
    "casualty_range_history.last_is_the_range": {"low": 11},
    "casualty_range_history.ended_says_nothing": {"basis": None},
    "casualty_ranges.reports_in_order": {"last_reported_on": date(2014, 6, 13)},
    "event_reasons.quote_stands_in_text": {"quote_text": "did not go off"},
    "quarantine.checks_name_their_rule": {"rule": "events.iso.one_of"},
    "quarantine.refused_once": {},
    "issues.span_in_order": {"span_end": 0},
    "issues.span_lies_in_text": {"span_end": 9999},
}  # fmt: skip
# Faults that are a second row like the first.
REPEATS = (".unique", ".refused_once")
# What a fault needs in another table: an upper fatalities bound a range that is closed, for instance.
BESIDE = {
    "events.fatalities_not_above_claims": ("casualty_ranges", {"high": 30}),
    "casualty_ranges.bounds_are_marked": ("casualty_claims", {"range_role": "within"}),
}


def copy_of(number: int) -> Rows:
    """The sound ledger with ids of its own."""

    def renamed(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        value = ID.sub(lambda found: f"{found[1]}_{number:06x}{found[2][6:]}", value)
        return value.replace("IRQ1", event_id(number)).replace("Ninewa", f"Ninewa {number}")  # a month's row for each

    copy = {
        name: [{key: renamed(value) for key, value in row.items()} for row in rows]
        for name, rows in sound_rows().items()
    }
    copy["quarantine"][0]["refusal_id"] = f"q_{number:012x}"
    copy["ucdp_events"][0]["id"] = number
    return copy


def event_id(number: int) -> str:
    return f"IRQ{number:05d}"


def planted_tables(contracts: Mapping[str, TableContract]) -> tuple[dict[str, pa.Table], dict[str, int]]:
    """All copies together, and the number of the copy in which each rule's fault is planted; copy 0 is sound."""
    copies, numbers = [copy_of(0)], {}
    for contract in contracts.values():
        for rule in all_rules(contract):
            numbers[rule.id] = len(copies)
            copies.append(copy_of(len(copies)))
            plant(copies[-1], contract, rule)
    everything = {name: [row for copy in copies for row in copy[name]] for name in contracts}
    # Arrow as such lets nulls into required columns, which is what the checks are there to find.
    tables = {
        name: pa.Table.from_pylist(rows, schema=arrow_schema(contracts[name])) for name, rows in everything.items()
    }
    return tables, numbers


def plant(copy: Rows, contract: TableContract, rule: Rule) -> None:
    rows = copy[contract.table]
    if rule.id.endswith(REPEATS):
        rows.append(dict(rows[0]))
        return
    if rule.id in FAULTS:
        rows[0] |= {name: _value(value, rows[0]) for name, value in FAULTS[rule.id].items()}
        table, change = BESIDE.get(rule.id, (contract.table, {}))
        copy[table][0] |= change
        return
    column_name, kind = rule.id.removeprefix(f"{contract.table}.").split(".")
    rows[0][column_name] = bad_value(contract.column(column_name), kind, rule.id)


def _value(value: Any, row: Mapping[str, Any]) -> Any:
    special = {"itself": row.get("document_id"), "other": "c_000000000001", "the heir": row.get("merged_into")} | {
        "its mention": row.get("event_mention_id")
    }
    return special.get(value, value) if isinstance(value, str) else value


def bad_value(column: Column, kind: str, rule_id: str) -> Any:
    """A value of the column's type that the column's own rule of that kind must refuse."""
    if kind == "required":
        return None
    if kind == "bounds":
        return _beyond(column)
    if kind == "one_of" and column.type == "integer":
        return 99
    return ";" if kind == "pattern" else f"no {rule_id}"


def _beyond(column: Column) -> Any:
    if isinstance(column.minimum, datetime):
        return datetime(1799, 12, 31)
    return date(1899, 12, 31) if isinstance(column.minimum, date) else -1 + (column.minimum or 0)  # type: ignore[operator]
