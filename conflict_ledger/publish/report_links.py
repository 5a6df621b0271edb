"""Who tells an event: its documents with the strength of their links, and what was nearly linked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conflict_ledger.publish.report_content import EventPage
from conflict_ledger.publish.report_markup import Html, element, joined, jump
from conflict_ledger.publish.report_quotes import document_label
from conflict_ledger.publish.report_tables import Row
from conflict_ledger.publish.report_words import counted, cut, day_words, meanings, plain_name

MOST_TELLINGS = 30


def tellings(page: EventPage, documents: Mapping[str, Row], shown_ids: frozenset[str]) -> Html | None:
    """The documents that tell of the event, with how surely each was linked to it, and the events it nearly took up."""
    scores: dict[str, float | None] = {claim["document_id"]: None for claim in page.claims}
    for mention in page.mentions:
        score, known = mention.get("link_score"), scores.get(mention["document_id"])
        scores[mention["document_id"]] = score if known is None else max(known, score or 0.0)
    if not scores:
        return None
    chosen = sorted(scores, key=lambda document_id: (document_label(document_id, documents), document_id))
    items = [_telling(document_id, scores[document_id], documents) for document_id in chosen[:MOST_TELLINGS]]
    summary = element("summary", counted(len(scores), "document"))
    return element("details", summary, element("ul", joined(items)), _near(page.near, shown_ids), class_="tellings")


def _telling(document_id: str, score: float | None, documents: Mapping[str, Row]) -> Html:
    document = documents.get(document_id, {})
    copied = document.get("duplicate_of")
    remarks = [
        None if score is None else f"link {score:.2f}",
        None if not copied else joined(["copy of ", jump("d", copied, document_label(copied, documents))]),
    ]
    return element(
        "li",
        jump("d", document_id, document_label(document_id, documents)),
        element("span", cut(str(document.get("title") or ""), 110), class_="headline"),
        element("span", joined((remark for remark in remarks if remark), ", "), class_="quiet"),
    )


def _near(near: Sequence[Row], shown_ids: frozenset[str]) -> Html | None:
    """The events that it was nearly put together with, and why it was not."""
    if not near:
        return None
    items = joined(element("li", _other(row, shown_ids), " ", _why_not(row)) for row in near)
    return joined([element("p", "Nearly linked:", class_="quiet"), element("ul", items)])


def _other(row: Row, shown_ids: frozenset[str]) -> Html | str:
    place = row.get("location") or row.get("country")
    parts = (row.get("sub_event_type"), day_words(row.get("event_date")), cut(str(place), 60) if place else None)
    words, event_id = ", ".join(str(part) for part in parts if part), str(row.get("event_id_cnty"))
    return jump("e", event_id, words) if event_id in shown_ids else f"{words} ({event_id})"


def _why_not(row: Row) -> Html:
    reason = meanings("link_reasons").get(row["reason"], plain_name(row["reason"]))
    points = f"{row['score']:.2f} points of {row['points_needed']:.2f} needed: {reason}"
    return element("span", points, class_="quiet")
