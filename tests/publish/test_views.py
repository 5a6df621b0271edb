"""Analysts' views: what each makes of events and claims, in cases of our own."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from conflict_ledger.publish.tables import build_table
from conflict_ledger.publish.views import tables as view_tables
from conflict_ledger.publish.views.losses import counts_of
from conflict_ledger.publish.views.states import country_of_forces, state_of_country
from conflict_ledger.publish.views.tables import SOURCES
from conflict_ledger.publish.views.ucdp import priogrid_cell, where_prec
from conflict_ledger.publish.views.ucdp_deaths import DEATHS, split_deaths
from conflict_ledger.publish.views.ucdp_sides import Side, Sides, sides_of
from tests.publish.sound_records import CONTRACTS, sound_rows, written_views

Rows = dict[str, list[dict[str, Any]]]


def views(found: Rows) -> Rows:
    """The rows of the views over these rows."""
    tables = {name: build_table(found[name], CONTRACTS[name]) for name in SOURCES}
    return {name: view.to_pylist() for name, view in written_views(tables).items()}


def test_views_in_pieces_are_those_made_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = {name: build_table(sound_rows()[name], CONTRACTS[name]) for name in SOURCES}
    whole = written_views(tables)
    assert max(view.num_rows for view in whole.values()) > 1
    for name, rows in {"CHUNK_ROWS": 1, "ROW_GROUP": 1}.items():
        monkeypatch.setattr(view_tables, name, rows)
    assert all(view.equals(whole[name]) for name, view in written_views(tables).items())


def test_the_bomb_in_ucdps_columns() -> None:
    (row,) = views(sound_rows())["ucdp_events"]
    assert {name: row[name] for name in ("id", "relid", "type_of_violence", "dyad_name", "low", "best", "high")} == {
        "id": 1, "relid": "IRQ1", "type_of_violence": 3, "dyad_name": "Unidentified Armed Group (Iraq) - Civilians",
        "low": 12, "best": 12, "high": 12,
    }  # fmt: skip
    assert [row[name] for name in DEATHS] == [0, 0, 12, 0]
    assert (row["country"], row["country_id"], row["region"], row["where_prec"]) == ("Iraq", 645, "Middle East", 1)
    assert (row["date_prec"], row["date_start"], row["date_end"]) == (1, date(2014, 6, 14), date(2014, 6, 14))
    assert (row["source_article"], row["source_original"]) == (
        '"The Daily Herald,2014-06-14,Bomb at Mosul market"', "a hospital official",
    )  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        {"event_details": {"scope": "violence"}},
        {"event_details": {"ucdp_low": None, "ucdp_best": None, "ucdp_high": None}},
        {"event_details": {"ucdp_low": 0, "ucdp_best": 0, "ucdp_high": 0}},
        {"event_details": {"inter1_code": 5}},
        {"events": {"event_type": "Riots"}, "event_details": {"inter1_code": 0}},
    ],
)
def test_neither_crime_nor_crowds_nor_the_unharmed_are_ucdp_events(change: dict[str, dict[str, Any]]) -> None:
    found = sound_rows()
    for table, values in change.items():
        found[table][0] |= values
    made = views(found)
    assert made["ucdp_events"] == []
    assert len(made["events_numeric"]) == 1


SIDES = [
    # kinds of actor1 and actor2, their names; type of violence, side a, side b
    ((2, 1), ("River Front", "Military Forces of Chad"), (1, "Government of Chad", "River Front")),
    ((1, 8), ("Military Forces of Chad", "Military Forces of Mali"), (1, "Government of Chad", "Government of Mali")),
    ((4, 3), ("Hill Militia", "Coast Gang"), (2, "Hill Militia", "Coast Gang")),
    ((7, 1), ("Civilians (Chad)", "Police Forces of Chad (1990-2021)"), (3, "Government of Chad", "Civilians")),
    ((6, 1), ("Protesters (Chad)", "Police Forces of Chad"), (3, "Government of Chad", "Civilians")),
    ((2, 0), ("River Front", None), (None, "River Front", None)),
    ((0, 7), (None, "Civilians (Chad)"), (None, None, "Civilians")),
    ((1, 1), ("Military Forces of Chad", "Police Forces of Chad"), (None, "Government of Chad", "Government of Chad")),
    ((2, 8), ("River Front", "Lake Mission"), (1, "Lake Mission", "River Front")),
]  # fmt: skip


@pytest.mark.parametrize(("kinds", "actors", "expected"), SIDES)
def test_sides_stand_in_ucdps_order(kinds: tuple[int, int], actors: tuple[str, str], expected: tuple[Any, ...]) -> None:
    event = {"event_type": "Battles", "actor1": actors[0], "actor2": actors[1]}
    sides = sides_of(event, {"inter1_code": kinds[0], "inter2_code": kinds[1]})
    assert sides is not None
    assert (sides.violence, sides.a.name, sides.b.name) == expected


def claim(number: int | None, side: str | None, document: str = "d_1", low: int | None = None) -> dict[str, Any]:
    return {"document_id": document, "side": side, "best": number, "low": number if low is None else low}


ARMY, GROUP, PEOPLE = "state forces", "armed group", "civilians"
BATTLE = Sides(violence=1, a=Side(kind=1, name="Government of Chad"), b=Side(kind=2, name="River Front"))
FEUD = Sides(violence=2, a=Side(kind=4, name="Hill Militia"), b=Side(kind=3, name="Coast Gang"))
ATTACK = Sides(violence=3, a=Side(kind=2, name="River Front"), b=Side(kind=7, name="Civilians"))
DEAD = [
    # best, sides, claims; deaths of a, b, civilians, unknown
    (9, BATTLE, [claim(4, ARMY), claim(3, GROUP), claim(9, None)], (4, 3, 0, 2)),
    (9, BATTLE, [claim(4, ARMY), claim(2, ARMY), claim(1, PEOPLE)], (4, 0, 1, 4)),
    (9, BATTLE, [claim(4, ARMY), claim(7, GROUP)], (0, 0, 0, 9)),
    (9, BATTLE, [claim(4, ARMY), claim(7, GROUP), claim(6, GROUP, "d_2")], (0, 6, 0, 3)),
    (9, BATTLE, [claim(9, None), claim(5, PEOPLE, "d_2"), claim(8, ARMY, "d_3")], (8, 0, 0, 1)),
    (9, BATTLE, [claim(None, ARMY, low=2)], (2, 0, 0, 7)),
    (9, FEUD, [claim(4, GROUP), claim(3, PEOPLE)], (0, 0, 3, 6)),
    (9, ATTACK, [claim(9, None)], (0, 0, 9, 0)),
    (9, ATTACK, [claim(2, ARMY), claim(1, GROUP)], (0, 0, 6, 3)),
    (0, BATTLE, [], (0, 0, 0, 0)),
    (None, BATTLE, [claim(4, ARMY)], (None, None, None, None)),
]


@pytest.mark.parametrize(("best", "sides", "claims", "expected"), DEAD)
def test_the_dead_by_side(
    best: int | None, sides: Sides, claims: list[dict[str, Any]], expected: tuple[Any, ...]
) -> None:
    assert tuple(split_deaths(best, "d_1", claims, sides)[name] for name in DEATHS) == expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ({"location": "Sarh", "geo_precision": 1, "admin2": None, "country": "Chad"}, 1),
        ({"location": "Sarh", "geo_precision": 2, "admin2": None, "country": "Chad"}, 2),
        ({"location": "Barh Koh", "geo_precision": 3, "admin2": "Barh Koh", "country": "Chad"}, 3),
        ({"location": "Sarh", "geo_precision": 3, "admin2": None, "country": "Chad"}, 4),
        ({"location": None, "geo_precision": None, "admin2": None, "country": "Chad"}, 6),
        ({"location": None, "geo_precision": None, "admin2": None, "country": None}, None),
    ],
)
def test_precision_of_places(place: dict[str, Any], expected: int | None) -> None:
    assert where_prec(place) == expected


def test_cells_are_numbered_from_the_south_west() -> None:
    assert [priogrid_cell(*point) for point in ((-90, -180), (-90, -179.5), (-89.5, -180), (90, 180))] == [
        1,
        2,
        721,
        259200,
    ]


def test_states_of_actors_and_countries() -> None:
    actors = ("Police Forces of the Gambia (2017-)", "Military Forces of Atlantis", "Boko Haram", None)
    assert [country_of_forces(actor) for actor in actors] == ["Gambia", None, None, None]
    state = state_of_country("Ivory Coast")
    assert state is not None and (state.number, state.region) == (437, "Africa")


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (("exact", 7, 7, 7), [(7, 0, 0)]),
        (("about", 54, 60, 66), [(60, 0, 0)]),
        (("at_least", 7, 7, None), [(7, 1, 0)]),
        (("more_than", 8, 8, None), [(8, 1, 0)]),
        (("up_to", 0, None, 20), [(20, 0, 1)]),
        (("vague", 12, 24, 99), [(12, 1, 0), (99, 0, 1)]),
        (("none_stated", 2, 3, None), [(2, 1, 0)]),
        (("range", 5, 5, 5), [(5, 0, 0)]),
    ],
)
def test_counts_floors_and_ceilings(claim: tuple[str, Any, Any, Any], expected: list[tuple[int, int, int]]) -> None:
    assert list(counts_of(dict(zip(("qualifier", "low", "best", "high"), claim, strict=True)))) == expected


def test_a_loss_report_keeps_its_claim_and_day() -> None:
    killed, injured = views(sound_rows())["loss_reports"]
    names = ("days", "loss_count", "category", "claim_source", "loss_country", "time_frame", "minimum", "maximum")
    assert [killed[name] for name in names] == [1, 12, "Unspecified Deaths", "medical", "Iraq", "Day", 1, 0]
    assert (injured["claim_id"], injured["category"], injured["minimum"]) == (
        "c_000000000002",
        "Unspecified Injuries",
        0,
    )


def test_running_totals_count_for_the_day_of_their_report_and_soldiers_for_their_state() -> None:
    found = sound_rows()
    found["casualty_claims"][0] |= {"is_cumulative": True, "side": "state forces"}
    found["casualty_claims"][1] |= {"event_on_low": date(2014, 6, 4), "event_on_high": date(2014, 6, 4)}
    found["events"][0] |= {"actor1": "Military Forces of Chad"}
    total, injured = views(found)["loss_reports"]
    assert (total["time_frame"], total["counted_on"], total["days"]) == ("Cumulative", date(2014, 6, 14), 11)
    assert (total["loss_type"], total["source_target"]) == ("Military Deaths-Chad", "medical-Chad")
    assert (injured["time_frame"], injured["days"], injured["loss_country"]) == ("Day", 1, "Iraq")


def test_a_claim_without_a_day_has_that_of_its_event_and_one_of_no_event_none() -> None:
    found = sound_rows()
    for row in found["casualty_claims"]:
        row |= {"event_on_low": None, "event_on_high": None}
    found["casualty_claims"][1] |= {"event_id_cnty": None}
    killed, injured = views(found)["loss_reports"]
    assert (killed["counted_on"], killed["time_frame"]) == (date(2014, 6, 14), "Day")
    assert [injured[name] for name in ("days", "counted_on", "time_frame", "loss_country", "loss_type")] == [None] * 5


@pytest.mark.parametrize("change", [{"assertion": "denied"}, {"dropped_by": "k_000000000001"}])
def test_what_was_denied_or_dropped_is_no_loss_report(change: dict[str, str]) -> None:
    found = sound_rows()
    found["casualty_claims"][0] |= change
    assert [row["category"] for row in views(found)["loss_reports"]] == ["Unspecified Injuries"]


def months(*events: dict[str, Any]) -> list[dict[str, Any]]:
    """Rows of ``monthly_admin1`` over copies of the sound event, each with its own changes; ``killed`` is a range."""
    found = sound_rows()
    tables = ("events", "event_details", "casualty_ranges", "event_documents")
    copies: Rows = {name: [] for name in tables}
    for number, change in enumerate(events):
        own = {"event_id_cnty": f"IRQ{number}"}
        change = dict(change)
        killed = change.pop("killed", (12, 12, 12))
        for name in ("events", "event_details"):
            row = found[name][0]
            copies[name].append(row | {key: value for key, value in change.items() if key in row} | own)
        if killed is not None:
            bounds = dict(zip(("low", "best", "high"), killed, strict=True))
            copies["casualty_ranges"].append(found["casualty_ranges"][0] | bounds | own)
        copies["event_documents"].append(found["event_documents"][0] | own)
    return views(found | copies | {"casualty_claims": []})["monthly_admin1"]


def test_a_month_adds_up_its_events_and_counts_who_says_nothing() -> None:
    (row,) = months({}, {"killed": (3, 5, 9)}, {"killed": None})
    assert (row["country"], row["admin1"], row["month"], row["outcome"]) == (
        "Iraq",
        "Ninewa",
        date(2014, 6, 1),
        "killed",
    )
    assert [row[name] for name in ("events", "events_reported", "low", "best", "high", "high_at_least")] == [
        3,
        2,
        15,
        17,
        21,
        21,
    ]


def test_an_open_bound_stays_open_and_is_counted() -> None:
    (row,) = months({}, {"killed": (4, 6, None)}, {"killed": (0, None, 20)})
    assert [row[name] for name in ("low", "best", "high", "high_at_least")] == [16, None, None, 38]
    assert [row[f"events_{name}"] for name in ("low_unknown", "best_unknown", "high_open")] == [0, 1, 1]


def test_events_of_unknown_place_or_month_have_rows_of_their_own() -> None:
    spread = {"event_on_low": date(2014, 5, 30), "event_on_high": date(2014, 6, 4), "time_precision": 2}
    nowhere = {"country": None, "admin1": None, "event_date": None, "event_on_low": None, "event_on_high": None}
    rows = months({}, spread, {"admin1": None}, nowhere | {"time_precision": None})
    assert [(row["country"], row["admin1"], row["month"], row["events"]) for row in rows] == [
        ("Iraq", "Ninewa", date(2014, 6, 1), 1),
        ("Iraq", "Ninewa", None, 1),
        ("Iraq", None, date(2014, 6, 1), 1),
        (None, None, None, 1),
    ]


def test_a_night_over_the_end_of_a_month_counts_for_its_known_day() -> None:
    night = {"event_date": date(2014, 5, 31), "event_on_low": date(2014, 5, 31), "event_on_high": date(2014, 6, 1)}
    assert [row["month"] for row in months(night)] == [date(2014, 5, 1)]


def test_numeric_events_differ_in_three_columns_alone() -> None:
    found = sound_rows()
    (row,), (event,) = views(found)["events_numeric"], found["events"]
    assert list(row) == list(event)
    assert {name: row[name] for name in row if row[name] != event[name]} == {
        "inter1": 3,
        "inter2": 7,
        "interaction": 37,
    }
