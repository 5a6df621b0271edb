"""Conditions of ``event_types.yml`` on the words around a trigger: who did it to whom, and what stood nearby.

A condition is a place and concepts: ``target military|police``. The places are

* ``agent``, ``target``: by voice, as in "[rebels] killed [two soldiers]" and "[two soldiers] were killed by [rebels]";
* ``subject``: the first actor of the clause, for deeds that only one side can do;
* ``object``: the target up to the next preposition; ``next``: the words right behind the trigger;
* ``before``, ``after``: one side of the trigger, within its clause; ``close``: right before it;
* ``near``: on either side; ``sentence``: anywhere.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import field
from functools import cache
from typing import Any

from conflict_ledger.extract.event_concepts import Places
from conflict_ledger.extract.phrases import GAP_MARK, Hit, Words
from conflict_ledger.frozen import record
from conflict_ledger.problems import LexiconError

PLACES = ("agent", "target", "subject", "object", "next", "before", "after", "close", "near", "sentence")
REACH = 9  # words on either side: a clause with its numbers and attributes, not the next one
OBJECT_REACH = 10
NEAR = 14
SUBJECT_REACH = 40  # words back in which the subject is sought
CLOSE = 4  # "tried to [re]capture"
NEXT = 2  # "took over [nearby Orvan]"
ADVERBS_ALLOWED = 2  # "were [reportedly also] killed"
ACTING = ("military", "police", "group", "protester", "rioter", "locals")  # concepts that can be a subject
BE = frozenset("was were been being is are be get got".split())
CLAUSE_OPENERS = frozenset("when after while as that who which where but before since said".split())
PREPOSITIONS = frozenset("in at near from during with after by when while as for on".split())
BEHIND_PASSIVE = frozenset("by in when after during at near on as while from since overnight late early".split())
RELATIVE = frozenset("who which whose".split())
QUANTIFIED = frozenset(("least", "most"))

Range = tuple[int, int]  # first and last word, both included


@record(frozen=True, slots=True)
class Condition:
    """One place and the concepts of which one must stand there."""

    place: str
    concepts: tuple[str, ...]


@record(frozen=True, slots=True)
class Setting:
    """The words of a sentence with the places of its concepts; the windows that were asked for are kept."""

    words: Words
    places: Places
    windows: dict[tuple[str, int, int], list[Range]] = field(default_factory=dict)

    def window(self, place: str, first: int, last: int) -> list[Range]:
        """Ranges of words that make up the place beside the trigger at these words."""
        key = (place, first, last)
        if key not in self.windows:
            self.windows[key] = _windows(place, self.words, first, last)
        return self.windows[key]


@cache
def parse_conditions(text: str) -> tuple[Condition, ...]:
    """Read the value of ``needs`` or ``lacks``; raises LexiconError for a place that is none of the above.

    >>> [(condition.place, condition.concepts) for condition in parse_conditions("target post|police; agent group")]
    [('target', ('post', 'police')), ('agent', ('group',))]
    """
    conditions = []
    for part in filter(str.strip, text.split(";")):
        place, _, concepts = part.strip().partition(" ")
        if place not in PLACES or not concepts:
            raise LexiconError(f"event_types.yml: the condition {part.strip()!r} names none of the places {PLACES}")
        conditions.append(Condition(place, tuple(concepts.strip().split("|"))))
    return tuple(conditions)


def holds(condition: Condition, hit: Hit[Any], setting: Setting) -> bool:
    """Whether one of the condition's concepts stands in its place relative to the trigger."""
    if setting.places.keys().isdisjoint(condition.concepts):
        return False  # as for most conditions, and told in one call
    told = [setting.places[concept] for concept in condition.concepts if concept in setting.places]
    if condition.place == "subject":
        return _subject(setting.words, hit.first, hit.last, setting.places) in condition.concepts
    windows = setting.window(condition.place, hit.first, hit.last)
    has_gap = GAP_MARK in hit.form  # "set [seven houses] on fire": what stands in the gap counts
    if has_gap:
        windows = [*windows, (hit.first, hit.last)]
    for found in told:
        for low, high in windows:
            for first, last in _within(found, low, high):
                if has_gap or not (hit.first <= first and last <= hit.last):
                    return True
    return False


