"""Neighbouring names explain each other: "Goma, North Kivu", "Nigeria's Borno State", "Tikrit and Baiji"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from conflict_ledger.extract.place_cues import TYPE_NOUNS
from conflict_ledger.extract.place_words import Words, values_of
from conflict_ledger.records import Place, PlaceMention

MOST_BETWEEN = 5  # words between two names of one chain
LARGE_TOWN = 50_000  # people
PLAIN_JOINTS = frozenset("in of the a an s and".split())
LINKING = frozenset((*TYPE_NOUNS, "qualifier"))
LISTED = re.compile(r"\s*(?:,|/|-|,?\s+and|,?\s+or)\s*$", re.IGNORECASE)


class Hit(Protocol):
    """What the finder hands over: word positions, the mention, and whether it is believed by itself."""

    @property
    def first(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def mention(self) -> PlaceMention: ...
    @property
    def is_sure(self) -> bool: ...
    @property
    def is_kept(self) -> bool: ...


def join_chains(words: Words, hits: Sequence[Hit]) -> tuple[PlaceMention, ...]:
    """The mentions that are sure or vouched for by a neighbour, with candidates narrowed along chains."""
    mentions = [hit.mention for hit in hits]
    sure = [hit.is_sure for hit in hits]
    dropped: set[int] = set()
    for right in range(1, len(hits)):
        left = right - 1
        gap = words.text[words.ends[hits[left].end - 1] : words.starts[hits[right].first]]
        if _is_chain(words, hits[left].end, hits[right].first, gap) and (
            pair := _narrow(mentions[left], mentions[right])
        ):
            mentions[left], mentions[right] = _as_sure(pair[0]), _as_sure(pair[1])
            sure[left] = sure[right] = True
        elif _is_elsewhere(gap, mentions[left], mentions[right]):
            sure[left] = False
            dropped.add(left)
        elif LISTED.match(gap) and sure[left] and mentions[left].relation != "demonym":
            sure[right] = True
            mentions[right] = _as_sure(mentions[right])
            if not mentions[right].relation:
                mentions[right] = replace(mentions[right], relation=_list_relation(mentions[left]))
    return tuple(
        mention
        for at, (hit, mention) in enumerate(zip(hits, mentions, strict=True))
        if at not in dropped and (sure[at] or hit.is_kept)
    )


def _is_elsewhere(gap: str, left: PlaceMention, right: PlaceMention) -> bool:
    """Whether "X, Province" names a small X that the gazetteer knows only outside that province: another X."""
    areas = {(place.country, place.admin1) for place in right.candidates if place.kind == "admin1"}
    return (
        gap in (", ", " (")
        and bool(areas)
        and right.candidates[0].kind == "admin1"
        and left.relation not in ("demonym", "within", "dateline")
        and all(
            place.kind == "city" and place.population < LARGE_TOWN and (place.country, place.admin1) not in areas
            for place in left.candidates
        )
    )


def _as_sure(mention: PlaceMention) -> PlaceMention:
    """A neighbour vouches for the name."""
    return replace(mention, rule="name") if mention.rule == "unsure_name" else mention


def _list_relation(left: PlaceMention) -> str:
    return left.relation if left.relation not in ("within", "dateline") else ""


def _is_chain(words: Words, start: int, end: int, gap: str) -> bool:
    """Whether only commas, brackets, joints and words of type or compass stand between two names."""
    if end - start > MOST_BETWEEN or any(sign in gap for sign in ".;:"):
        return False
    between = words.folded[start:end]
    if "and" in between:
        return False
    return all(word in PLAIN_JOINTS or not values_of(word).isdisjoint(LINKING) for word in between)


def _narrow(left: PlaceMention, right: PlaceMention) -> tuple[PlaceMention, PlaceMention] | None:
    """Both mentions with only the candidates of which one lies in the other; None where none does."""
    if "demonym" not in (left.relation, right.relation):
        inner, outer = _containing(left.candidates, right.candidates)
        if inner:
            return replace(left, candidates=inner), replace(right, candidates=outer, relation="within")
    inner, outer = _containing(right.candidates, left.candidates)
    if not inner or right.relation == "demonym":
        return None
    relation = right.relation or (left.relation if left.relation != "demonym" else "")
    container = left if left.relation == "demonym" else replace(left, relation="within")
    return replace(container, candidates=outer), replace(right, candidates=inner, relation=relation)


def _containing(inner: tuple[Place, ...], outer: tuple[Place, ...]) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """The inner places that lie in some outer one, and the outer places that hold some inner one."""
    pairs = [(small, large) for small in inner for large in outer if lies_in(small, large)]
    if not pairs:
        return (), ()
    return tuple(dict.fromkeys(small for small, _ in pairs)), tuple(dict.fromkeys(large for _, large in pairs))


def lies_in(small: Place, large: Place) -> bool:
    """Whether the gazetteer puts one place into the other."""
    if small.country != large.country or small.country is None or small.kind == "country":
        return False
    if large.kind == "country":
        return True
    return large.kind == "admin1" and small.kind != "admin1" and small.admin1 == large.admin1
