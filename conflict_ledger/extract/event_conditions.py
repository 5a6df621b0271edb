"""Conditions of ``event_types.yml`` on the words around a trigger: who did it to whom, and what stood nearby.

A condition is a place and concepts: ``target military|police``. The places ``agent`` and ``target`` depend on voice:
in "rebels killed two soldiers" the target stands behind the verb, in "two soldiers were killed by rebels" before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from conflict_ledger.extract.actor_forms import ActorForm, actor_book, is_written_as_name, longest
from conflict_ledger.extract.phrases import GAP_MARK, Hit, PhraseBook, Words
from conflict_ledger.lexicon import load_lexicon

REACH = 9  # words on either side: a clause with its numbers and attributes, not the next one
NEAR = 14
OBJECT_REACH = 10
PREPOSITIONS = frozenset(["in", "at", "near", "from", "during", "with", "after", "by", "when", "while", "as", "for", "on"])
CLOSE = 4  # "tried to [re]capture", "no [new] clashes"
CONCEPT_OF_KIND = {
    "military": "military", "coalition": "military", "peacekeepers": "military", "guards": "military",
    "police": "police", "militants": "group", "rebels": "group", "gang": "group", "militia": "group",
    "communal": "group", "settlers": "group", "civilians": "civilian", "protesters": "protester", "rioters": "rioter",
}  # fmt: skip
CONCEPT_OF_TYPE = {"1": "military", "2": "group", "3": "group", "4": "group", "5": "rioter", "6": "protester", "8": "military"}
SPEAKER_TAIL = 3  # "police [in the capital] said"
EXTRA_CONCEPTS = {"military.air_force": "aircraft", "civilians.professions": "notable"}
ACTING = ("military", "police", "group", "protester", "rioter", "locals")  # whose deeds decide the type
ATTRIBUTES = frozenset(["held", "backed", "led", "controlled", "linked", "affiliated", "allied", "dominated"])
CLAUSE_OPENERS = frozenset(
    ["when", "after", "while", "as", "that", "who", "which", "where", "but", "before", "since", "said"]
)
AFTER_PASSIVE = frozenset(
    ["by", "in", "when", "after", "during", "at", "near", "on", "as", "while", "from", "since", "overnight", "late", "early"]
)
BE = frozenset(["was", "were", "been", "being", "is", "are", "be", "get", "got"])
ADVERBS_ALLOWED = 2  # "were [reportedly also] killed"
BREAK = re.compile(r"[;:.]|\s[-–—]\s")  # a window of words ends here

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
    """Where each concept stands in the sentence; people are read by their longest name ("armed men" are no men).

    Whoever only speaks ("police said") does nothing in the event and is left out.
    """
    places: dict[str, list[tuple[int, int]]] = {}
    for hit in _concept_book().find(words):
        places.setdefault(hit.payload, []).append((hit.first, hit.last))
    speech = {first for first, _ in places.get("speech", ())}
    named = (hit for hit in actor_book().find(words) if is_written_as_name(words, hit, is_upper_case))
    for actor in longest(hit for hit in named if hit.payload.kind != "country"):
        if _is_attribute(words, actor.last) or _only_speaks(words, actor.first, actor.last, speech):
            continue
        for concept in _concepts_of(actor.payload):
            places.setdefault(concept, []).append((actor.first, actor.last))
    return {concept: tuple(found) for concept, found in places.items()}


def _concepts_of(form: ActorForm) -> tuple[str, ...]:
    """What an actor counts as: party members clash as crowds do, an air force acts from the air."""
    fields = form.entry.fields if form.entry else {}
    if fields.get("kind") == "party":
        return ("locals",)
    concept = CONCEPT_OF_KIND.get(form.kind) or (CONCEPT_OF_TYPE.get(form.entry.value) if form.entry else None)
    further = (EXTRA_CONCEPTS.get(form.entry.id),) if form.entry else ()
    return tuple(name for name in (concept, *further) if name)


def _is_attribute(words: Words, last: int) -> bool:
    """ "Rebel-held", "army-backed": the actor only describes something else."""
    behind = last + 1
    return behind < len(words.tokens) and words.between(last, behind) == "-" and words.tokens[behind] in ATTRIBUTES


def _only_speaks(words: Words, first: int, last: int, speech: set[int]) -> bool:
    if words.tokens[max(0, first - 2) : first][:1] == ("according",):
        return True
    for index in range(last + 1, min(last + 1 + SPEAKER_TAIL, len(words.tokens))):
        if "," in words.between(index - 1, index):
            return False
        if index in speech:
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
    return tokens[first].endswith(("ed", "n", "t")) and (behind in AFTER_PASSIVE or behind == "")


def holds(condition: Condition, words: Words, hit: Hit[Any], places: Places) -> bool:
    """Whether one of the condition's concepts stands in its place relative to the trigger."""
    if condition.place == "subject":
        return _subject(words, hit.first, hit.last, places) in condition.concepts
    windows = _windows(condition.place, words, hit.first, hit.last)
    if GAP_MARK in hit.form:
        windows.append((hit.first, hit.last))  # "set [seven houses] on fire"
    for concept in condition.concepts:
        for first, last in places.get(concept, ()):
            inside = hit.first <= first and last <= hit.last and GAP_MARK not in hit.form
            if not inside and any(low <= first <= high for low, high in windows):
                return True
    return False


