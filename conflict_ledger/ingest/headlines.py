"""Where the title of an article stands in its text."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from conflict_ledger.ingest.datelines import Dateline
from conflict_ledger.ingest.furniture import Furniture
from conflict_ledger.ingest.layout import Line, is_prose
from conflict_ledger.ingest.publication import DateLine
from conflict_ledger.records import Span

# The title is looked for in this many lines, above the first line of prose.
LINES_TRIED = 40
FEWEST_WORDS, USUAL_WORDS, MOST_WORDS = 3, 4, 32
SHORTEST, LONGEST = 12, 220
# " - Example News 5", " | Example Times": the site's name behind the title, by the words such names have.
_SITE = re.compile(
    r"\s[-–—|:]\s(?=[^-–—|]{0,40}(?:\b(?:news|times|post|tv|radio|herald|tribune|gazette|journal|chronicle|online|weather|"
    r"guardian|telegraph|bbc|cnn|abc|nbc|cbs|fox|reuters|[a-z]+\.(?:com|net|org))\b|\b[WK][A-Z]{2,3}(?:-TV)?\b)).{2,120}$",
    re.IGNORECASE,
)
_LEAD = re.compile(r"[^\w\"'“‘#$€£(\[]+")


def place_title(text: str, title: str | None) -> tuple[str, Span | None]:
    """The text with its title quotable: found on a line of its own, else put in front with a blank line between."""
    if not title:
        return text, None
    title = " ".join(title.split())
    if (span := _line_of_title(text, title)) is not None:
        return text, span
    return f"{title}\n\n{text}", Span(0, len(title))


def _line_of_title(text: str, title: str) -> Span | None:
    """The line above the first prose that is the title and nothing else."""
    wanted = title.casefold()
    start = 0
    for _ in range(LINES_TRIED):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].casefold() == wanted:
            return Span(start, end)
        if end == len(text) or is_prose(text[start:end]):
            break
        start = end + 1
    return None


def find_title(
    lines: Sequence[Line],
    kinds: Sequence[Furniture | None],
    date_lines: Collection[DateLine],
    dateline: Dateline | None,
) -> Span | None:
    """The first headline-like line above the first line of prose; one of four words or more if there is one."""
    dated = {found.line for found in date_lines}
    candidates = []
    for index, line in enumerate(lines[:LINES_TRIED]):
        if is_prose(line.text) or (dateline is not None and line.start <= dateline.start < line.end):
            break
        if kinds[index] is None and index not in dated and index + 1 < len(lines) and _is_headline(line.text):
            candidates.append(line)
    usual = [line for line in candidates if len(line.text.split()) >= USUAL_WORDS]
    chosen = next(iter(usual or candidates), None)
    return None if chosen is None else _trim(chosen)


def _is_headline(line: str) -> bool:
    words = line.split()
    if not FEWEST_WORDS <= len(words) <= MOST_WORDS or not SHORTEST <= len(line) <= LONGEST:
        return False
    return not line.rstrip("\"'”’)").endswith((".", ":", ",", ";"))


def _trim(line: Line) -> Span:
    lead = _LEAD.match(line.text)
    return Span(line.start + (lead.end() if lead else 0), line.end)


def site_name_start(title: str) -> int | None:
    """Where the site's name begins behind a title, None without one.

    >>> site_name_start("Two held after clash - Example News 5")
    20
    """
    found = _SITE.search(title)
    return found.start() if found and len(title[: found.start()].split()) >= FEWEST_WORDS else None
