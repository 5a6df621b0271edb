"""The published name and type of an actor once the country of its event is known.

A mention keeps what its words say; "soldiers" without a country stay "Military Forces" until the place is resolved.
Patterns are data: the ``pattern`` field of ``lexicons/actor_roles.yml``, and ``lexicons/states.yml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.records import ActorMention
from conflict_ledger.reference.countries import country_facts

ROLE = "role."  # how the rule of a mention found by grammar begins
STATE_FORCES, EXTERNAL_FORCES = 1, 8  # ACLED's actor types
SITES = frozenset({"role.military.positions", "role.military.sites", "role.police.sites"})
NAMED_FOR_A_STATE = frozenset({"military", "police"})


@dataclass(frozen=True, slots=True)
class _Regime:
    """How a state is written in names, and the years of one government (None: not known, or still open)."""

    in_names: str
    first: int | None
    last: int | None

    def covers(self, year: int) -> bool:
        return self.first is not None and self.first <= year and (self.last is None or year <= self.last)

    def years(self) -> str:
        return f" ({self.first}-{self.last or ''})"


@cache
def _regimes() -> dict[str, tuple[_Regime, ...]]:
    found: dict[str, list[_Regime]] = {}
    for entry in load_lexicon("states").entries:
        first, last = (int(entry.fields[end]) if end in entry.fields else None for end in ("from", "to"))
        found.setdefault(entry.value, []).append(_Regime(entry.fields["in_names"], first, last))
    return {country: tuple(regimes) for country, regimes in found.items()}


@cache
def _patterns() -> dict[str, str]:
    return {f"{ROLE}{entry.id}": entry.fields["pattern"] for entry in load_lexicon("actor_roles").entries}


def state_name(country: str, on: date | None = None) -> str:
    """A state as it stands in actor names, with its government's years where exactly one was in office that year.

    >>> state_name("Russia", date(2022, 3, 1)), state_name("Iraq"), state_name("Gambia")
    ('Russia (2000-)', 'Iraq', 'the Gambia')
    """
    regimes = _regimes().get(country, ())
    if not regimes:
        return country
    known = [regime for regime in regimes if on is not None and regime.covers(on.year)]
    return regimes[0].in_names + (known[0].years() if len(known) == 1 else "")


def display_name(mention: ActorMention, event_country: str | None, on: date | None = None) -> str:
    """The actor's full name: its own country first, else the event's; the bare name when neither is known."""
    country = mention.country or event_country
    pattern = _patterns().get(mention.rule)
    if pattern is None or country is None:
        return mention.name
    if mention.actor_id.partition(":")[0] in NAMED_FOR_A_STATE:
        return pattern.format(country=state_name(country, on))
    if mention.name.endswith("Ethnic Militia") and not mention.name.startswith("Unidentified"):
        return f"{mention.name} ({country})"
    return pattern.format(country=country)


def is_site(mention: ActorMention) -> bool:
    """Whether it names a post, base or vehicle of forces and not people."""
    return mention.rule in SITES


def actor_type(mention: ActorMention, event_country: str | None) -> int:
    """ACLED's actor type 1-8: forces of another state than the event's are external (8)."""
    is_abroad = mention.country is not None and event_country is not None and mention.country != event_country
    return EXTERNAL_FORCES if mention.inter == STATE_FORCES and is_abroad else mention.inter


ACRONYM = 5  # letters: a longer one is hardly two groups' name
STILL_NAMED = 5  # years in which a group that has ended is still spoken of


def is_out_of_place(mention: ActorMention, event_country: str | None, on: date | None) -> bool:
    """Whether a group known by a few capitals cannot be meant: another part of the world, or not its years."""
    facts = _groups().get(mention.actor_id)
    if facts is None or not (mention.text.isupper() and len(mention.text) <= ACRONYM):
        return False
    homes = {region_of(home) for home in facts.get("country", "").split("; ") if home}
    if event_country is not None and homes and region_of(event_country) not in homes:
        return True
    year = on.year if on else None
    return year is not None and not (int(facts.get("from", year)) <= year <= int(facts.get("to", year)) + STILL_NAMED)


@cache
def _groups() -> dict[str, Mapping[str, str]]:
    return {entry.id: entry.fields for entry in load_lexicon("actors").entries}


def region_of(country: str) -> str | None:
    """The part of the world that a country lies in."""
    facts = country_facts(country)
    return facts.region if facts else None
