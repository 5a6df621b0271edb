"""Named places within a town: "the Basra Road neighbourhood", "Ibn Sina school", "the Haddad family home"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.records import Sentence
from conflict_ledger.reference.place_names import fold_name

MOST_SITES = 40
LONGEST_NAME = 3  # words
# Letters on which spellings of one foreign name disagree: "Mahmoudiya" and "Mahmudiyah" are one.
UNSURE_LETTERS = re.compile(r"[aeiouywh]|(.)(?=\1)")
FEWEST_LETTERS = 2


def named_sites(sentences: Iterable[Sentence]) -> tuple[str, ...]:
    """``kind:name`` for each word of the names of sites, spelling evened out; titles and capitals tell no names."""
    found: dict[str, None] = {}
    for sentence in sentences:
        if sentence.is_title or sentence.text.isupper():
            continue
        for match in _sites().finditer(sentence.text):
            names = match["before"] or match["after"] or match["family"]
            kind = _kinds()[(match["kind"] or match["noun"] or "family home").lower()]
            found.update((f"{kind}:{name}", None) for name in _skeletons(names))
    return tuple(sorted(found))[:MOST_SITES]


def _skeletons(names: str) -> list[str]:
    """The letters of each word that all spellings share."""
    bare = (UNSURE_LETTERS.sub("", word) for word in fold_name(names).split() if word not in _kinds())
    return [word for word in bare if len(word) >= FEWEST_LETTERS]


@cache
def _kinds() -> dict[str, str]:
    return {form: entry.value for entry in load_lexicon("sites").entries for form in entry.forms}


@cache
def _sites() -> re.Pattern[str]:
    """A name before the kind, one small word between ("Jenin refugee camp"), or after it ("village of Kafr Nabl")."""
    forms = "|".join(sorted((form for form, kind in _kinds().items() if kind != "filler"), key=len, reverse=True))
    word = r"(?:[a-z]{1,2}[’'-])?[A-Z][^\W\d_]{0,20}(?:[’'-][^\W\d_]{1,20}){0,2}"
    name = rf"{word}(?: {word}){{0,{LONGEST_NAME - 1}}}"
    family = rf"(?:home|house|apartment|building) (?:of|belonging to) the (?P<family>{name}) family\b"
    before = rf"(?P<before>{name}) (?:[a-z]{{1,20}} )?(?P<kind>(?i:{forms}))\b"
    return re.compile(rf"\b(?:{family}|{before}|(?P<noun>{forms}) of (?P<after>{name}))")
