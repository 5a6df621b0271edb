"""Map labels that do not touch: placed one by one, most important first, dropped where there is no room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from conflict_ledger.publish.report_markup import Html, element, joined

# Pixels. A phone shows every map about this wide; letters are about half as wide as they are high.
PHONE = 350.0
LETTER, LINE = 6.4, 14.0
DEGREES = 34.0  # kept free along the left edge for the degrees; along the foot, one line
MOST_CIRCLES = 300  # kept clear of names; more make a map where no name finds room

Box = tuple[float, float, float, float]  # left, top, right, bottom in pixels


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A text near a point in per cent of the map; ``reach`` is the radius to keep clear, None for a country's name."""

    text: str
    x: float
    y: float
    reach: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A map as drawn at one width in pixels, with the boxes that are taken."""

    width: float
    height: float
    taken: list[Box]

    def box(self, label: Label, side: str) -> Box:
        """Where a label would stand; ``side`` is the end of the text that is at the point."""
        x, y = label.x / 100 * self.width, label.y / 100 * self.height
        length = LETTER * len(label.text) * (1.3 if label.reach is None else 1.0)  # countries are set wider
        gap = (label.reach or 0) + 3
        left = {"start": x + gap, "end": x - gap - length, "middle": x - length / 2}[side]
        return left, y - LINE / 2, left + length, y + LINE / 2

    def is_free(self, box: Box) -> bool:
        """Whether a box lies on the map and touches nothing."""
        left, top, right, bottom = box
        if left < DEGREES or top < 0 or right > self.width or bottom > self.height - LINE:
            return False
        return all(right < other[0] or left > other[2] or bottom < other[1] or top > other[3] for other in self.taken)


def _frame(width: float, aspect: float, circles: Iterable[Label]) -> Frame:
    frame = Frame(width=width, height=width / aspect, taken=[])
    for circle in circles:
        x, y, reach = circle.x / 100 * width, circle.y / 100 * frame.height, circle.reach or 0
        frame.taken.append((x - reach, y - reach, x + reach, y + reach))
    return frame


def place_labels(labels: Iterable[Label], circles: Sequence[Label], *, width: float, aspect: float) -> Html:
    """The labels that fit a map of this width; those that do not also fit a phone's are marked ``desk``."""
    desk, phone = (_frame(pixels, aspect, circles[:MOST_CIRCLES]) for pixels in (width, PHONE))
    drawn = []
    for label in labels:
        side = next((side for side in _sides(label) if desk.is_free(desk.box(label, side))), None)
        if side is None:
            continue
        desk.taken.append(desk.box(label, side))
        small = phone.box(label, side)
        fits_phone = phone.is_free(small)
        if fits_phone:
            phone.taken.append(small)
        drawn.append(_text(label, side, fits_phone))
    return joined(drawn)


def _sides(label: Label) -> tuple[str, ...]:
    return ("middle",) if label.reach is None else ("start", "end")


def _text(label: Label, side: str, fits_phone: bool) -> Html:
    kind = "nation" if label.reach is None else "town"
    shift = {"start": 1, "end": -1, "middle": 0}[side] * ((label.reach or 0) + 3)
    return element(
        "text", label.text, x=f"{label.x}%", y=f"{label.y}%", dx=round(shift, 1) or None, dy="0.35em",
        text_anchor=side, class_=kind if fits_phone else f"{kind} desk",
    )  # fmt: skip
