"""Pictures of docs/analyses.py as plain SVG: the same numbers give the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import floor, log10, sqrt
from typing import Any

from conflict_ledger.publish.report_map_ground import read_ground

WIDTH, ROW, LEFT, RIGHT, TOP = 760, 22, 150, 70, 34
INK, QUIET, BAND, DOT = "#1a1a1a", "#8a8a8a", "#9dbbd8", "#1f4e79"
MAP_HEIGHT = 380
SOUTH, NORTH = -60, 80
MOST_LABELS = 10
CELL = 2  # degrees that one dot of land stands for


def intervals(rows: Sequence[Any], title: str) -> str:
    """One line a row: (name, low, best, high, whether open upwards), on a scale of powers of ten with room for zero."""
    top = max((value for row in rows for value in row[1:4] if value == value), default=1)
    decades = floor(log10(max(top, 1))) + 1

    def x(value: float) -> float:
        share = 0.0 if value < 1 else (0.5 + log10(value)) / (decades + 0.5)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    bottom = TOP + ROW * len(rows)
    parts = []
    for value in (0, *(10**power for power in range(decades + 1))):
        at = x(value)
        parts.append(f'<path d="M{at} {TOP - 6}V{bottom}" stroke="#e2e2e2"/>')
        parts.append(_text(at, bottom + 14, f"{value:,}", QUIET, "middle"))
    for number, (name, low, best, high, is_open) in enumerate(rows):
        y = TOP + ROW * number + ROW // 2
        parts.append(_text(LEFT - 8, y + 4, str(name), INK, "end"))
        parts += _interval(x, y, low, best, high, bool(is_open))
    key = "bar: low to high; dot: best; arrow: open upwards"
    parts.append(_text(LEFT, 14, f"{title} ({key})", INK, "start"))
    return _svg(bottom + 24, parts)


def _interval(x: Any, y: int, low: float, best: float, high: float, is_open: bool) -> list[str]:
    left, right = x(low if low == low else 0), x(high)
    parts = [f'<path d="M{left} {y}H{max(right, left + 1)}" stroke="{BAND}" stroke-width="9"/>']
    if is_open:
        parts.append(f'<path d="M{right + 2} {y - 5}l9 5l-9 5" fill="none" stroke="{DOT}" stroke-width="2"/>')
    if best == best:
        parts.append(f'<circle cx="{x(best)}" cy="{y}" r="4" fill="{DOT}"/>')
        parts.append(_text(max(right, x(best)) + 16, y + 4, f"{int(best):,}", QUIET, "start"))
    return parts


def world_map(spots: Sequence[Any]) -> str:
    """Circles of an area that grows with the dead at (longitude, latitude, dead, name); where towns are, is land."""

    def x(longitude: float) -> float:
        return round((longitude + 180) / 360 * WIDTH, 1)

    def y(latitude: float) -> float:
        return round((NORTH - latitude) / (NORTH - SOUTH) * MAP_HEIGHT, 1)

    cells = sorted({(row // CELL * CELL, column // CELL * CELL) for row, column in read_ground().towns})
    land = "".join(f"M{x(column + CELL / 2)} {y(row + CELL / 2)}h0" for row, column in cells if SOUTH < row < NORTH)
    parts = [f'<path d="{land}" stroke="#d3d3d3" stroke-width="3" stroke-linecap="round"/>']
    for longitude in range(-150, 180, 30):
        parts.append(f'<path d="M{x(longitude)} 0V{MAP_HEIGHT}" stroke="#e2e2e2"/>')
        parts.append(_text(x(longitude), MAP_HEIGHT - 4, f"{abs(longitude)}°{'EW'[longitude < 0]}", QUIET, "middle"))
    for latitude in range(-30, 80, 30):
        parts.append(f'<path d="M0 {y(latitude)}H{WIDTH}" stroke="#e2e2e2"/>')
        parts.append(_text(4, y(latitude) - 3, f"{abs(latitude)}°{'NS'[latitude < 0]}", QUIET, "start"))
    top = max((spot[2] for spot in spots), default=1) or 1
    for longitude, latitude, dead, name in spots:
        radius = round(2 + 16 * sqrt(dead / top), 1)
        told = f"<title>{escape(str(name))}: {int(dead):,}</title>"
        circle = f'cx="{x(longitude)}" cy="{y(latitude)}" r="{radius}" fill="{DOT}" fill-opacity="0.45"'
        parts.append(f"<circle {circle}>{told}</circle>")
    for longitude, latitude, dead, name in spots[:MOST_LABELS]:
        if dead:
            parts.append(_text(x(longitude), y(latitude) - 6, str(name), INK, "middle"))
    return _svg(MAP_HEIGHT, parts)


def _text(x: float, y: float, words: str, colour: str, anchor: str) -> str:
    return f'<text x="{x}" y="{y}" fill="{colour}" text-anchor="{anchor}">{escape(words)}</text>'


def _svg(height: int, parts: Sequence[str]) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
    style = 'font-family="sans-serif" font-size="12"'
    ground = f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'
    return "\n".join([f"{head} {style}>", ground, *parts, "</svg>"]) + "\n"
