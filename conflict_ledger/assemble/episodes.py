"""Put the tellings of one article together into episodes, one for each event it tells.

A telling that agrees with an episode in date, place, kind of event and kind of victims joins it; one that
contradicts opens another. Every point that counts for or against is in ``AGREEMENT``.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cached_property

from conflict_ledger.assemble.place_kinds import names_town, place_kind
from conflict_ledger.assemble.turns import leads_to_scene, tells_course, turns_to_another
from conflict_ledger.records import (
    Claim,
    DateRange,
    PlaceMention,
    SentenceMentions,
    TriggerMention,
)
from conflict_ledger.reference.event_kinds import DEEDS, REMOTE, TERRITORY, family_of

# Points for joining a telling to an episode; below JOIN it opens an episode of its own. Set by hand on articles of
# our own, and to be judged by the linking figures of the benchmark suites.
AGREEMENT = {
    "same_day": 1.0,
    "other_day": -3.0,
    "other_time": -6.0,
    "same_town": 2.0,
    "other_town": -2.0,
    "other_town_taken": -4.0,
    "scene_elsewhere": -4.0,
    "new_town": -1.0,
    "scene_in_new_town": -3.0,
    "same_kind": 0.5,
    "other_family": -3.0,
    "other_deed": -2.5,
    "other_victims": -1.5,
    "next_sentence": 0.5,
    "same_number": 2.0,
    "beside_those": 2.0,
    "said_another": -4.0,
    "bare_outcome": 1.0,
    "its_course": 6.0,
}
JOIN = -1.0
WEEKS_APART = timedelta(days=45)  # days further apart than this belong to another time, not to a slip of the calendar
SCENE_OPENS = 4  # characters before the town in "In Goma, two people were killed": the story moves there
BESIDE_REACH = 2  # sentences from "nine people" to "the driver was also killed"
OTHER = "Other"
SURE = 0.8  # the weight of a trigger that names a deed
MEMORY = 40  # episodes back that a telling may join, beside the first: bounds the work on endless texts


@dataclass(frozen=True, eq=False)
class Telling:
    """What one sentence (or one of its counts) says of an event; what every episode asks of it is read once."""

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

    @cached_property
    def towns(self) -> frozenset[str]:
        """Names of the towns it names, in lower case."""
        return self._openings | {place.text.lower() for place in self.places if place_kind(place) == "city"}

    @cached_property
    def victims(self) -> frozenset[str | None]:
        """Kinds of victims that tell events apart; "people" tells nothing, and attackers die beside their victims."""
        return frozenset(claim.victim_type for claim in self.claims) - {None, "person", "attacker"}

    @cached_property
    def adds(self) -> bool:
        """Whether it counts people beside those told just before: "another guard", "was also killed"."""
        return any(claim.is_additional for claim in self.claims)

    @cached_property
    def is_another(self) -> bool:
        """Whether its first words turn to another incident: "In another attack near the port, two were killed"."""
        return turns_to_another(self.found.sentence.text)

    @cached_property
    def tells_course(self) -> bool:
        """Whether it says when an incident told before began or ended: "the attack began on Sunday"."""
        return tells_course(self.found.sentence.text)

    @cached_property
    def is_bare(self) -> bool:
        """Whether it only gives the outcome of what was told before: "Two people died." """
        is_outcome = self.tells_flight or (self.coding is None and "violence" in self.families)
        return is_outcome and self.day is None and not self.places

    @cached_property
    def tells_flight(self) -> bool:
        """Whether it only counts who was driven out: "Over 900 people were displaced"."""
        is_other = self.coding is None or self.coding[1] == OTHER
        return is_other and bool(self.claims) and all(claim.outcome == "displaced" for claim in self.claims)

    @cached_property
    def is_elsewhere(self) -> bool:
        """Whether it opens with its town: "In Goma, two people were killed", "Also on Friday in Goma, two"."""
        return bool(self._openings)

    @cached_property
    def _openings(self) -> frozenset[str]:
        """The town at its head; there a name that a town shares with its province is the town's."""
        sentence = self.found.sentence
        return frozenset(
            place.text.lower()
            for place in self.places
            if names_town(place)
            and (place.span.start - sentence.start <= SCENE_OPENS or leads_to_scene(sentence.before(place.span.start)))
        )

    @cached_property
    def families(self) -> frozenset[str]:
        """Kinds of deeds it tells; deaths are violence, whatever the words for them."""
        told = family_of(*self.coding[:2]) if self.coding is not None else frozenset()
        is_deadly = any(claim.outcome == "killed" for claim in self.claims)
        return told | {"violence"} if is_deadly else told

    @cached_property
    def deeds(self) -> frozenset[str]:
        """What was done, where the words are sure: who is blown up was not abducted, nor the other way round."""
        if self.coding is None or all(trigger.weight < SURE for trigger in self.triggers):
            return frozenset()
        return frozenset((self.coding[0 if self.coding[0] == REMOTE else 1],)) & DEEDS

    @cached_property
    def numbers(self) -> frozenset[int | None]:
        """Counts of deaths above one: the same one again is the same event."""
        return frozenset(claim.quantity.best for claim in self.claims if claim.outcome == "killed") - {None, 0, 1}


