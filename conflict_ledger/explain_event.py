"""Why each field of a published event is what it is: value, rule and words, read from the tables of the release.

Nothing is worked out again. The rules and spans stand in ``event_reasons`` and the claims in ``casualty_ranges`` since
the run that decided; only the sentence around a span is looked up, for the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from conflict_ledger.ingest.sentences import split_sentences
from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.problems import ConfigurationError
from conflict_ledger.publish.release import current_release
from conflict_ledger.records import Sentence
from conflict_ledger.verification import as_document

Row = Mapping[str, Any]
EVENT_ID = re.compile(r"[A-Z]{3}[0-9]+")
BOUNDS = ("low", "best", "high")
ORDER = (
    "time", "kind", "actor1", "assoc_actor_1", "actor2", "assoc_actor_2", "targeting", "place", "fatalities", "tags",
)  # fmt: skip
# What follows from other columns by a fixed table alone.
FOLLOWING = {
    "disorder_type": "follows from sub_event_type",
    "interaction": "follows from inter1 and inter2",
    "region": "follows from country",
}
LONGEST_LINE = 400  # characters of a sentence that are shown; words of a page may run on without a stop


@dataclass(frozen=True)
class PublishedEvent:
    """An event of a release with the rows that speak of it."""

    event: Row
    details: Row
    reasons: Sequence[Row]
    ranges: Sequence[Row]
    claims: Mapping[str, Row]
    documents: Mapping[str, Row]
    corrections: Sequence[Row] = ()

    @cached_property
    def sentences(self) -> dict[str, tuple[Sentence, ...]]:
        """The sentences of each document."""
        return {name: tuple(split_sentences(as_document(row))) for name, row in self.documents.items()}


def find_event(name: str, out: Path) -> PublishedEvent | None:
    """The event of that id in the current release of ``out``; None where there is no such event or release."""
    release = current_release(out) if EVENT_ID.fullmatch(name) else None
    events = _rows(release, "events", "event_id_cnty", [name]) if release else []
    if release is None or not events:
        return None
    ranges = _rows(release, "casualty_ranges", "event_id_cnty", [name])
    reasons = _rows(release, "event_reasons", "event_id_cnty", [name])
    claim_ids = [row[f"{bound}_claim_id"] for row in ranges for bound in BOUNDS if row[f"{bound}_claim_id"]]
    claims = _rows(release, "casualty_claims", "claim_id", claim_ids)
    document_ids = {row["document_id"] for row in (*reasons, *claims)} - {None}
    return PublishedEvent(
        event=events[0],
        details=_rows(release, "event_details", "event_id_cnty", [name])[0],
        reasons=reasons,
        ranges=ranges,
        claims={row["claim_id"]: row for row in claims},
        documents={row["document_id"]: row for row in _rows(release, "documents", "document_id", document_ids)},
        corrections=_corrections(release, name),
    )


def _corrections(release: Path, event_id: str) -> list[Row]:
    """What persons decided on the event; a release of an older make lacks the table."""
    import pyarrow.parquet as pq

    path = release / "corrections.parquet"
    rows = pq.read_table(path).to_pylist() if path.exists() else []
    return [row for row in rows if event_id in row["event_ids"].split("; ")]


def _rows(release: Path, table: str, column: str, values: Any) -> list[Row]:
    """The rows of a table with one of these values in a column."""
    import pyarrow.parquet as pq

    found: list[Row] = pq.read_table(release / f"{table}.parquet", filters=[(column, "in", sorted(values))]).to_pylist()
    return found


def no_such_event(name: str, out: Path) -> ConfigurationError:
    """What to tell about a name that is neither an event of the release nor a file."""
    release = current_release(out)
    where = f"--out {out} holds no release" if release is None else f"the release {release.name} has no such event"
    return ConfigurationError(f"{name} is not a file, and {where}")


def explain_event(found: PublishedEvent) -> Iterator[str]:
    """Field by field: the value, the rule that gave it, and the words with their sentence."""
    event, details = found.event, found.details
    yield f"{event['event_id_cnty']}: {event['notes']}"
    yield f"  told by {details['n_documents']} documents, {details['n_independent_documents']} of them independent"
    columns_of = {entry.id: entry.fields["columns"].split(", ") for entry in load_lexicon("decisions").entries}
    for decision in ORDER:
        columns = columns_of[decision]
        reasons = [row for row in found.reasons if row["decision"] == decision]
        if not reasons and all(event[column] is None for column in columns):
            continue
        yield ""
        for column in columns:
            yield f"{column:<18} {_shown(event[column])}"
        for reason in reasons:
            yield from _reason_lines(reason, found)
    yield ""
    for column, why in FOLLOWING.items():
        yield f"{column:<18} {_shown(event[column])}  ({why})"
    yield from _range_lines(found)
    yield from _decision_lines(found)


def _decision_lines(found: PublishedEvent) -> Iterator[str]:
    """What persons decided on the event, with the field and values or the claim or the ids that it is about."""
    if found.corrections:
        yield ""
    for row in found.corrections:
        set_to = f"{row['field']} from {_shown(row['from_value'])} to {_shown(row['to_value'])}"
        what = set_to if row["field"] else row["targets"]
        yield f"decided: {row['kind']} {what}  (correction {row['correction_id']})"
        yield f"    why    {row['decided_by']}, {row['decided_on']}: {_one_line(row['reason'])}"


def _shown(value: object) -> str:
    return "unknown" if value is None else str(value)


def _reason_lines(reason: Row, found: PublishedEvent) -> Iterator[str]:
    yield f"    rule   {reason['rule']}"
    if reason["detail"]:
        yield f"    how    {reason['detail']}"
    if reason["quote_text"] is not None:
        yield from _quote_lines(found, reason["document_id"], reason["quote_start"], reason["quote_end"])


def _quote_lines(found: PublishedEvent, document_id: str, start: int, end: int) -> Iterator[str]:
    document = found.documents[document_id]
    words = document["text"][start:end]
    published = document["published_at"].date() if document["published_at"] else None
    source = ", ".join(str(part) for part in (document["source"], published) if part)
    yield f'    words  "{_one_line(words)}" at {start}-{end} of {document_id}{f" ({source})" if source else ""}'
    yield f"    in     {_one_line(_around(found, document_id, start))}"


def _around(found: PublishedEvent, document_id: str, start: int) -> str:
    """The sentence in which a span begins, or its line where it stands in none (a dateline)."""
    for sentence in found.sentences[document_id]:
        if sentence.start <= start < sentence.end:
            return sentence.text
    text = found.documents[document_id]["text"]
    return str(text[text.rfind("\n", 0, start) + 1 :].partition("\n")[0])


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 1].rstrip()}…"


def _range_lines(found: PublishedEvent) -> Iterator[str]:
    """Each bound of each range with the claim that it comes from and those added to it."""
    for row in found.ranges:
        yield ""
        low, best, high = (row[bound] for bound in BOUNDS)
        yield (
            f"{row['outcome']}, {row['claimant_type']}: low {_shown(low)}, best {_shown(best)}, "
            f"high {'open' if high is None else high}  (basis {row['basis']}, {row['n_claims']} claims)"
        )
        claim_ids = dict.fromkeys(row[f"{bound}_claim_id"] for bound in BOUNDS)
        for claim_id in filter(None, claim_ids):
            bounds = [bound for bound in BOUNDS if row[f"{bound}_claim_id"] == claim_id]
            yield from _claim_lines(bounds, row, found.claims[claim_id], found)


def _claim_lines(bounds: Sequence[str], row: Row, claim: Row, found: PublishedEvent) -> Iterator[str]:
    """The claim behind one bound or more of a range, and the claims added to it."""
    who = claim["claimant_text"] or claim["claimant_type"]
    standing = f"{claim['assertion']} by {_one_line(who)}"
    yield f"    {', '.join(bounds)}: {claim['claim_id']}, {standing}, rule {claim['rule']}"
    for bound in bounds:
        if row[f"{bound}_added_claim_ids"]:
            yield f"    {bound} adds {row[f'{bound}_added_claim_ids']}"
    yield from _quote_lines(found, claim["document_id"], claim["count_start"], claim["count_end"])
