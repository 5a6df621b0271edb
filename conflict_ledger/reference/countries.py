"""Facts about countries in ACLED's spelling: codes, region, aliases, demonyms, bounding box.

The table ``lexicons/countries.tsv`` is our own compilation; ACLED's country decides its region.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from conflict_ledger.lexicon import FOLDER
from conflict_ledger.records import Place
from conflict_ledger.reference.place_names import fold_name


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryFacts:
    """One country. ``iso_numeric`` is 0 for Kosovo; ``bounds`` is (south, north, west, east) in degrees,
    taken from its towns with half a degree of margin, None where nobody lives."""

    name: str
    iso2: str
    iso3: str
    iso_numeric: int
    region: str
    event_id_prefix: str
    capital: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    bounds: tuple[float, float, float, float] | None

    def contains(self, latitude: float, longitude: float) -> bool:
        """Whether a point lies in the bounding box (a coarse check: boxes of neighbours overlap)."""
        if self.bounds is None:
            return False
        south, north, west, east = self.bounds
        return south <= latitude <= north and any(west <= x <= east for x in (longitude, longitude + 360))

    def place(self) -> Place:
        """The country as a candidate place: without coordinates, since a country is no location."""
        return Place(
            place_id=self.iso2, name=self.name, kind="country", country=self.name, iso3=self.iso3,
            admin1=None, latitude=None, longitude=None,
        )  # fmt: skip


@cache
def all_countries() -> tuple[CountryFacts, ...]:
    """Every country of the table, by name."""
    with (FOLDER / "countries.tsv").open(encoding="utf-8", newline="") as stream:
        return tuple(_facts(row) for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def _facts(row: dict[str, str]) -> CountryFacts:
    box = [row[side] for side in ("lat_min", "lat_max", "lon_min", "lon_max")]
    return CountryFacts(
        name=row["country"],
        iso2=row["iso2"],
        iso3=row["iso3"],
        iso_numeric=int(row["iso_numeric"]),
        region=row["region"],
        event_id_prefix=row["event_id_prefix"],
        capital=row["capital"],
        aliases=_listed(row["aliases"]),
        demonyms=_listed(row["demonyms"]),
        bounds=None if not box[0] else (float(box[0]), float(box[1]), float(box[2]), float(box[3])),
    )


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("; ")) if cell else ()


@cache
def countries_by_iso2() -> dict[str, CountryFacts]:
    """ISO 3166 two-letter code -> country."""
    return {facts.iso2: facts for facts in all_countries()}


@cache
def countries_by_name() -> dict[str, tuple[CountryFacts, ...]]:
    """Folded name or alias -> the countries it may mean ("congo" means two, the first being likelier)."""
    names: dict[str, list[CountryFacts]] = {}
    for facts in all_countries():
        for name in dict.fromkeys(fold_name(name) for name in (facts.name, *facts.aliases)):
            names.setdefault(name, []).append(facts)
    return {name: tuple(countries) for name, countries in names.items()}


@cache
def countries_by_demonym() -> dict[str, tuple[CountryFacts, ...]]:
    """Folded demonym, singular or plural -> the countries it may mean ("dominican" means two)."""
    names: dict[str, list[CountryFacts]] = {}
    for facts in all_countries():
        for demonym in facts.demonyms:
            folded = fold_name(demonym)
            names.setdefault(folded, []).append(facts)
            if not folded.endswith(("s", "ese", "sh", "ch", "men")):
                names.setdefault(folded + "s", []).append(facts)
    return {name: tuple(countries) for name, countries in names.items()}


def country_facts(name: str | None) -> CountryFacts | None:
    """The country of that name or alias; None where there is none or the name means several.

    >>> country_facts("Ivory Coast").iso3, country_facts("Burma").name, country_facts("Congo")
    ('CIV', 'Myanmar', None)
    """
    found = countries_by_name().get(fold_name(name or ""), ())
    return found[0] if len(found) == 1 else None
