"""An event with one field set as a person decided: the value, a basis that says so, and the decision as its reason.

Nothing else is worked out anew, neither the number of dead of an event with another day nor its sides of another kind;
only what follows from the field by a fixed table. The ranges stay what the claims say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from conflict_ledger.corrections.entries import Correction
from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.records import ActorMention, DateRange, Event, Place, Reason, Span
from conflict_ledger.reference.countries import country_facts
from conflict_ledger.reference.event_kinds import DEMONSTRATIONS

CORRECTED = "corrected"  # the basis of a corrected day, place or number
DECISIONS = {
    "event_date": "time",
    "sub_event_type": "kind",
    "location": "place",
    "actor1": "actor1",
    "actor2": "actor2",
    "fatalities": "fatalities",
}
CROWD_SIZE = "crowd size="


def set_field(event: Event, correction: Correction) -> Event:
    """The event with the field of the correction at its new value."""
    field = correction.field or ""
    corrected = SETTERS[field](event, dict(correction.to), correction.correction_id)
    decision = DECISIONS[field]
    others = tuple(reason for reason in corrected.reasons if reason.decision != decision)
    return replace(corrected, reasons=(*others, _reason(decision, correction)))


def _reason(decision: str, correction: Correction) -> Reason:
    before = correction.former or "unknown"
    return Reason(
        decision=decision,
        rule=f"correction/{correction.correction_id}",
        detail=f"was {before}; {correction.decided_by}, {correction.decided_on}: {correction.reason}",
    )


def _set_date(event: Event, to: Mapping[str, str], _name: str) -> Event:
    day = date.fromisoformat(to["event_date"])
    return replace(event, event_on=DateRange(earliest=day, latest=day), date_basis=CORRECTED)


def _set_kind(event: Event, to: Mapping[str, str], _name: str) -> Event:
    """The event type follows, and so does whether the row tells the size of a crowd."""
    kind = next(entry for entry in load_lexicon("event_hierarchy").entries if entry.value == to["sub_event_type"])
    event_type = kind.fields["event_type"]
    reasons = event.reasons
    if event_type not in DEMONSTRATIONS:
        reasons = tuple(reason for reason in reasons if not _tells_crowd(reason))
    elif not any(map(_tells_crowd, reasons)):
        reasons = (*reasons, Reason(decision="tags", rule="no_report", detail=f"{CROWD_SIZE}no report"))
    return replace(event, event_type=event_type, sub_event_type=kind.value, reasons=reasons)


def _tells_crowd(reason: Reason) -> bool:
    return reason.decision == "tags" and (reason.detail or "").startswith(CROWD_SIZE)


def _set_place(event: Event, to: Mapping[str, str], name: str) -> Event:
    country = country_facts(to["country"])
    place = Place(
        place_id=f"correction/{name}",
        name=to["location"],
        kind="city",
        country=to["country"],
        iso3=country.iso3 if country else None,
        admin1=to["admin1"] or None,
        latitude=float(to["latitude"]),
        longitude=float(to["longitude"]),
    )
    return replace(event, place=place, geo_precision=int(to["geo_precision"]), place_basis=CORRECTED)


def _set_actor1(event: Event, to: Mapping[str, str], name: str) -> Event:
    side = _side(to["actor1"], to["inter1"], name)
    return replace(event, actor1=side, beside=(_beside(event.beside[0], side), event.beside[1]))


def _set_actor2(event: Event, to: Mapping[str, str], name: str) -> Event:
    side = _side(to["actor2"], to["inter2"], name)
    return replace(event, actor2=side, beside=(event.beside[0], _beside(event.beside[1], side)))


def _side(actor: str, label: str, name: str) -> ActorMention | None:
    """No words name it, so it quotes none; None where the side is emptied."""
    if not actor:
        return None
    codes = {entry.value: int(entry.fields["code"]) for entry in load_lexicon("actor_types").entries}
    return ActorMention(
        span=Span(0, 0),
        text="",
        actor_id="corrected",
        name=actor,
        inter=codes[label],
        country=None,
        rule=f"correction/{name}",
    )


def _beside(names: tuple[str, ...], side: ActorMention | None) -> tuple[str, ...]:
    """Nobody stands beside a side that is not there, and no side beside itself."""
    return tuple(name for name in names if side is not None and name != side.name)


def _set_fatalities(event: Event, to: Mapping[str, str], _name: str) -> Event:
    return replace(event, fatalities=int(to["fatalities"]), fatalities_basis=CORRECTED)


SETTERS: Mapping[str, Callable[[Event, Mapping[str, str], str], Event]] = {
    "event_date": _set_date,
    "sub_event_type": _set_kind,
    "location": _set_place,
    "actor1": _set_actor1,
    "actor2": _set_actor2,
    "fatalities": _set_fatalities,
}
