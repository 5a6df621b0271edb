"""When what is embedded in an article was posted: messages and clips carry their day, and are seldom older.

No evidence of when the article itself came out, but "on Tuesday" is counted from it where nothing better is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from conflict_ledger.ingest.timestamps import DATE, stamp_from_match
from conflict_ledger.reference.posting_words import REACH, is_posting


def posted_on(text: str) -> date | None:
    """The last day on which something embedded in a text was posted.

    >>> posted_on("Crews are at the mill. Orta Fire (@OrtaFire) May 3, 2021")
    datetime.date(2021, 5, 3)
    """
    return max(_days(text), default=None)


def _days(text: str) -> Iterator[date]:
    if "(" not in text:
        return
    for found in DATE.finditer(text):
        if is_posting(text[max(0, found.start() - REACH) : found.start()]):
            stamp = stamp_from_match(found, None, None)
            if stamp is not None:
                yield stamp.moment.date()
