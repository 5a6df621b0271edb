"""Look up a folded place name: countries, provinces, our own additions, then towns and districts.

Nothing is loaded at import. The town files are kept as sorted lines and searched by bisection, so that
loading is decompression only; a place becomes a record when its name is first looked up.
"""

from __future__ import annotations

import csv
import gzip
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from conflict_ledger.gazetteer.choice import NAMES, PLACES, forgets_with_gazetteer, gazetteer_folder
from conflict_ledger.gazetteer.lines import MappedLines
from conflict_ledger.lexicon import FOLDER, load_lexicon
from conflict_ledger.records import Place
from conflict_ledger.reference.countries import countries_by_demonym, countries_by_iso2, countries_by_name
from conflict_ledger.reference.place_names import fold_name
from conflict_ledger.reference.provinces import provinces_by_abbreviation, provinces_by_name

MOST_CANDIDATES = 60  # "San José" names hundreds of hamlets; the sixty best known are enough to choose from
CACHED_NAMES = 100_000  # bounds the memory of a long run


@dataclass(frozen=True, slots=True)
class TownIndex:
    """``names``: sorted "name<TAB>numbers[<TAB>word]" lines; ``places``: the lines the numbers point to."""

    names: Sequence[str]
    places: Sequence[str]


@forgets_with_gazetteer
@cache
def town_index() -> TownIndex:
    """Both gazetteer files as lists of lines (about 0.15 s and 60 MB); those of a built one stay on the disk."""
    return TownIndex(_lines(NAMES), _lines(PLACES))


def _lines(name: str) -> Sequence[str]:
    packed = gazetteer_folder() / f"{name}.gz"
    if not packed.is_file():
        return MappedLines(gazetteer_folder() / name)
    return gzip.decompress(packed.read_bytes()).decode("utf-8").split("\n")[:-1]


@forgets_with_gazetteer
@lru_cache(maxsize=CACHED_NAMES)
def find_candidates(name: str) -> tuple[Place, ...]:
    """Every place the folded name may mean, best known first; empty where it names none.

    >>> [place.country for place in find_candidates("mosul")]
    ['Iraq']
    """
    countries = [facts.place() for facts in countries_by_name().get(name, ())]
    provinces = [facts.place() for facts in provinces_by_name().get(name, ())]
    own = [*_by_initials(name), *extra_places().get(name, ())]
    towns = _towns(name)
    if countries:  # "Nicaragua" is also an old name of a town
        towns = [town for town in towns if fold_name(town.name) == name]
    return tuple(countries + provinces + own + towns)[:MOST_CANDIDATES]


@lru_cache(maxsize=CACHED_NAMES)
def find_demonym(word: str) -> tuple[Place, ...]:
    """The countries whose people or things the folded word names ("iraqi", "salvadorans")."""
    return tuple(facts.place() for facts in countries_by_demonym().get(word, ()))


@forgets_with_gazetteer
@lru_cache(maxsize=1_000)
def find_abbreviation(name: str) -> tuple[Place, ...]:
    """The provinces a folded abbreviation names ("tx", "calif")."""
    return tuple(facts.place() for facts in provinces_by_abbreviation().get(name, ()))


@forgets_with_gazetteer
@lru_cache(maxsize=CACHED_NAMES)
def longest_name(opening: str) -> int:
    """How many words the longest name has that begins with this folded word, or two; 0 where none does."""
    names = town_index().names
    start = bisect_left(names, opening + "\t")
    end = bisect_left(names, opening + "!")  # "!" follows the space that follows the tab in ASCII
    towns = (line.partition("\t")[0].count(" ") + 1 for line in names[start:end])
    return max(_area_openings().get(opening, 0), max(towns, default=0))


@forgets_with_gazetteer
@lru_cache(maxsize=CACHED_NAMES)
def is_english_word(name: str) -> bool:
    """Whether the name is also an ordinary English word ("reading", "mobile")."""
    return _name_line(name).endswith("\tword")


def _by_initials(name: str) -> list[Place]:
    """The city that initials stand for ("nyc")."""
    town, _, area = _initials().get(name, "").partition(", ")
    return [place for place in _towns(fold_name(town)) if place.admin1 == area][:1] if town else []


@cache
def _initials() -> dict[str, str]:
    return {fold_name(form): entry.value for entry in load_lexicon("short_places").entries for form in entry.forms}


def _name_line(name: str) -> str:
    names = town_index().names
    position = bisect_left(names, name + "\t")
    if position < len(names) and names[position].startswith(name + "\t"):
        return names[position]
    return ""


def _towns(name: str) -> list[Place]:
    line = _name_line(name)
    if not line:
        return []
    numbers = line.split("\t")[1].split(" ")[:MOST_CANDIDATES]
    places = town_index().places
    return [_town(places[int(number)]) for number in numbers]


def _town(line: str) -> Place:
    place_id, name, iso2, admin1, latitude, longitude, population, kind = line.split("\t")
    country = countries_by_iso2()[iso2]
    return Place(
        place_id=place_id,
        name=name,
        kind=kind,
        country=country.name,
        iso3=country.iso3,
        admin1=admin1 or None,
        latitude=float(latitude),
        longitude=float(longitude),
        population=int(population),
    )


@cache
def extra_places() -> dict[str, tuple[Place, ...]]:
    """Places of ``places_extra.tsv`` by folded name and alias."""
    index: dict[str, list[Place]] = {}
    with (FOLDER / "places_extra.tsv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            names = [row["name"], *(row["aliases"].split("; ") if row["aliases"] else ())]
            for name in dict.fromkeys(fold_name(name) for name in names):
                index.setdefault(name, []).append(_extra_place(row))
    return {name: tuple(places) for name, places in index.items()}


def _extra_place(row: dict[str, str]) -> Place:
    country = countries_by_iso2().get(row["iso2"])
    return Place(
        place_id="/".join(("x", row["iso2"], fold_name(row["admin1"]), fold_name(row["name"]))).replace(" ", "_"),
        name=row["name"],
        kind=row["kind"],
        country=country.name if country else None,
        iso3=country.iso3 if country else None,
        admin1=row["admin1"] or None,
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        is_approximate=True,
    )


@forgets_with_gazetteer
@cache
def _area_openings() -> dict[str, int]:
    """First word, or two -> length in words of the longest country, demonym, province or own name with them."""
    longest: dict[str, int] = {}
    tables = (
        countries_by_name(),
        countries_by_demonym(),
        provinces_by_name(),
        provinces_by_abbreviation(),
        extra_places(),
        _initials(),
    )
    for table in tables:
        for name in table:
            words = name.split(" ")
            for opening in {words[0], " ".join(words[:2])}:
                longest[opening] = max(longest.get(opening, 0), len(words))
    return longest
