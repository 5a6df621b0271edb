"""Intervals of people drawn in a table column: one axis for all rows of a table, positions in per cent.

Positions are percentages of the column and sizes are pixels, so a chart fits any screen without a script and
its text never shrinks. Grid lines and the band of the event's range are the background of the column: they run
through all rows, and every row is only its own line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import log1p

from conflict_ledger.publish.report_markup import Html, element, joined

LEFT, RIGHT = 4.0, 88.0  # per cent of the column used by numbers; what is right of it holds the open arrows
ARROW = 96.0
LOG_FROM_RATIO = 10  # largest over smallest number: from here on a linear axis hides the small ones
NEAR = 16.0  # per cent: labels closer than this are set outwards so that they do not touch


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """An axis of numbers of people from ``start`` to ``top``, linear from zero or logarithmic."""

    start: int
    top: int
    is_log: bool

    def at(self, value: float) -> float:
        """Where a number stands, in per cent of the column."""
        if self.top == self.start:
            return LEFT
        low, high, here = (log1p(x) if self.is_log else x for x in (self.start, self.top, value))
        share = min(max((here - low) / (high - low), 0.0), 1.0)
        return round(LEFT + share * (RIGHT - LEFT), 1)

    def ticks(self) -> list[int]:
        """The round numbers that get a grid line, few enough for a phone."""
        if self.top == self.start:
            return []
        inside = [tick for tick in _round_numbers(self.top) if self.start <= tick <= self.top]
        if not self.is_log:
            step = next(tick for tick in _round_numbers(self.top) if tick * 4 >= self.top)
            return list(range(0, self.top + 1, step))
        powers = [tick for tick in inside if str(tick).strip("0") == "1"]
        without_twos = [tick for tick in inside if str(tick).strip("0") != "2"]
        chosen = powers if len(powers) >= 3 else inside if len(inside) <= 4 else without_twos
        ticks = ([0] if self.start == 0 else []) + chosen
        return ticks if len(ticks) <= 5 else ticks[:: -(-len(ticks) // 5)]


def fit_scale(numbers: Iterable[int | None]) -> Scale:
    """The axis for a set of bounds: logarithmic when the largest is many times the smallest.

    >>> fit_scale([160, 1700, None]), fit_scale([12, 17])
    (Scale(start=100, top=1700, is_log=True), Scale(start=0, top=17, is_log=False))
    """
    known = sorted({number for number in numbers if number is not None})
    positive = [number for number in known if number > 0]
    if not positive:
        return Scale(start=0, top=len(known), is_log=False)  # nothing but zero, or nothing at all
    is_log = positive[-1] >= LOG_FROM_RATIO * positive[0]
    start = 0
    if is_log and known[0] > 0:
        start = max((tick for tick in _round_numbers(known[0]) if tick <= known[0]), default=0)
    return Scale(start=start, top=positive[-1], is_log=is_log)


def _round_numbers(largest: int) -> Iterator[int]:
    """1, 2, 5, 10, 20, ... up to the first that is not below ``largest``."""
    power = 1
    while True:
        for factor in (1, 2, 5):
            yield factor * power
            if factor * power >= largest:
                return
        power *= 10


def interval_drawing(
    scale: Scale,
    low: int | None,
    best: int | None,
    high: int | None,
    *,
    kind: str = "",
    labelled: bool = False,
) -> Html:
    """One row: a line with capped ends, an arrow where it is open upwards, a dot for the best number.

    Hidden from screen readers: the numbers stand as text in the same row.
    """
    height = 44 if labelled else 18
    middle = 26 if labelled else 9
    parts = [*_line(scale, low, high, middle)]
    dot = high if low == high else best
    if dot is not None:
        parts.append(element("circle", cx=f"{scale.at(dot)}%", cy=middle, r=5 if labelled else 4))
    if labelled:
        parts += _labels(scale, low, best, high)
    return element("svg", joined(parts), class_=f"interval {kind}".strip(), height=height, aria_hidden="true")


def _line(scale: Scale, low: int | None, high: int | None, middle: int) -> Iterator[Html]:
    if low is None and high is None:
        yield element("text", "no number", x=f"{LEFT}%", y=middle + 4, class_="none")
        return
    left = scale.at(scale.start if low is None else low)
    right = ARROW if high is None else scale.at(high)
    if left != right:
        yield element("line", x1=f"{left}%", x2=f"{right}%", y1=middle, y2=middle)
    for end, value in ((left, low), (right, high)):
        if value is not None and left != right:
            yield element("line", x1=f"{end}%", x2=f"{end}%", y1=middle - 5, y2=middle + 5)
    if high is None:
        head = element("path", d="M-6-5L0 0L-6 5")
        yield element("svg", head, x=f"{ARROW}%", y=middle, overflow="visible")


def _labels(scale: Scale, low: int | None, best: int | None, high: int | None) -> Iterator[Html]:
    """The bounds above the line, the best number below it when it is neither bound."""
    ends = [value for value in (low, high) if value is not None]
    near = len(ends) == 2 and abs(scale.at(ends[0]) - scale.at(ends[1])) < NEAR
    sides = ("end", "start") if near and low != high else ("middle", "middle")
    for side, value in zip(sides, (low, high), strict=True):
        if value is not None and not (value == low == high and side == "end"):
            yield element(
                "text",
                f"{value:,}",
                x=f"{scale.at(value)}%",
                y=13,
                text_anchor=_kept_inside(scale, value, side),
            )
        if low == high:
            return
    if best is not None and best not in ends:
        yield element(
            "text",
            f"best {best:,}",
            x=f"{scale.at(best)}%",
            y=43,
            text_anchor=_kept_inside(scale, best, "middle"),
        )


def _kept_inside(scale: Scale, value: int, side: str) -> str:
    """Labels at the left edge are set to the right of their number."""
    return "start" if side != "start" and scale.at(value) < 9 else side


def axis(scale: Scale) -> Html:
    """The numbers along the top of the column."""
    labels = joined(
        element("text", f"{tick:,}", x=f"{scale.at(tick)}%", y=12, text_anchor="middle") for tick in scale.ticks()
    )
    return element("svg", labels, class_="axis", height=16, aria_hidden="true")


def column_background(scale: Scale, low: int | None, high: int | None) -> str:
    """A style attribute that draws grid lines and the event's range behind all rows of the column."""
    layers = [
        f"linear-gradient(var(--grid),var(--grid)) {scale.at(tick)}% 0/1px 100% no-repeat" for tick in scale.ticks()
    ]
    left = scale.at(scale.start if low is None else low)
    right = 100.0 if high is None else scale.at(high)
    if 0.2 < right - left < 99:
        start = round(100 * left / (100 - (right - left)), 1)  # CSS counts positions on what the layer leaves free
        size = round(right - left, 1)
        layers.append(f"linear-gradient(var(--band),var(--band)) {start}% 0/{size}% 100% no-repeat")
    return "--column:" + ",".join(layers)
