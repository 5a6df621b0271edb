"""Conditions of ``event_types.yml`` on the words around a trigger: who did it to whom, and what stood nearby.

A condition is a place and concepts: ``target military|police``. The places ``agent`` and ``target`` depend on voice:
in "rebels killed two soldiers" the target stands behind the verb, in "two soldiers were killed by rebels" before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from conflict_ledger.extract.actor_forms import actor_book, is_written_as_name, longest
from conflict_ledger.extract.phrases import Hit, PhraseBook, Words
from conflict_ledger.lexicon import load_lexicon

REACH = 9  # words on either side: a clause with its numbers and attributes, not the next one
NEAR = 14
CONCEPT_OF_KIND = {
    "military": "military", "coalition": "military", "peacekeepers": "military", "guards": "military",
    "police": "police", "militants": "group", "rebels": "group", "gang": "group", "militia": "group",
    "communal": "group", "settlers": "group", "civilians": "civilian", "protesters": "protester", "rioters": "rioter",
}  # fmt: skip
CONCEPT_OF_TYPE = {"1": "military", "2": "group", "3": "group", "4": "group", "5": "rioter", "6": "protester", "8": "military"}
AFTER_PASSIVE = frozenset(
    ["by", "in", "when", "after", "during", "at", "near", "on", "as", "while", "from", "since", "overnight", "late", "early"]
)
BEFORE_PASSIVE = frozenset(["was", "were", "been", "being", "is", "are", "be", "get", "got"])
ADVERBS_ALLOWED = 2  # "were [reportedly also] killed"

Places = Mapping[str, tuple[tuple[int, int], ...]]  # concept -> (first, last) words


@dataclass(frozen=True, slots=True)
class Condition:
    """One place and the concepts of which one must stand there."""

    place: str
    concepts: tuple[str, ...]


@cache
def parse_conditions(text: str) -> tuple[Condition, ...]:
    """
    >>> parse_conditions("target post|police; agent group")[0].concepts
    ('post', 'police')
    """
    parts = (part.split() for part in text.split(";") if part.strip())
    return tuple(Condition(place, tuple(concepts.split("|"))) for place, concepts in parts)


@cache
def _concept_book() -> PhraseBook[str]:
    entries = load_lexicon("event_words").entries
    return PhraseBook((form, entry.value) for entry in entries for form in entry.forms)


def concept_places(words: Words, is_upper_case: bool) -> Places:
    """Where each concept stands in the sentence; people are read by their longest name ("armed men" are no men)."""
    places: dict[str, list[tuple[int, int]]] = {}
    for hit in _concept_book().find(words):
        places.setdefault(hit.payload, []).append((hit.first, hit.last))
    named = (hit for hit in actor_book().find(words) if is_written_as_name(words, hit, is_upper_case))
    for actor in longest(hit for hit in named if hit.payload.kind != "country"):
        kind = actor.payload.kind
        entry = actor.payload.entry
        concept = CONCEPT_OF_KIND.get(kind) or (CONCEPT_OF_TYPE.get(entry.value) if entry else None)
        if concept:
            places.setdefault(concept, []).append((actor.first, actor.last))
    return {concept: tuple(found) for concept, found in places.items()}


def is_passive(words: Words, first: int, last: int) -> bool:
    """Whether the verb at these words is done to its subject: "were killed", "killed by", "killed in"."""
    tokens = words.tokens
    if not tokens[first].endswith(("ed", "n", "t", "d", "g", "k")):
        return False
    before = tokens[max(0, first - 1 - ADVERBS_ALLOWED) : first]
    if any(token in BEFORE_PASSIVE for token in before):
        return not tokens[first].endswith("ing")  # "were attacking" is active; "being attacked" is not
    behind = tokens[last + 1] if last + 1 < len(tokens) else ""
    return tokens[first].endswith(("ed", "n", "t")) and (behind in AFTER_PASSIVE or behind == "")


def holds(condition: Condition, words: Words, hit: Hit[object], places: Places) -> bool:
    """Whether one of the condition's concepts stands in its place relative to the trigger."""
    low, high = _window(condition.place, words, hit)
    for concept in condition.concepts:
        for first, last in places.get(concept, ()):
            if low <= first <= high and not (hit.first <= first and last <= hit.last):
                return True
    return False


def _window(place: str, words: Words, hit: Hit[object]) -> tuple[int, int]:
    """First and last word of the place, both included."""
    before = (hit.first - REACH, hit.first - 1)
    after = (hit.last + 1, hit.last + REACH)
    if place == "sentence":
        return (0, len(words.tokens))
    if place == "near":
        return (hit.first - NEAR, hit.last + NEAR)
    if place in ("before", "after"):
        return before if place == "before" else after
    passive = is_passive(words, hit.first, hit.last)
    if (place == "target") == passive:
        return before
    if passive:
        return _behind_by(words, hit.last)
    return after


def _behind_by(words: Words, last: int) -> tuple[int, int]:
    """The agent of a passive stands behind "by"; without one the window is empty."""
    window = words.tokens[last + 1 : last + 1 + REACH]
    if "by" not in window:
        return (0, -1)
    by = last + 1 + window.index("by")
    return (by + 1, by + REACH)