def _subject(words: Words, first: int, last: int, places: Places) -> str | None:
    """Who did it: the first actor of the clause ("troops clashed with rebels and [captured]"), or the one behind "by"."""
    if is_passive(words, first, last):
        ranges = _behind_by(words, last)
    else:
        opened = [index for index in range(first) if words.tokens[index] in CLAUSE_OPENERS]
        ranges = [(opened[-1], first - 1) if opened else (0, first - 1), (0, first - 1)]
    for low, high in ranges:
        acting = [(start, name) for name in ACTING for start, end in places.get(name, ()) if low <= start and end <= high]
        if acting:
            return min(acting)[1]
    return None


def _windows(place: str, words: Words, first: int, last: int) -> list[tuple[int, int]]:
    """Ranges of words that make up the place, both ends included."""
    if place == "sentence":
        return [(0, len(words.tokens))]
    if place == "near":
        return [(first - NEAR, last + NEAR)]
    if place == "close":
        return [(first - CLOSE, first - 1)]
    before, after = (_clause_start(words, first), first - 1), (last + 1, _clause_end(words, last))
    if place in ("before", "after"):
        return [before if place == "before" else after]
    passive = is_passive(words, first, last)
    if place == "object":
        return [before] if passive else [(last + 1, _object_end(words, last))]
    if place == "target":
        return [before] if passive else [(after[0], _before_by(words, after))]
    by = _behind_by(words, last)
    return by if passive else [before, *by]


def _clause_start(words: Words, first: int) -> int:
    for index in range(first, max(0, first - REACH), -1):
        if BREAK.search(words.between(index - 1, index)):
            return index
    return max(0, first - REACH)


def _clause_end(words: Words, last: int) -> int:
    end = min(last + REACH, len(words.tokens) - 1)
    for index in range(last, end):
        if BREAK.search(words.between(index, index + 1)):
            return index
    return end


def _object_end(words: Words, last: int) -> int:
    """The direct object ends at the next preposition: "seized livestock [in the village]"."""
    end = min(_clause_end(words, last), last + OBJECT_REACH)
    for index in range(last + 1, end + 1):
        if words.tokens[index] in PREPOSITIONS:
            return index - 1
    return end


def _before_by(words: Words, window: tuple[int, int]) -> int:
    """Last word before a "by" in the window: what follows it acts and is no target."""
    low, high = window
    return next((index - 1 for index in range(low, high + 1) if words.tokens[index] == "by"), high)


def _behind_by(words: Words, last: int) -> list[tuple[int, int]]:
    """The agent behind "by", where one follows: "killed [in the market] by rebels"."""
    window = words.tokens[last + 1 : last + 1 + REACH]
    if "by" not in window:
        return []
    by = last + 1 + window.index("by")
    return [(by + 1, by + REACH)]
