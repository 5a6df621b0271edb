"""Events on a map: inline SVG, equirectangular, zoomed to the events, with towns as a faint ground.

No coastline is bundled: where people live shows the land well enough. As in the interval charts, positions are
per cent and sizes are pixels, so labels keep their size on a phone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log10, sqrt

from conflict_ledger.publish.report_events import country_name, event_days, event_title
from conflict_ledger.publish.report_map_ground import Ground, View, fit_view, read_ground
from conflict_ledger.publish.report_map_labels import Label, place_labels
from conflict_ledger.publish.report_markup import Html, anchor, element, joined
from conflict_ledger.publish.report_tables import Row
from conflict_ledger.publish.report_words import counted, cut

WIDE_VIEW = 25.0  # degrees: a view wider than this gets a map of its own for each country
MOST_COUNTRY_MAPS = 9
MOST_LABELS = 24
DESK, SMALL = 1060.0, 340.0  # pixels across: the map of all events, a country's map
CROWD = 80  # places; with more of them circles get smaller
MOST_LISTED = 6  # events named in the tooltip of one place


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """All events at one pair of coordinates."""

    latitude: float
    longitude: float
    events: tuple[Row, ...]

    @property
    def deaths(self) -> int:
        """ACLED's fatalities, all events together; not stated counts as none, as ACLED has it."""
        return sum(event.get("fatalities") or 0 for event in self.events)

    @property
    def is_exact(self) -> bool:
        """Whether any of the events is placed in the town itself and not in a region's stead."""
        return any((event.get("geo_precision") or 1) < 3 for event in self.events)


def map_figure(events: Sequence[Row], shown_ids: frozenset[str]) -> Html:
    """The map of all events, then one map for each country where a single map is too coarse."""
    spots = _spots(events)
    if not spots:
        return element("p", "No event has coordinates.", class_="quiet")
    view = fit_view([(spot.latitude, spot.longitude) for spot in spots], aspect=2.1)
    ground = read_ground()
    parts = [_map(spots, view, ground, shown_ids, name="Map of all events", width=DESK)]
    if view.east - view.west > WIDE_VIEW:
        parts.append(_country_maps(spots, ground, shown_ids))
    unplaced = len(events) - sum(len(spot.events) for spot in spots)
    note = (
        f" {counted(unplaced, 'event')} without coordinates {'is' if unplaced == 1 else 'are'} not drawn."
        if unplaced
        else ""
    )
    caption = element("figcaption", _legend(), "Each circle is a place; faint dots are towns." + note)
    shrink = max(min(sqrt(CROWD / len(spots)), 1.0), 0.3)  # the legend shrinks with the circles
    return element("figure", joined(parts), caption, class_="map", style=f"--shrink:{shrink:.2f}")


def _spots(events: Iterable[Row]) -> list[Spot]:
    grouped: dict[tuple[float, float], list[Row]] = defaultdict(list)
    for event in events:
        latitude, longitude = event.get("latitude"), event.get("longitude")
        if latitude is not None and longitude is not None and abs(latitude) <= 90 and abs(longitude) <= 180:
            grouped[round(latitude, 2), round(longitude, 2)].append(event)
    spots = [Spot(latitude=key[0], longitude=key[1], events=tuple(rows)) for key, rows in grouped.items()]
    return sorted(spots, key=lambda spot: (-spot.deaths, -len(spot.events), spot.latitude, spot.longitude))


def _country_maps(spots: Iterable[Spot], ground: Ground, shown_ids: frozenset[str]) -> Html:
    by_country: dict[str, list[Spot]] = defaultdict(list)
    for spot in spots:
        by_country[country_name(spot.events[0])].append(spot)
    sizes = {name: sum(len(spot.events) for spot in group) for name, group in by_country.items()}
    names = sorted(by_country, key=lambda name: (-sizes[name], name))
    maps = [
        _country_map(name, by_country[name], sizes[name], ground, shown_ids)
        for name in sorted(names[:MOST_COUNTRY_MAPS])
    ]
    rest = names[MOST_COUNTRY_MAPS:]
    note = element("p", f"Only on the map above: {', '.join(sorted(rest))}.", class_="quiet") if rest else None
    return element("div", element("div", joined(maps), class_="panels"), note)


