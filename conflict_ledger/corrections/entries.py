"""One decision of a person: what an entry of ``corrections.yml`` must say.

An entry says what was decided (``kind``, see ``KINDS``), by whom (a role, no person), when and why, and what must be
found for the decision to hold: ``expect`` names values of the rows meant, ``from`` the value a field must have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from conflict_ledger.corrections.values import SETTABLE, faults_of_values

SAME, NOT_SAME, SET_FIELD, DROP_CLAIM = "same_event", "not_same_event", "set_field", "drop_claim"
ALL = ("id", "kind", "reason", "by", "on")
KINDS = {
    SAME: ("events", "expect"),
    NOT_SAME: ("mentions", "expect"),
    SET_FIELD: ("event", "field", "from", "to"),
    DROP_CLAIM: ("claim", "expect"),
}
ENTRY_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
EVENT_ID, MENTION_ID, CLAIM_ID = (re.compile(form) for form in (r"[A-Z]{3}[0-9]+", r"m_[0-9a-f]+", r"c_[0-9a-f]+"))
# Columns of events and event_details, of event_mentions and of casualty_claims that ``expect`` may name.
EVENT_COLUMNS = (
    *("event_date", "time_precision", "event_type", "sub_event_type", "actor1", "actor2", "country", "admin1"),
    *("location", "geo_precision", "fatalities", "date_basis", "place_basis", "n_documents"),
)
MENTION_COLUMNS = (
    *("document_id", "event_type", "sub_event_type", "event_on_low", "event_on_high", "date_basis"),
    *("place_text", "place_basis", "trigger_text"),
)
CLAIM_COLUMNS = (
    *("document_id", "outcome", "low", "best", "high", "count_text", "qualifier", "victim_text"),
    *("claimant_text", "claimant_type", "assertion"),
)

Values: TypeAlias = tuple[tuple[str, str], ...]  # column, value as the file writes it; an empty text is null


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One decision. ``targets`` are the ids it names, ``expect`` the guard of each, in the order of the file.

    ``field``, ``former`` and ``to`` are given for ``set_field``: the first of ``to`` is the field, the others are
    columns that go with it, as coordinates do with a location.
    """

    correction_id: str
    kind: str
    targets: tuple[str, ...]
    expect: tuple[Values, ...]
    reason: str
    decided_by: str
    decided_on: date
    field: str | None = None
    former: str | None = None
    to: Values = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliedCorrection:
    """A decision that a release rests on, with the events that it is about there."""

    correction: Correction
    event_ids: tuple[str, ...]


class Malformed(Exception):
    """What is wrong with one entry."""


def parse_entry(entry: Any) -> Correction:
    """One entry of the file, every scalar a text; raises Malformed."""
    if not isinstance(entry, dict):
        raise Malformed("it is no mapping of keys to values")
    kind = entry.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise Malformed(f"the kind is {kind!r}, known are {', '.join(KINDS)}")
    _check_keys("it", entry, (*ALL, *KINDS[kind]))
    texts = {key: _text(entry, key) for key in ALL}
    if not ENTRY_ID.fullmatch(texts["id"]):
        raise Malformed("an id consists of small letters, digits, dots, hyphens and underscores")
    common = {
        "correction_id": texts["id"],
        "kind": kind,
        "reason": texts["reason"],
        "decided_by": texts["by"],
        "decided_on": _day(texts["on"]),
    }
    return Correction(**common, **PARTS[kind](entry))  # type: ignore[arg-type]


def _same_event(entry: Mapping[str, Any]) -> dict[str, Any]:
    targets = _ids(entry, "events", EVENT_ID, MENTION_ID)
    if len(targets) < 2:
        raise Malformed("events needs two ids or more")
    return {"targets": targets, "expect": _guards(entry, targets)}


def _not_same_event(entry: Mapping[str, Any]) -> dict[str, Any]:
    targets = _ids(entry, "mentions", MENTION_ID)
    if len(targets) != 2:
        raise Malformed("mentions needs exactly two ids of event mentions")
    return {"targets": targets, "expect": _guards(entry, targets)}


