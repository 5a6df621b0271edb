"""Choose the place of an event among all that its words may mean, or none.

Each name is read in the light of the whole document (``place_setting``); then the mention that is most
likely the scene is taken: a town before its province, "in" before "from", what is said first before the rest.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from conflict_ledger.records import Place, PlaceChoice, PlaceMention
from conflict_ledger.reference.countries import country_facts
from conflict_ledger.reference.place_names import fold_name
from conflict_ledger.reference.provinces import province_facts
from conflict_ledger.resolve.place_belief import distance_to_others, is_foreign, is_part, is_unbelievable
from conflict_ledger.resolve.place_setting import Setting, in_its_city, people, read_setting

# Score of a candidate: orders of magnitude of people, against evidence of country, province and distance.
AREA_SIZE = 5.5  # a province or country counts like a city of 300,000
COUNTRY_PULL = 6.0
PROVINCE_PULL = 1.5
NEAR_PULL = 3.0  # at no distance, falling to nothing at NEAR_KM
NEAR_KM = 150.0
MOST_COMPARED = 10  # candidates whose distances are worked out: the heaviest
# Rank of a mention as the scene.
RELATION_RANK = {
    "in": 1.0, "near": 0.9, "": 0.5, "border": 0.4, "to": 0.2, "from": 0.2, "within": -0.6, "dateline": -0.5,
}  # fmt: skip
KIND_RANK = {"city": 2.0, "admin2": 1.5, "region": 1.2, "admin1": 1.1}
RULE_RANK = {"body_name": 0.4, "site_name": -0.8, "unsure_name": -0.8}
SHARE_RANK = 3.0
ORDER_COST = 0.15  # of each earlier name: reports tell the scene first
MOST_ORDER = 8
COUNT_RANK = 0.3  # of each repetition, where the whole document is searched
# Of a place in a country that little else speaks for.
FOREIGN_COST = 2.0
SEAT_PEOPLE = 20_000  # of a town that is meant where its name is also its province's
FAMOUS_PEOPLE = 500_000  # and of one beside the province: Kyiv
PRECISION = {"city": 1, "admin2": 2, "admin1": 3, "region": 3}

NOWHERE = PlaceChoice(place=None, geo_precision=None, basis="none", reason="no place is named")


@dataclass(frozen=True, slots=True)
class Scene:
    """One name read as one place, with its rank among the names of the same event."""

    rank: float
    mention: PlaceMention
    place: Place


def choose_place(
    mentions: Sequence[PlaceMention], document_places: Sequence[PlaceMention], hints: Sequence[str] = ()
) -> PlaceChoice:
    """The place of an event that names ``mentions``, in a document that names ``document_places``.

    ``hints`` are countries that speak from elsewhere, such as those of the actors. ``basis``: stated where
    the event's own mentions decided, else document, dateline, country_only, actor (a country that
    only what is at home there implies) or none.
    """
    setting = read_setting(document_places or mentions, hints)
    found: tuple[str, Scene] | None = None
    for basis, pool in _pools(mentions, document_places):
        scene = _best_scene(pool, setting, basis)
        if scene is None:
            continue
        if not is_foreign(scene.place, setting):
            return _choice(scene, basis, setting, pool)
        found = found or (basis, scene)
    return _choice(found[1], found[0], setting, mentions) if found else _country_choice(setting)


def _pools(
    mentions: Sequence[PlaceMention], document_places: Sequence[PlaceMention]
) -> list[tuple[str, list[PlaceMention]]]:
    """What to look through, in order."""
    said = [mention for mention in document_places if mention.relation != "demonym"]
    return [
        ("stated", [mention for mention in mentions if mention.relation not in ("demonym", "dateline")]),
        ("document", [mention for mention in said if mention.relation != "dateline"]),
        ("dateline", [mention for mention in said if mention.relation == "dateline"]),
    ]


def _choice(scene: Scene, basis: str, setting: Setting, pool: Sequence[PlaceMention]) -> PlaceChoice:
    place, mention = scene.place, scene.mention
    village = {one.village for one in pool if one.text == mention.text} - {""} if basis == "stated" else frozenset()
    precision = PRECISION[place.kind]
    if "around" in village or mention.relation in ("near", "border") or mention.rule == "district_name":
        precision = max(precision, 2)
    reason = f"{mention.text!r} read as {place.name}, {place.country}; candidates: {len(mention.candidates)}"
    place = _at_capital(place)
    if is_part(mention, setting):
        place = in_its_city(place, setting)
    return PlaceChoice(
        place=place, geo_precision=precision, basis=basis, reason=reason, said=mention, for_village=bool(village)
    )


def _at_capital(place: Place) -> Place:
    """A province under the name of its capital, where it already stands: ACLED's location is a town."""
    facts = province_facts(place.country, place.name) if place.kind == "admin1" and place.country else None
    return replace(place, name=facts.capital) if facts else place


