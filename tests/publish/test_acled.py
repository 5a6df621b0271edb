"""Events in ACLED's columns: days, precisions, labels, targets and places by its published rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from conflict_ledger.publish.acled import (
    Publication,
    event_day,
    event_rows,
    interaction,
    publications_of,
    time_precision,
    unix_seconds,
)
from conflict_ledger.publish.event_details import event_detail_rows
from conflict_ledger.records import DateRange
from tests.publish.sound_records import MOSUL, actor, document, event

FACTS = publications_of([document()])


def row_of(**changed: Any) -> dict[str, Any]:
    return event_rows([event(**changed)], FACTS)[0]


def days(first: str, last: str) -> DateRange:
    return DateRange(earliest=date.fromisoformat(first), latest=date.fromisoformat(last))


DAYS = [
    # first, last, newest report, the one day, precision
    ("2014-06-14", "2014-06-14", None, "2014-06-14", 1),
    ("2014-06-09", "2014-06-15", None, "2014-06-12", 2),  # a whole week: its Thursday
    ("2014-06-14", "2014-06-15", None, "2014-06-14", 2),  # a night: its first day
    ("2014-06-01", "2014-06-30", None, "2014-06-15", 3),
    ("2016-02-01", "2016-02-29", None, "2016-02-15", 3),
    ("2014-07-01", "2014-07-31", None, "2014-07-15", 3),
    ("2014-06-20", "2014-06-30", None, "2014-06-25", 3),
    ("2014-06-01", "2014-06-30", "2014-06-05", "2014-06-05", 3),  # reported on the 5th: not after it
    ("2014-06-10", "2014-06-30", "2014-06-05", "2014-06-10", 3),  # never before the first day
    ("2014-06-01", "2014-07-31", None, None, None),
    ("2014-01-01", "2014-12-31", None, None, None),
]


@pytest.mark.parametrize(("first", "last", "newest", "day", "precision"), DAYS)
def test_one_day_stands_for_a_range(
    first: str, last: str, newest: str | None, day: str | None, precision: int | None
) -> None:
    found = event_day(days(first, last), datetime.fromisoformat(newest) if newest else None)
    assert (str(found) if found else None) == day
    assert time_precision(days(first, last)) == precision


def test_news_without_a_day_stands_on_the_eve_of_its_publication() -> None:
    told = days("2021-05-04", "2021-05-05")
    assert event_day(told, datetime(2021, 5, 5, 9), "eve_of_publication") == date(2021, 5, 4)
    assert time_precision(told, "eve_of_publication") == 1
    assert time_precision(told, "stated") == 2  # a weekend


def test_an_event_without_a_day_has_none_of_the_columns_of_a_day() -> None:
    row = row_of(event_on=None)
    assert [row[name] for name in ("event_date", "year", "time_precision")] == [None, None, None]
    assert row["notes"].startswith("On an unknown day, ")


INTERACTIONS = [
    (1, 7, "State forces-Civilians"),
    (7, 1, "State forces-Civilians"),
    (7, 8, "External/Other forces-Civilians"),
    (8, 7, "External/Other forces-Civilians"),
    (1, 8, "State forces-External/Other forces"),
    (2, 2, "Rebel group-Rebel group"),
    (6, None, "Protesters only"),
    (None, 6, "Protesters only"),
    (None, None, None),
]


@pytest.mark.parametrize(("first", "second", "label"), INTERACTIONS)
def test_interaction_is_the_same_label_from_either_side(first: int, second: int, label: str) -> None:
    assert interaction(first, second) == label


TARGETS = [
    ("Violence against civilians", "Attack", 7, True),
    ("Violence against civilians", "Abduction/forced disappearance", None, True),
    ("Protests", "Excessive force against protesters", 1, True),
    ("Protests", "Peaceful protest", None, False),
    ("Explosions/Remote violence", "Air/drone strike", 7, True),
    ("Explosions/Remote violence", "Air/drone strike", 2, False),
    ("Riots", "Mob violence", 7, True),
    ("Battles", "Armed clash", 7, False),
    ("Strategic developments", "Looting/property destruction", 7, False),
]


@pytest.mark.parametrize(("kind", "sub_kind", "second", "targeted"), TARGETS)
def test_civilians_are_the_target(kind: str, sub_kind: str, second: int | None, targeted: bool) -> None:
    other = actor("Someone", second) if second else None
    row = row_of(event_type=kind, sub_event_type=sub_kind, actor2=other)
    assert row["civilian_targeting"] == ("Civilians targeted" if targeted else None)


def test_excessive_force_has_both_disorder_types() -> None:
    row = row_of(event_type="Protests", sub_event_type="Excessive force against protesters")
    assert row["disorder_type"] == "Political violence; Demonstrations"


def test_a_country_is_no_location() -> None:
    country = replace(MOSUL, name="Iraq", kind="country")
    row = row_of(place=country, geo_precision=None)
    assert (row["country"], row["iso"], row["region"]) == ("Iraq", 368, "Middle East")
    assert [row[name] for name in ("location", "latitude", "longitude", "geo_precision", "admin1")] == [None] * 5


def test_a_district_is_its_own_second_unit() -> None:
    assert row_of(place=replace(MOSUL, name="Telafar", kind="admin2"), geo_precision=2)["admin2"] == "Telafar"
    assert row_of()["admin2"] is None  # a town, whose district the gazetteer does not tell


def test_the_reach_of_all_known_outlets_is_joined() -> None:
    names = ("Reuters", "Shafaq News", "The Daily Herald", None)
    facts = publications_of(document(number, source=name, url=None) for number, name in enumerate(names, 1))
    row = event_rows([event(document_ids=tuple(facts))], facts)[0]
    assert row["source_scale"] == "National-International"


def test_actor_types_as_numbers() -> None:
    rows = event_detail_rows([event(), event(actor2=None), event(actor1=None, actor2=None)], {})
    codes = [[row[f"{name}_code"] for name in ("inter1", "inter2", "interaction")] for row in rows]
    assert codes == [[3, 7, 37], [3, 0, 30], [0, 0, 0]]


def test_an_area_without_borders_has_no_columns_of_a_place() -> None:
    area = replace(MOSUL, name="Sahel", kind="region", country=None, latitude=None, longitude=None)
    row = row_of(place=area, geo_precision=3)
    assert [row[name] for name in ("country", "iso", "region", "location", "geo_precision")] == [None] * 5


def test_coordinates_have_acleds_four_decimals() -> None:
    assert row_of()["longitude"] == 43.1189


def test_sources_are_named_once_and_a_semicolon_does_not_part_a_name() -> None:
    facts = {
        name: Publication(source=source, published_at=moment)
        for name, source, moment in (
            ("d_1", "Wire; East", datetime(2014, 6, 14)),
            ("d_2", "Herald", datetime(2014, 6, 15, 12)),
            ("d_3", "Herald", None),
            ("d_4", None, datetime(2014, 6, 13)),
        )
    }
    row = event_rows([event(document_ids=("d_1", "d_2", "d_3", "d_4"))], facts)[0]
    assert row["source"] == "Herald; Wire, East"
    assert row["timestamp"] == 1402833600  # 15 June 2014, 12:00 UTC


def test_seconds_are_counted_in_utc_whatever_the_zone_of_the_machine() -> None:
    assert unix_seconds(datetime(1970, 1, 2)) == 86400
    assert unix_seconds(None) is None


def test_an_event_whose_documents_say_nothing_of_themselves() -> None:
    row = event_rows([event()], {"d_000000000001": Publication(source=None, published_at=None)})[0]
    assert (row["source"], row["timestamp"], row["source_scale"], row["tags"]) == (None, None, None, None)