def _country_map(name: str, spots: Sequence[Spot], n_events: int, ground: Ground, shown_ids: frozenset[str]) -> Html:
    view = fit_view([(spot.latitude, spot.longitude) for spot in spots], aspect=1.35, smallest=7.0)
    drawing = _map(spots, view, ground, shown_ids, name=f"Events in {name}", width=SMALL)
    return element("div", element("h4", name, element("b", counted(n_events, "event"))), drawing)


def _map(
    spots: Sequence[Spot], view: View, ground: Ground, shown_ids: frozenset[str], *, name: str, width: float
) -> Html:
    """One map; ``width`` is how wide a desk shows it, in pixels, to know which names have room."""
    circles = [
        Label(text=_spot_name(spot), x=view.x(spot.longitude), y=view.y(spot.latitude), reach=_radius(spot.deaths))
        for spot in spots
    ]
    own = {str(event.get("country")) for spot in spots for event in spot.events}
    nations = [
        Label(text=text, x=view.x(longitude), y=view.y(latitude), reach=None)
        for text, latitude, longitude in ground.country_labels(view, own)
        if {text} != own  # a map of one country has its name above it
    ]
    return element(
        "svg",
        ground.drawing(view, most_lines=8 if width > SMALL else 5),
        joined(_circle(spot, view, shown_ids) for spot in reversed(spots)),  # small ones end on top
        place_labels([*circles[:MOST_LABELS], *nations], circles, width=width, aspect=view.aspect),
        class_="world",
        style=f"aspect-ratio:{view.aspect:.2f}",
        role="group",
        aria_label=name,
    )


def _spot_name(spot: Spot) -> str:
    return cut(str(spot.events[0].get("location") or spot.events[0].get("country") or ""), 30)


def _radius(deaths: int) -> float:
    """Pixels; by the logarithm, since one massacre would else hide every other event."""
    return round(4 + 5 * log10(1 + max(deaths, 0)), 1)


def _circle(spot: Spot, view: View, shown_ids: frozenset[str]) -> Html:
    told = [f"{event_title(event)}, {event_days(event)}" for event in spot.events[:MOST_LISTED]]
    more = len(spot.events) - len(told)
    title = "\n".join([*told, f"and {counted(more, 'more event')}"] if more else told)
    circle = element(
        "circle", element("title", title), cx=f"{view.x(spot.longitude)}%", cy=f"{view.y(spot.latitude)}%",
        style=f"--r:{_radius(spot.deaths)}px", class_="spot" if spot.is_exact else "spot region",
    )  # fmt: skip
    first = next((event["event_id_cnty"] for event in spot.events if event["event_id_cnty"] in shown_ids), None)
    return circle if first is None else element("a", circle, href="#" + anchor("e", first))


def _legend() -> Html:
    """Circles of 0, 10, 100 and 1,000 deaths, and the hollow one."""
    sizes = []
    for deaths, words in (
        (0, "none or not stated"),
        (10, "10"),
        (100, "100"),
        (1000, "1,000 ACLED fatalities"),
    ):
        sizes += [_legend_circle(_radius(deaths), "spot"), element("span", words)]
    return element(
        "span",
        joined([*sizes, _legend_circle(7, "spot region"), element("span", "stands for a region")]),
        class_="legend",
    )


def _legend_circle(radius: float, kind: str) -> Html:
    side = round(2 * radius + 3)
    circle = element("circle", cx="50%", cy="50%", style=f"--r:{radius}px", class_=kind)
    return element("svg", circle, width=side, height=side, aria_hidden="true")
