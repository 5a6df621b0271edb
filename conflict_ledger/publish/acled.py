"""Events -> ACLED's 31 columns. With ``schemas/events.yml`` the only place that knows their names.

The layout follows ACLED's public codebook; rows and notes are our own. What is not known is null.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from conflict_ledger.lexicon import Entry, load_lexicon
from conflict_ledger.publish.notes import EVE, write_notes
from conflict_ledger.publish.rows import in_utc, join
from conflict_ledger.records import ActorMention, DateRange, Document, Event, Place
from conflict_ledger.reference.actor_kinds import CIVILIANS
from conflict_ledger.reference.countries import CountryFacts, country_facts
from conflict_ledger.reference.outlet_scales import joined_scales, outlet_of, scale_at

Row = dict[str, Any]

WEEK, MONTH = 7, 31  # days in the longest range that ACLED calls precision 2 and 3; coarser is not coded
DECIMALS = 4  # of a degree, ACLED's finest: 11 metres
AS_REPORTED = ("before_publication", "before_statement")
# Civilians are the target of these by definition; in the others only where actor2 is civilians.
ALWAYS_TARGETED = ("Violence against civilians", "Excessive force against protesters")
MAY_TARGET = ("Explosions/Remote violence", "Riots")


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """Where and when a document was published: what an event's row says of it."""

    source: str | None
    published_at: datetime | None
    outlet: Entry | None = None  # of lexicons/outlet_scales.yml


def publications_of(documents: Iterable[Document]) -> dict[str, Publication]:
    """Document id -> what ``event_rows`` needs of it, so that no text is kept in memory."""
    return {
        document.document_id: Publication(
            source=document.source,
            published_at=in_utc(document.published_at),
            outlet=outlet_of(document.source, document.url),
        )
        for document in documents
    }


def event_rows(events: Iterable[Event], documents: Mapping[str, Publication]) -> list[Row]:
    """Rows of ``events``, the columns in ACLED's order."""
    return [_event_row(event, [documents[name] for name in event.document_ids]) for event in events]


def _event_row(event: Event, documents: list[Publication]) -> Row:
    kind = hierarchy()[event.sub_event_type]
    newest = max((facts.published_at for facts in documents if facts.published_at), default=None)
    country = event.place.country if event.place else None
    day = event_day(event.event_on, newest, event.date_basis)
    row = {
        "event_id_cnty": event.event_id,
        "event_date": day,
        "year": day.year if day else None,
        "time_precision": time_precision(event.event_on, event.date_basis),
        "disorder_type": kind.fields["disorder_type"],
        "event_type": event.event_type,
        "sub_event_type": event.sub_event_type,
        **_actor_columns(event),
        **_place_columns(event.place, event.geo_precision),
        "source": join(sorted({facts.source for facts in documents if facts.source})),
        "source_scale": joined_scales(scale_at(facts.outlet, country) for facts in documents if facts.outlet),
        "notes": None,
        "fatalities": event.fatalities,
        "tags": join(why.detail for why in event.reasons if why.decision == "tags" and why.detail),
        "timestamp": unix_seconds(newest),
    }
    return row | {"notes": write_notes(row, event, kind.fields)}


def event_day(days: DateRange | None, newest: datetime | None, basis: str = "stated") -> date | None:
    """The one day that stands for a range: its middle, but no later than the newest report of it.

    A whole month stands on its 15th, as in ACLED; what is only known to lie before a report stands on the day
    of the report (ACLED's "as reported"), and news that names no day on the eve of its publication. None where
    the days spread over more than a month.
    """
    if days is None or time_precision(days) is None:
        return None
    if basis in AS_REPORTED:
        return days.latest
    if basis == EVE:
        return days.earliest
    whole_month = days.earliest.day == 1 and (days.latest + timedelta(days=1)).day == 1
    middle = days.earliest + (days.latest - days.earliest) // 2
    day = days.earliest.replace(day=15) if whole_month and days.latest > days.earliest else middle
    return max(days.earliest, min(day, newest.date())) if newest else day


