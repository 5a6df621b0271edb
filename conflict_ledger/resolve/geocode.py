"""Choose the place of an event among all that its words may mean, or none.

A name is read in the light of its whole document: countries and demonyms named, provinces, the other names
and their distance, population last. One name has one meaning in a document.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from conflict_ledger.place_names import fold_name
from conflict_ledger.records import Place, PlaceChoice, PlaceMention

# How much one mention says about the document's country. A named country outweighs a demonym ("American
# doctors in Mosul"), and both outweigh a town whose name several countries share.
COUNTRY_VOICE = 2.0
DEMONYM_VOICE = 1.2
PROVINCE_VOICE = 1.5
TOWN_VOICE = 1.0
DATELINE_VOICE = 1.0
# Score of a candidate: orders of magnitude of population against evidence of country, province and distance.
COUNTRY_PULL = 6.0
PROVINCE_PULL = 1.5
NEAR_PULL = 1.5
NEAR_KM = 150.0
AREA_SIZE = 5.5  # a province counts like a city of 300,000
# Which of several mentions is the scene.
RELATION_RANK = {"in": 1.0, "near": 0.9, "": 0.5, "border": 0.4, "to": 0.2, "from": 0.2, "within": -0.6, "dateline": -0.5}
KIND_RANK = {"city": 2.0, "admin2": 1.9, "region": 1.2, "admin1": 1.1, "country": -1.0}
ORDER_COST = 0.15  # of each earlier mention: reports name the scene first
PRECISION = {"city": 1, "admin2": 2, "admin1": 3, "region": 3}

NOWHERE = PlaceChoice(place=None, geo_precision=None, basis="none", reason="no place is named")


@dataclass(frozen=True, slots=True)
class Setting:
    """What a document says of where it plays: weight by country (largest 1), and its sure points."""

    countries: Mapping[str, float]
    provinces: frozenset[tuple[str, str]]
    points: tuple[Place, ...]


def choose_place(mentions: Sequence[PlaceMention], document_places: Sequence[PlaceMention]) -> PlaceChoice:
    """The place of an event that names ``mentions``, in a document that names ``document_places``.

    ``basis`` is stated where a mention of the event itself decided, else document, dateline or country_only.
    """
    setting = read_setting(tuple(document_places) or tuple(mentions))
    stated = [mention for mention in mentions if mention.relation not in ("demonym", "dateline")]
    for basis, pool in (
        ("stated", stated),
        ("document", [mention for mention in document_places if mention.relation not in ("demonym", "dateline")]),
        ("dateline", [mention for mention in document_places if mention.relation == "dateline"]),
    ):
        choice = _best_choice(pool, setting, basis)
        if choice is not None:
            return choice
    return _country_choice(setting)


def _best_choice(pool: Sequence[PlaceMention], setting: Setting, basis: str) -> PlaceChoice | None:
    """The best scene among the mentions, or None where they name only countries."""
    best: tuple[float, PlaceMention, Place] | None = None
    for order, (mention, count) in enumerate(_distinct(pool)):
        place = best_candidate(mention, setting)
        if place is None or place.kind == "country":
            continue
        rank = (
            KIND_RANK[place.kind]
            + RELATION_RANK.get(mention.relation, 0.0)
            + 2 * setting.countries.get(place.country or "", 0.0)
            - min(order, 8) * ORDER_COST
            + (0.3 * (count - 1) if basis == "document" else 0.0)
        )
        if best is None or rank > best[0]:
            best = rank, mention, place
    if best is None:
        return None
    _, mention, place = best
    precision = PRECISION[place.kind]
    if precision == 1 and mention.relation in ("near", "border"):
        precision = 2
    reason = f"{mention.text!r} read as {place.name}, {place.country} among {len(mention.candidates)}"
    return PlaceChoice(place=place, geo_precision=precision, basis=basis, reason=reason)


def _distinct(pool: Sequence[PlaceMention]) -> list[tuple[PlaceMention, int]]:
    """Each name once (its mention with the best relation), with how often it stands there."""
    best: dict[str, PlaceMention] = {}
    counts: Counter[str] = Counter()
    for mention in pool:
        name = fold_name(mention.text)
        counts[name] += 1
        rank = RELATION_RANK.get(mention.relation, 0.0)
        if name not in best or rank > RELATION_RANK.get(best[name].relation, 0.0):
            best[name] = mention
    return [(mention, counts[name]) for name, mention in best.items()]


def _country_choice(setting: Setting) -> PlaceChoice:
    if not setting.countries:
        return NOWHERE
    country = max(setting.countries, key=lambda name: (setting.countries[name], name))
    place = Place(place_id=country, name=country, kind="country", country=country, iso3=None, admin1=None,
                  latitude=None, longitude=None)  # fmt: skip
    return PlaceChoice(
        place=place, geo_precision=None, basis="country_only", reason=f"only {country} is named"
    )


@lru_cache(maxsize=256)
def read_setting(places: tuple[PlaceMention, ...]) -> Setting:
    """What all mentions of a document together say of country, provinces and points."""
    weights: defaultdict[str, float] = defaultdict(float)
    provinces: set[tuple[str, str]] = set()
    points: list[Place] = []
    for mention, count in _distinct_senses(places):
        voice = 1 + math.log2(count) / 2
        for country, share in _country_shares(mention).items():
            weights[country] += voice * share
        homes = {place.country for place in mention.candidates}
        if len(homes) == 1 and mention.candidates[0].kind != "country":
            points.append(mention.candidates[0])
        for place in mention.candidates:
            if place.kind == "admin1" and len(homes) == 1 and place.country and place.admin1:
                provinces.add((place.country, place.admin1))
    top = max(weights.values(), default=1.0)
    shares = {country: weight / top for country, weight in weights.items()}
    return Setting(shares, frozenset(provinces), tuple(points))


def _distinct_senses(places: Iterable[PlaceMention]) -> list[tuple[PlaceMention, int]]:
    """Each (name, whether demonym) once, with the mention that leaves fewest candidates, and the count."""
    best: dict[tuple[str, bool], PlaceMention] = {}
    counts: Counter[tuple[str, bool]] = Counter()
    for mention in places:
        key = fold_name(mention.text), mention.relation == "demonym"
        counts[key] += 1
        if key not in best or len(mention.candidates) < len(best[key].candidates):
            best[key] = mention
    return [(mention, counts[key]) for key, mention in best.items()]


def _country_shares(mention: PlaceMention) -> dict[str, float]:
    """How one mention's voice is divided among countries."""
    shares: defaultdict[str, float] = defaultdict(float)
    for place in mention.candidates:
        if place.country:
            shares[place.country] += _voice(mention, place)
    total = sum(shares.values())
    loudest = max((_full_voice(mention, place) for place in mention.candidates), default=0.0)
    return {country: loudest * share / total for country, share in shares.items()} if total else {}


