"""Places of a deed among those that a sentence names: not where the speaker is, where the hurt are cared for or live.

"Two miners were taken to a hospital in Orta" does not tell where they were hurt; a hospital that is struck is a scene.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from conflict_ledger.lexicon import either_of
from conflict_ledger.records import PlaceMention, SentenceMentions

# "Aren Tollivar, 34, of Orta": where somebody lives.
HOME = re.compile(r"[A-Z][\w'’.-]*,\s*(?:aged\s+)?\d{1,2},\s*(?:both\s+|all\s+)?of\s+(?:the\s+)?$")
CLAUSE = r"(?:(?!\b(?:after|from|when|where|while|who|whose|which)\b)[^.;:])"
NAME = r"(?:\s+(?:[A-Z][\w'’.-]*|and|at|for|of|the|&)){0,5}"
REACH = 160  # characters before a place that are looked at


def scene_places(found: SentenceMentions, places: Iterable[PlaceMention]) -> tuple[PlaceMention, ...]:
    """The places that may be the scene: "a diplomat in the capital said" names none."""
    speakers = [attribution.span for attribution in found.attributions]
    scenes = tuple(
        place
        for place in places
        if not any(speaker.start <= place.span.start < speaker.end for speaker in speakers)
        and not _is_of_care(found, place)
    )
    return tuple(place for place in scenes if not HOME.search(_before(found, place))) or scenes


def _before(found: SentenceMentions, place: PlaceMention) -> str:
    """What stands before a place in its sentence."""
    return found.sentence.between(place.span.start - REACH, place.span.start)


def _is_of_care(found: SentenceMentions, place: PlaceMention) -> bool:
    """Whether people are only taken to the place or cared for there."""
    before = _before(found, place)
    if _carried().search(before):
        return True
    return bool(_cared_for().search(before)) and bool(
        _care_before().search(before) or _care_after().match(found.sentence.text, place.span.end - found.sentence.start)
    )


@cache
def _carried() -> re.Pattern[str]:
    """ "Were taken by ambulance to", up to the place."""
    return re.compile(
        rf"\b{either_of('injury_words', 'carried')}\b{CLAUSE}{{0,40}}\bto\b{CLAUSE}{{0,70}}$", re.IGNORECASE
    )


@cache
def _cared_for() -> re.Pattern[str]:
    """ "Died at", "in critical condition in", up to the place."""
    return re.compile(rf"\b{either_of('injury_words', 'treated', 'in_care')}\b{CLAUSE}{{0,90}}$", re.IGNORECASE)


@cache
def _care_before() -> re.Pattern[str]:
    """ "The general hospital in", up to the place."""
    return re.compile(rf"\b{either_of('injury_words', 'place_of_care')}\b[^.;:]{{0,50}}$", re.IGNORECASE)


@cache
def _care_after() -> re.Pattern[str]:
    """The rest of a name behind the place: "Orta General Hospital"."""
    return re.compile(rf"(?:['’]s)?{NAME}\s+(?i:{either_of('injury_words', 'place_of_care')})\b")
