"""The ground of a map: its window on the world, a graticule, and towns of our gazetteer as faint dots."""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil, cos, floor, radians
from statistics import fmean

from conflict_ledger.lexicon import FOLDER
from conflict_ledger.publish.report_markup import Html, element, joined
from conflict_ledger.reference.countries import countries_by_iso2

SMALLEST_VIEW = 5.0  # degrees of longitude: closer in there is nothing to recognise
CELLS = 150  # dots across a map at most; towns that share a cell are one dot
MOST_COUNTRIES = 14
EDGE = 8.0  # per cent: a degree's name nearer to the frame would be cut or meet another
SOUTH_END, NORTH_END = -60.0, 80.0  # nobody lives beyond


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A window in degrees; ``aspect`` is its width over its height as drawn."""

    west: float
    south: float
    east: float
    north: float
    aspect: float

    def x(self, longitude: float) -> float:
        """Per cent from the left."""
        return round(100 * (longitude - self.west) / (self.east - self.west), 2)

    def y(self, latitude: float) -> float:
        """Per cent from the top."""
        return round(100 * (self.north - latitude) / (self.north - self.south), 2)

    def holds(self, latitude: float, longitude: float) -> bool:
        """Whether a point lies inside."""
        return self.south <= latitude <= self.north and self.west <= longitude <= self.east


def fit_view(points: Sequence[tuple[float, float]], *, aspect: float, smallest: float = SMALLEST_VIEW) -> View:
    """The window around (latitude, longitude) points with a margin, widened to ``aspect``, cut at the world's ends.

    Degrees of longitude are drawn narrower by the cosine of the middle latitude (equirectangular, one standard
    parallel), so that shapes near the middle are right.
    """
    latitudes, longitudes = zip(*points, strict=True)
    middle = (min(latitudes) + max(latitudes)) / 2
    squeeze = max(cos(radians(middle)), 0.2)
    width = max((max(longitudes) - min(longitudes)) * 1.35, smallest)
    height = max((max(latitudes) - min(latitudes)) * 1.35, smallest * squeeze / aspect)
    if width * squeeze < height * aspect:
        width = height * aspect / squeeze
    height = min(max(height, width * squeeze / aspect), NORTH_END - SOUTH_END)
    width = min(width, 360.0)
    west = _window((min(longitudes) + max(longitudes)) / 2, width, -180.0, 180.0)
    south = _window(middle, height, min(SOUTH_END, *latitudes), max(NORTH_END, *latitudes))
    return View(west=west, south=south, east=west + width, north=south + height, aspect=width * squeeze / height)


def _window(middle: float, size: float, lowest: float, highest: float) -> float:
    """Start of a window around ``middle`` that stays between both ends where it can."""
    return max(min(middle - size / 2, highest - size), lowest)


Town = tuple[float, float, str]  # latitude, longitude, ISO 3166 two-letter code


@dataclass(frozen=True, slots=True)
class Ground:
    """Towns by whole degrees of latitude and longitude; empty where no gazetteer is installed."""

    towns: Mapping[tuple[int, int], Sequence[Town]]

    def inside(self, view: View) -> Iterator[Town]:
        """The towns of a window."""
        for (row, column), towns in self.towns.items():
            if view.south < row + 1 and row <= view.north and view.west < column + 1 and column <= view.east:
                yield from (town for town in towns if view.holds(town[0], town[1]))

    def drawing(self, view: View, *, most_lines: int) -> Html:
        """Dots and graticule."""
        return joined([self._dots(view), _graticule(view, most_lines)])

    def country_labels(self, view: View, first: Collection[str]) -> list[tuple[str, float, float]]:
        """(name, latitude, longitude) of countries in view at the mean of their towns there, ``first`` ones ahead."""
        known = countries_by_iso2()
        groups: dict[str, list[Town]] = defaultdict(list)
        for town in self.inside(view):
            if town[2] in known:
                groups[known[town[2]].name].append(town)
        chosen = sorted(groups, key=lambda name: (name not in first, -len(groups[name]), name))[:MOST_COUNTRIES]
        return [
            (name, fmean(town[0] for town in groups[name]), fmean(town[1] for town in groups[name])) for name in chosen
        ]

    def _dots(self, view: View) -> Html:
        """One path of points: a move and a line of no length each, drawn as dots by its round caps."""
        rows = ceil(CELLS / view.aspect)
        across, down = CELLS / (view.east - view.west), rows / (view.north - view.south)
        cells = {
            (int((view.north - latitude) * down), int((longitude - view.west) * across))
            for latitude, longitude, _ in self.inside(view)
        }
        path = "".join(f"M{column} {row}h0" for row, column in sorted(cells))
        dots = element("path", d=path, class_="towns", vector_effect="non-scaling-stroke")
        return element(
            "svg",
            dots,
            viewBox=f"-.5 -.5 {CELLS} {rows}",
            preserveAspectRatio="none",
            width="100%",
            height="100%",
        )


def _graticule(view: View, most_lines: int) -> Html:
    step = next(step for step in (1, 2, 5, 10, 15, 30, 60, 90) if (view.east - view.west) / step <= most_lines)
    lines = []
    for degrees in range(ceil(view.west / step) * step, int(view.east) + 1, step):
        x = view.x(degrees)
        lines.append(element("line", x1=f"{x}%", x2=f"{x}%", y1="0", y2="100%"))
        if EDGE < x < 100 - EDGE:
            lines.append(element("text", _degrees(degrees, "E", "W"), x=f"{x}%", y="100%", dx=3, dy=-4))
    for degrees in range(ceil(view.south / step) * step, int(view.north) + 1, step):
        y = view.y(degrees)
        lines.append(element("line", x1="0", x2="100%", y1=f"{y}%", y2=f"{y}%"))
        if EDGE < y < 100 - EDGE:
            lines.append(element("text", _degrees(degrees, "N", "S"), x="0", y=f"{y}%", dx=3, dy=-3))
    return element("g", joined(lines), class_="graticule", aria_hidden="true")


def _degrees(number: int, positive: str, negative: str) -> str:
    return f"{abs(number)}°{positive if number > 0 else negative if number < 0 else ''}"


@cache
def read_ground() -> Ground:
    """Towns of `lexicons/gazetteer.tsv.gz`: id, name, country, region, latitude, longitude, people, kind."""
    path = FOLDER / "gazetteer.tsv.gz"
    if not path.is_file():
        return Ground({})
    towns: dict[tuple[int, int], list[Town]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            _, _, country, _, latitude, longitude, *_ = line.split("\t")
            town = (float(latitude), float(longitude), country)
            towns[floor(town[0]), floor(town[1])].append(town)
    return Ground(towns)
