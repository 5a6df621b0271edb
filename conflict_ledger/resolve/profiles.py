"""An event mention with what linking compares of it, worked out once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from conflict_ledger.records import Claim, EventMention, Place, PlaceChoice
from conflict_ledger.reference.event_kinds import TERRITORY, VIOLENT
from conflict_ledger.resolve.stories import hashed_words
from conflict_ledger.resolve.when_where import TOLERANCE

GENERIC_ACTOR = "role."  # rules of actors known by their kind only ("soldiers", "gunmen")
BLOCK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Profile:
    """A mention with what linking compares; ``blocks`` are the keys under which likely partners are found.

    ``scene`` are the words that name its place, as hashes.
    """

    mention: EventMention
    choice: PlaceChoice
    actors: frozenset[str]
    victims: frozenset[str]
    numbers: frozenset[int]
    family: str
    names: frozenset[str]
    words: frozenset[str]
    sites: Mapping[str, frozenset[str]]
    scene: frozenset[int]
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
        scene=_scene(choice.place),
        blocks=_blocks(mention, family, country),
    )


def _sites(mention: EventMention) -> dict[str, frozenset[str]]:
    """Names of places within the town, by kind."""
    pairs = [site.split(":", 1) for site in mention.sites]
    return {kind: frozenset(name for other, name in pairs if other == kind) for kind, _ in pairs}


def _scene(place: Place | None) -> frozenset[int]:
    if place is None:
        return frozenset()
    names = (place.name, place.admin1, place.country)
    return frozenset(word for name in names if name for word in hashed_words(name))


def _family(mention: EventMention) -> str:
    """Kinds that reports of one event may mix; taking a place is not killing in it, nor is taking it back."""
    if mention.sub_event_type == "Government regains territory":
        return "recapture"
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
