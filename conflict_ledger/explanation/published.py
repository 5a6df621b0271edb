"""An event of the current release with all rows that speak of it, and the words behind a row for a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from conflict_ledger.ingest.sentences import split_sentences
from conflict_ledger.problems import ConfigurationError
from conflict_ledger.publish.release import current_release
from conflict_ledger.publish.stored_tables import stored_rows
from conflict_ledger.records import Sentence
from conflict_ledger.verification import as_document

Row = Mapping[str, Any]
EVENT_ID = re.compile(r"[A-Z]{3}[0-9]+")
BOUNDS = ("low", "best", "high")
LONGEST_LINE = 400  # characters of a sentence that are shown; words of a page may run on without a stop


@dataclass(frozen=True)
class PublishedEvent:
    """An event of a release with the rows that speak of it.

    ``claims`` and ``mentions`` are by id; among the mentions are those of other events that ``links`` names, whose
    events are ``neighbours``.
    """

    event: Row
    details: Row
    reasons: Sequence[Row]
    ranges: Sequence[Row]
    history: Sequence[Row]
    claims: Mapping[str, Row]
    mentions: Mapping[str, Row]
    links: Sequence[Row]
    neighbours: Mapping[str, Row]
    documents: Mapping[str, Row]
    corrections: Sequence[Row] = ()

    @cached_property
    def sentences(self) -> dict[str, tuple[Sentence, ...]]:
        """The sentences of each document."""
        return {name: tuple(split_sentences(as_document(row))) for name, row in self.documents.items()}

    def source(self, document_id: str) -> str:
        """A document as ``d_0b1c2d3e4f50 (Harbour Post, 2021-05-04)``, with what is known of it."""
        document = self.documents[document_id]
        published = document["published_at"].date() if document["published_at"] else None
        known = ", ".join(str(part) for part in (document["source"], published) if part)
        return f"{document_id} ({known})" if known else document_id

    def quote(self, document_id: str, start: int, end: int) -> Iterator[str]:
        """Two lines: the words with their place, and the sentence in which they stand."""
        words = self.documents[document_id]["text"][start:end]
        yield f'    words  "{one_line(words)}" at {start}-{end} of {self.source(document_id)}'
        yield f"    in     {one_line(self._around(document_id, start))}"

    def _around(self, document_id: str, start: int) -> str:
        """The sentence in which a span begins, or its line where it stands in none (a dateline)."""
        for sentence in self.sentences[document_id]:
            if sentence.start <= start < sentence.end:
                return sentence.text
        text = self.documents[document_id]["text"]
        return str(text[text.rfind("\n", 0, start) + 1 :].partition("\n")[0])


def find_event(name: str, out: Path) -> PublishedEvent | None:
    """The event of that id in the current release of ``out``; None where there is no such event or release."""
    release = current_release(out) if EVENT_ID.fullmatch(name) else None
    events = _rows(release, "events", "event_id_cnty", [name]) if release else []
    if release is None or not events:
        return None
    reasons, ranges, details, own, history = (
        _rows(release, table, "event_id_cnty", [name])
        for table in ("event_reasons", "casualty_ranges", "event_details", "event_mentions", "casualty_range_history")
    )
    claims = _claims(release, name, ranges)
    links = _links(release, {row["event_mention_id"] for row in own})
    mentions = [*own, *_rows(release, "event_mentions", "event_mention_id", _ends(links) - _ids(own))]
    document_ids = {row["document_id"] for row in (*reasons, *claims, *mentions)} - {None}
    event_ids = {row["event_id_cnty"] for row in mentions} - {None}
    return PublishedEvent(
        event=events[0],
        details=details[0],
        reasons=reasons,
        ranges=ranges,
        history=history,
        claims={row["claim_id"]: row for row in claims},
        mentions={row["event_mention_id"]: row for row in mentions},
        links=links,
        neighbours={row["event_id_cnty"]: row for row in _rows(release, "events", "event_id_cnty", event_ids)},
        documents={row["document_id"]: row for row in _rows(release, "documents", "document_id", document_ids)},
        corrections=[row for row in _rows(release, "corrections") if name in row["event_ids"].split("; ")],
    )


def _claims(release: Path, event_id: str, ranges: Iterable[Row]) -> list[Row]:
    """The claims of the event, and those that its ranges share with another one."""
    named = {row[f"{bound}_claim_id"] for row in ranges for bound in BOUNDS} - {None}
    own = _rows(release, "casualty_claims", "event_id_cnty", [event_id])
    return [*own, *_rows(release, "casualty_claims", "claim_id", named - {row["claim_id"] for row in own})]


def _links(release: Path, mentions: set[str]) -> list[Row]:
    found = [
        row
        for column in ("event_mention_id", "other_mention_id")
        for row in _rows(release, "event_links", column, mentions)
    ]
    return list({(row["event_mention_id"], row["other_mention_id"]): row for row in found}.values())


def _ids(mentions: Iterable[Row]) -> set[str]:
    return {row["event_mention_id"] for row in mentions}


def _ends(links: Iterable[Row]) -> set[str]:
    return {row[name] for row in links for name in ("event_mention_id", "other_mention_id")}


def _rows(release: Path, table: str, column: str | None = None, values: Iterable[Any] = ()) -> list[Row]:
    """The rows of a table with one of these values in a column; none where a release of an older make lacks it."""
    path = release / f"{table}.parquet"
    wanted = sorted(values)
    if not path.exists() or (column and not wanted):
        return []
    return list(stored_rows(path, filters=[(column, "in", wanted)] if column else None))


def no_such_event(name: str, out: Path) -> ConfigurationError:
    """What to tell about a name that is neither an event of the release nor a file."""
    release = current_release(out)
    where = f"--out {out} holds no release" if release is None else f"the release {release.name} has no such event"
    return ConfigurationError(f"{name} is not a file, and {where}")


def shown(value: object) -> str:
    """A value of a row, for a person."""
    return "unknown" if value is None else str(value)


def one_line(text: str) -> str:
    """The text without line breaks, cut where it runs on."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 1].rstrip()}…"
