"""The words that actors are found by: group names, roles and countries in one automaton, and which hits count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from conflict_ledger.extract.phrases import Hit, PhraseBook, Words, words_of
from conflict_ledger.lexicon import Entry, load_lexicon
from conflict_ledger.reference.countries import all_countries

SHORT_ACRONYM = 2  # "IS", "SL": in copy without lower case they cannot be told from words


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorForm:
    """What a form stands for. ``kind`` is ``group``, ``country``, or the value of a role's entry.

    ``is_name``: capitals matter. A force that is nothing but its state's army ("FARDC") is a role with a country.
    """

    kind: str
    entry: Entry | None = None
    country: str | None = None
    is_name: bool = False


@cache
def actor_book() -> PhraseBook[ActorForm]:
    """All forms of ``actors.yml``, ``actor_roles.yml`` and the country table."""
    roles = {entry.id: entry for entry in load_lexicon("actor_roles").entries}
    forms: list[tuple[str, ActorForm]] = []
    for entry in roles.values():
        role = ActorForm(kind=entry.value, entry=entry)
        forms.extend((form, role) for form in entry.forms)
    for entry in load_lexicon("actors").entries:
        name = _name_form(entry, roles.get(entry.fields.get("same_as", "")))
        forms.extend((form, name) for form in entry.forms)
    for facts in all_countries():
        state = ActorForm(kind="country", country=facts.name, is_name=True)
        names = {facts.name, *facts.aliases, *facts.demonyms}
        dotted = {".".join(name) for name in names if name.isupper() and len(name) < 4}  # U.S., U.A.E.
        forms.extend((name, state) for name in names | dotted)
    return PhraseBook(forms)


def _name_form(entry: Entry, role: Entry | None) -> ActorForm:
    countries = entry.fields.get("country", "").split("; ")
    country = countries[0] if len(countries) == 1 and countries[0] else None
    return ActorForm(kind=role.value if role else "group", entry=role or entry, country=country, is_name=True)


def is_written_as_name(words: Words, hit: Hit[ActorForm], is_upper_case: bool) -> bool:
    """Whether the capitals of the text agree with the form: "is" is no "IS", "the shining path" no group."""
    written = words.quote(hit.first, hit.last)
    if is_upper_case:
        return len(hit.form) > SHORT_ACRONYM or hit.payload.kind == "country"
    if not hit.payload.is_name or hit.form.islower():
        return True
    if hit.form.isupper():
        return written.isupper() or (len(hit.form) > 4 and written[0].isupper())
    return written[0].isupper() or not hit.form[0].isupper()


@lru_cache(maxsize=256)
def actor_hits(text: str, is_upper_case: bool) -> tuple[Hit[ActorForm], ...]:
    """Every name, role and country in a text that is written as one; cached, since two finders ask."""
    words = words_of(text)
    return tuple(hit for hit in actor_book().find(words) if is_written_as_name(words, hit, is_upper_case))


def longest(hits: Iterable[Hit[ActorForm]]) -> list[Hit[ActorForm]]:
    """The hits that lie in no other, from left to right; at the same words a name goes before a role."""
    order = sorted(hits, key=lambda hit: (hit.first, -hit.last, not hit.payload.is_name))
    chosen: list[Hit[ActorForm]] = []
    for hit in order:
        if not chosen or hit.first > chosen[-1].last:
            chosen.append(hit)
    return chosen
