"""One event on the page: what, where, when, who told it; the claims themselves are in `report_claims`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from conflict_ledger.publish.report_claims import outcome_section
from conflict_ledger.publish.report_content import EventPage, ReportContent
from conflict_ledger.publish.report_links import tellings
from conflict_ledger.publish.report_markup import Html, anchor, element, joined
from conflict_ledger.publish.report_tables import Row
from conflict_ledger.publish.report_words import OUTCOMES, counted, cut, days_words, plain_name

MOST_NOTES = 900  # characters
# ACLED's precision codes in words.
TIME_WORDS: Mapping[int | None, str] = {1: "to the day", 2: "to the week", 3: "to the month"}
GEO_WORDS: Mapping[int | None, str] = {1: "the town itself", 2: "near it or part of an area", 3: "stands for a region"}


def event_sections(content: ReportContent) -> Html:
    """All events that are shown in full, by date."""
    return joined(_event_section(page, content.documents, content.shown_ids) for page in content.pages)


def event_title(event: Row) -> str:
    """Where it happened, as a heading: `Tikrit, Salah ad Din, Iraq`."""
    parts = [event.get(name) for name in ("location", "admin1", "country")]
    return ", ".join(dict.fromkeys(cut(str(part), 60) for part in parts if part)) or "Place not known"


def country_name(event: Row) -> str:
    """The country an event is filed under."""
    return cut(str(event.get("country") or "Country not known"), 60)


def event_days(event: Row) -> str:
    """The day or days of an event in words."""
    low = event.get("event_on_low") or event.get("event_date")
    high = event.get("event_on_high") or event.get("event_date")
    return days_words(low, high)


def _event_section(page: EventPage, documents: Mapping[str, Row], shown_ids: frozenset[str]) -> Html:
    event = page.event
    kind = " · ".join(str(event[name]) for name in ("event_type", "sub_event_type") if event.get(name))
    heading = element(
        "header",
        element("p", kind or "Event of unknown type", class_="eyebrow"),
        element("h3", event_title(event)),
        element("p", event_days(event), class_="when"),
    )
    return element(
        "article",
        heading,
        _facts(event),
        element("p", cut(str(event["notes"]), MOST_NOTES), class_="notes") if event.get("notes") else None,
        _outcomes(page, documents),
        tellings(page, documents, shown_ids),
        class_="event",
        id=anchor("e", event["event_id_cnty"]),
    )


def _outcomes(page: EventPage, documents: Mapping[str, Row]) -> Html:
    claims = defaultdict(list)
    for claim in page.claims:
        claims[str(claim["outcome"])].append(claim)
    order = [*OUTCOMES, *sorted(claims.keys() - {*OUTCOMES})]
    sections = [
        outcome_section(name, claims[name], page.ranges, documents, page.history.get(name, ()))
        for name in order
        if name in claims
    ]
    if not sections:
        return element("p", "No source states a number of people harmed.", class_="quiet")
    return joined(sections)


def _facts(event: Row) -> Html:
    """What is known of the event beside its numbers, each with how it is known."""
    facts = {
        "Event": element("code", event["event_id_cnty"]),
        "Actors": " – ".join(str(event[name]) for name in ("actor1", "actor2") if event.get(name)),
        "Date": _basis(event.get("date_basis"), TIME_WORDS.get(event.get("time_precision"))),
        "Place": _basis(event.get("place_basis"), GEO_WORDS.get(event.get("geo_precision"))),
        "Told by": _told_by(event),
        "ACLED fatalities": _fatalities(event),
        "Scope": "other lethal violence, not coded by ACLED" if event.get("scope") == "violence" else None,
        "Reports": event.get("grade"),
        "Merged from": event.get("merged_from"),
    }
    shown = {name: value for name, value in facts.items() if value not in (None, "")}
    return element(
        "dl",
        joined(element("div", element("dt", name), element("dd", value)) for name, value in shown.items()),
        class_="facts",
    )


def _told_by(event: Row) -> str | None:
    told, alone = event.get("n_documents"), event.get("n_independent_documents")
    if told is None:
        return None
    return counted(told, "document") + ("" if alone is None else f", {alone:,} independent")


def _basis(basis: object, precision: str | None) -> str | None:
    """How a day or place is known and how finely, as `stated, to the day`."""
    return ", ".join(words for words in (plain_name(basis) if basis else None, precision) if words) or None


def _fatalities(event: Row) -> str | None:
    if event.get("fatalities") is None:
        return None
    basis = event.get("fatalities_basis")
    return f"{event['fatalities']:,}" + (f" ({plain_name(basis)})" if basis else "")
