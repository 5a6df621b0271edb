"""Neighbouring names explain each other: "Goma, North Kivu", "Nigeria's Borno State", "Tikrit and Baiji"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from conflict_ledger.extract.place_cues import TYPE_NOUNS
from conflict_ledger.extract.place_words import Words, values_of
from conflict_ledger.frozen import record
from conflict_ledger.records import Place, PlaceMention

MOST_BETWEEN = 5  # words between two names of one chain
LARGE_TOWN = 50_000  # people
PLAIN_JOINTS = frozenset("in of the a an s and".split())
LINKING = frozenset((*TYPE_NOUNS, "qualifier"))
LISTED = re.compile(r"\s*(?:,|/|-|,?\s+and|,?\s+or)\s*$", re.IGNORECASE)


@record(frozen=True, slots=True)
class Hit:
    """Words ``first`` to ``end`` (excluded) were read as a place name. ``is_sure`` False needs a neighbour to
    vouch for it, else it is left out unless ``is_kept``."""

    first: int
    end: int
    mention: PlaceMention
    is_sure: bool
    is_kept: bool


def join_chains(words: Words, hits: Sequence[Hit]) -> tuple[PlaceMention, ...]:
    """The mentions that are sure, kept or vouched for by a neighbour, with candidates narrowed along chains."""
    linked = list(hits)
    for right in range(1, len(linked)):
        linked[right - 1], linked[right] = _link(words, linked[right - 1], linked[right])
    return tuple(hit.mention for hit in linked if hit.is_sure or hit.is_kept)


def _link(words: Words, left: Hit, right: Hit) -> tuple[Hit, Hit]:
    """Two names in a row as they explain, contradict or vouch for each other."""
    gap = words.text[words.ends[left.end - 1] : words.starts[right.first]]
    pair = _narrow(left.mention, right.mention) if _is_chain(words, left.end, right.first, gap) else None
    if pair is not None:
        return _vouched(left, pair[0]), _vouched(right, pair[1])
    if _is_elsewhere(gap, left.mention, right.mention):
        relation = right.mention.relation or left.mention.relation
        return replace(left, is_sure=False, is_kept=False), replace(
            right, mention=replace(right.mention, relation=relation)
        )
    if left.is_sure and left.mention.relation != "demonym" and LISTED.match(gap) and (right.is_sure or gap != "-"):
        relation = right.mention.relation or _list_relation(left.mention)
        if right.is_sure and relation == right.mention.relation:
            return left, right
        return left, _vouched(right, replace(right.mention, relation=relation))
    return left, right


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


def _vouched(hit: Hit, mention: PlaceMention) -> Hit:
    """The hit with what its neighbour made of it, now sure."""
    if mention.rule == "unsure_name":
        mention = replace(mention, rule="name")
    return replace(hit, mention=mention, is_sure=True)


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
