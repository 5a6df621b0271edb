"""Why each field of a published event is what it is: value, rule and words, read from the tables of the release.

Nothing is worked out again. The rules and spans stand in ``event_reasons``, the numbers in ``casualty_ranges`` and the
links in ``event_links`` since the run that decided; only the sentence around a span is looked up, for the reader.
"""

from __future__ import annotations

from collections.abc import Iterator

from conflict_ledger.explanation.claims import claim_lines
from conflict_ledger.explanation.published import PublishedEvent, Row, one_line, shown
from conflict_ledger.explanation.reports import report_lines
from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.publish.report_words import counted

ORDER = (
    "time", "kind", "actor1", "assoc_actor_1", "actor2", "assoc_actor_2", "targeting", "place", "fatalities", "tags",
)  # fmt: skip
# What follows from other columns by a fixed table alone.
FOLLOWING = {
    "disorder_type": "follows from sub_event_type",
    "interaction": "follows from inter1 and inter2",
    "region": "follows from country",
}


def explain_event(found: PublishedEvent) -> Iterator[str]:
    """Field by field: the value, the rule that gave it, and the words with their sentence."""
    event, details = found.event, found.details
    yield f"{event['event_id_cnty']}: {event['notes']}"
    documents = counted(details["n_documents"], "document")
    yield f"  told by {documents}, {details['n_independent_documents']} of them independent"
    columns_of = {entry.id: entry.fields["columns"].split(", ") for entry in load_lexicon("decisions").entries}
    for decision in ORDER:
        columns = columns_of[decision]
        reasons = [row for row in found.reasons if row["decision"] == decision]
        if not reasons and all(event[column] is None for column in columns):
            continue
        yield ""
        for column in columns:
            yield f"{column:<18} {shown(event[column])}"
        for reason in reasons:
            yield from _reason_lines(reason, found)
    yield ""
    for column, why in FOLLOWING.items():
        yield f"{column:<18} {shown(event[column])}  ({why})"
    yield from claim_lines(found)
    yield from report_lines(found)
    yield from _decision_lines(found)


def _decision_lines(found: PublishedEvent) -> Iterator[str]:
    """What persons decided on the event, with the field and values or the claim or the ids that it is about."""
    if found.corrections:
        yield ""
    for row in found.corrections:
        set_to = f"{row['field']} from {shown(row['from_value'])} to {shown(row['to_value'])}"
        what = set_to if row["field"] else row["targets"]
        yield f"decided: {row['kind']} {what}  (correction {row['correction_id']})"
        yield f"    why    {row['decided_by']}, {row['decided_on']}: {one_line(row['reason'])}"


def _reason_lines(reason: Row, found: PublishedEvent) -> Iterator[str]:
    yield f"    rule   {reason['rule']}"
    if reason["detail"]:
        yield f"    how    {reason['detail']}"
    if reason["quote_text"] is not None:
        yield from found.quote(reason["document_id"], reason["quote_start"], reason["quote_end"])
