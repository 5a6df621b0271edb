"""First level areas (provinces, states, departments) with their capitals: ``admin1.tsv`` of the gazetteer.

ACLED codes an event of which only the province is known to the provincial capital.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from conflict_ledger.gazetteer.choice import AREAS, forgets_with_gazetteer, gazetteer_folder
from conflict_ledger.records import Place
from conflict_ledger.reference.countries import countries_by_iso2
from conflict_ledger.reference.place_names import fold_name


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceFacts:
    """One area: ``capital`` and its coordinates (the largest town where we know no capital), all its people."""

    name: str
    code: str
    country: str
    iso2: str
    capital: str
    latitude: float
    longitude: float
    population: int
    aliases: tuple[str, ...]
    abbreviations: tuple[str, ...]

    def place(self) -> Place:
        """The area as a candidate place, at its capital."""
        country = countries_by_iso2()[self.iso2]
        return Place(
            place_id=f"{self.iso2}.{self.code}", name=self.name, kind="admin1", country=country.name,
            iso3=country.iso3, admin1=self.name, latitude=self.latitude, longitude=self.longitude,
            population=self.population,
        )  # fmt: skip


@forgets_with_gazetteer
@cache
def all_provinces() -> tuple[ProvinceFacts, ...]:
    """Every area of the table, by country and code."""
    with (gazetteer_folder() / AREAS).open(encoding="utf-8", newline="") as stream:
        return tuple(_facts(row) for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def _facts(row: dict[str, str]) -> ProvinceFacts:
    names = row["aliases"].split("; ") if row["aliases"] else []
    short = [name for name in names if _is_abbreviation(name)]
    if len(row["code"]) == 2 and row["code"].isalpha():  # postal codes, as in the United States
        short.append(row["code"])
    return ProvinceFacts(
        name=row["name"],
        code=row["code"],
        country=countries_by_iso2()[row["iso2"]].name,
        iso2=row["iso2"],
        capital=row["capital"],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        population=int(row["population"]),
        aliases=tuple(name for name in names if name not in short),
        abbreviations=tuple(short),
    )


def _is_abbreviation(name: str) -> bool:
    return name.endswith(".") or (name.isupper() and len(name) <= 3)


@forgets_with_gazetteer
@cache
def provinces_by_name() -> dict[str, tuple[ProvinceFacts, ...]]:
    """Folded name or alias -> the areas it may mean, most people first; abbreviations are left out."""
    names: dict[str, list[ProvinceFacts]] = {}
    for facts in all_provinces():
        for name in dict.fromkeys(fold_name(name) for name in (facts.name, *facts.aliases)):
            names.setdefault(name, []).append(facts)
    return {
        name: tuple(sorted(areas, key=lambda area: (-area.population, area.iso2, area.code)))
        for name, areas in names.items()
    }


@forgets_with_gazetteer
@cache
def provinces_by_abbreviation() -> dict[str, tuple[ProvinceFacts, ...]]:
    """ "tx", "calif", "fct" -> the areas so abbreviated: to be believed only after a place and a comma."""
    names: dict[str, list[ProvinceFacts]] = {}
    for facts in all_provinces():
        for name in facts.abbreviations:
            names.setdefault(fold_name(name), []).append(facts)
    return {name: tuple(areas) for name, areas in names.items()}


@forgets_with_gazetteer
@cache
def province_facts(country: str, name: str) -> ProvinceFacts | None:
    """The area ``name`` (or an alias of it) of ``country`` in ACLED's spelling; None where there is none."""
    for facts in provinces_by_name().get(fold_name(name), ()):
        if facts.country == country:
            return facts
    return None
