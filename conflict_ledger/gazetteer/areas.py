"""Provinces and districts of a GeoNames dump, each placed at its seat: ACLED codes an area to its capital."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from conflict_ledger.gazetteer.geonames import AREA_LEVELS, Feature
from conflict_ledger.gazetteer.naming import (
    QUIET,
    AreaName,
    area_name,
    district_id,
    district_name,
    merged,
    plain_name,
    usable,
    variants,
)
from conflict_ledger.reference.countries import countries_by_iso2
from conflict_ledger.reference.place_names import fold_name

Key = tuple[str, ...]  # ISO2 and the codes of one to three levels
SEATS = ({"PPLC", "PPLA"}, {"PPLC", "PPLA", "PPLA2"}, {"PPLC", "PPLA", "PPLA2", "PPLA3"})
COUNTED_QUIET = {"US", "MX", "ID", "BR"}  # quiet countries whose districts the news names all the same


@dataclass(slots=True)
class Area:
    """What is gathered of one area: its names, its seat so far, all its people; ``point`` where it has no town."""

    name: str = ""
    alternates: str = ""
    point: tuple[str, str] = ("", "")
    rank: tuple[bool, bool, int, int] = (False, False, -1, 0)
    seat: str = ""
    seat_point: tuple[str, str] = ("", "")
    seat_people: int = 0
    people: int = 0
    is_like_town: bool = False


@dataclass(slots=True)
class Areas:
    """All areas of a dump by country and codes; filled by one reading of it."""

    known: dict[Key, Area] = field(default_factory=dict)

    def add(self, feature: Feature) -> None:
        """Take an area's names, or a town as a possible seat of the areas that it lies in."""
        if feature.kind == "area":
            area = self._area(feature, AREA_LEVELS[feature.code])
            if area is not None:
                area.name = area.name or feature.name
                area.alternates, area.point = feature.alternates, (feature.latitude, feature.longitude)
        elif feature.code.startswith("PPL"):  # neither camps nor settlements are seats
            for level in (1, 2, 3):
                area = self._area(feature, level)
                if area is not None:
                    _offer_seat(area, feature, self.capital(feature) if level == 1 else "", level)

    def name(self, codes: Key, name: str) -> None:
        """Name an area as a list of codes does; only areas with a town or a line of their own are kept."""
        if codes in self.known:
            self.known[codes].name = name

    def capital(self, feature: Feature) -> str:
        """Our own capital of a feature's first level area, "" where GeoNames' one serves."""
        area = self.known.get((feature.iso2, feature.codes[0]))
        return area_name(feature.iso2, area.name).capital if area and area.name else ""

    def province(self, feature: Feature) -> str:
        """The name of the first level area that a feature lies in, "" where it has none."""
        return self.province_name((feature.iso2, feature.codes[0]))

    def province_name(self, codes: Key) -> str:
        """The same by country and code."""
        area = self.known.get(codes[:2])
        return area_name(codes[0], area.name).name if area and area.name else ""

    def mark_like_town(self, feature: Feature, folded: str) -> None:
        """A district that is named like a town in it needs no line of its own."""
        for level in (2, 3):
            area = self._area(feature, level)
            if area is not None and area.name and fold_name(district_name(feature.iso2, area.name)) == folded:
                area.is_like_town = True

    def _area(self, feature: Feature, level: int) -> Area | None:
        codes = feature.codes[:level]
        return self.known.setdefault((feature.iso2, *codes), Area()) if all(codes) else None


def _offer_seat(area: Area, town: Feature, capital: str, level: int) -> None:
    """Our own capital, else GeoNames' seat, else the largest town, else the oldest entry."""
    is_ours = bool(capital) and fold_name(capital) in _all_names(town)
    rank = (is_ours, town.code in SEATS[level - 1], town.population, -int(town.place_id))
    area.people += town.population
    if not area.seat or rank > area.rank:
        area.rank, area.seat, area.seat_people = rank, plain_name(town.name), town.population
        area.seat_point = town.latitude, town.longitude


def _all_names(town: Feature) -> set[str]:
    return {fold_name(name) for name in (town.name, *town.alternates.split(","))}


def province_lines(areas: Areas) -> Iterator[str]:
    """First level areas as ``admin1.tsv`` has them, each name of a country once."""
    done: set[Key] = set()
    for codes, area in sorted(areas.known.items()):
        if len(codes) != 2 or not area.name or not area.seat or merged(codes[0]) not in countries_by_iso2():
            continue
        named: AreaName = area_name(codes[0], area.name)
        if (merged(codes[0]), named.name) not in done:
            done.add((merged(codes[0]), named.name))
            point = "\t".join(area.seat_point)
            yield "\t".join((merged(codes[0]), codes[1], named.name, area.seat, point, str(area.people), named.aliases))


def districts(areas: Areas) -> Iterator[tuple[str, int, dict[str, float]]]:
    """Second and third level areas: line, people of the seat, weighted names."""
    done: set[str] = set()
    for codes, area in sorted(areas.known.items()):
        iso2 = codes[0]
        if len(codes) < 3 or area.is_like_town or not _is_wanted(iso2, area):
            continue
        name, province = district_name(iso2, area.name), areas.province_name(codes)
        folded, place_id = fold_name(name), district_id(iso2, province, name)
        if not usable(folded) or place_id in done or (iso2 == "US" and " " not in folded):
            continue
        done.add(place_id)
        point = "\t".join(area.seat_point if area.seat else area.point)
        line = f"{place_id}\t{name}\t{merged(iso2)}\t{province}\t{point}\t{area.seat_people}\tadmin2"
        yield line, area.seat_people, dict.fromkeys(_spellings(area, iso2, folded), 0.8)


def _is_wanted(iso2: str, area: Area) -> bool:
    has_point = bool(area.seat or area.point[0])
    is_quiet = iso2 in QUIET and iso2 not in COUNTED_QUIET
    return bool(area.name) and has_point and not is_quiet and merged(iso2) in countries_by_iso2()


def _spellings(area: Area, iso2: str, folded: str) -> Iterable[str]:
    yield folded
    if iso2 not in QUIET:
        for alternate in (area.name, *area.alternates.split(",")):
            yield from variants(district_name(iso2, alternate), iso2)
