"""Load, check and index lexicon files: words are data, grammar is code.

A lexicon is ``lexicons/<name>.yml``::

    purpose: harm words that make a casualty claim
    source: our own list
    licence: MIT
    values: [killed, injured]        # optional: the only values allowed
    fields: [voice]                  # optional: further keys an entry may have
    entries:
      - id: killed.shot_dead
        value: killed
        forms: [shot dead, gunned down]
        matches: ["Three men were shot dead near Goma."]
        skips: ["His career was shot; dead leaves covered the road."]

Everything is read as text: the usual YAML loader turns ``no`` into False and would eat a negation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from conflict_ledger.problems import LexiconError

FOLDER = Path(__file__).parent / "lexicons"
HEADER = {"purpose", "source", "licence", "values", "fields", "entries"}
REQUIRED = {"purpose", "source", "licence", "entries"}
ENTRY = {"id", "value", "forms", "matches", "skips", "ambiguous"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry; ``fields`` holds the further keys that the file's header allows."""

    id: str
    value: str
    forms: tuple[str, ...]
    matches: tuple[str, ...]
    skips: tuple[str, ...]
    ambiguous: bool
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """A checked file, entries in order."""

    name: str
    source: str
    licence: str
    purpose: str
    entries: tuple[Entry, ...]

    def values(self) -> tuple[str, ...]:
        """Every value once, in file order."""
        return tuple(dict.fromkeys(entry.value for entry in self.entries))


@cache
def string_loader() -> type:
    """A YAML loader that makes every scalar a string; the C one where PyYAML has it."""
    import yaml

    parent: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return type("StringLoader", (parent,), {})


def read_yaml(path: Path) -> Any:
    """The file's content with every scalar as text."""
    import yaml

    with path.open(encoding="utf-8") as stream:
        return yaml.load(stream, Loader=string_loader())


@cache
def load_lexicon(name: str) -> Lexicon:
    """The checked lexicon ``lexicons/<name>.yml``; raises LexiconError naming file and entry."""
    path = FOLDER / f"{name}.yml"
    if not path.is_file():
        raise LexiconError(f"no lexicon {path.name}")
    return parse_lexicon(name, read_yaml(path))


@cache
def words_of(name: str, value: str) -> frozenset[str]:
    """Every form of a lexicon that has the given value.

    >>> "hostage" in words_of("captives", "captive")
    True
    """
    return frozenset(form for entry in load_lexicon(name).entries if entry.value == value for form in entry.forms)


@cache
def either_of(name: str, *values: str) -> str:
    """Every form of a lexicon that has one of the values, as one piece of a regular expression (see ``either``)."""
    return either(form for value in values for form in words_of(name, value))


def either(forms: Iterable[str]) -> str:
    """An alternation, longest first. A form that ends in ~ stands for every word that begins so.

    >>> either(["rebel", "wound~", "shot dead"])
    '(?:shot dead|wound\\\\w*|rebel)'
    """
    longest_first = sorted(set(forms), key=lambda form: (-len(form), form))
    return "(?:" + "|".join(_as_pattern(form) for form in longest_first) + ")"


def _as_pattern(form: str) -> str:
    pattern = re.escape(form.removesuffix("~")).replace("\\ ", " ")  # a space may stand for any gap, as dates read it
    return pattern + r"\w*" if form.endswith("~") else pattern


def parse_lexicon(name: str, raw: Any) -> Lexicon:
    """Check what was read from a lexicon file and index it."""
    if not isinstance(raw, dict) or set(raw) - HEADER or REQUIRED - set(raw):
        raise LexiconError(f"{name}.yml: the header needs {sorted(REQUIRED)} and allows {sorted(HEADER)}")
    allowed_fields = set(raw.get("fields") or ())
    entries = tuple(_entry(name, item, allowed_fields) for item in raw["entries"] or ())
    _check_values(name, entries, raw.get("values"))
    _check_repeats(name, entries)
    return Lexicon(name=name, source=raw["source"], licence=raw["licence"], purpose=raw["purpose"], entries=entries)


def _entry(name: str, item: Any, allowed_fields: set[str]) -> Entry:
    if not isinstance(item, dict) or "id" not in item:
        raise LexiconError(f"{name}.yml: an entry is no mapping with an id: {str(item)[:80]}")
    unknown = set(item) - ENTRY - allowed_fields
    if unknown:
        raise LexiconError(f"{name}.yml: {item['id']} has unknown keys {sorted(unknown)}")
    forms = tuple(item.get("forms") or ())
    for form in forms:
        if not isinstance(form, str) or form != form.strip() or not form:
            raise LexiconError(f"{name}.yml: {item['id']} has an empty or untrimmed form {form!r}")
    return Entry(
        id=item["id"],
        value=str(item.get("value", item["id"])),
        forms=forms,
        matches=tuple(item.get("matches") or ()),
        skips=tuple(item.get("skips") or ()),
        ambiguous=item.get("ambiguous") == "true",
        fields={key: item[key] for key in allowed_fields if key in item},
    )


def _check_values(name: str, entries: Iterable[Entry], allowed: list[str] | None) -> None:
    if allowed is None:
        return
    for entry in entries:
        if entry.value not in allowed:
            raise LexiconError(f"{name}.yml: {entry.id} has the value {entry.value!r}, allowed are {allowed}")


def _check_repeats(name: str, entries: Iterable[Entry]) -> None:
    ids: set[str] = set()
    owner: dict[str, Entry] = {}
    for entry in entries:
        if entry.id in ids:
            raise LexiconError(f"{name}.yml: the id {entry.id} stands twice")
        ids.add(entry.id)
        for form in entry.forms:
            other = owner.setdefault(form.lower(), entry)
            if other is not entry and not (other.ambiguous and entry.ambiguous):
                clash = f"{form!r} stands in {other.id} and {entry.id}"
                raise LexiconError(f"{name}.yml: {clash}, not both ambiguous")
        if len({form.lower() for form in entry.forms}) != len(entry.forms):
            raise LexiconError(f"{name}.yml: {entry.id} repeats a form")
