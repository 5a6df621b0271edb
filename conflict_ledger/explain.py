"""Texts shown to a person: claims and events of an article at once, or every span with the rule behind it."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from conflict_ledger.ingest.articles import build_document, read_records
from conflict_ledger.pipeline import extract_document, find_in_document
from conflict_ledger.problems import ConfigurationError
from conflict_ledger.publish import rows
from conflict_ledger.publish.acled import event_rows, publications_of
from conflict_ledger.publish.range_rows import casualty_range_rows
from conflict_ledger.records import Document, Event, Extraction, Refusal, SentenceMentions
from conflict_ledger.run.resolution import claims_of_events, resolve_extractions

STDIN = "-"
WIDEST = 44  # characters of a column; the rows of the tables hold the whole
Row = Mapping[str, Any]


def read_articles(name: str) -> Iterator[Document | Refusal]:
    """The articles of a file of any raw format; ``-`` reads one text or page from standard input.

    Raises ConfigurationError if there is no such file.
    """
    if name == STDIN:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "stdin.txt"
            path.write_bytes(sys.stdin.buffer.read())
            yield from _articles(path)
        return
    if not Path(name).is_file():
        raise ConfigurationError(f"{name} is not a file")
    yield from _articles(Path(name))


def _articles(path: Path) -> Iterator[Document | Refusal]:
    for record in read_records(path, path.parent):
        yield record if isinstance(record, Refusal) else build_document(record)


def extract_texts(name: str, scope: str, as_json: bool) -> Iterator[str]:
    """What was found in each article of a file: for a person, or as one line of JSON an article."""
    for article in read_articles(name):
        if isinstance(article, Refusal):
            yield json.dumps({"refused": article.reason}) if as_json else f"{refusal_text(article)}\n"
            continue
        extraction = extract_document(article, scope)
        events = events_of(extraction)
        yield extraction_json(extraction, events) if as_json else extraction_text(extraction, events)


def events_of(extraction: Extraction) -> tuple[Event, ...]:
    """The events that one article tells, taken by itself."""
    return resolve_extractions([extraction]).events


def refusal_text(refusal: Refusal) -> str:
    """One line on an article that could not be read."""
    return f"{refusal.external_id}: refused, {refusal.reason} ({refusal.detail})"


def extraction_json(extraction: Extraction, events: Sequence[Event]) -> str:
    """Rows as the tables hold them, in one line; the text is left out."""
    document = extraction.document
    links = rows.event_links(events)
    shown = rows.document_rows([document], {}, "")[0]
    event_of = claims_of_events(links, extraction.event_mentions)
    tables: dict[str, Any] = {
        "document": {name: value for name, value in shown.items() if name not in ("text", "run_id")},
        "casualty_claims": rows.claim_rows(extraction.claims, event_of, rows.claim_roles(events, event_of)),
        "event_mentions": rows.event_mention_rows(extraction.event_mentions, links, {}),
        "events": event_rows(events, publications_of([document])),
        "casualty_ranges": casualty_range_rows(events),
        "issues": rows.issue_rows(extraction.issues),
    }
    return json.dumps(tables, ensure_ascii=False, default=str)


def extraction_text(extraction: Extraction, events: Sequence[Event]) -> str:
    """A page of plain text: head, claims, events, what was not understood."""
    document = extraction.document
    claims = [_claim_cells(row) for row in rows.claim_rows(extraction.claims, {})]
    found = [_event_cells(row) for row in event_rows(events, publications_of([document]))]
    issues = [(issue.code, f'"{issue.words}"') for issue in extraction.issues]
    parts = [
        _head(document),
        *_section("claims", claims),
        *_section("events", found),
        *(_section("not understood", issues) if issues else ()),
    ]
    return "\n".join(parts) + "\n"


def _head(document: Document) -> str:
    when = f"{document.published_at} ({document.published_basis})" if document.published_at else "on a day not known"
    source = f", {document.source}" if document.source else ""
    return f"{document.external_id}: {document.title or 'without a title'}\n  published {when}{source}"


def _claim_cells(row: Row) -> tuple[str, ...]:
    who = row["claimant_text"] or row["claimant_type"]
    return (
        row["outcome"],
        interval(row["low"], row["high"]),
        f'"{row["count_text"]}"',
        row["victim_text"] or "",
        f"{who}, {row['assertion']}",
        _days(row["event_on_low"], row["event_on_high"]),
    )


def _event_cells(row: Row) -> tuple[str, ...]:
    place = ", ".join(row[name] for name in ("location", "admin1", "country") if row[name])
    actors = " against ".join(row[name] for name in ("actor1", "actor2") if row[name])
    return (
        str(row["event_date"] or "undated"),
        row["sub_event_type"],
        place or "place not known",
        actors or "actors not known",
        f"{row['fatalities']} fatalities",
    )


def interval(low: int | None, high: int | None) -> str:
    """A stated number as an interval.

    >>> interval(12, 12), interval(12, None), interval(None, 40), interval(3, 5), interval(None, None)
    ('12', '12 or more', 'up to 40', '3 to 5', 'not counted')
    """
    if low is None:
        return "not counted" if high is None else f"up to {high}"
    if high is None:
        return f"{low} or more"
    return str(low) if low == high else f"{low} to {high}"


def _days(low: object, high: object) -> str:
    return "" if low is None else str(low) if low == high else f"{low} to {high}"


def _section(title: str, lines: Sequence[Sequence[str]]) -> list[str]:
    """A title and its lines with columns aligned."""
    if not lines:
        return [f"  {title}: none"]
    lines = [[_cut(cell) for cell in line] for line in lines]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    aligned = ("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)
    return [f"  {title}", *(f"    {line.rstrip()}" for line in aligned)]


def _cut(cell: str) -> str:
    return cell if len(cell) <= WIDEST else f"{cell[: WIDEST - 1].rstrip()}…"


def explain_file(name: str) -> Iterator[str]:
    """Each article of a file, sentence by sentence, with everything found there."""
    for article in read_articles(name):
        if isinstance(article, Refusal):
            yield refusal_text(article)
            continue
        yield _head(article)
        for region in article.boilerplate:
            yield f"  not read: {region.span.start}-{region.span.end} {region.label}"
        for found in find_in_document(article):
            yield from _sentence_lines(found)


def _sentence_lines(found: SentenceMentions) -> Iterator[str]:
    sentence = found.sentence
    yield f"\n[{sentence.index}] {sentence.start}-{sentence.end} {' '.join(sentence.text.split())}"
    for kind in fields(found):
        if kind.name != "sentence":
            yield from _mention_lines(kind.name, getattr(found, kind.name))


def _mention_lines(kind: str, mentions: Iterable[Any]) -> Iterator[str]:
    for mention in mentions:
        span = getattr(mention, "count_span", mention.span)
        text = getattr(mention, "count_text", None) or mention.text
        yield f'    {kind:<12} {span.start}-{span.end} "{text}"  {_value(mention)}  <- {mention.rule}'


VALUES = ("value", "outcome", "quantity", "kind", "name", "sub_event_type", "claimant_type", "candidates")


def _value(mention: Any) -> str:
    """The few fields that say what a mention was taken for."""
    found = ((name, getattr(mention, name, None)) for name in VALUES)
    return " ".join(_value_text(value) for _, value in found if value)


def _value_text(value: Any) -> str:
    if isinstance(value, tuple):
        return f"{value[0].name} ({value[0].country}) and {len(value) - 1} others" if value else ""
    if hasattr(value, "earliest"):
        return _days(value.earliest, value.latest)
    if hasattr(value, "low"):
        return interval(value.low, value.high)
    return str(value)