def _voice(mention: PlaceMention, place: Place) -> float:
    if place.kind == "country":
        return 10_000.0
    return math.sqrt(place.population + 100)


def _full_voice(mention: PlaceMention, place: Place) -> float:
    if mention.relation == "demonym":
        return DEMONYM_VOICE
    if mention.relation == "dateline":
        return DATELINE_VOICE
    return {"country": COUNTRY_VOICE, "admin1": PROVINCE_VOICE}.get(place.kind, TOWN_VOICE)


def best_candidate(mention: PlaceMention, setting: Setting) -> Place | None:
    """The candidate that the document's setting speaks for."""
    if not mention.candidates:
        return None
    return max(mention.candidates, key=lambda place: _candidate_score(place, mention, setting))


def _candidate_score(place: Place, mention: PlaceMention, setting: Setting) -> float:
    size = math.log10(place.population + 100) if place.kind in ("city", "admin2") else AREA_SIZE
    score = size + COUNTRY_PULL * setting.countries.get(place.country or "", 0.0)
    if (place.country, place.admin1) in setting.provinces:
        score += PROVINCE_PULL
    if place.latitude is not None and _is_near_another(place, mention, setting):
        score += NEAR_PULL
    return score


def _is_near_another(place: Place, mention: PlaceMention, setting: Setting) -> bool:
    name = fold_name(mention.text)
    return any(
        other not in mention.candidates and fold_name(other.name) != name and kilometres(place, other) < NEAR_KM
        for other in setting.points
    )


def kilometres(one: Place, other: Place) -> float:
    """Great-circle distance; infinite where either has no coordinates."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return math.inf
    north, south = math.radians(one.latitude), math.radians(other.latitude)
    east = math.radians(one.longitude - other.longitude)
    half = math.sin((north - south) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(east / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))
