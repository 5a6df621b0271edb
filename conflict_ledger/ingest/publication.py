"""When and by whom an article was published, each with how we know: never from running prose, never guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from conflict_ledger.ingest.datelines import Dateline
from conflict_ledger.ingest.layout import Line, is_prose
from conflict_ledger.ingest.outlets import agency_name
from conflict_ledger.ingest.timestamps import (
    DATE,
    TIME,
    Stamp,
    date_in_url,
    numeric_order,
    parse_given,
    read_clock,
    stamp_from_match,
    time_beside,
    zone_order,
)
from conflict_ledger.reference.outlet_scales import domain_of

# The head of a text ends after this many lines, or with its third line of prose: a standfirst and a caption may
# stand above the date, a chronology ("June 12, 2014" over each paragraph) stands below.
HEAD_LINES = 60
HEAD_PROSE_LINES = 3
DATE_LINE_LENGTH = 220
TAIL_WORDS = 4

_LABEL = (
    r"(?:first |last |originally )?"
    r"(?:published|posted|updated|edited|modified|created|issued|released?|date|time)(?: (?:at|on))?"
)
_UPDATED = re.compile(r"\b(?:updated|modified)\b", re.IGNORECASE)
_STRONG_LABEL = re.compile(rf"(?:^|\b){_LABEL}\s?:\s?\W{{0,3}}$", re.IGNORECASE)
_HEAD = re.compile(
    rf"^\W*(?:{_LABEL}\W*|on )?(?:\d{{1,2}}[:.]\d\d\s?(?:[ap]\.?m\.?)?(?:\s[A-Z]{{2,4}})?\W*)?$", re.IGNORECASE
)
_AGO = re.compile(
    r"\b(?:\d+|an?) (?:minute|min|hour|day|week)s? (?:and |\d+|minutes? |hours? |min ?)*ago\b", re.IGNORECASE
)
_PIPE = re.compile(r"^\s?[|•·]")
_BY = re.compile(r"^\W*by\W", re.IGNORECASE)
_PAIR = re.compile(r"\b(?P<name>agency|source)\s?:\s?(?P<value>[^|:\n]{2,60}?)\s*(?:\||$)", re.IGNORECASE)
_SOURCE_HEADING = re.compile(r"source:?$", re.IGNORECASE)
_AND_AGENCIES = re.compile(r"(?:,| and| \+| &)\s?(?:news |wire )?agenc(?:y|ies)\.?$", re.IGNORECASE)


class DateLine(NamedTuple):
    """A printed line of publication: its number among the lines, its basis, its stamp (None if not certain)."""

    line: int
    basis: str
    stamp: Stamp | None


class Publication(NamedTuple):
    """What a document says of its publication; ``basis`` is one of ``Document.published_basis``."""

    moment: datetime | None
    precision: str | None
    basis: str


UNKNOWN = Publication(None, None, "none")


def find_date_lines(lines: tuple[Line, ...], order: str | None) -> tuple[DateLine, ...]:
    """Every printed date line in the head of a text."""
    found = []
    prose = 0
    for index, line in enumerate(lines[:HEAD_LINES]):
        date_line = read_date_line(line.text, order) if len(line.text) <= DATE_LINE_LENGTH else None
        if date_line is not None:
            found.append(DateLine(index, *date_line))
        elif is_prose(line.text):
            prose += 1
            if prose == HEAD_PROSE_LINES:
                break
    return tuple(found)


def read_date_line(line: str, order: str | None = None) -> tuple[str, Stamp | None] | None:
    """The basis and stamp of a line that prints when it was published, None for any other line.

    >>> read_date_line("Last updated: 3 Mar 2015 16:43")
    ('updated_line', Stamp(moment=datetime.datetime(2015, 3, 3, 16, 43), precision='minute'))
    >>> read_date_line("On 3 March 2015 the rebels took the town.") is None
    True
    """
    found = DATE.search(line)
    if found is None or not _is_head(line[: found.start()]):
        return None
    time = time_beside(line, found)
    end = max(found.end(), time.end()) if time else found.end()
    if not _is_tail(line[end:]):
        return None
    basis = "updated_line" if _is_update(line, found) else "date_line"
    order = order or zone_order(time) or _order_elsewhere(line)
    return basis, stamp_from_match(found, order, read_clock(time) if time else None)


def _is_update(line: str, found: re.Match[str]) -> bool:
    """Whether the date is that of an update: "Updated" before it, or nothing before it and "Updated ... ago" after."""
    before = line[: found.start()]
    return bool(_UPDATED.search(before) or (_AGO.search(line, found.end()) and _UPDATED.search(line)))


def _is_head(head: str) -> bool:
    return bool(_HEAD.match(head) or _STRONG_LABEL.search(head[-30:]) or (_BY.match(head) and len(head) < 60))


def _is_tail(tail: str) -> bool:
    """What may follow a date on its line: nothing, fields in pipes, a byline, "updated ... ago", a section's name."""
    rest = TIME.sub("", tail).strip(" .,;:()-–—")
    if not rest or _PIPE.match(tail) or _BY.match(tail) or _AGO.search(tail):
        return True
    if re.match(rf"\W*{_LABEL}\b", tail, re.IGNORECASE):
        return True
    words = rest.split()
    return len(words) <= TAIL_WORDS and all(word[0].isupper() or not word[0].isalnum() for word in words)


def _order_elsewhere(line: str) -> str | None:
    """The order that another, unmistakable numeric date on the same line shows."""
    for found in DATE.finditer(line):
        if found["a"] and found["a"] != found["b"] and (order := numeric_order(int(found["a"]), int(found["b"]))):
            return order
    return None


def choose_publication(
    given: Mapping[str, str],
    side: Mapping[str, str],
    dateline: Dateline | None,
    date_lines: tuple[DateLine, ...],
    order: str | None,
) -> Publication:
    """The first of these that gives a certain day: metadata, dateline, date line, updated line, sidecar, link."""
    stamps = [
        ("metadata", parse_given(given["published_at"], order) if "published_at" in given else None),
        ("dateline", dateline.stamp if dateline else None),
        *((found.basis, found.stamp) for found in sorted(date_lines, key=lambda found: found.basis)),
        ("sidecar", parse_given(side["published_at"], order) if "published_at" in side else None),
        ("url", date_in_url(given.get("url") or side.get("url") or "")),
    ]
    return next((Publication(*stamp, basis) for basis, stamp in stamps if stamp is not None), UNKNOWN)


def find_source(
    given: Mapping[str, str], side: Mapping[str, str], dateline: Dateline | None, lines: tuple[Line, ...]
) -> str | None:
    """Publisher, else agency: metadata, sidecar, the text's own "Source:" or "Agency:", dateline, host of the link."""
    named = given.get("source") or side.get("source") or printed_source(lines)
    if named is None and dateline is not None and dateline.agency is not None:
        named = agency_name(dateline.agency) or dateline.agency
    return named or domain_of(given.get("url") or side.get("url"))


def printed_source(lines: tuple[Line, ...]) -> str | None:
    """``Agency: AFP`` on a date line, ``Source: Example Times and agencies``, also on two lines."""
    for index, line in enumerate(lines):
        if len(line.text) > DATE_LINE_LENGTH or is_prose(line.text):
            continue
        if found := _PAIR.search(line.text):
            return _publisher(found["value"])
        if _SOURCE_HEADING.match(line.text) and index + 1 < len(lines) and len(lines[index + 1].text) <= 60:
            return _publisher(lines[index + 1].text)
    return None


def _publisher(printed: str) -> str:
    return _AND_AGENCIES.sub("", printed.strip(" .,;")).strip()
