"""A claim's sentence as quoted on the page: its counting words marked, the way to the article beside it."""

from __future__ import annotations

from collections.abc import Mapping

from conflict_ledger.publish.report_markup import Html, element, joined, link_out, web_address
from conflict_ledger.publish.report_tables import Row
from conflict_ledger.publish.report_words import cut, day_words

MOST_QUOTED = 420  # characters of a sentence; a longer one is cut around its counting words


def quote_cell(claim: Row, documents: Mapping[str, Row]) -> Html:
    """A table cell with the sentence, its counting words marked, and where it was read."""
    url = documents.get(claim["document_id"], {}).get("url")
    way = [link_out(url, "read the article") if web_address(url) else None, claim.get("rule")]
    small = joined((element("span", part) for part in way if part), " ")
    return element(
        "td",
        element("blockquote", marked_sentence(claim), dir="auto"),
        element("small", small),
        class_="quote",
    )


def document_label(document_id: str, documents: Mapping[str, Row]) -> str:
    """A document as `Outlet, 14 Jun 2014`."""
    document = documents.get(document_id, {})
    name = document.get("source") or document.get("external_id") or document_id
    published = document.get("published_at")
    return f"{cut(str(name), 40)}, {day_words(published) if published else 'undated'}"


def marked_sentence(claim: Row) -> Html:
    """The claim's sentence with its counting words in a mark; unmarked where the offsets do not quote them."""
    sentence = str(claim.get("sentence") or "")
    words = str(claim.get("count_text") or "")
    start = (claim.get("count_start") or 0) - (claim.get("sentence_start") or 0)
    end = start + len(words)
    if not words or start < 0 or sentence[start:end] != words:
        return joined([cut(sentence, MOST_QUOTED)])
    room = max((MOST_QUOTED - len(words)) // 2, 40)
    before, after = sentence[:start], sentence[end:]
    if len(sentence) > MOST_QUOTED:
        before = before if len(before) <= room else "…" + before[-room:]
        after = cut(after, room)
    return joined([before, element("mark", cut(words, MOST_QUOTED)), after])
