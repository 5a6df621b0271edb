"""Where a document plays: countries, provinces and sure points, weighed over all its place names.

One name has one meaning in a document: "Dallas, Texas" in the first paragraph settles every later "Dallas".
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from conflict_ledger.records import Place, PlaceMention
from conflict_ledger.reference.place_names import fold_name
from conflict_ledger.reference.provinces import province_facts

# How loudly one name speaks for a country. A named country outweighs a demonym ("American doctors in
# Mosul"); a town speaks the louder the larger it is, since small names are shared by several countries.
VOICE = {"country": 2.0, "admin1": 1.5, "region": 1.5, "admin2": 1.0, "city": 1.0}
DEMONYM_VOICE = 1.2
HINT_VOICE = 1.5
QUIET_RULES = {"unsure_name": 0.2, "site_name": 0.4}  # share of the voice
NATIONAL = "national_name"
MOST_POINTS = 20  # towns that distances are measured to; the first names of a report are those of its scene
LARGE_CITY = 300_000  # people: ACLED names the districts of large cities "City - District"
PART_SHARE = 3  # a part has at most a third of its city's people
CITY_KM = 30.0
SCENE_PEOPLE = 30_000
DWARFED = 10  # times as many people as the next of that name
BACKING = 2.0  # times as well is a namesake known in a country that other names speak for
NAMESAKE = 0.6  # what the next largest namesake in a country adds, against the one before
LARGE_TOWN = 5.0  # orders of magnitude of people at which a town speaks in full voice


@dataclass(frozen=True, slots=True)
class Setting:
    """Weights by country (largest 1), the absolute weight of the strongest, provinces and points named
    beyond doubt, for each name the fewest candidates that any mention of it leaves, the names that the
    document calls parts of a town, and for each country the names that speak for it ("" for its actors):
    ``national`` those that are only at home there, ``speakers`` all others. ``settled`` are the countries of
    which a place is named beyond doubt."""

    countries: Mapping[str, float]
    strength: float
    provinces: frozenset[tuple[str, str]]
    points: tuple[tuple[str, Place], ...]
    senses: Mapping[str, tuple[Place, ...]]
    parts: frozenset[str]
    national: Mapping[str, frozenset[str]]
    speakers: Mapping[str, frozenset[str]]
    settled: frozenset[str]

    def share(self, country: str | None) -> float:
        """The country's weight against the strongest, 0 where nothing speaks for it."""
        return self.countries.get(country or "", 0.0)

    def strongest(self) -> str | None:
        """The country most is said of, None where nothing speaks for one, or only what several share."""
        loudest = max(self.countries, key=lambda name: (self.countries[name], name), default=None)
        if loudest is None or not self.countries[loudest]:
            return None
        rivals = sum(weight >= self.countries[loudest] for weight in self.countries.values())
        return None if rivals > 1 and loudest not in self.speakers else loudest

    def is_lonely(self, name: str, country: str | None) -> bool:
        """Whether what is at home in other countries stands against a country that this name alone speaks for."""
        own = country or ""
        return bool(self.national) and own not in self.national and self.speakers.get(own, frozenset()) <= {name}


def read_setting(places: Sequence[PlaceMention], hints: Sequence[str] = ()) -> Setting:
    """Weigh all place mentions of a document, and the countries its actors are known to act in."""
    return _read_setting(tuple(places), tuple(hints))


@lru_cache(maxsize=64)
def _read_setting(places: tuple[PlaceMention, ...], hints: tuple[str, ...]) -> Setting:
    weights: defaultdict[str, float] = defaultdict(float)
    for country in hints:
        weights[country] += HINT_VOICE
    named: list[tuple[str, PlaceMention]] = []
    national: defaultdict[str, set[str]] = defaultdict(set)
    speakers: defaultdict[str, set[str]] = defaultdict(set, {country: {""} for country in hints})
    senses = _distinct_senses(places)
    backed = frozenset(country for _, mention, _ in senses for country in _backed_by(mention))
    for name, mention, count in senses:
        for country, voice in _country_voices(mention, 1 + math.log2(count) / 2, backed).items():
            weights[country] += voice
            if voice:
                (national if mention.rule == NATIONAL else speakers)[country].add(name)
        if mention.relation != "demonym":
            named.append((name, mention))
    top = max(weights.values(), default=0.0) or 1.0
    shares = {country: weight / top for country, weight in weights.items()}
    sure = [(name, mention) for name, mention in named if mention.rule != "unsure_name"]
    points = ((name, point) for name, mention in sure if (point := _point(mention.candidates, shares)) is not None)
    return Setting(
        countries=shares,
        strength=top,
        provinces=frozenset(province for _, mention in sure for province in _provinces(mention.candidates)),
        points=tuple(islice(points, MOST_POINTS)),
        senses={name: mention.candidates for name, mention in named},
        parts=frozenset(fold_name(mention.text) for mention in places if mention.rule == "part_name"),
        national={country: frozenset(names) for country, names in national.items()},
        speakers={country: frozenset(names) for country, names in speakers.items()},
        settled=frozenset(country for _, mention in sure for country in _only_country(mention.candidates)),
    )


def _only_country(candidates: Sequence[Place]) -> Iterator[str]:
    """The country of a name that only one country bears."""
    countries = {place.country for place in candidates}
    if len(countries) == 1:
        yield from (country for country in countries if country)


def _provinces(candidates: Sequence[Place]) -> Iterator[tuple[str, str]]:
    """The provinces of a name that only one country bears."""
    if len({place.country for place in candidates}) == 1:
        for place in candidates:
            if place.kind == "admin1" and place.country and place.admin1:
                yield place.country, place.admin1


def _point(candidates: Sequence[Place], shares: Mapping[str, float]) -> Place | None:
    """The town or district that the name means beyond doubt: its first bearer where all are of one country,
    else one that dwarfs its namesakes in the country that the document speaks of."""
    if len({place.country for place in candidates}) == 1:
        first = candidates[0]
        if first.kind in ("city", "admin2"):
            return first
    at_home = [place for place in candidates if place.kind == "city" and shares.get(place.country or "", 0.0) == 1.0]
    ranked = sorted(at_home, key=lambda place: -people(place))
    if not ranked or people(ranked[0]) < LARGE_CITY:
        return None
    rivals = ranked[1:2]
    return ranked[0] if all(people(rival) * DWARFED < people(ranked[0]) for rival in rivals) else None


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


def _backed_by(mention: PlaceMention) -> Iterator[str]:
    """The countries that a name speaks for whoever is meant: of a group at home there, of a place only there. What
    "Turkish" soldiers do may be done abroad."""
    if mention.rule == NATIONAL:
        yield from (place.country for place in mention.candidates if place.country)
    elif mention.relation != "demonym" and mention.rule not in QUIET_RULES:
        yield from _only_country(mention.candidates)


def _country_voices(mention: PlaceMention, loudness: float, backed: Collection[str]) -> dict[str, float]:
    """How one name's voice is divided among the countries of its candidates, for the most part to those that are
    ``backed`` by other names.

    Of several namesakes in one country each next one counts less: a dozen hamlets do not outvoice the city.
    """
    fames: defaultdict[str, list[float]] = defaultdict(list)
    for place in mention.candidates:
        if place.country:
            fames[place.country].append(_fame(place) * (BACKING if place.country in backed else 1.0))
    shares = {
        country: sum(fame * NAMESAKE**rank for rank, fame in enumerate(sorted(own, reverse=True)))
        for country, own in fames.items()
    }
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
        return 0.0 if mention.rule == "abroad" else DEMONYM_VOICE
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
