"""What a clause shape of the casualty grammar is: a named regular expression over chunk letters."""

from __future__ import annotations

import re
from dataclasses import dataclass

CUES = frozenset("KJGBDITNYLMsE3467")  # letters of harm words; a sentence without any tells of nobody harmed


@dataclass(frozen=True, slots=True)
class Rule:
    """A named clause shape; ``why`` shows one sentence it reads. ``cues`` are letters of which every match has one
    (none: not known), so that most shapes need not be tried on most sentences."""

    name: str
    pattern: re.Pattern[str]
    why: str
    cues: frozenset[str]


def shape(name: str, pattern: str, why: str) -> Rule:
    """The shape under its name, with the letters of harm that it needs."""
    return Rule(name, re.compile(pattern), why, cues_of(pattern))


def cues_of(pattern: str) -> frozenset[str]:
    """The letters of harm words in the group ``h``, if each of its alternatives has one.

    >>> sorted(cues_of("(?P<v>P)b(?P<h>xE|[KJ])"))
    ['E', 'J', 'K']
    """
    start = end = pattern.index("(?P<h>") + len("(?P<h>")
    depth = 1
    while depth:
        depth += {"(": 1, ")": -1}.get(pattern[end], 0)
        end += 1
    alternatives = [CUES & set(choice) for choice in pattern[start : end - 1].split("|")]
    return frozenset().union(*alternatives) if all(alternatives) else frozenset()