def _set_field(entry: Mapping[str, Any]) -> dict[str, Any]:
    event, field = _id(entry["event"], EVENT_ID, MENTION_ID), _text(entry, "field")
    if field not in SETTABLE:
        raise Malformed(f"the field is {field!r}, allowed are {', '.join(SETTABLE)}")
    if not isinstance(entry["from"], str):
        raise Malformed(f"from needs the value that {field} has now, empty for an unknown one")
    to = entry["to"]
    if isinstance(to, list):
        raise Malformed("to is neither a value nor a mapping of columns to values")
    values = dict(to) if isinstance(to, dict) else {field: to}
    faults = faults_of_values(field, values)
    if faults:
        raise Malformed("; ".join(faults))
    ordered = tuple((column, values.get(column, "")) for column in SETTABLE[field])
    return {"targets": (event,), "expect": ((),), "field": field, "former": entry["from"].strip(), "to": ordered}


def _drop_claim(entry: Mapping[str, Any]) -> dict[str, Any]:
    claim = _id(entry["claim"], CLAIM_ID)
    guard = _guard(entry["expect"], claim)
    if "count_text" not in dict(guard):
        raise Malformed("expect needs the count_text of the claim")
    return {"targets": (claim,), "expect": (guard,)}


PARTS = {SAME: _same_event, NOT_SAME: _not_same_event, SET_FIELD: _set_field, DROP_CLAIM: _drop_claim}


def _check_keys(what: str, mapping: Mapping[str, Any], keys: Iterable[str]) -> None:
    missing, unknown = sorted(set(keys) - set(mapping)), sorted(set(mapping) - set(keys))
    if missing or unknown:
        said = (("lacks ", missing), ("has unknown keys ", unknown))
        raise Malformed(f"{what} {' and '.join(words + ', '.join(found) for words, found in said if found)}")


def _text(entry: Mapping[str, Any], key: str) -> str:
    value = entry[key]
    if not isinstance(value, str) or not value.strip():
        raise Malformed(f"{key} is empty or no text")
    return " ".join(value.split())


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Malformed(f"on is {text!r}, no day such as 2024-05-31") from None


def _ids(entry: Mapping[str, Any], key: str, *forms: re.Pattern[str]) -> tuple[str, ...]:
    listed = entry[key]
    if not isinstance(listed, list):
        raise Malformed(f"{key} is no list of ids")
    ids = tuple(_id(item, *forms) for item in listed)
    if len(set(ids)) < len(ids):
        raise Malformed(f"{key} names an id twice")
    return ids


def _id(item: Any, *forms: re.Pattern[str]) -> str:
    if not isinstance(item, str) or not any(form.fullmatch(item) for form in forms):
        raise Malformed(f"{item!r} is no id of the form {' or '.join(form.pattern for form in forms)}")
    return item


def _guards(entry: Mapping[str, Any], targets: tuple[str, ...]) -> tuple[Values, ...]:
    """What is expected of each id, in their order."""
    expect = entry["expect"]
    if not isinstance(expect, dict):
        raise Malformed("expect is no mapping of each id to what its row says")
    _check_keys("expect", expect, targets)
    return tuple(_guard(expect[target], target) for target in targets)


def _guard(expect: Any, target: str) -> Values:
    if not isinstance(expect, dict) or not expect:
        raise Malformed(f"expect names no column and value of {target}")
    of_claim, of_mention = CLAIM_ID.fullmatch(target), MENTION_ID.fullmatch(target)
    columns = CLAIM_COLUMNS if of_claim else MENTION_COLUMNS if of_mention else EVENT_COLUMNS
    for column, value in expect.items():
        if column not in columns:
            raise Malformed(f"expect names {column!r}, for {target} may stand {', '.join(columns)}")
        if not isinstance(value, str):
            raise Malformed(f"expect of {column} is no single value")
    return tuple((column, value.strip()) for column, value in expect.items())
