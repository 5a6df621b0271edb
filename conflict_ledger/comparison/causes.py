"""Why an event is not what it was: articles that came, went or changed, tellings that moved, claims, code, settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from conflict_ledger.comparison.releases import BOUNDS, ReleaseView

# What of a manifest changes events without any article's doing, in the words of a person.
MADE_BY = {
    "code_version": "code",
    "gazetteer": "gazetteer",
    "corrections": "corrections",
    "scope": "scope",
    "as_of": "as-of day",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One reason: ``what`` in a word or two, ``ids`` of documents, events or claims, ``detail`` for a person."""

    what: str
    ids: tuple[str, ...] = ()
    detail: str = ""


def causes_of(event_id: str, before: ReleaseView, after: ReleaseView, was: str | None = None) -> tuple[Cause, ...]:
    """Why the event is not what it was; ``was`` is its id in the release before, where that is another.

    Where no article and no telling of its own moved, what changed for all events is named: code, gazetteer, settings,
    corrections; failing that, the other articles, since how telling a word is depends on all of them.
    """
    was = was or event_id
    found = [*_articles(event_id, was, before, after), *_moves(event_id, was, before, after)]
    found = found or list(makers(before, after))
    found += _claims(event_id, was, before, after)
    return tuple(found) or (Cause(what="other articles"),)


def _articles(event_id: str, was: str, before: ReleaseView, after: ReleaseView) -> Iterator[Cause]:
    now, then = after.told_by.get(event_id, frozenset()), before.told_by.get(was, frozenset())
    for document_id in sorted(now | then):
        old, new = before.documents.get(document_id), after.documents.get(document_id)
        if old is None and new is not None:
            yield Cause(what="new article", ids=(document_id,), detail=_name(document_id, after))
        elif new is None:
            yield Cause(what="article gone", ids=(document_id,), detail=_name(document_id, before))
        elif old is not None and old["text_sha256"] != new["text_sha256"]:
            yield Cause(what="article changed", ids=(document_id,), detail=_name(document_id, after))


def _moves(event_id: str, was: str, before: ReleaseView, after: ReleaseView) -> Iterator[Cause]:
    """Tellings that belong to another event now, or did before."""
    now, then = after.tellings.get(event_id, frozenset()), before.tellings.get(was, frozenset())
    came = {before.event_of_telling[name] for name in now - then if name in before.event_of_telling}
    went = {after.event_of_telling[name] for name in then - now if name in after.event_of_telling}
    for other in sorted(came - {was}):
        yield Cause(what="took up tellings of", ids=(other,))
    for other in sorted(went - {event_id}):
        yield Cause(what="gave tellings to", ids=(other,))


def _claims(event_id: str, was: str, before: ReleaseView, after: ReleaseView) -> Iterator[Cause]:
    """Claims that set a bound of the killed and did not before."""
    now, then = after.killed.get(event_id), before.killed.get(was)
    if now is None:
        return
    known = set() if then is None else {then[bound] for bound in BOUNDS}
    for claim_id in dict.fromkeys(now[bound] for bound in BOUNDS):
        if claim_id is not None and claim_id not in known and claim_id in after.claims:
            claim = after.claims[claim_id]
            words = f"“{claim['count_text']}” ({claim['claimant_type']}) in {claim['document_id']}"
            yield Cause(what="claim", ids=(claim_id,), detail=words)


def makers(before: ReleaseView, after: ReleaseView) -> Iterator[Cause]:
    """What changed for all events: code, gazetteer, corrections, scope, as-of day."""
    for key, what in MADE_BY.items():
        old, new = before.manifest.get(key), after.manifest.get(key)
        if old != new:
            yield Cause(what=f"other {what}", detail=f"{_setting(old)} → {_setting(new)}")


def _setting(value: Any) -> str:
    """What a manifest says of a setting; of a file, the start of its hash."""
    return value["sha256"][:12] if isinstance(value, Mapping) else value or "none"


def _name(document_id: str, release: ReleaseView) -> str:
    row = release.documents[document_id]
    told = [
        row["title"] or row["source_path"],
        row["source"],
        f"{row['published_at']:%Y-%m-%d}" if row["published_at"] else None,
    ]
    return ", ".join(part for part in told if part)
