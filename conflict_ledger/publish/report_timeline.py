"""Events in time: one strip per country, one block per event, stacked where they share a day, week, month or year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from conflict_ledger.publish.report_content import event_day
from conflict_ledger.publish.report_events import country_name, event_days, event_title
from conflict_ledger.publish.report_markup import Html, anchor, element, joined, jump
from conflict_ledger.publish.report_tables import Row
from conflict_ledger.publish.report_words import MONTHS, counted

MOST_STRIPS = 40
MOST_UNDATED = 60
MOST_BLOCKS = 600  # events drawn one by one; beyond, a bar per bin
HIGHEST = 56  # pixels of the tallest strip
BLOCK = 9  # pixels of one event where there is room


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Time in equal steps of a unit: ``first`` and ``last`` are step numbers."""

    unit: str
    first: int
    last: int

    def step(self, day: date) -> int:
        """The number of the step that a day lies in."""
        return _step(day, self.unit)

    def x(self, step: float) -> float:
        """Where a step begins, in per cent."""
        return round(100 * (step - self.first) / (self.last - self.first + 1), 2)

    def label(self, step: int) -> str:
        """A step's name on the axis."""
        if self.unit == "year":
            return str(step)
        if self.unit == "month":
            return f"{MONTHS[step % 12]} {step // 12}"
        day = date.fromordinal(step * 7 + 1) if self.unit == "week" else date.fromordinal(step)
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _step(day: date, unit: str) -> int:
    ordinal = day.toordinal()
    return {
        "day": ordinal,
        "week": (ordinal - 1) // 7,
        "month": day.year * 12 + day.month - 1,
        "year": day.year,
    }[unit]


def fit_calendar(days: Sequence[date]) -> Calendar:
    """The finest unit that leaves each step wide enough to see, one step free at both ends."""
    span = max(days) - min(days)
    limits = ((timedelta(60), "day"), (timedelta(550), "week"), (timedelta(3650), "month"))
    unit = next((unit for limit, unit in limits if span <= limit), "year")
    return Calendar(unit=unit, first=_step(min(days), unit) - 1, last=_step(max(days), unit) + 1)


def timeline_figure(events: Sequence[Row], shown_ids: frozenset[str]) -> Html:
    """All dated events in strips; the undated ones are named below, not guessed into place."""
    dated = [(day, event) for event in events if (day := event_day(event)) is not None]
    undated = [event for event in events if event_day(event) is None]
    parts = [_strips(dated, shown_ids)] if dated else [element("p", "No event has a date.", class_="quiet")]
    if undated:
        parts.append(_undated(undated, shown_ids))
    return element("figure", joined(parts), class_="time")


def _strips(dated: Sequence[tuple[date, Row]], shown_ids: frozenset[str]) -> Html:
    calendar = fit_calendar([day for day, _ in dated])
    strips: dict[str, dict[int, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for day, event in dated:
        strips[country_name(event)][calendar.step(day)].append(event)
    sizes = {name: sum(map(len, steps.values())) for name, steps in strips.items()}
    names = sorted(strips, key=lambda name: (-sizes[name], name))
    tallest = max(len(rows) for steps in strips.values() for rows in steps.values())
    block = min(BLOCK, HIGHEST / tallest)
    shown = shown_ids if len(dated) <= MOST_BLOCKS else frozenset()
    rows = [_strip(name, strips[name], calendar, block, shown) for name in sorted(names[:MOST_STRIPS])]
    rest = sum(sizes[name] for name in names[MOST_STRIPS:])
    others = counted(len(names) - MOST_STRIPS, "further country", "further countries")
    note = f" {counted(rest, 'event')} of {others} not drawn." if rest else ""
    caption = element("figcaption", f"One block is one event; each column is a {calendar.unit}." + note)
    return joined([*rows, _axis(calendar), caption])


def _strip(name: str, steps: Mapping[int, list[Row]], calendar: Calendar, block: float, shown: frozenset[str]) -> Html:
    """One country. Where events are too many to be drawn one by one, ``shown`` is empty and a column is one bar."""
    height = max(14, round(block * max(map(len, steps.values()))) + 2)
    columns = []
    for step, rows in sorted(steps.items()):
        x = f"{calendar.x(step + 0.09)}%"
        if shown:
            columns += [
                _block(event, x, height - block * (level + 1), block - 1, shown) for level, event in enumerate(rows)
            ]
        else:
            title = f"{calendar.label(step)}: {counted(len(rows), 'event')}"
            columns.append(_rect(title, x, height - block * len(rows), block * len(rows)))
    drawing = element(
        "svg",
        joined(_tick_lines(calendar)),
        joined(columns),
        height=height,
        style=f"--block:{max(82 / (calendar.last - calendar.first + 1), 0.25):.2f}%",
        role="group",
        aria_label=f"Events in {name} by {calendar.unit}",
    )
    total = sum(map(len, steps.values()))
    return element("div", element("span", name, element("b", f"{total:,}"), class_="label"), drawing, class_="strip")


def _block(event: Row, x: str, y: float, height: float, shown: frozenset[str]) -> Html:
    rect = _rect(f"{event_title(event)}, {event_days(event)}", x, y, height)
    identifier = event["event_id_cnty"]
    return element("a", rect, href="#" + anchor("e", identifier)) if identifier in shown else rect


def _rect(title: str, x: str, y: float, height: float) -> Html:
    return element("rect", element("title", title), x=x, y=round(y, 1), height=round(max(height, 0.6), 1))


def _tick_lines(calendar: Calendar) -> Iterator[Html]:
    for step in _ticks(calendar):
        x = f"{calendar.x(step)}%"
        yield element("line", x1=x, x2=x, y1=0, y2="100%")


def _ticks(calendar: Calendar) -> list[int]:
    """At most six steps that get a line and a name, on round years or months where that is the unit."""
    span = calendar.last - calendar.first
    if calendar.unit in ("year", "month"):
        sizes = (1, 2, 5, 10, 20, 50, 100) if calendar.unit == "year" else (1, 3, 6, 12, 24)
        size = next((size for size in sizes if span / size <= 6), sizes[-1])
        return [step for step in range(calendar.first, calendar.last + 1) if step % size == 0]
    size = max(-(-span // 5), 1)
    return list(range(calendar.first + 1, calendar.last + 1, size))


def _axis(calendar: Calendar) -> Html:
    labels = joined(
        element("text", calendar.label(step), x=f"{calendar.x(step)}%", y=13,
                text_anchor="end" if calendar.x(step) > 88 else "start")
        for step in _ticks(calendar)
    )  # fmt: skip
    drawing = element("svg", labels, height=18, aria_hidden="true")
    return element("div", element("span", class_="label"), drawing, class_="strip axis")


def _undated(events: Sequence[Row], shown_ids: frozenset[str]) -> Html:
    items = [
        element(
            "li",
            jump("e", event["event_id_cnty"], event_title(event))
            if event["event_id_cnty"] in shown_ids
            else event_title(event),
        )
        for event in events[:MOST_UNDATED]
    ]
    rest = len(events) - len(items)
    more = element("li", f"and {rest:,} more") if rest else None
    head = element("h4", "Without a date", element("b", f"{len(events):,}"))
    return element("div", head, element("ul", joined(items), more, class_="inline"), class_="undated")
