"""Read the gold: what the sample articles say, as a person understood them (tests/gold/README.md).

Strict: an unknown or missing key raises, so that a misspelt expectation is never silently without effect.
Every expected value is a tuple of the answers that are accepted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from conflict_ledger.lexicon import read_yaml
from conflict_ledger.problems import ConfigurationError

Accepted = tuple[Any, ...]

ARTICLE = {"external_id", "source_path", "title", "published_on", "published_basis", "events", "claims", "not_claims"}
ARTICLE_MAY = {"kind", "note", "url", "duplicate_of", "near_duplicate_of", "optional_events"}
EVENT = {"label", "event_type", "sub_event_type", "event_on_low", "event_on_high", "place", "country"}
EVENT_MAY = {"admin1", "scope", "actors", "optional", "note", "place_note"}
CLAIM = {
    "quote", "count_text", "outcome", "low", "best", "high", "qualifier", "claimant_type", "assertion", "event",
}  # fmt: skip
CLAIM_MAY = {"is_total", "is_cumulative", "optional", "count_text_also", "note"}
NOT_CLAIM = {"quote", "count_text", "why"}


class GoldError(ConfigurationError):
    """A gold file breaks its own format; the message names file and article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent:
    """One event that an article tells; ``label`` is the same in every article that tells it.

    ``is_loose`` (a note says so): a narrower answer inside the days given, or none, is right as well.
    """

    label: str
    event_type: Accepted
    sub_event_type: Accepted
    event_on_low: Accepted
    event_on_high: Accepted
    place: Accepted
    country: Accepted
    admin1: Accepted
    actors: Accepted
    scope: str
    is_optional: bool
    is_loose: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldClaim:
    """One number that must become a claim, or may (``is_optional``); ``count_texts`` are its accepted cuts."""

    quote: str
    count_texts: tuple[str, ...]
    outcome: Accepted
    low: Accepted
    best: Accepted
    high: Accepted
    qualifier: Accepted
    claimant_type: Accepted
    assertion: Accepted
    event: Accepted
    is_total: Accepted
    is_cumulative: Accepted
    is_optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldNumber:
    """A number that must not become a claim, and why; ``optional_...`` may become one."""

    quote: str
    count_text: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """All that is expected of one article. ``repeats`` is the external id of its original, if it is a copy."""

    external_id: str
    source_path: str
    title: Accepted
    published_on: Accepted
    published_basis: Accepted
    repeats: str | None
    are_events_optional: bool
    events: tuple[GoldEvent, ...]
    claims: tuple[GoldClaim, ...]
    not_claims: tuple[GoldNumber, ...]


def read_gold(folder: Path) -> tuple[GoldArticle, ...]:
    """All articles of the gold files directly in ``folder``, file by file; raises GoldError."""
    paths = sorted(folder.glob("*.yml"))
    if not paths:
        raise GoldError(f"no gold files in {folder}")
    return tuple(article for path in paths for article in _read_file(path))


def _read_file(path: Path) -> list[GoldArticle]:
    raw = read_yaml(path)
    if not isinstance(raw, dict) or set(raw) != {"articles"}:
        raise GoldError(f"{path.name}: expected the one key 'articles'")
    return [_article(path.name, item) for item in raw["articles"]]


def _article(name: str, raw: Any) -> GoldArticle:
    where = f"{name}: {raw.get('external_id') if isinstance(raw, dict) else raw}"
    _check_keys(where, raw, ARTICLE, ARTICLE_MAY)
    try:
        return GoldArticle(
            external_id=raw["external_id"],
            source_path=raw["source_path"],
            title=_accepted(raw["title"], _text),
            published_on=_accepted(raw["published_on"], _day),
            published_basis=_accepted(raw["published_basis"], str),
            repeats=raw.get("duplicate_of") or raw.get("near_duplicate_of"),
            are_events_optional=_is_true(raw.get("optional_events", "false")),
            events=tuple(_event(where, item) for item in raw["events"]),
            claims=tuple(_claim(where, item) for item in raw["claims"]),
            not_claims=tuple(_not_claim(where, item) for item in raw["not_claims"]),
        )
    except ValueError as error:
        raise GoldError(f"{where}: {error}") from error


def _event(where: str, raw: Any) -> GoldEvent:
    _check_keys(where, raw, EVENT, EVENT_MAY)
    return GoldEvent(
        label=raw["label"],
        event_type=_accepted(raw["event_type"], str),
        sub_event_type=_accepted(raw["sub_event_type"], str),
        event_on_low=_accepted(raw["event_on_low"], _day),
        event_on_high=_accepted(raw["event_on_high"], _day),
        place=_accepted(raw["place"], _text),
        country=_accepted(raw["country"], _text),
        admin1=_accepted(raw.get("admin1", ()), _text),
        actors=_accepted(raw.get("actors", ()), str),
        scope=raw.get("scope", "acled"),
        is_optional=_is_true(raw.get("optional", "false")),
        is_loose="note" in raw,
    )


def _claim(where: str, raw: Any) -> GoldClaim:
    _check_keys(where, raw, CLAIM, CLAIM_MAY)
    return GoldClaim(
        quote=raw["quote"],
        count_texts=(raw["count_text"], *raw.get("count_text_also", ())),
        outcome=_accepted(raw["outcome"], str),
        low=_accepted(raw["low"], _number),
        best=_accepted(raw["best"], _number),
        high=_accepted(raw["high"], _number),
        qualifier=_accepted(raw["qualifier"], str),
        claimant_type=_accepted(raw["claimant_type"], str),
        assertion=_accepted(raw["assertion"], str),
        event=_accepted(raw["event"], _text),
        is_total=_accepted(raw.get("is_total", "true"), _is_true),
        is_cumulative=_accepted(raw.get("is_cumulative", "false"), _is_true),
        is_optional=_is_true(raw.get("optional", "false")),
    )


def _not_claim(where: str, raw: Any) -> GoldNumber:
    _check_keys(where, raw, NOT_CLAIM, set())
    return GoldNumber(quote=raw["quote"], count_text=raw["count_text"], why=raw["why"])


def _check_keys(where: str, raw: Any, required: set[str], allowed: set[str]) -> None:
    if not isinstance(raw, Mapping):
        raise GoldError(f"{where}: expected a mapping, found {str(raw)[:60]!r}")
    missing, unknown = required - set(raw), set(raw) - required - allowed
    if missing or unknown:
        raise GoldError(f"{where}: missing keys {sorted(missing)}, unknown keys {sorted(unknown)}")


def _accepted(raw: Any, read: Callable[[str], Any]) -> Accepted:
    """A value or a list of values, each read from its text."""
    return tuple(read(item) for item in ([raw] if isinstance(raw, str) else raw))


def _text(raw: str) -> str | None:
    return None if raw == "null" else raw


def _number(raw: str) -> int | None:
    return None if raw == "null" else int(raw)


def _day(raw: str) -> date | None:
    return None if raw == "null" else date.fromisoformat(raw)


def _is_true(raw: str) -> bool:
    if raw not in ("true", "false"):
        raise ValueError(f"{raw!r} is neither true nor false")
    return raw == "true"
