"""Map and timeline: every event is drawn, named or counted, and nothing without a place or day is guessed into one."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest

from conflict_ledger.publish import report_map, report_timeline
from conflict_ledger.publish.report_map import map_figure
from conflict_ledger.publish.report_map_ground import Ground, fit_view
from conflict_ledger.publish.report_map_labels import Label, place_labels
from conflict_ledger.publish.report_timeline import fit_calendar, timeline_figure


@pytest.fixture(autouse=True)
def few_towns(monkeypatch: pytest.MonkeyPatch) -> None:
    ground = Ground({(34, 43): ((34.6, 43.68, "IQ"), (34.2, 43.88, "IQ")), (33, 44): ((33.34, 44.4, "IQ"),)})
    monkeypatch.setattr(report_map, "read_ground", lambda: ground)


def event(identifier: str, latitude: float | None, longitude: float | None, **more: Any) -> dict[str, Any]:
    return {"event_id_cnty": identifier, "latitude": latitude, "longitude": longitude, "country": "Iraq", **more}


def spots(page: str) -> int:
    return len(re.findall(r'class="spot[^"]*"', page.split("<figcaption>")[0]))


def test_events_at_one_place_share_a_circle_and_unplaced_ones_are_counted() -> None:
    events = [
        event("A1", 34.6, 43.7, location="Tikrit"),
        event("A2", 34.6, 43.7, location="Tikrit"),
        event("A3", 35.5, 43.2),
        event("A4", None, None),
        event("A5", 95.0, 10.0),
    ]
    page = map_figure(events, frozenset({"A2"}))
    assert spots(page) == 2
    assert '<a href="#e-A2">' in page
    assert "2 events without coordinates are not drawn." in page


def test_a_place_that_stands_for_a_region_is_drawn_apart() -> None:
    assert (
        'class="spot region"' in map_figure([event("A1", 34.6, 43.7, geo_precision=3)], frozenset()).split("<figcap")[0]
    )


def test_far_apart_events_get_a_map_per_country() -> None:
    events = [event("A1", 34.6, 43.7), {**event("B1", 4.6, -74.1), "country": "Colombia"}]
    assert map_figure(events, frozenset()).count('class="world"') == 3
    assert map_figure(events[:1], frozenset()).count('class="world"') == 1


def test_circles_shrink_in_a_crowd_and_the_legend_with_them() -> None:
    crowd = [event(f"A{n}", 30 + n / 50, 43.7) for n in range(320)]
    assert '<figure class="map" style="--shrink:0.50">' in map_figure(crowd, frozenset())
    assert '<figure class="map" style="--shrink:1.00">' in map_figure(crowd[:80], frozenset())


def test_no_coordinates_is_said() -> None:
    assert "No event has coordinates." in map_figure([event("A1", None, None)], frozenset())


@pytest.mark.parametrize(
    "points",
    [
        [(34.6, 43.7)],
        [(0.0, 0.0), (0.0, 10.0)],
        [(-50.0, -170.0), (70.0, 175.0)],
        [(69.6, 18.9)],
        [(-54.8, -68.3), (-33.0, -71.0)],
    ],
)
def test_the_view_holds_all_points_and_keeps_its_shape(points: list[tuple[float, float]]) -> None:
    view = fit_view(points, aspect=2.0)
    assert all(view.holds(*point) for point in points)
    assert all(0 <= view.x(longitude) <= 100 and 0 <= view.y(latitude) <= 100 for latitude, longitude in points)
    assert -180 <= view.west < view.east <= 180
    assert 0.5 < view.aspect < 3.5


def test_labels_do_not_touch_and_the_first_wins() -> None:
    near = [Label(text=name, x=50 + n / 10, y=50, reach=5) for n, name in enumerate(("First", "Second", "Third"))]
    page = place_labels(near, [], width=1000, aspect=2)
    assert re.findall(r">(\w+)</text>", page) == ["First", "Second"]  # one to the right, one to the left, no third
    assert page.count("desk") == 0


@pytest.mark.parametrize(
    ("days", "unit"), [(0, "day"), (60, "day"), (61, "week"), (600, "month"), (3650, "month"), (9000, "year")]
)
def test_the_calendar_is_as_fine_as_it_can_be_seen(days: int, unit: str) -> None:
    first = date(2001, 12, 30)
    calendar = fit_calendar([first, first + timedelta(days)])
    assert calendar.unit == unit
    assert calendar.last - calendar.first < 160
    assert calendar.step(first) == calendar.first + 1


def test_weeks_begin_on_monday() -> None:
    calendar = fit_calendar([date(2014, 1, 1), date(2014, 12, 31)])
    assert calendar.step(date(2014, 6, 16)) == calendar.step(date(2014, 6, 22)) == calendar.step(date(2014, 6, 15)) + 1
    assert calendar.label(calendar.step(date(2014, 6, 18))) == "16 Jun 2014"


def test_each_event_is_a_block_in_its_country_and_undated_ones_stand_apart() -> None:
    events = [
        event("A1", None, None, event_date=date(2014, 6, 12)),
        event("A2", None, None, event_on_low=date(2014, 6, 12), event_on_high=date(2014, 6, 14)),
        {**event("B1", None, None, event_date=date(2014, 6, 10)), "country": "Syria"},
        event("A3", None, None, location="Mosul"),
    ]
    page = timeline_figure(events, frozenset({"A1", "A3"}))
    assert page.count("<rect") == 3
    assert re.findall(r'"label">(\w+)<b>(\d)', page) == [("Iraq", "2"), ("Syria", "1")]
    assert '<a href="#e-A1"><rect' in page
    assert '<li><a href="#e-A3">Mosul, Iraq</a></li>' in page


def test_too_many_events_for_blocks_become_bars(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_timeline, "MOST_BLOCKS", 3)
    events = [event(f"A{n}", None, None, event_date=date(2014, 6, 1 + n // 4)) for n in range(8)]
    page = timeline_figure(events, frozenset({"A1"}))
    assert page.count("<rect") == 2
    assert "1 Jun 2014: 4 events" in page
