"""Whether a short note says that it tells one of several like deeds."""

from __future__ import annotations

import re
from functools import cache

from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.records import Document
from conflict_ledger.resolve.duplicates import article_text

LONGEST = 1500  # characters: longer texts are compared as stories


def tells_one_of_series(document: Document) -> bool:
    """ "In this incident", "one of three attacks", "a series of related bombings" in a text of a few sentences."""
    text = article_text(document)
    return len(text) <= LONGEST and _series().search(text) is not None


@cache
def _series() -> re.Pattern[str]:
    forms = {entry.id: "|".join(entry.forms) for entry in load_lexicon("series_words").entries}
    deed, place, series = (f"(?:{forms[name]})" for name in ("deed", "place_in_series", "series"))
    word = r"(?:[\w-]+ )"
    ways = (
        rf"in this {word}?{deed}",
        rf"in the {place} {deed}",
        rf"{place} of (?:(?:the|these|those) )?{word}{{0,2}}{deed}",
        rf"{series} of {word}{{0,2}}{deed}",
    )
    return re.compile(rf"\b(?:{'|'.join(ways)})\b", re.IGNORECASE)
