"""All shown events in one table, their killed ranges on a common axis, each leading to its own section."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_ledger.publish.report_content import EventPage, ReportContent
from conflict_ledger.publish.report_events import event_days, event_title
from conflict_ledger.publish.report_intervals import (
    Scale,
    axis,
    column_background,
    fit_scale,
    interval_drawing,
)
from conflict_ledger.publish.report_markup import Html, element, joined, jump
from conflict_ledger.publish.report_tables import Row
from conflict_ledger.publish.report_words import interval_with_best, interval_words

BOUNDS = ("low", "best", "high")


def event_index(content: ReportContent) -> Html:
    """One line per shown event, by date."""
    ranges = [_killed(page) for page in content.pages]
    scale = fit_scale(known.get(name) for known in ranges for name in BOUNDS)
    heads = ("When", "Where", "What", "Killed", axis(scale), "Told by")
    head = element("tr", joined(element("th", name, scope="col", class_=_head_class(name)) for name in heads))
    rows = joined(_row(page, known, scale) for page, known in zip(content.pages, ranges, strict=True))
    return element(
        "table",
        element("thead", head),
        element("tbody", rows),
        class_="index",
        style=column_background(scale, 0, 0),
    )


def _killed(page: EventPage) -> Row:
    return page.ranges.get(("killed", "all"), {})


def _head_class(name: str) -> str | None:
    return "chart" if isinstance(name, Html) else {"Killed": "figure", "Told by": "told"}.get(name)


def _row(page: EventPage, killed: Row, scale: Scale) -> Html:
    event = page.event
    n_documents = event.get("n_documents")
    bounds = [killed.get(name) for name in BOUNDS]
    return element(
        "tr",
        element("td", event_days(event), class_="when"),
        element("td", jump("e", event["event_id_cnty"], event_title(event)), class_="where"),
        element("td", _breakable(event.get("sub_event_type") or event.get("event_type") or "–"), class_="what"),
        element("td", *_killed_words(bounds) if killed else "–", class_="figure"),
        element("td", interval_drawing(scale, *bounds) if killed else None, class_="chart"),
        element("td", f"{n_documents:,}" if n_documents is not None else "–", class_="told"),
    )


def _killed_words(bounds: Sequence[int | None]) -> tuple[object, ...]:
    """The range, and below it the best number where the range does not already say it."""
    low, best, high = bounds
    says_more = interval_with_best(low, best, high) != interval_words(low, None, high)
    return interval_words(low, None, high), element("small", f"best {best:,}") if says_more else None


def _breakable(name: object) -> Html:
    """A type's name that may be broken after its slashes and nowhere inside a word."""
    return joined(str(name).split("/"), Html("/<wbr>"))
