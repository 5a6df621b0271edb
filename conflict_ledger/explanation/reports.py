"""Who tells an event and why these tellings were taken for one; then those that nearly were, and what kept them out."""

from __future__ import annotations

from collections.abc import Iterator

from conflict_ledger.explanation.published import PublishedEvent, Row, one_line
from conflict_ledger.publish.report_words import meanings

MOST_NEAR_MISSES = 5
ENDS = ("event_mention_id", "other_mention_id")


def report_lines(found: PublishedEvent) -> Iterator[str]:
    """Each telling with the link that it was put here by, oldest report first, and the nearest that were not."""
    own = sorted(_own(found), key=lambda mention: _age(mention, found))
    links = [row for row in found.links if row["decision"] == "linked"]
    yield ""
    yield "reports"
    told: set[str] = set()
    for mention in own:
        yield from _telling_lines(mention, found)
        told.add(mention["event_mention_id"])
        for row in [row for row in links if {row[end] for end in ENDS} <= told]:
            links.remove(row)
            other = next(row[end] for end in ENDS if row[end] != mention["event_mention_id"])
            yield f"    link   {_points(row)} with {other}: {meanings('link_reasons')[row['reason']]}"
    yield from _near_miss_lines(found)


def _own(found: PublishedEvent) -> list[Row]:
    event_id = found.event["event_id_cnty"]
    return [row for row in found.mentions.values() if row["event_id_cnty"] == event_id]


def _age(mention: Row, found: PublishedEvent) -> tuple[bool, str, str, int]:
    published = found.documents[mention["document_id"]]["published_at"]
    return published is None, str(published), mention["document_id"], mention["trigger_start"]


def _telling_lines(mention: Row, found: PublishedEvent) -> Iterator[str]:
    yield f"  {mention['event_mention_id']}  {mention['sub_event_type']}, {_days(mention)} ({mention['date_basis']})"
    yield from found.quote(mention["document_id"], mention["trigger_start"], mention["trigger_end"])


def _days(mention: Row) -> str:
    low, high = mention["event_on_low"], mention["event_on_high"]
    if low is None:
        return "on an unknown day"
    return f"on {low}" if low == high else f"from {low} to {high}"


def _points(row: Row) -> str:
    return f"{row['score']:.2f} points of {row['points_needed']:.2f} needed"


def _near_miss_lines(found: PublishedEvent) -> Iterator[str]:
    """The tellings of other events that came nearest, each with the one here that it is nearest to."""
    rejected = [row for row in found.links if row["decision"] == "rejected"]
    nearest: dict[str, tuple[Row, str]] = {}
    for row in sorted(rejected, key=lambda row: (row["points_needed"] - row["score"], *(row[end] for end in ENDS))):
        own, other = sorted((row[end] for end in ENDS), key=lambda name: not _is_own(found.mentions[name], found))
        nearest.setdefault(other, (row, own))
    if nearest:
        left_out = f" (and {len(nearest) - MOST_NEAR_MISSES} more)" if len(nearest) > MOST_NEAR_MISSES else ""
        yield from ("", f"not linked, though near{left_out}")
    for name, (row, own) in list(nearest.items())[:MOST_NEAR_MISSES]:
        other = found.mentions[name]
        yield f"  {name}  {_other_event(other, found)}"
        yield f"    why    {_points(row)} with {own}: {meanings('link_reasons')[row['reason']]}"
        yield from found.quote(other["document_id"], other["trigger_start"], other["trigger_end"])


def _is_own(mention: Row, found: PublishedEvent) -> bool:
    return bool(mention["event_id_cnty"] == found.event["event_id_cnty"])


def _other_event(mention: Row, found: PublishedEvent) -> str:
    """The event that a telling of another one is of, in a few words."""
    event = found.neighbours.get(mention["event_id_cnty"])
    if event is None:
        return "of no event"
    what = (event["sub_event_type"], event["event_date"] or "undated", event["location"] or event["country"])
    return f"of {event['event_id_cnty']} ({one_line(', '.join(str(part) for part in what if part))})"