def time_precision(days: DateRange | None, basis: str = "stated") -> int | None:
    """ACLED's code: 1 the day is known, 2 up to a week, 3 up to a month; None where coarser or unknown.

    The eve of a publication counts as a known day, as a night over two days does in ACLED.
    """
    if days is None:
        return None
    length = (days.latest - days.earliest).days + 1
    if length == 1 or basis == EVE:
        return 1
    if length <= WEEK:
        return 2
    return 3 if length <= MONTH else None


def interaction(inter1: int | None, inter2: int | None) -> str | None:
    """ACLED's label for two actor types, in any order; one alone gives ``... only``.

    >>> interaction(7, 1), interaction(8, 7), interaction(3, None)
    ('State forces-Civilians', 'External/Other forces-Civilians', 'Political militia only')
    """
    code = interaction_code(inter1, inter2)
    return _labels("interactions")[str(code)] if code else None


def interaction_code(inter1: int | None, inter2: int | None) -> int:
    """ACLED's number for two actor types, the lower one first; one alone ends in 0, and none is 0.

    >>> interaction_code(7, 1), interaction_code(None, 3), interaction_code(None, None)
    (17, 30, 0)
    """
    known = sorted(code for code in (inter1, inter2) if code)
    return 10 * known[0] + (known[1] if len(known) == 2 else 0) if known else 0


def unix_seconds(moment: datetime | None) -> int | None:
    """Seconds since 1970 of a moment in UTC."""
    return None if moment is None else int(moment.replace(tzinfo=UTC).timestamp())


@cache
def hierarchy() -> dict[str, Entry]:
    """Sub-event type -> its entry, with event type, disorder type and rank."""
    return {entry.value: entry for entry in load_lexicon("event_hierarchy").entries}


@cache
def _labels(name: str) -> dict[str, str]:
    """Code -> label; the code is the field ``code``, or the id where entries have none."""
    return {entry.fields.get("code", entry.id): entry.value for entry in load_lexicon(name).entries}


def _actor_columns(event: Event) -> Row:
    first, second = event.actor1, event.actor2
    return {
        "actor1": _name(first),
        "assoc_actor_1": join(event.beside[0]),
        "inter1": _actor_type(first),
        "actor2": _name(second),
        "assoc_actor_2": join(event.beside[1]),
        "inter2": _actor_type(second),
        "interaction": interaction(first.inter if first else None, second.inter if second else None),
        "civilian_targeting": "Civilians targeted" if targeting_rule(event) else None,
    }


def _name(actor: ActorMention | None) -> str | None:
    return join([actor.name]) if actor else None


def _actor_type(actor: ActorMention | None) -> str | None:
    return _labels("actor_types")[str(actor.inter)] if actor else None


def targeting_rule(event: Event) -> str | None:
    """What makes civilians the main or only target: the ``kind`` of event, or ``actor2``; None if they are not."""
    if event.event_type in ALWAYS_TARGETED or event.sub_event_type in ALWAYS_TARGETED:
        return "kind"
    is_side = event.actor2 is not None and event.actor2.inter == CIVILIANS
    return "actor2" if is_side and event.event_type in MAY_TARGET else None


def _place_columns(place: Place | None, geo_precision: int | None) -> Row:
    country = country_facts(place.country) if place and place.country else None
    spot = place if place and place.kind != "country" and place.latitude is not None else None
    return {
        **_country_columns(country),
        "admin1": spot.admin1 if spot else None,
        "admin2": spot.name if spot and spot.kind == "admin2" else None,
        "admin3": None,
        "location": spot.name if spot else None,
        "latitude": _rounded(spot.latitude) if spot else None,
        "longitude": _rounded(spot.longitude) if spot else None,
        "geo_precision": geo_precision if spot else None,
    }


def _country_columns(country: CountryFacts | None) -> Row:
    return {
        "iso": country.iso_numeric if country else None,
        "region": country.region if country else None,
        "country": country.name if country else None,
    }


def _rounded(degrees: float | None) -> float | None:
    return None if degrees is None else round(degrees, DECIMALS)
