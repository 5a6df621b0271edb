"""Where a document plays: countries, provinces and sure points, weighed over all its place names.

One name has one meaning in a document: "Dallas, Texas" in the first paragraph settles every later "Dallas".
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from conflict_ledger.records import Place, PlaceMention
from conflict_ledger.reference.place_names import fold_name
from conflict_ledger.reference.provinces import province_facts

# How loudly one name speaks for a country. A named country outweighs a demonym ("American doctors in
# Mosul"); a town speaks the louder the larger it is, since small names are shared by several countries.
VOICE = {"country": 2.0, "admin1": 1.5, "region": 1.5, "admin2": 1.0, "city": 1.0}
DEMONYM_VOICE = 1.2
HINT_VOICE = 1.5
QUIET_RULES = {"unsure_name": 0.2, "site_name": 0.4}  # share of the voice
MOST_POINTS = 20  # towns that distances are measured to; the first names of a report are those of its scene
LARGE_CITY = 300_000  # people: ACLED names the districts of large cities "City - District"
PART_SHARE = 3  # a part has at most a third of its city's people
CITY_KM = 30.0
SCENE_PEOPLE = 30_000
LARGE_TOWN = 5.0  # orders of magnitude of people at which a town speaks in full voice


@dataclass(frozen=True, slots=True)
class Setting:
    """Weights by country (largest 1), the absolute weight of the strongest, provinces and points named
    beyond doubt, and for each name the fewest candidates that any mention of it leaves."""

    countries: Mapping[str, float]
    strength: float
    provinces: frozenset[tuple[str, str]]
    points: tuple[tuple[str, Place], ...]
    senses: Mapping[str, tuple[Place, ...]]

    def share(self, country: str | None) -> float:
        """The country's weight against the strongest, 0 where nothing speaks for it."""
        return self.countries.get(country or "", 0.0)

    def strongest(self) -> str | None:
        """The country most is said of."""
        return max(self.countries, key=lambda name: (self.countries[name], name), default=None)


def read_setting(places: Sequence[PlaceMention], hints: Sequence[str] = ()) -> Setting:
    """Weigh all place mentions of a document, and the countries its actors are known to act in."""
    return _read_setting(tuple(places), tuple(hints))


@lru_cache(maxsize=64)
def _read_setting(places: tuple[PlaceMention, ...], hints: tuple[str, ...]) -> Setting:
    weights: defaultdict[str, float] = defaultdict(float)
    for country in hints:
        weights[country] += HINT_VOICE
    provinces: set[tuple[str, str]] = set()
    points: list[tuple[str, Place]] = []
    senses: dict[str, tuple[Place, ...]] = {}
    for name, mention, count in _distinct_senses(places):
        for country, voice in _country_voices(mention, 1 + math.log2(count) / 2).items():
            weights[country] += voice
        if mention.relation == "demonym":
            continue
        senses[name] = mention.candidates
        if len({place.country for place in mention.candidates}) > 1 or mention.rule == "unsure_name":
            continue
        for place in mention.candidates:
            if place.kind == "admin1" and place.country and place.admin1:
                provinces.add((place.country, place.admin1))
        points += [(name, place) for place in mention.candidates[:1] if place.kind in ("city", "admin2")]
    top = max(weights.values(), default=0.0)
    shares = {country: weight / top for country, weight in weights.items()}
    return Setting(shares, top, frozenset(provinces), tuple(points[:MOST_POINTS]), senses)


def _distinct_senses(places: Iterable[PlaceMention]) -> list[tuple[str, PlaceMention, int]]:
    """Each (name, whether demonym) once, with the mention that leaves fewest candidates, and the count."""
    best: dict[tuple[str, bool], PlaceMention] = {}
    counts: Counter[tuple[str, bool]] = Counter()
    for mention in places:
        if not mention.candidates:
            continue
        key = fold_name(mention.text), mention.relation == "demonym"
        counts[key] += 1
        if key not in best or _certainty(mention) > _certainty(best[key]):
            best[key] = mention
    return [(name, mention, counts[name, is_demonym]) for (name, is_demonym), mention in best.items()]


def _certainty(mention: PlaceMention) -> tuple[bool, int]:
    return mention.rule not in QUIET_RULES, -len(mention.candidates)


def _country_voices(mention: PlaceMention, loudness: float) -> dict[str, float]:
    """How one name's voice is divided among the countries of its candidates."""
    shares: defaultdict[str, float] = defaultdict(float)
    for place in mention.candidates:
        if place.country:
            shares[place.country] += _fame(place)
    total = sum(shares.values())
    voice = loudness * _voice(mention)
    return {country: voice * share / total for country, share in shares.items()} if total else {}


def _fame(place: Place) -> float:
    """How much of an ambiguous name belongs to this bearer: nearly all to a country, else by population."""
    return 10_000.0 if place.kind == "country" else math.sqrt(people(place))


def people(place: Place) -> int:
    """Inhabitants, never 0; our own additions count for a town, since conflicts are reported from them."""
    return SCENE_PEOPLE if place.is_approximate else place.population + 100


def _voice(mention: PlaceMention) -> float:
    if mention.relation == "demonym":
        return DEMONYM_VOICE
    voices = (VOICE[place.kind] * (town_voice(place) if place.kind == "city" else 1) for place in mention.candidates)
    return max(voices) * QUIET_RULES.get(mention.rule, 1.0)


def town_voice(place: Place) -> float:
    """0.4 for a hamlet, 1 from a hundred thousand people on."""
    return min(1.0, math.log10(people(place)) / LARGE_TOWN)


def in_its_city(part: Place, setting: Setting) -> Place:
    """A neighbourhood under the name of the large city that the document names around it: "Lagos - Surulere"."""
    cities = [city for _, city in setting.points if city.population >= PART_SHARE * part.population]
    for country, name in setting.provinces:  # a city that is the seat of a province of its name
        area = province_facts(country, name)
        if area is not None and fold_name(area.capital) == fold_name(name):
            cities.append(replace(area.place(), name=area.capital))
    around = [city for city in cities if city.population >= LARGE_CITY and kilometres(part, city) < CITY_KM]
    if not around or part.kind != "city":
        return part
    city = max(around, key=lambda place: (place.population, place.place_id))
    return part if fold_name(city.name) == fold_name(part.name) else replace(part, name=f"{city.name} - {part.name}")


def kilometres(one: Place, other: Place) -> float:
    """Great-circle distance; infinite where either has no coordinates."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return math.inf
    north, south = math.radians(one.latitude), math.radians(other.latitude)
    east = math.radians(one.longitude - other.longitude)
    half = math.sin((north - south) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(east / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))
