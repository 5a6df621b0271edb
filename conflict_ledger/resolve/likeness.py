"""How alike two event mentions are: points for agreement, None for a contradiction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from math import fsum, log

from conflict_ledger.records import Claim, DateRange, EventMention, Place, PlaceChoice
from conflict_ledger.reference.event_kinds import TERRITORY, VIOLENT
from conflict_ledger.resolve.place_setting import kilometres

# Chosen among sets tried on our own gold and on texts of GED, Airwars, ECB+ and crime news; never on ACLED or GTD.
LINK = {
    "same_day": 1.5,
    "days_overlap": 1.0,
    "next_day": 0.5,
    "same_town": 2.5,
    "town_in_province": 2.0,
    "near_town": 1.0,
    "same_province": 2.0,
    "same_country": 1.0,
    "named_actor": 1.0,
    "same_type": 0.5,
    "same_sub_type": 1.5,
    "other_site": -3.0,
    "same_victims": 0.5,
    "same_number": 1.0,
    "other_number": -0.5,
    "shared_names": 4.0,  # times the share of names in common, by weight
    "shared_words": 5.5,  # times the share of all words in common, rare ones counting more
}
ENOUGH_WORDS = 8  # fewer words on a side tell nothing by being shared
# Reports of one day's deed come in on that day and the next ones; a statement bounds it to a week before.
TOLERANCE = timedelta(days=1)
NEAR_KM, BESIDE_KM = 30.0, 10.0  # names for places this close may be one place told differently, the more the closer
GENERIC_ACTOR = "role."  # rules of actors known by their kind only ("soldiers", "gunmen")
COMMON_TOLL = 2  # so many deeds kill one or two that the same toll again tells nothing
BLOCK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Profile:
    """A mention with what linking compares; ``blocks`` are the keys under which likely partners are found."""

    mention: EventMention
    choice: PlaceChoice
    actors: frozenset[str]
    victims: frozenset[str]
    numbers: frozenset[int]
    family: str
    names: frozenset[str]
    words: frozenset[str]
    sites: Mapping[str, frozenset[str]]
    blocks: tuple[object, ...]


def profile(mention: EventMention, choice: PlaceChoice, claims: Sequence[Claim]) -> Profile:
    """Work out once what each comparison needs."""
    family = _family(mention)
    country = choice.place.country if choice.place else None
    actors = frozenset(actor.actor_id for actor in mention.actors if not actor.rule.startswith(GENERIC_ACTOR))
    return Profile(
        mention=mention,
        choice=choice,
        actors=actors,
        victims=frozenset(kind for kind in mention.targets if kind != "person"),
        numbers=frozenset(
            claim.quantity.best
            for claim in claims
            if claim.outcome == "killed" and claim.quantity.is_number and claim.quantity.best
        ),
        family=family,
        names=frozenset(mention.names),
        words=frozenset(mention.words) | frozenset(mention.names),
        sites=_sites(mention),
        blocks=_blocks(mention, family, country),
    )


def _sites(mention: EventMention) -> dict[str, frozenset[str]]:
    """Names of places within the town, by kind."""
    pairs = [site.split(":", 1) for site in mention.sites]
    return {kind: frozenset(name for other, name in pairs if other == kind) for kind, _ in pairs}


def _family(mention: EventMention) -> str:
    """Kinds that reports of one event may mix; taking a place is not killing in it."""
    if mention.sub_event_type in TERRITORY:
        return "territory"
    if mention.event_type in VIOLENT or mention.sub_event_type == "Excessive force against protesters":
        return "violence"
    return mention.event_type


def _blocks(mention: EventMention, family: str, country: str | None) -> tuple[object, ...]:
    """Keys by kind, country and week (each week the date may fall in; "any" if undated).

    The last key is shared by all dated mentions and asked for by undated ones.
    """
    when = mention.event_on
    if when is None:
        return tuple((family, country, week) for week in ("any", "dated"))
    first = (when.earliest - TOLERANCE).toordinal() // BLOCK_DAYS
    last = (when.latest + TOLERANCE).toordinal() // BLOCK_DAYS
    weeks: list[object] = list(range(first, min(last, first + 6) + 1))
    return tuple((family, country, week) for week in [*weeks, "dated"])


def word_weights(profiles: Sequence[Profile]) -> dict[str, float]:
    """How much a shared word tells: much for a rare one, little for one that half the corpus uses."""
    counted = Counter(word for item in profiles for word in item.words)
    return {word: log(1 + len(profiles) / count) for word, count in counted.items()}


def link_score(a: Profile, b: Profile, weights: Mapping[str, float]) -> float | None:
    """Points of agreement; None when date, place or kind contradict each other.

    ``weights`` are those of ``word_weights`` over all mentions compared.
    """
    if a.family != b.family:
        return None
    when = _date_points(a.mention, b.mention)
    where = _place_points(_scene(a.choice), _scene(b.choice))
    if when is None or where is None:
        return None
    points = when + where
    points += LINK["same_type"] if a.mention.event_type == b.mention.event_type else 0.0
    points += LINK["same_sub_type"] if a.mention.sub_event_type == b.mention.sub_event_type else 0.0
    points += LINK["named_actor"] if a.actors & b.actors else 0.0
    points += LINK["same_victims"] if a.victims & b.victims else 0.0
    points += LINK["other_site"] if _is_other_site(a, b) else 0.0
    return points + _number_points(a, b) + _word_points(a, b, weights)


def _is_other_site(a: Profile, b: Profile) -> bool:
    """Whether both name a place of one kind within the town, and not the same: another school, another camp."""
    return any(a.sites[kind].isdisjoint(b.sites[kind]) for kind in a.sites.keys() & b.sites.keys())


def _number_points(a: Profile, b: Profile) -> float:
    if not a.numbers or not b.numbers:
        return 0.0
    shared = a.numbers & b.numbers
    if not shared:
        return LINK["other_number"]
    return LINK["same_number"] if max(shared) > COMMON_TOLL else 0.0


def _word_points(a: Profile, b: Profile, weights: Mapping[str, float]) -> float:
    """Reports of one event use the same names and the same rare words."""
    points = LINK["shared_names"] * _share_of_names(a, b, weights)
    if min(len(a.words), len(b.words)) >= ENOUGH_WORDS:
        points += LINK["shared_words"] * _share(a.words, b.words, weights)
    return points


def _share_of_names(a: Profile, b: Profile, weights: Mapping[str, float]) -> float:
    """As ``_share``; a name that opens a sentence stands among the words, so it is looked for there too."""
    fewer, more = sorted((a, b), key=lambda item: _weight(item.names, weights))
    whole = _weight(fewer.names, weights)
    return _weight(fewer.names & more.words, weights) / whole if whole else 0.0


def _share(a: frozenset[str], b: frozenset[str], weights: Mapping[str, float]) -> float:
    """The share of the smaller side, by weight, that the other side has too (0 to 1)."""
    smaller = min(_weight(a, weights), _weight(b, weights))
    return _weight(a & b, weights) / smaller if smaller else 0.0


def _weight(words: frozenset[str], weights: Mapping[str, float]) -> float:
    return fsum(weights[word] for word in words)  # exact, so that the order of a set does not show


def _scene(choice: PlaceChoice) -> Place | None:
    """The place for comparing: one borrowed from elsewhere in the document tells the country only."""
    if choice.place is None or choice.basis == "stated":
        return choice.place
    return replace(choice.place, kind="country")


def _date_points(one: EventMention, other: EventMention) -> float | None:
    """Points for days that meet or follow each other; two days that are both written out may only be the same.

    A weekday or "yesterday" counts from a day of publication, which may be a day off; "3 May" does not.
    """
    a, b = one.event_on, other.event_on
    if a is None or b is None:
        return 0.0
    if a.precision == b.precision == "day" and a.earliest == b.earliest:
        return LINK["same_day"]
    if not (a.earliest - TOLERANCE <= b.latest and b.earliest - TOLERANCE <= a.latest):
        return None
    if not _is_apart(a, b):
        return LINK["days_overlap"]
    if one.date_basis == other.date_basis == "stated":
        return None
    return LINK["next_day" if a.precision == b.precision == "day" else "days_overlap"]


def _is_apart(a: DateRange, b: DateRange) -> bool:
    """Whether no day is in both."""
    return a.latest < b.earliest or b.latest < a.earliest


def _near_points(apart: float) -> float | None:
    if apart > NEAR_KM:
        return None
    return LINK["same_province" if apart <= BESIDE_KM else "near_town"]


def _place_points(a: Place | None, b: Place | None) -> float | None:
    if a is None or b is None:
        return 0.0
    if a.country != b.country:
        return None if a.country and b.country else 0.0
    if a.kind == b.kind == "city":
        if a.place_id == b.place_id:
            return LINK["same_town"]
        return _near_points(kilometres(a, b))
    if a.kind == "country" or b.kind == "country":
        return LINK["same_country"]
    if a.admin1 and b.admin1 and a.admin1 != b.admin1:
        return None
    return LINK["town_in_province" if a.kind != b.kind else "same_province"]
