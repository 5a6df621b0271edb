"""Recognise a single line of page furniture by its own words or its shape: menus, buttons, credits, bylines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from conflict_ledger.ingest.outlets import is_agency
from conflict_ledger.lexicon import load_lexicon

# Furniture lines are short; notices of rights and cookies may be longer.
LINE_LENGTH = 110
PREFIX_LENGTH = 420
# A heading of a section: "More from Example Times".
HEADING_LENGTH = 48
BYLINE_WORDS = 9
BAR_WORDS = 16
BUTTONS_BESIDE_OTHER = 3

_NUMBER = re.compile(r"\d[\d,.]*")
_EDGES = " \t:;.,!?|•·*»«›‹>-–—=_~\"'“”‘’[](){}#%…/+"
_BULLETS = "•·*»> +"
_BREADCRUMB = re.compile(r"[^.!?]{1,40}(?:\s?[»›>]\s?[^.!?»›>]{1,40}){1,6}$|[»›]")
_BRACKET = re.compile(r"\[[^\[\]]{1,30}\]$")
_BARE = re.compile(r"[\W\d_]{1,30}$")
_BYLINE = re.compile(r"[Bb][Yy]:? (?P<names>[^\d!?]{1,79}[^\d.!?\s])$|BY(?: [A-Z.'’-]*[A-Z]){1,6}$")
_PICTURE = re.compile(r"[•*]\s?\S{3,80}\s(?P<agency>[A-Za-z ]{2,30})$")
_LINK = re.compile(r"(?:(?:https?://|www\.|pic\.twitter\.com/)\S+|(?:Twitter: ?)?[\w.+-]*@[\w.-]+)$")
_SOCIAL = re.compile(
    r"(?:stay|follow|like|join|find|connect|watch)\b.{0,60}\b(?:facebook|twitter|instagram)", re.IGNORECASE
)
# "+ Two held after clash", "× ...", ">> ...": a link to another story, never ending like a sentence.
_TEASER = re.compile(r"(?:\+|×|>>|»|›) ?\S.*[^.!?\"”’]$")
_VIDEO = re.compile(r"\d{1,2}:\d\d [^.]{8,}? Pause$")
_NAME_LINKS = frozenset("and for in of the de la al el bin with @".split())


class Furniture(NamedTuple):
    """What a line is: its label and how far it reaches: ``line``, ``section`` (a heading), ``end``."""

    label: str
    reach: str


class _Forms(NamedTuple):
    exact: dict[str, Furniture]
    prefixes: dict[str, tuple[tuple[str, Furniture, int], ...]]


def read_furniture(line: str) -> Furniture | None:
    """What kind of furniture a line is, None for what may be an article's own line.

    >>> read_furniture("Share this story"), read_furniture("Share prices fell after the bombing.")
    (Furniture(label='share', reach='line'), None)
    """
    if len(line) > PREFIX_LENGTH:
        return None
    forms = _forms()
    if len(line) > LINE_LENGTH:
        return _by_prefix(line, forms)
    key = _key(line)
    if found := forms.exact.get(key.strip(_EDGES) or key):
        return found
    if _is_bar(key, forms.exact):
        return Furniture("menu", "line")
    return _by_prefix(line, forms) or _by_shape(line)


def _by_prefix(line: str, forms: _Forms) -> Furniture | None:
    first = _NUMBER.sub("#", line.lstrip(_EDGES).partition(" ")[0].lower()).strip(_EDGES)
    candidates = forms.prefixes.get(first)
    if candidates is None:
        return None
    key = _key(line[:LINE_LENGTH]).lstrip(_BULLETS)
    fitting = (found for form, found, longest in candidates if len(line) <= longest and _begins_with(key, form))
    return next(fitting, None)


def _is_bar(key: str, exact: Mapping[str, Furniture]) -> bool:
    """Whether a line is a row of buttons: furniture of one to three words, single letters, at most one other word."""
    words = [stripped for word in key.split() if (stripped := word.strip(_EDGES))]
    if not 2 <= len(words) <= BAR_WORDS:
        return False
    index = buttons = others = 0
    while index < len(words) and others <= 1:
        sizes = (size for size in (3, 2, 1) if " ".join(words[index : index + size]) in exact)
        size = next(sizes, 0)
        buttons += size > 0 or len(words[index]) == 1
        others += size == 0 and len(words[index]) > 1
        index += max(size, 1)
    return others == 0 or (others == 1 and buttons >= BUTTONS_BESIDE_OTHER)


def _begins_with(key: str, form: str) -> bool:
    """Whether a key starts with a form as whole words."""
    return key.startswith(form) and not (form[-1].isalnum() and key[len(form) : len(form) + 1].isalnum())


def _key(line: str) -> str:
    return _NUMBER.sub("#", line.lower()).replace("’", "'").strip()


# Shapes that tell without a word list, first match wins.
_SHAPES = (
    (_BARE, Furniture("count", "line")),
    (_LINK, Furniture("link", "line")),
    (_BRACKET, Furniture("menu", "line")),
    (_BREADCRUMB, Furniture("menu", "line")),
    (_SOCIAL, Furniture("newsletter", "line")),
    (_TEASER, Furniture("related", "line")),
    (_VIDEO, Furniture("player", "line")),
)


def _by_shape(line: str) -> Furniture | None:
    for pattern, furniture in _SHAPES:
        if pattern.match(line):
            return furniture
    if line[0] in "bB" and (byline := _BYLINE.match(line)) and _is_names(byline["names"]):
        return Furniture("byline", "line")
    if is_agency(line.strip(_EDGES)):
        return Furniture("byline", "line")
    picture = _PICTURE.match(line)
    return Furniture("credit", "line") if picture and is_agency(picture["agency"]) else None


def _is_names(words: str | None) -> bool:
    if words is None:
        return True
    parts = words.replace(",", " ").replace("/", " ").replace("|", " ").split()
    are_names = all(part[0].isupper() or part.lower() in _NAME_LINKS for part in parts)
    return are_names and len(parts) <= BYLINE_WORDS


@cache
def _forms() -> _Forms:
    exact: dict[str, Furniture] = {}
    prefixes: dict[str, list[tuple[str, Furniture, int]]] = {}
    for entry in load_lexicon("boilerplate").entries:
        where = entry.fields["where"]
        reach = where if where in ("section", "end") else "section" if where == "section_prefix" else "line"
        furniture = Furniture(entry.value, reach)
        for form in entry.forms:
            key = form.lower()
            if where in ("line", "section", "end"):
                exact[key.strip(_EDGES) or key] = furniture
            if where in ("prefix", "section_prefix", "end"):
                longest = PREFIX_LENGTH if where == "prefix" else LINE_LENGTH if where == "end" else HEADING_LENGTH
                first = key.lstrip(_EDGES).partition(" ")[0].strip(_EDGES)
                prefixes.setdefault(first, []).append((key, furniture, longest))
    return _Forms(exact, {first: tuple(found) for first, found in prefixes.items()})