@dataclass(slots=True)
class Episode:
    """Tellings of one event in one document, and what they say together."""

    tellings: list[Telling] = field(default_factory=list)
    days: set[DateRange] = field(default_factory=set)
    towns: set[str] = field(default_factory=set)
    victims: set[str | None] = field(default_factory=set)
    numbers: set[int | None] = field(default_factory=set)
    event_types: set[str] = field(default_factory=set)
    families: set[str] = field(default_factory=set)
    deeds: set[str] = field(default_factory=set)
    counts_dead: bool = False

    def add(self, telling: Telling) -> None:
        """Take in a telling."""
        self.tellings.append(telling)
        self.towns |= telling.towns
        self.victims |= telling.victims
        self.numbers |= telling.numbers
        self.counts_dead |= any(claim.outcome == "killed" for claim in telling.claims)
        if telling.day is not None:
            self.days.add(telling.day)
        self.families |= telling.families
        self.deeds |= telling.deeds
        if telling.coding is not None:
            self.event_types.add(telling.coding[0])


def add_telling(telling: Telling, episodes: list[Episode]) -> None:
    """Add a telling to the episode it agrees with most (the earlier one among equals), or open a new one."""
    recent = max(0, len(episodes) - MEMORY)
    candidates = [0, *range(max(1, recent), len(episodes))] if episodes else []
    scored = [(_agreement(telling, episodes[at]), -at) for at in candidates]
    score, at = max(scored, default=(JOIN, 0))
    if score > JOIN:
        episodes[-at].add(replace(telling, coding=None, triggers=()) if telling.tells_flight else telling)
        return
    episodes.append(Episode())
    episodes[-1].add(telling)


def _agreement(telling: Telling, episode: Episode) -> float:
    """How well a telling fits an episode, in points of AGREEMENT."""
    towns, days = _town_points(telling, episode), _day_points(telling, episode)
    is_elsewhere = towns == AGREEMENT["other_town"]  # where the same day tells nothing
    points = towns + _kind_points(telling, episode) + (min(days, 0.0) if is_elsewhere else days)
    distance = telling.index - episode.tellings[-1].index
    if telling.adds and distance <= BESIDE_REACH and episode.counts_dead:
        points += AGREEMENT["beside_those"]
    elif _is_outcome(telling, episode):
        points += AGREEMENT["bare_outcome"]
    elif telling.victims and episode.victims and not telling.victims & episode.victims:
        points += AGREEMENT["other_victims"]
    if telling.numbers & episode.numbers:
        points += AGREEMENT["same_number"]
    if telling.is_another:
        points += AGREEMENT["said_another"]
    if distance <= 1:
        points += AGREEMENT["next_sentence"] + (AGREEMENT["its_course"] if telling.tells_course else 0)
    return points


def _is_outcome(telling: Telling, episode: Episode) -> bool:
    """Whether a bare telling follows closely on the episode's last one."""
    return telling.is_bare and telling.index - episode.tellings[-1].index <= BESIDE_REACH


def _day_points(telling: Telling, episode: Episode) -> float:
    day = telling.day
    if day is None or not episode.days:
        return 0.0
    gap = min(max(day.earliest - other.latest, other.earliest - day.latest) for other in episode.days)
    if gap <= timedelta(0):
        return AGREEMENT["same_day"]
    return AGREEMENT["other_time" if gap > WEEKS_APART else "other_day"]


def _town_points(telling: Telling, episode: Episode) -> float:
    if not telling.towns:
        return 0.0
    if telling.towns & episode.towns:
        return AGREEMENT["same_town"]
    if not episode.towns:
        is_next = telling.index - episode.tellings[-1].index <= 1
        return AGREEMENT["scene_in_new_town" if telling.is_elsewhere and not is_next else "new_town"]
    if telling.is_elsewhere:
        return AGREEMENT["scene_elsewhere"]
    is_taking = telling.coding is not None and telling.coding[1] in TERRITORY
    return AGREEMENT["other_town_taken" if is_taking else "other_town"]


def _kind_points(telling: Telling, episode: Episode) -> float:
    if not telling.families or not episode.families:
        return 0.0
    if not telling.families & episode.families:
        if _is_outcome(telling, episode) and (telling.tells_flight or "demonstration" in episode.families):
            return 0.0  # people die at demonstrations, and not of an agreement or a burnt barn; they flee from anything
        return AGREEMENT["other_family"]
    if telling.deeds and episode.deeds and not telling.deeds & episode.deeds:
        return AGREEMENT["other_deed"]
    is_same = telling.coding is not None and telling.coding[0] in episode.event_types
    return AGREEMENT["same_kind"] if is_same else 0.0
