"""Choosing one place: by the document, by relation, by precision, or none at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conflict_ledger.records import Place, PlaceMention, Span
from conflict_ledger.resolve.geocode import choose_place
from conflict_ledger.resolve.place_setting import kilometres, read_setting


def town(name: str, country: str, point: tuple[float, float], people: int = 50_000, admin1: str = "") -> Place:
    return Place(
        place_id=f"{country}/{name}", name=name, kind="city", country=country, iso3=None, admin1=admin1 or None,
        latitude=point[0], longitude=point[1], population=people,
    )  # fmt: skip


def province(name: str, country: str, point: tuple[float, float]) -> Place:
    return Place(place_id=f"{country}.{name}", name=name, kind="admin1", country=country, iso3=None, admin1=name,
                 latitude=point[0], longitude=point[1], population=1_000_000)  # fmt: skip


def land(name: str) -> Place:
    return Place(place_id=name, name=name, kind="country", country=name, iso3=None, admin1=None, latitude=None,
                 longitude=None)  # fmt: skip


def said(text: str, *candidates: Place, relation: str = "in", rule: str = "name") -> PlaceMention:
    return PlaceMention(span=Span(0, len(text)), text=text, candidates=candidates, relation=relation, rule=rule)


TRIPOLI_LIBYA = town("Tripoli", "Libya", (32.9, 13.2), 1_150_000)
TRIPOLI_LEBANON = town("Tripoli", "Lebanon", (34.4, 35.8), 230_000)
BEIRUT = town("Beirut", "Lebanon", (33.9, 35.5), 1_900_000)
LEBANESE = said("Lebanese", land("Lebanon"), relation="demonym", rule="demonym")
TRIPOLI = said("Tripoli", TRIPOLI_LIBYA, TRIPOLI_LEBANON)


def test_without_other_evidence_the_larger_bearer_is_taken() -> None:
    choice = choose_place([TRIPOLI], [TRIPOLI])
    assert choice.place == TRIPOLI_LIBYA
    assert (choice.geo_precision, choice.basis) == (1, "stated")


@pytest.mark.parametrize("evidence", [LEBANESE, said("Lebanon", land("Lebanon")), said("Beirut", BEIRUT)])
def test_the_document_decides_between_bearers(evidence: PlaceMention) -> None:
    assert choose_place([TRIPOLI], [TRIPOLI, evidence]).place == TRIPOLI_LEBANON


def test_a_hint_from_the_actors_counts_as_evidence() -> None:
    assert choose_place([TRIPOLI], [TRIPOLI], hints=["Lebanon"]).place == TRIPOLI_LEBANON


def test_one_name_has_one_sense_in_a_document() -> None:
    settled = said("Tripoli", TRIPOLI_LEBANON)
    assert choose_place([TRIPOLI], [settled, TRIPOLI]).place == TRIPOLI_LEBANON


def test_the_nearer_bearer_is_taken_within_one_country() -> None:
    far = town("Kamianka", "Ukraine", (49.0, 32.1), 11_000)
    near = town("Kamianka", "Ukraine", (48.2, 37.8), 1_000)
    donetsk = said("Donetsk", town("Donetsk", "Ukraine", (48.0, 37.8), 900_000))
    mention = said("Kamianka", far, near)
    assert choose_place([mention], [mention, donetsk]).place == near


def test_a_small_namesake_abroad_is_not_believed() -> None:
    baga = said("Baga", town("Baga", "India", (15.6, 73.8), 1_000))
    document = [baga, said("Nigeria", land("Nigeria")), said("Nigerian", land("Nigeria"), relation="demonym")]
    choice = choose_place([baga], document)
    assert (choice.basis, choice.geo_precision) == ("country_only", None)
    assert choice.place is not None
    assert (choice.place.country, choice.place.kind) == ("Nigeria", "country")


def test_near_a_town_is_precision_two() -> None:
    assert choose_place([said("Beirut", BEIRUT, relation="near")], []).geo_precision == 2


def test_a_town_whose_point_is_our_own_is_a_named_town_all_the_same() -> None:
    ishaqi = Place(place_id="x", name="Ishaqi", kind="city", country="Iraq", iso3="IRQ", admin1=None,
                   latitude=34.1, longitude=43.9, is_approximate=True)  # fmt: skip
    assert choose_place([said("Ishaqi", ishaqi)], []).geo_precision == 1


def test_a_province_alone_is_coded_to_its_capital() -> None:
    choice = choose_place([said("Anbar", province("Al Anbar", "Iraq", (33.4, 43.3)))], [])
    assert choice.place is not None
    assert (choice.place.name, choice.place.admin1, choice.geo_precision) == ("Ramadi", "Al Anbar", 3)


def test_a_town_is_preferred_to_the_province_around_it() -> None:
    town_mention = said("Zahle", town("Zahle", "Lebanon", (33.8, 35.9)))
    around = said("Bekaa", province("Bekaa", "Lebanon", (33.8, 35.9)), relation="within")
    choice = choose_place([around, town_mention], [around, town_mention])
    assert choice.place is not None
    assert choice.place.name == "Zahle"


def test_the_scene_is_where_it_was_not_whence_they_came() -> None:
    origin = said("Beirut", BEIRUT, relation="from")
    scene = said("Zahle", town("Zahle", "Lebanon", (33.8, 35.9)))
    assert choose_place([origin, scene], [origin, scene]).place == scene.candidates[0]


def test_without_a_place_of_its_own_the_event_takes_the_documents() -> None:
    choice = choose_place([], [said("Beirut", BEIRUT)])
    assert (choice.place, choice.basis) == (BEIRUT, "document")


def test_the_dateline_is_the_last_resort() -> None:
    dateline = said("BEIRUT", BEIRUT, relation="dateline")
    assert choose_place([], [dateline]).basis == "dateline"
    zahle = said("Zahle", town("Zahle", "Lebanon", (33.8, 35.9)))
    assert choose_place([], [dateline, zahle]).place == zahle.candidates[0]


def test_demonyms_give_a_country_and_no_point() -> None:
    choice = choose_place([LEBANESE], [LEBANESE])
    assert choice.basis == "country_only"
    assert choice.place is not None
    assert choice.place.latitude is None


def test_no_place_at_all_is_said_so() -> None:
    choice = choose_place([], [])
    assert (choice.place, choice.geo_precision, choice.basis) == (None, None, "none")


def test_the_order_of_equal_evidence_does_not_change_the_country() -> None:
    mentions = [said("Lebanon", land("Lebanon")), said("Libya", land("Libya")), LEBANESE]
    assert read_setting(mentions).strongest() == read_setting(mentions[::-1]).strongest() == "Lebanon"


def test_kilometres_are_great_circle() -> None:
    assert kilometres(BEIRUT, TRIPOLI_LEBANON) == pytest.approx(62, abs=5)
    assert kilometres(BEIRUT, land("Libya")) == float("inf")


def test_a_province_named_elsewhere_decides_between_its_towns() -> None:
    big = town("Springfield", "United States", (39.8, -89.6), 110_000, admin1="Illinois")
    small = town("Springfield", "United States", (44.0, -123.0), 60_000, admin1="Oregon")
    mention = said("Springfield", big, small)
    oregon = said("Oregon", province("Oregon", "United States", (44.9, -123.0)), relation="from")
    assert choose_place([mention], [mention]).place == big
    assert choose_place([mention], [mention, oregon]).place == small


def test_a_neighbourhood_is_not_sought_far_from_everything_else() -> None:
    austin = said("Austin", town("Austin", "United States", (30.3, -97.7), 900_000), rule="part_name")
    chicago = said("Chicago", town("Chicago", "United States", (41.9, -87.6), 2_700_000), rule="body_name")
    assert choose_place([austin], [austin, chicago]).place == chicago.candidates[0]


def test_of_two_likely_scenes_the_first_is_taken() -> None:
    first = said("Beirut", BEIRUT, relation="near")
    second = said("Zahle", town("Zahle", "Lebanon", (33.8, 35.9)))
    assert choose_place([first, second], [first, second]).place == BEIRUT


def test_the_name_a_document_repeats_is_its_scene() -> None:
    once = said("Zahle", town("Zahle", "Lebanon", (33.8, 35.9)))
    often = said("Beirut", BEIRUT)
    assert choose_place([], [once, often, often, often]).place == BEIRUT


def test_our_own_places_outweigh_a_small_namesake() -> None:
    own = Place(place_id="x", name="Baga", kind="city", country="Nigeria", iso3="NGA", admin1=None, latitude=13.1,
                longitude=13.8, is_approximate=True)  # fmt: skip
    assert choose_place([said("Baga", town("Baga", "India", (15.6, 73.8), 1_000), own)], []).place == own


def test_an_unsure_name_and_a_hamlet_hardly_speak_for_their_country() -> None:
    unsure = said("Beirut", BEIRUT, rule="unsure_name")
    assert choose_place([TRIPOLI], [TRIPOLI, unsure]).place == TRIPOLI_LIBYA
    hamlet = said("Ain", town("Ain", "Libya", (30.0, 15.0), 0))
    assert read_setting([hamlet, said("Zahle", town("Zahle", "Lebanon", (33.8, 35.9)))]).strongest() == "Lebanon"


@pytest.mark.parametrize(
    ("rule", "relation", "people", "kind", "precision"),
    [
        ("name", "in", 300_000, "city", 1),  # "in Kassala"
        ("name", "near", 300_000, "city", 2),
        ("name", "in", 8_000, "admin1", 3),  # too small to be meant before its province
        ("typed_name", "in", 300_000, "admin1", 3),  # "in Kassala State", "across Kassala"
        ("name", "within", 300_000, "admin1", 3),  # "a hamlet, Kassala"
    ],
)
def test_a_bare_name_that_a_province_shares_is_its_town(
    rule: str, relation: str, people: int, kind: str, precision: int
) -> None:
    state = province("Kassala", "Sudan", (15.45, 36.4))
    seat = town("Kassala", "Sudan", (15.45, 36.4), people, "Kassala")
    mention = said("Kassala", state, seat, rule=rule, relation=relation)
    choice = choose_place([mention], [mention])
    assert choice.place is not None
    assert (choice.place.kind, choice.geo_precision) == (kind, precision)


def test_a_capital_beside_the_province_of_its_name_is_meant_where_it_is_large() -> None:
    oblast = province("Kyiv", "Ukraine", (49.8, 30.1))
    for people, kind in ((2_800_000, "city"), (90_000, "admin1")):
        mention = said("Kyiv", oblast, town("Kyiv", "Ukraine", (50.45, 30.5), people, "Kyiv City"))
        choice = choose_place([mention], [mention])
        assert choice.place is not None and choice.place.kind == kind


def test_a_district_told_by_its_town_is_no_named_town() -> None:
    kutum = said("Kutum", town("Kutum", "Sudan", (14.2, 24.7)), rule="district_name")
    assert choose_place([kutum], []).geo_precision == 2


KANO_STATE = province("Kano", "Nigeria", (12.0, 8.52))
LAGOS = town("Lagos", "Nigeria", (6.45, 3.39), 15_000_000)
SURULERE = town("Surulere", "Nigeria", (6.5, 3.35), 0)


@pytest.mark.parametrize(
    ("rule", "others", "name"),
    [
        ("part_name", [LAGOS], "Lagos - Surulere"),
        ("part_name", [], "Surulere"),  # no city is named
        ("part_name", [town("Orta", "Nigeria", (6.4, 3.4), 90_000)], "Surulere"),  # no large one
        ("name", [LAGOS], "Surulere"),  # a town beside the city
    ],
)
def test_a_neighbourhood_stands_under_its_large_city(rule: str, others: list[Place], name: str) -> None:
    part = said("Surulere", SURULERE, rule=rule)
    choice = choose_place([part], [part, *(said(city.name, city) for city in others)])
    assert choice.place is not None and choice.place.name == name


def test_the_seat_of_a_province_of_its_name_is_such_a_city_too() -> None:
    part, state = said("Gwale", town("Gwale", "Nigeria", (11.99, 8.5), 0), rule="part_name"), KANO_STATE
    choice = choose_place([part], [part, said("Kano", state)])
    assert choice.place is not None and choice.place.name == "Kano - Gwale"


@pytest.mark.parametrize("rule", ["site_name", "unsure_name", "part_name"])
def test_a_loose_name_far_from_all_that_is_named_is_no_scene(rule: str) -> None:
    there = said("Sinai", town("Mount Sinai", "Nigeria", (12.0, 9.0)), rule=rule)
    lagos = said("Lagos", LAGOS, relation="")
    choice = choose_place([there], [there, lagos])
    assert choice.place == LAGOS


OLD_ORTA = town("Orta", "Atlantis", (10.0, 10.0), 600_000, "North")
SMALL_ORTAS = [town(f"Orta {n}", "Lemuria", (40.0, 5.0 + n), 20_000, "South") for n in range(9)]


def test_a_crowd_of_hamlets_does_not_outvote_the_city_of_that_name() -> None:
    orta = said("Orta", OLD_ORTA, *SMALL_ORTAS)
    assert read_setting([orta]).strongest() == "Atlantis"


def test_a_name_that_is_a_part_of_the_town_once_is_so_everywhere() -> None:
    city = said("Velm", town("Velm", "Atlantis", (10.0, 10.0), 900_000))
    far, near = town("Brook", "Atlantis", (20.0, 10.0), 400_000), town("Brook", "Atlantis", (10.1, 10.0), 20_000)
    bare, part = said("Brook", far), said("Brook", far, rule="part_name")
    assert choose_place([bare], [bare, city]).place == far
    assert choose_place([bare], [bare, part, city]).place == city.candidates[0]
    both = said("Brook", far, near)
    chosen = choose_place([both], [both, said("Brook", far, near, rule="part_name"), city]).place
    assert chosen is not None
    assert chosen.name == "Velm - Brook"


def test_a_city_that_dwarfs_its_namesakes_at_home_is_a_sure_point() -> None:
    city = said("Velm", town("Velm", "Atlantis", (10.0, 10.0), 900_000), town("Velm", "Lemuria", (0.0, 0.0), 80_000))
    home = said("Atlantis", land("Atlantis"))
    assert [place.country for _, place in read_setting([city, home]).points] == ["Atlantis"]
    rival = said("Velm", *city.candidates, town("Velm", "Atlantis", (15.0, 10.0), 400_000))
    assert read_setting([rival, home]).points == ()


def test_an_embassy_says_nothing_of_where_it_stands() -> None:
    embassy = said("Chadian", land("Chad"), relation="demonym", rule="abroad")
    assert choose_place([embassy], [embassy]).basis == "none"


BASQUES = said("ETA", land("Spain"), relation="demonym", rule="national_name")
KURDS = said("PKK", land("Turkey"), land("Iraq"), relation="demonym", rule="national_name")


def test_what_is_at_home_in_a_country_gives_the_country_and_says_so() -> None:
    choice = choose_place([], [BASQUES])
    assert (choice.place and choice.place.name, choice.basis, choice.geo_precision) == ("Spain", "actor", None)


def test_what_is_at_home_in_several_countries_alone_gives_none() -> None:
    assert choose_place([], [KURDS]).basis == "none"
    iraqi = said("Iraqi", land("Iraq"), relation="demonym", rule="demonym")
    choice = choose_place([], [KURDS, iraqi])
    assert (choice.place and choice.place.name, choice.basis) == ("Iraq", "country_only")


def test_a_small_town_abroad_is_not_its_own_only_evidence() -> None:
    hamlet = said("Orva", town("Orva", "Peru", (-12.0, -75.0), 4_000))
    assert choose_place([hamlet], [hamlet]).place is not None
    choice = choose_place([hamlet], [hamlet, BASQUES])
    assert (choice.place and choice.place.name, choice.basis) == ("Spain", "actor")
    city = said("Orva", town("Orva", "Peru", (-12.0, -75.0), 400_000))
    choice = choose_place([city], [city, BASQUES])
    assert choice.place is not None and choice.place.country == "Peru"


def test_soldiers_abroad_do_not_move_a_city_to_its_namesake_at_home() -> None:
    large, hamlet = town("Veska", "Ukraine", (48.0, 37.8), 900_000), town("Veska", "Russia", (48.3, 39.9), 50_000)
    russian = said("Russian", land("Russia"), relation="demonym", rule="demonym")
    name = said("Veska", large, hamlet)
    choice = choose_place([name], [name, russian], ["Russia"])
    assert choice.place is not None and choice.place.country == "Ukraine"
    rostov = said("Rostov", town("Rostov", "Russia", (47.2, 39.7), 1_100_000))
    choice = choose_place([name], [name, russian, rostov], ["Russia"])
    assert choice.place is not None and choice.place.country == "Russia"


def test_a_name_speaks_for_the_country_that_a_group_is_at_home_in() -> None:
    here, there = town("Orta", "Cameroon", (11.0, 14.1), 40_000), town("Orta", "India", (21.2, 72.7), 60_000)
    group = said(
        "Boko Haram", land("Nigeria"), land("Cameroon"), land("Chad"), relation="demonym", rule="national_name"
    )
    orta = said("Orta", there, here)
    assert choose_place([orta], [orta]).place == there
    assert choose_place([orta], [group, orta]).place == here


def test_an_area_around_an_unknown_village_stands_for_it() -> None:
    around = replace(said("Beirut", BEIRUT), village="around")
    choice = choose_place([around], [around])
    assert (choice.place, choice.geo_precision, choice.for_village) == (BEIRUT, 2, True)


def test_an_area_named_elsewhere_stands_for_no_village() -> None:
    around = replace(said("Beirut", BEIRUT), village="around")
    choice = choose_place([], [around])
    assert (choice.basis, choice.geo_precision, choice.for_village) == ("document", 1, False)