def is_passive(words: Words, first: int, last: int) -> bool:
    """Whether the verb at these words is done to its subject: "were killed", "killed by", "killed in"."""
    tokens = words.tokens
    if not tokens[first].endswith(("ed", "n", "t", "d", "g", "k")):
        return False
    before = first - 1
    while before > first - 1 - ADVERBS_ALLOWED and before >= 0 and tokens[before].endswith(("ly", "also", "then")):
        before -= 1
    if before >= 0 and tokens[before] in BE:
        return tokens[before] == "being" or not tokens[first].endswith("ing")
    behind = tokens[last + 1] if last + 1 < len(tokens) else ""
    if behind == "at" and not QUANTIFIED.isdisjoint(tokens[last + 2 : last + 3]):
        return False  # "killed at least two"
    return tokens[first].endswith(("ed", "n", "t")) and (behind in BEHIND_PASSIVE or behind == "")


def _windows(place: str, words: Words, first: int, last: int) -> list[Range]:
    if place == "sentence":
        return [(0, len(words.tokens))]
    if place == "near":
        return [(first - NEAR, last + NEAR)]
    if place == "close":
        return [(first - CLOSE, first - 1)]
    if place == "next":
        return [(last + 1, last + NEXT)]
    before, after = (_clause_start(words, first), first - 1), (last + 1, _clause_end(words, last))
    if place in ("before", "after"):
        return [before if place == "before" else after]
    passive = is_passive(words, first, last)
    if place == "agent":
        by = _behind_by(words, last)
        return by if passive else [before, *by]
    if passive:
        return [before]
    return [(after[0], _object_end(words, last) if place == "object" else _before_by(words, after))]


def _subject(words: Words, first: int, last: int, places: Places) -> str | None:
    """The concept of the first actor of the clause ("troops clashed with rebels and [captured]"), or behind "by"."""
    if is_passive(words, first, last):
        ranges = _behind_by(words, last)
    else:
        lowest = max(0, first - SUBJECT_REACH)
        opened = [index + 1 for index in range(lowest, first) if words.tokens[index] in CLAUSE_OPENERS]
        starts = [*_main_clause(words, opened[-1], first, places), opened[-1], lowest] if opened else [lowest]
        ranges = [(start, first - 1) for start in starts]
    for low, high in ranges:
        acting = [(start, name) for name in ACTING for start, end in _within(places.get(name, ()), low, high)]
        if acting:
            return min(acting)[1]
    return None


def _main_clause(words: Words, opened: int, first: int, places: Places) -> list[int]:
    """Where the main clause begins behind a leading one: "after troops left, [rebels captured] the town"."""
    commas = [index for index in range(opened + 1, first) if "," in words.between(index - 1, index)]
    if commas and any(_within(places.get(name, ()), commas[-1], commas[-1] + 2) for name in ACTING):
        return [commas[-1]]
    return []


def _within(found: Sequence[Range], low: int, high: int) -> Sequence[Range]:
    """The part of a sorted list that begins in a range of words."""
    return found[bisect_left(found, (low,)) : bisect_left(found, (high + 1,))]


def _clause_start(words: Words, first: int) -> int:
    lowest = max(0, first - REACH)
    at = bisect_right(words.breaks, first)
    return max(lowest, words.breaks[at - 1]) if at else lowest


def _clause_end(words: Words, last: int) -> int:
    highest = min(last + REACH, len(words.tokens) - 1)
    at = bisect_right(words.breaks, last)
    return min(highest, words.breaks[at] - 1) if at < len(words.breaks) else highest


def _object_end(words: Words, last: int) -> int:
    """The direct object ends at the next preposition: "seized livestock [in the village]"."""
    end = min(_clause_end(words, last), last + OBJECT_REACH)
    return next((i - 1 for i in range(last + 1, end + 1) if words.tokens[i] in PREPOSITIONS), end)


def _before_by(words: Words, window: Range) -> int:
    """Last word before a "by" in the window: what follows it acts and is no target."""
    low, high = window
    return next((i - 1 for i in range(low, high + 1) if words.tokens[i] == "by"), high)


def _behind_by(words: Words, last: int) -> list[Range]:
    """The agent behind "by", where one follows: "killed [in the market] by rebels"."""
    window = words.tokens[last + 1 : last + 1 + REACH]
    if "by" not in window:
        return []
    at = window.index("by")
    if not RELATIVE.isdisjoint(window[:at]):
        return []  # "attacked troops who were flown in by helicopter"
    by = last + 1 + at
    return [(by + 1, by + REACH)]
