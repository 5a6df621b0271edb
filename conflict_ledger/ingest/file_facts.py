"""What a raw file tells of itself before any run: how much of it can be read, and what all its articles agree on.

A file of one article is read as a run would read it. Of many articles only what comes with each is looked at, not the
texts, so that a large archive is told in the time that it takes to read it once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from conflict_ledger.ingest.articles import SIDE, build_document, read_records
from conflict_ledger.ingest.outlets import date_order
from conflict_ledger.ingest.streams import format_of
from conflict_ledger.ingest.timestamps import parse_given
from conflict_ledger.records import Document, RawRecord, Refusal
from conflict_ledger.reference.outlet_scales import domain_of

ONE_ARTICLE = (".txt", ".html", ".htm")


@dataclass(slots=True, kw_only=True)
class FileFacts:
    """``values`` are those that every readable article has alike, by the names of a sidecar.

    ``sources`` says whether any article names one; ``last_day`` is the latest day of publication.
    """

    readable: int = 0
    refused: int = 0
    first_refusal: Refusal | None = None
    values: dict[str, str] = field(default_factory=dict)
    has_sources: bool = False
    last_day: date | None = None


def read_facts(path: Path, root: Path) -> FileFacts:
    """The facts of one file below ``root``, its sidecar filling what it lacks as in a run; never raises on content."""
    facts = FileFacts()
    for item in _articles(path, root):
        if isinstance(item, Refusal):
            facts.refused += 1
            facts.first_refusal = facts.first_refusal or item
        else:
            _add(facts, *item)
    return facts


def _add(facts: FileFacts, values: Mapping[str, str], day: date | None) -> None:
    facts.readable += 1
    alike = values.items() if facts.readable == 1 else facts.values.items() & values.items()
    facts.values = dict(alike)
    facts.has_sources |= "source" in values
    facts.last_day = max((found for found in (facts.last_day, day) if found is not None), default=None)


def _articles(path: Path, root: Path) -> Iterator[tuple[dict[str, str], date | None] | Refusal]:
    for record in read_records(path, root):
        if isinstance(record, Refusal):
            yield record
        elif format_of(path) in ONE_ARTICLE:
            document = build_document(record)
            yield document if isinstance(document, Refusal) else _of_document(document)
        else:
            yield _of_record(record)


def _of_document(document: Document) -> tuple[dict[str, str], date | None]:
    published = None
    if document.published_at is not None:
        is_day = document.published_precision == "day"
        published = document.published_at.date().isoformat() if is_day else document.published_at.isoformat()
    found = {
        "source": document.source,
        "url": document.url,
        "published_at": published,
        "language": document.language,
    }
    return {name: value for name, value in found.items() if value}, document.published_on


def _of_record(record: RawRecord) -> tuple[dict[str, str], date | None]:
    given = {name: value for name, value in record.metadata if not name.startswith(SIDE)}
    side = {name.removeprefix(SIDE): value for name, value in record.metadata if name.startswith(SIDE)}
    values = side | given
    url = values.get("url")
    if source := values.get("source") or domain_of(url):
        values["source"] = source
    published = values.get("published_at")
    stamp = parse_given(published, date_order(source, url)) if published else None
    return values, None if stamp is None else stamp.moment.date()
