"""Columns worked out for the checks, in the cases that one planted fault per rule does not reach."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from conflict_ledger.contract import load_contracts
from conflict_ledger.publish.checked_frames import DERIVE
from conflict_ledger.publish.derived_events import expected_interaction
from conflict_ledger.publish.derived_texts import bounds_fit
from conflict_ledger.publish.tables import build_table
from tests.publish.sound_records import sound_rows

CONTRACTS = load_contracts(Path(__file__).parents[2] / "schemas")
Changes = dict[str, list[dict[str, Any]]]  # table -> changes of its rows from the first on


def derived(table: str, name: str, changes: Changes) -> list[Any]:
    rows = sound_rows()
    for changed, values in changes.items():
        for row, change in zip(rows[changed], values, strict=False):
            row |= change
    tables = {key: build_table(rows[key], CONTRACTS[key]) for key in rows}
    return DERIVE[table](tables[table], tables)[name]


BOUNDS = [
    ("exact", (3, 3, 3), True),
    ("exact", (3, 3, None), False),
    ("exact", (3, 4, 4), False),
    ("exact", (None, None, None), False),
    ("at_least", (3, 3, None), True),
    ("at_least", (3, 3, 9), False),
    ("more_than", (4, 4, None), True),
    ("more_than", (None, None, None), False),
    ("up_to", (0, None, 9), True),
    ("up_to", (0, 5, 9), False),
    ("up_to", (0, None, None), False),
    ("range", (3, None, 9), True),
    ("vague", (12, 24, 99), True),
    ("none_stated", (2, 3, None), True),
    ("about", (None, 3, 9), False),
]


@pytest.mark.parametrize(("qualifier", "bounds", "fits"), BOUNDS)
def test_bounds_fit_their_qualifier(qualifier: str, bounds: tuple[int | None, ...], fits: bool) -> None:
    assert bounds_fit(qualifier, *bounds) is fits


ORIGINALS = [
    ([None, "d_000000000001"], [True, True]),
    ([None, "d_000000000002"], [True, False]),  # a copy of itself
    (["d_000000000002", "d_000000000001"], [False, False]),  # a circle
]


@pytest.mark.parametrize(("originals", "expected"), ORIGINALS)
def test_an_original_is_another_document_and_no_copy(originals: list[str | None], expected: list[bool]) -> None:
    changes = [{"duplicate_of": original} for original in originals]
    assert derived("documents", "original_is_original", {"documents": changes}) == expected


BOILERPLATE = [
    (None, True),
    ("0-9 menu; 9-20 teaser", True),
    ("0-9999 menu", False),
    ("9-3 menu", False),
    ("menu", False),
    ("0-9-12 menu", True),
    ("-3-9 menu", False),
]


@pytest.mark.parametrize(("parts", "fits"), BOILERPLATE)
def test_boilerplate_lies_in_the_text(parts: str | None, fits: bool) -> None:
    assert derived("documents", "boilerplate_within_text", {"documents": [{"boilerplate": parts}]})[0] is fits


def test_more_than_a_hundred_may_be_coded_as_a_hundred() -> None:
    ranges = {"casualty_ranges": [{"low": 101, "best": 101}]}
    more = ranges | {"casualty_claims": [{"qualifier": "more_than", "low": 101, "best": 101}]}
    assert derived("events", "killed_low", more) == [100]
    assert derived("events", "killed_low", ranges) == [101]


def test_the_killed_are_those_over_all_claimants_and_none_where_nothing_was_said() -> None:
    medical = {"casualty_ranges": [{}, {"low": 3, "high": 4}]}
    assert derived("events", "killed_low", medical) == [12]
    nothing = {"casualty_ranges": [{"outcome": "missing"}, {"outcome": "missing"}]}
    assert derived("events", "killed_low", nothing) == [0]
    assert derived("events", "killed_high", nothing) == [0]


def test_an_event_may_be_a_day_ahead_of_its_newest_report() -> None:
    found = derived("events", "latest_possible_on", {})
    assert found == [date(2014, 6, 15)]


def test_the_newest_report_counts_whatever_their_order() -> None:
    rows = sound_rows()
    rows["documents"][0] |= {"published_at": datetime(2014, 6, 20, 1)}
    rows["event_documents"].append(rows["event_documents"][0] | {"document_id": "d_000000000002"})
    tables = {key: build_table(rows[key], CONTRACTS[key]) for key in rows}
    assert DERIVE["events"](tables["events"], tables)["latest_possible_on"] == [date(2014, 6, 21)]
    assert DERIVE["event_details"](tables["event_details"], tables)["latest_possible_on"] == [date(2014, 6, 21)]


PLACES = [
    ("stated", "Iraq", "Mosul", True),
    ("stated", None, None, True),  # an area without borders
    ("country_only", "Iraq", None, True),
    ("country_only", "Iraq", "Mosul", False),
    ("none", None, None, True),
    ("none", "Iraq", None, False),
]


@pytest.mark.parametrize(("basis", "country", "location", "agree"), PLACES)
def test_a_place_agrees_with_its_basis(basis: str, country: str | None, location: str | None, agree: bool) -> None:
    changes = {"events": [{"country": country, "location": location}], "event_details": [{"place_basis": basis}]}
    assert derived("event_details", "place_and_basis_agree", changes) == [agree]


TARGETS = [
    ("Violence against civilians", "Attack", None, False),
    ("Violence against civilians", "Attack", "Civilians targeted", True),
    ("Protests", "Excessive force against protesters", None, False),
    ("Protests", "Peaceful protest", None, True),
    ("Riots", "Mob violence", "Civilians targeted", True),
    ("Battles", "Armed clash", "Civilians targeted", False),
    ("Strategic developments", "Other", "Civilians targeted", False),
]


@pytest.mark.parametrize(("kind", "sub_kind", "targeting", "fits"), TARGETS)
def test_targeting_fits_the_type(kind: str, sub_kind: str, targeting: str | None, fits: bool) -> None:
    change = {"event_type": kind, "sub_event_type": sub_kind, "civilian_targeting": targeting}
    assert derived("events", "targeting_fits_type", {"events": [change]}) == [fits]


def test_coordinates_without_a_known_country_are_not_judged() -> None:
    nowhere = {"country": None, "iso": None, "region": None, "latitude": -33.9, "longitude": 18.4}
    assert derived("events", "coordinates_in_country", {"events": [nowhere]}) == [True]
    abroad = {"latitude": -33.9, "longitude": 18.4}
    assert derived("events", "coordinates_in_country", {"events": [abroad]}) == [False]


def test_interaction_of_unknown_actors_is_unknown() -> None:
    assert expected_interaction(None, None) is None
    assert expected_interaction(None, "Rioters") == "Rioters only"


# (kind of decision and its row, changes of other tables, whether the tables show it)
DECISIONS: list[tuple[dict[str, Any], Changes, bool]] = [
    ({"kind": "same_event", "targets": "IRQ1; m_000000000001"}, {}, True),
    ({"kind": "same_event", "targets": "IRQ1; m_000000000001", "event_ids": "IRQ1; IRQ2"}, {}, False),
    ({"kind": "same_event", "targets": "IRQ1; m_000000000001", "event_ids": "IRQ2"}, {}, False),
    ({"kind": "not_same_event", "targets": "m_000000000001; m_000000000002"}, {}, False),
    (
        {"kind": "not_same_event", "targets": "m_000000000001; m_000000000002", "event_ids": "IRQ1; IRQ2"},
        {"event_mentions": [{}, {"event_id_cnty": "IRQ2"}]},
        True,
    ),
    (
        {"kind": "not_same_event", "targets": "m_000000000001; m_000000000009", "event_ids": "IRQ1; IRQ2"},
        {"event_mentions": [{}, {"event_id_cnty": "IRQ2"}]},
        False,  # the second telling is nowhere
    ),
    ({"kind": "drop_claim", "claim_id": "c_000000000009"}, {}, False),
    (
        {"kind": "drop_claim", "claim_id": "c_000000000002"},
        {"casualty_claims": [{}, {"dropped_by": "k_000000000001"}]},
        False,  # a range still names it
    ),
    (
        {"kind": "drop_claim", "claim_id": "c_000000000002"},
        {
            "casualty_claims": [{}, {"dropped_by": "k_000000000001"}],
            "casualty_ranges": [
                {},
                {},
                {f"{bound}_claim_id": "c_000000000001" for bound in ("low", "best", "high")},
            ],
        },
        True,
    ),
    ({"set_with": "latitude=36.3350; country=Iraq"}, {}, True),
    ({"set_with": "latitude=36.4"}, {}, False),
    ({"field": "fatalities", "to_value": "12"}, {}, True),
    ({"field": "actor1", "to_value": None}, {}, False),
    ({"field": "actor1", "to_value": None}, {"events": [{"actor1": None}]}, True),
]


@pytest.mark.parametrize(("row", "changes", "shows"), DECISIONS)
def test_a_decision_is_in_force_where_the_tables_show_it(row: dict[str, Any], changes: Changes, shows: bool) -> None:
    assert derived("corrections", "is_in_force", {"corrections": [row], **changes}) == [shows]


def test_a_number_that_a_person_set_is_its_own_bound() -> None:
    decided = {"corrections": [{"field": "fatalities", "to_value": "40"}]}
    assert derived("events", "killed_low", decided) == derived("events", "killed_high", decided) == [40]
    assert derived("events", "killed_low", {}) == [12]
    assert derived("events", "killed_high", {}) == [None]


def test_a_dropped_claim_lowers_no_bound() -> None:
    over = {"qualifier": "more_than"}
    assert derived("events", "killed_low", {"casualty_claims": [over]}) == [11]
    assert derived("events", "killed_low", {"casualty_claims": [over | {"dropped_by": "k_000000000001"}]}) == [12]


@pytest.mark.parametrize(
    ("field", "basis"), [("event_date", "date"), ("location", "place"), ("fatalities", "fatalities")]
)
def test_a_corrected_basis_needs_a_decision_and_a_decision_the_basis(field: str, basis: str) -> None:
    bare = {"date_basis": "weekday"}
    said = bare | {f"{basis}_basis": "corrected"}
    for decided, shown, fits in ((field, said, True), (field, bare, False), ("actor1", said, False)):
        changes: Changes = {"corrections": [{"field": decided, "to_value": "1"}], "event_details": [shown]}
        assert derived("event_details", "corrected_bases_are_named", changes) == [fits]


WEEKDAY = {"event_details": [{"date_basis": "weekday"}]}
LENT = {"event_id_cnty": "IRQ1", "link_score": 5.0, "date_basis": "from_linked_report"}
LENT_DAYS: list[tuple[Changes, list[bool]]] = [
    (WEEKDAY | {"event_mentions": [{}, LENT]}, [True, True]),
    (WEEKDAY | {"event_mentions": [{}, LENT | {"event_on_low": date(2014, 6, 13)}]}, [True, False]),
    (WEEKDAY | {"event_mentions": [{"date_basis": "from_linked_report"}, LENT]}, [False, False]),  # nobody lends
    (WEEKDAY | {"event_mentions": [{}, LENT | {"event_id_cnty": None}]}, [True, False]),
    ({"event_mentions": [{}, LENT]}, [True, False]),  # a person set the day
    ({"event_mentions": [{}, LENT | {"date_basis": "corrected"}]}, [True, True]),
    (WEEKDAY | {"event_mentions": [{}, LENT | {"date_basis": "corrected"}]}, [True, False]),
]


@pytest.mark.parametrize(("changes", "fits"), LENT_DAYS)
def test_lent_days_are_those_of_the_event_and_of_another_telling(changes: Changes, fits: list[bool]) -> None:
    assert derived("event_mentions", "lent_days_are_the_events", changes) == fits
