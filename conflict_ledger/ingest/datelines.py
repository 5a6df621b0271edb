"""The dateline of wire copy: place, day and agency in front of the first sentence, up to a dash.

``SANTIAGO, 21 MAR 90 (RADIO CHILENA) -- [TEXT]``, ``GOMA, June 3 (Reuters) -``, ``TRIPOLI —``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from conflict_ledger.ingest.layout import Line
from conflict_ledger.ingest.outlets import is_agency
from conflict_ledger.ingest.timestamps import DATE, Stamp, stamp_from_match

# The dash stands within this many characters; longer heads are sentences with a dash in them.
REACH = 140
PLACE_WORDS = 8
# Lines at the start of a text that may carry the dateline: below a title, standfirst, byline and date.
LINES_TRIED = 12
_DASH = re.compile(r"\s?--+\s?|\s[-–—](?:\s|$)|(?<=\))\s?[-–—:]\s|—\s?")
_AGENCY = re.compile(r"\s?[(\[](?P<name>[^()\[\]]{2,60})[)\]]\s?$")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_YEARLESS = re.compile(rf"(?:\b\d{{1,2}}\s{_MONTH}|\b{_MONTH}\s\d{{1,2}}|\bNO\sDATE)$", re.IGNORECASE)
_PARTICLES = frozenset("de del la el las los al da do dos of and the near on le y".split())
# [TEXT], [COMMUNIQUE] [NAME OF A SPEAKER] [EXCERPTS] ...: the desk's remarks after the dash.
_REMARKS = re.compile(r"(?:\s?\[[^\[\]]{1,200}\](?:\s?\[[^\[\]]{1,80}\]\s?\])?)+\s?")
_REMARK_WORDS = re.compile(r"TEXT|EXCERPT|REPORT|COMMUNIQUE|INTERVIEW|SPEECH|STATEMENT|CONFERENCE|COMMENTARY|ARTICLE")


class Dateline(NamedTuple):
    """Where a dateline ends in the text, and what it says; ``stamp`` is None without a full date."""

    start: int
    end: int
    place: str | None
    agency: str | None
    stamp: Stamp | None


def find_dateline(lines: tuple[Line, ...]) -> Dateline | None:
    """The first dateline among the first lines of a text."""
    for line in lines[:LINES_TRIED]:
        if (found := read_dateline(line)) is not None:
            return found
    return None


def read_dateline(line: Line) -> Dateline | None:
    """The dateline at the start of a line, if it has one."""
    dash = _first_dash(line.text[:REACH])
    if dash is None:
        return None
    head = line.text[: dash.start()]
    agency = _AGENCY.search(head)
    rest = head[: agency.start()] if agency else head
    rest, dated, stamp = _cut_date(rest)
    place = rest.strip(" ,.") or None
    name = agency["name"] if agency else None
    following = line.text[dash.end() :]
    if not _is_dateline(place, name, dated, following):
        return None
    end = line.start + dash.end() + _remarks_length(following)
    return Dateline(line.start, end, place, name, stamp)


def _first_dash(opening: str) -> re.Match[str] | None:
    """The first dash outside brackets: agencies have dashes in their names ("(ACAN - EFE)")."""
    for dash in _DASH.finditer(opening, 2):
        head = opening[: dash.start()]
        if head.count("(") + head.count("[") == head.count(")") + head.count("]"):
            return dash
    return None


def _cut_date(head: str) -> tuple[str, bool, Stamp | None]:
    """The head without its date, whether it had one, and the stamp if the date has a year."""
    for found in DATE.finditer(head):
        if not head[found.end() :].strip(" ,."):
            return head[: found.start()], True, stamp_from_match(found, None, None)
    yearless = _YEARLESS.search(head.rstrip(" ,."))
    return (head[: yearless.start()], True, None) if yearless else (head, False, None)


def _is_dateline(place: str | None, agency: str | None, dated: bool, following: str) -> bool:
    """A place, and enough beside it that it is no sentence with a dash in it ("HAMAS – the ruling group – said")."""
    if place is None:
        return dated and agency is not None
    if not _is_place_like(place):
        return False
    if dated or (agency is not None and is_agency(agency)):
        return True
    if not place.split(",")[0].isupper() or len(place) < 4:
        return False
    opening = following.lstrip("\"'“‘ ")[:80]
    return agency is not None or not opening or (opening[0].isupper() and not opening.isupper())


def _is_place_like(place: str) -> bool:
    words = place.replace(",", " ").replace("(", " ").replace(")", " ").split()
    if not words or len(words) > PLACE_WORDS:
        return False
    return all(word[0].isupper() or word.lower() in _PARTICLES for word in words)


def _remarks_length(following: str) -> int:
    remarks = _REMARKS.match(following)
    return remarks.end() if remarks and _REMARK_WORDS.search(remarks.group()) else 0
