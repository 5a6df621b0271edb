"""Which tellings of an event take its days from the others: their own articles do not say when it happened.

Never against what an article allows: its own bounds (the days before its publication, or before a statement) hold the
days that it is lent, and no day is lent to an article that came out before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from conflict_ledger.records import DateRange, EventMention

SAID = frozenset({"stated", "weekday", "relative", "inherited"})  # the article itself says when
GRACE = timedelta(days=1)  # an outlet's clock may be a day behind the place of the event


def lent_to(
    mentions: Iterable[EventMention], lender: EventMention | None, published: Mapping[str, date | None]
) -> tuple[str, ...]:
    """Ids of the mentions that take the days of ``lender``, the one that gives those of their event."""
    if lender is None or lender.event_on is None:
        return ()
    days, is_said = lender.event_on, lender.date_basis in SAID
    return tuple(
        mention.event_mention_id
        for mention in mentions
        if mention.document_id != lender.document_id
        and _takes(mention, days, is_said)
        and _may_tell(published[mention.document_id], days)
    )


def _takes(mention: EventMention, days: DateRange, is_said: bool) -> bool:
    """Whether a mention has no days, or only such as bound those that another article says."""
    own = mention.event_on
    if own is None:
        return True
    is_bounded = own.earliest <= days.earliest and days.latest <= own.latest
    return is_said and is_bounded and mention.date_basis not in SAID


def _may_tell(published_on: date | None, days: DateRange) -> bool:
    return published_on is None or days.earliest <= published_on + GRACE
