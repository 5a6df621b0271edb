"""An event mention with what linking compares of it, and the keys under which likely partners are found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from conflict_ledger.records import Claim, DateRange, EventMention, PlaceChoice, Span
from conflict_ledger.reference.event_kinds import TERRITORY, VIOLENT
from conflict_ledger.resolve.stories import hashed_words
from conflict_ledger.resolve.when_where import TOLERANCE

GENERIC_ACTOR = "role."  # rules of actors known by their kind only ("soldiers", "gunmen")
BLOCK_DAYS = 7
MOST_WEEKS = 7  # blocks of one mention, however long the time that it gives
NO_WORDS = Span(0, 0)
NO_SCENE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Profile:
    """A mention with what linking compares; of a large corpus all are kept, so what can be made of the rest is not."""

    mention: EventMention
    choice: PlaceChoice
    actors: tuple[str, ...]
    numbers: tuple[int, ...]
    family: str
    published_on: date | None = None

    @property
    def names(self) -> frozenset[str]:
        """The capitalised words of the telling."""
        return frozenset(self.mention.names)

    @property
    def words(self) -> frozenset[str]:
        """All words of the telling."""
        return frozenset(self.mention.words + self.mention.names)

    @property
    def scene(self) -> frozenset[int]:
        """The words that name its place, as hashes."""
        place = self.choice.place
        return NO_SCENE if place is None else _scene(place.name, place.admin1, place.country)

    @property
    def blocks(self) -> tuple[object, ...]:
        """The keys under which likely partners are found."""
        return _blocks(self.mention, self.family, self.choice.place.country if self.choice.place else None)


def profile(
    mention: EventMention, choice: PlaceChoice, claims: Sequence[Claim], published_on: date | None = None
) -> Profile:
    """Work out once what each comparison needs."""
    actors = {actor.actor_id for actor in mention.actors if not actor.rule.startswith(GENERIC_ACTOR)}
    killed = {claim.quantity.best for claim in claims if claim.outcome == "killed" and claim.quantity.is_number}
    return Profile(
        mention=mention,
        choice=choice,
        actors=tuple(sorted(actors)),
        numbers=tuple(sorted(number for number in killed if number)),
        family=_family(mention),
        published_on=published_on,
    )


def put_away(item: Profile) -> Profile:
    """The profile without what only the view of its event needs, which is read again for that."""
    mention = replace(
        item.mention,
        places=(),
        actors=(),
        trigger_span=NO_WORDS,
        trigger_text="",
        dated_by=None,
        kind_reason=None,
        crowd=None,
    )
    return replace(item, mention=mention, choice=replace(item.choice, said=None))


@lru_cache(maxsize=1 << 14)
def _scene(*names: str | None) -> frozenset[int]:
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
    return tuple((family, country, week) for week in [*weeks_of(when, TOLERANCE.days)[:MOST_WEEKS], "dated"])


def weeks_of(when: DateRange, beside: int) -> range:
    """The weeks into which a date may fall, with so many days beside it."""
    first, last = when.earliest.toordinal() - beside, when.latest.toordinal() + beside
    return range(first // BLOCK_DAYS, last // BLOCK_DAYS + 1)
