"""Map labels that do not touch: placed one by one, most important first, dropped where there is no room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from conflict_ledger.publish.report_markup import Html, element, joined

# Pixels; a map is about this wide on a desk and on a phone. Letters are about half as wide as they are high.
DESK, PHONE = 1060.0, 350.0
LETTER, LINE = 6.4, 14.0

Box = tuple[float, float, float, float]  # left, top, right, bottom in pixels


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A text near a point in per cent of the map; ``reach`` is the radius to keep clear, None for a country's name."""

    text: str
    x: float
    y: float
    reach: float | None


def place_labels(labels: Iterable[Label], aspect: float) -> Html:
    """The labels that fit a desk-wide map; those that do not also fit a phone's are marked ``desk``."""
    desk: list[Box] = []
    phone: list[Box] = []
    drawn = []
    for label in labels:
        side = next(
            (side for side in _sides(label) if _is_free(_box(label, side, DESK, aspect), desk, DESK, aspect)),
            None,
        )
        if side is None:
            continue
        desk.append(_box(label, side, DESK, aspect))
        small = _box(label, side, PHONE, aspect)
        fits_phone = _is_free(small, phone, PHONE, aspect)
        if fits_phone:
            phone.append(small)
        drawn.append(_text(label, side, fits_phone))
    return joined(drawn)


def _sides(label: Label) -> tuple[str, ...]:
    return ("middle",) if label.reach is None else ("start", "end")


def _box(label: Label, side: str, width: float, aspect: float) -> Box:
    x, y = label.x / 100 * width, label.y / 100 * width / aspect
    length = LETTER * len(label.text) * (1.25 if label.reach is None else 1.0)  # countries are set wider
    gap = (label.reach or 0) + 3
    left = {"start": x + gap, "end": x - gap - length, "middle": x - length / 2}[side]
    return left, y - LINE / 2, left + length, y + LINE / 2


def _is_free(box: Box, taken: Iterable[Box], width: float, aspect: float) -> bool:
    left, top, right, bottom = box
    if left < 0 or top < 0 or right > width or bottom > width / aspect:
        return False
    return all(right < other[0] or left > other[2] or bottom < other[1] or top > other[3] for other in taken)


def _text(label: Label, side: str, fits_phone: bool) -> Html:
    kind = "nation" if label.reach is None else "town"
    shift = {"start": 1, "end": -1, "middle": 0}[side] * ((label.reach or 0) + 3)
    return element(
        "text", label.text, x=f"{label.x}%", y=f"{label.y}%", dx=round(shift, 1) or None, dy="0.35em",
        text_anchor=side, class_=kind if fits_phone else f"{kind} desk",
    )  # fmt: skip
