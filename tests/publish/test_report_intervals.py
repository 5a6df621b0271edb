"""Interval charts: one honest axis, bounds where they belong, an arrow only where a number is open upwards."""

from __future__ import annotations

import re

import pytest

from conflict_ledger.publish.report_intervals import (
    ARROW,
    LEFT,
    RIGHT,
    column_background,
    fit_scale,
    interval_drawing,
)


@pytest.mark.parametrize(
    ("numbers", "start", "top", "is_log"),
    [
        ([12, 17], 0, 17, False),
        ([160, 1700, None], 100, 1700, True),
        ([0, 3, 400], 0, 400, True),
        ([3, 30], 2, 30, True),
        ([3, 29], 0, 29, False),
        ([0], 0, 1, False),
        ([None, None], 0, 0, False),
        ([500_000, 2], 2, 500_000, True),
    ],
)
def test_the_axis_is_logarithmic_only_where_the_ratio_is_large(
    numbers: list[int | None], start: int, top: int, is_log: bool
) -> None:
    scale = fit_scale(numbers)
    assert (scale.start, scale.top, scale.is_log) == (start, top, is_log)


@pytest.mark.parametrize("numbers", [[12, 17], [160, 1700], [0, 3, 400], [2, 500_000], [1], [999_999_999, 1], [None]])
def test_ticks_are_few_inside_and_in_order(numbers: list[int | None]) -> None:
    scale = fit_scale(numbers)
    ticks = scale.ticks()
    assert ticks == sorted(set(ticks))
    assert len(ticks) <= 6
    assert all(scale.start <= tick <= scale.top for tick in ticks)
    assert len(ticks) >= 2 or scale.top == 0


def test_positions_grow_with_the_number_and_stay_in_the_column() -> None:
    scale = fit_scale([5, 5000])
    places = [scale.at(number) for number in (0, 5, 50, 500, 5000, 50000)]
    assert places == sorted(places)
    assert places[0] == LEFT
    assert places[-2:] == [RIGHT, RIGHT]


def test_an_open_number_ends_in_an_arrow_and_a_closed_one_does_not() -> None:
    scale = fit_scale([10, 40])
    assert f'x="{ARROW}%"' in interval_drawing(scale, 10, 10, None)
    assert "path" not in interval_drawing(scale, 10, None, 40)


def test_an_exact_number_is_a_dot_alone() -> None:
    drawing = interval_drawing(fit_scale([10, 40]), 40, 40, 40)
    assert drawing.count("<circle") == 1
    assert "<line" not in drawing
    assert f'cx="{RIGHT}%"' in drawing


def test_without_a_best_number_there_is_no_dot() -> None:
    assert "<circle" not in interval_drawing(fit_scale([10, 40]), 10, None, 40)


def test_no_number_is_said_and_not_drawn_at_zero() -> None:
    drawing = interval_drawing(fit_scale([10, 40]), None, None, None)
    assert "no number" in drawing
    assert "<circle" not in drawing


def test_the_labelled_range_names_its_bounds_and_a_best_between_them() -> None:
    drawing = interval_drawing(fit_scale([160, 1700]), 160, 770, 1700, labelled=True)
    assert re.findall(r">([^<>]+)</text>", drawing) == ["160", "1,700", "best 770"]


def test_labels_that_would_touch_are_set_outwards() -> None:
    drawing = interval_drawing(fit_scale([95, 100]), 95, None, 100, labelled=True)
    assert re.findall(r'text-anchor="(\w+)"', drawing) == ["end", "start"]


def test_the_band_covers_the_range() -> None:
    scale = fit_scale([0, 100])
    band = re.search(r"var\(--band\)\) ([\d.]+)% 0/([\d.]+)%", column_background(scale, 25, 75))
    assert band is not None
    position, size = (float(number) for number in band.groups())
    left = position * (100 - size) / 100  # how CSS reads a position in per cent
    assert left == pytest.approx(scale.at(25), abs=0.1)
    assert left + size == pytest.approx(scale.at(75), abs=0.2)
