"""Put the tellings of one article together into episodes, one for each event it tells.

A telling that agrees with an episode in date, place, kind of event and kind of victims joins it; one that
contradicts opens another. Every point that counts for or against is in ``AGREEMENT``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from conflict_ledger.records import (
    Claim,
    DateRange,
    PlaceMention,
    SentenceMentions,
    TriggerMention,
)

# Points for joining a telling to an episode; below JOIN it opens an episode of its own. Set by hand on articles of
# our own, and to be judged by the linking figures of the benchmark suites.
AGREEMENT = {
    "same_day": 1.0,
    "other_day": -3.0,
    "same_town": 2.0,
    "other_town": -2.0,
    "new_town": -1.0,
    "same_kind": 1.0,
    "other_family": -3.0,
    "other_victims": -1.5,
    "next_sentence": 0.5,
    "same_number": 2.0,
}
JOIN = -1.0
VIOLENT = frozenset(("Battles", "Explosions/Remote violence", "Violence against civilians", "Riots"))
DEMONSTRATIONS = frozenset(("Protests", "Riots"))
TERRITORY = frozenset((
    "Government regains territory", "Non-state actor overtakes territory", "Non-violent transfer of territory",
))  # fmt: skip
NEAR = 2  # sentences within which tellings still belong to one train of thought


@dataclass(slots=True)
class Telling:
    """What one sentence (or one of its counts) says of an event."""

    found: SentenceMentions
    claims: tuple[Claim, ...]
    triggers: tuple[TriggerMention, ...]
    places: tuple[PlaceMention, ...]
    day: DateRange | None
    coding: tuple[str, str, str] | None

    @property
    def index(self) -> int:
        """The sentence's place in the document."""
        return self.found.sentence.index

    @property
    def towns(self) -> frozenset[str]:
        """Folded names of the towns it names."""
        return frozenset(place.text.lower() for place in self.places if place_kind(place) == "city")

    @property
    def victims(self) -> frozenset[str]:
        """Kinds of victims that tell events apart; "people" tells nothing."""
        return frozenset(claim.victim_type for claim in self.claims if claim.victim_type not in (None, "person"))

    @property
    def numbers(self) -> frozenset[int]:
        """Exact death counts above a handful: the same one again is the same event."""
        return frozenset(
            claim.quantity.best
            for claim in self.claims
            if claim.outcome == "killed" and claim.quantity.best is not None and claim.quantity.best >= NEAR
        )


@dataclass(slots=True)
class Episode:
    """Tellings of one event in one document."""

    tellings: list[Telling] = field(default_factory=list)

    def gather(self, name: str) -> frozenset[object]:
        """The union of a property over the tellings."""
        return frozenset().union(*(getattr(telling, name) for telling in self.tellings))


def add_telling(telling: Telling, episodes: list[Episode]) -> None:
    """Add a telling to the episode it agrees with most, or open a new one."""
    scored = [(_agreement(telling, episode), -at) for at, episode in enumerate(episodes)]
    if scored:
        score, at = max(scored)
        if score > JOIN:
            episodes[-at].tellings.append(telling)
            return
    episodes.append(Episode([telling]))


def _agreement(telling: Telling, episode: Episode) -> float:
    """How well a telling fits an episode, in points of AGREEMENT."""
    points = _day_points(telling, episode) + _town_points(telling, episode) + _kind_points(telling, episode)
    victims = episode.gather("victims")
    if telling.victims and victims and not telling.victims & victims:
        points += AGREEMENT["other_victims"]
    if telling.numbers & episode.gather("numbers"):
        points += AGREEMENT["same_number"]
    if telling.index - episode.tellings[-1].index <= 1:
        points += AGREEMENT["next_sentence"]
    return points


def _day_points(telling: Telling, episode: Episode) -> float:
    days = [other.day for other in episode.tellings if other.day is not None]
    if telling.day is None or not days:
        return 0.0
    overlaps = any(telling.day.earliest <= day.latest and day.earliest <= telling.day.latest for day in days)
    return AGREEMENT["same_day" if overlaps else "other_day"]


def _town_points(telling: Telling, episode: Episode) -> float:
    towns = episode.gather("towns")
    if not telling.towns:
        return 0.0
    if telling.towns & towns:
        return AGREEMENT["same_town"]
    return AGREEMENT["other_town" if towns else "new_town"]


def _kind_points(telling: Telling, episode: Episode) -> float:
    codings = [other.coding for other in episode.tellings if other.coding is not None]
    if telling.coding is None or not codings:
        return 0.0
    if any(telling.coding[0] == coding[0] for coding in codings):
        return AGREEMENT["same_kind"]
    family = _family(*telling.coding[:2])
    return 0.0 if any(family & _family(*coding[:2]) for coding in codings) else AGREEMENT["other_family"]


def _family(event_type: str, sub_event_type: str) -> frozenset[str]:
    """Kinds of deeds that reports of one event mix: killing, demonstrating, taking places, anything else."""
    if sub_event_type in TERRITORY:
        return frozenset(("territory",))
    families = set()
    if event_type in VIOLENT or sub_event_type == "Excessive force against protesters":
        families.add("violence")
    if event_type in DEMONSTRATIONS:
        families.add("demonstration")
    return frozenset(families or {event_type})


def place_kind(place: PlaceMention) -> str:
    """city, admin1, country or region by the best known candidate; demonyms are none of them."""
    if place.relation == "demonym" or not place.candidates:
        return "none"
    return place.candidates[0].kind