def _country_choice(setting: Setting) -> PlaceChoice:
    """The strongest country without a place in it, or nothing at all."""
    facts = country_facts(setting.strongest())
    if facts is None:
        return NOWHERE
    if facts.name not in setting.speakers:
        reason = f"no place but what is at home in {facts.name}: {', '.join(sorted(setting.national[facts.name]))}"
        return PlaceChoice(place=facts.place(), geo_precision=None, basis="actor", reason=reason)
    reason = f"no place but {facts.name} as a whole"
    return PlaceChoice(place=facts.place(), geo_precision=None, basis="country_only", reason=reason)


def _best_scene(pool: Sequence[PlaceMention], setting: Setting, basis: str) -> Scene | None:
    """The likeliest scene among the mentions, or None where they name only countries."""
    best: Scene | None = None
    for order, (mention, count) in enumerate(_distinct(pool)):
        place = best_candidate(mention, setting)
        if place is None or place.kind == "country":
            continue
        rank = _rank(mention, place, setting) - min(order, MOST_ORDER) * ORDER_COST
        if basis == "document":
            rank += COUNT_RANK * (count - 1)
        if best is None or rank > best.rank:
            best = Scene(rank, mention, place)
    return best


def _rank(mention: PlaceMention, place: Place, setting: Setting) -> float:
    foreign = FOREIGN_COST if is_foreign(place, setting) else 0.0
    return (
        KIND_RANK[place.kind]
        + RELATION_RANK[mention.relation]
        + RULE_RANK.get(mention.rule, 0.0)
        + SHARE_RANK * setting.share(place.country)
        - foreign
    )


def _distinct(pool: Sequence[PlaceMention]) -> list[tuple[PlaceMention, int]]:
    """Each name once, as its best mention, with how often it stands there."""
    best: dict[str, PlaceMention] = {}
    counts: Counter[str] = Counter()
    for mention in pool:
        name = fold_name(mention.text)
        counts[name] += 1
        if name not in best or _mention_rank(mention) > _mention_rank(best[name]):
            best[name] = mention
    return [(mention, counts[name]) for name, mention in best.items()]


def _mention_rank(mention: PlaceMention) -> float:
    return RELATION_RANK.get(mention.relation, 0.0) + RULE_RANK.get(mention.rule, 0.0)


def best_candidate(mention: PlaceMention, setting: Setting) -> Place | None:
    """The bearer of the name that the document speaks for; None where none fits."""
    likely = sorted(_own_sense(mention, setting), key=lambda place: -_weight(place, setting))[:MOST_COMPARED]
    fitting = [place for place in likely if not is_unbelievable(place, mention, setting)]
    best = max(fitting, key=lambda place: _score(place, mention, setting), default=None)
    return _town_of_that_name(best, mention) if best is not None else None


def _town_of_that_name(best: Place, mention: PlaceMention) -> Place:
    """A bare name that a province shares with a town in it is the town's: "in Kano" is not "in Kano State"."""
    if best.kind != "admin1" or mention.rule != "name" or mention.relation == "within":
        return best
    towns = [
        place
        for place in mention.candidates
        if place.kind == "city" and place.country == best.country and _is_seat(place, best)
    ]
    return max(towns, key=lambda place: place.population, default=best)


def _is_seat(town: Place, province: Place) -> bool:
    """Whether a town is large enough to be meant for its province's name: in it, or a capital apart from it."""
    return town.population >= (SEAT_PEOPLE if town.admin1 == province.admin1 else FAMOUS_PEOPLE)


def _own_sense(mention: PlaceMention, setting: Setting) -> Sequence[Place]:
    """The candidates that the clearest mention of the name in the document leaves."""
    sense = setting.senses.get(fold_name(mention.text), mention.candidates)
    if len(sense) >= len(mention.candidates):
        return mention.candidates
    kept = {place.place_id for place in sense}
    return [place for place in mention.candidates if place.place_id in kept] or mention.candidates


def _score(place: Place, mention: PlaceMention, setting: Setting) -> float:
    closeness = 1 - distance_to_others(place, mention, setting) / NEAR_KM
    return _weight(place, setting) + NEAR_PULL * max(0.0, closeness)


def _weight(place: Place, setting: Setting) -> float:
    """What speaks for a candidate before distances: its size, its country, its province."""
    size = _size(place)
    is_named_province = (place.country, place.admin1) in setting.provinces
    return size + COUNTRY_PULL * setting.share(place.country) + (PROVINCE_PULL if is_named_province else 0.0)


def _size(place: Place) -> float:
    """Orders of magnitude of people, or what stands for them."""
    return math.log10(people(place)) if place.kind in ("city", "admin2") else AREA_SIZE
