"""Names and words that are at home in one country: a party, a union, a people, a word of its administration.

They name no place, but tell where a report plays, as "Nigerian" does: "an upazila", "PDP supporters".
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from conflict_ledger.extract.place_words import Words, split_words
from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.records import Place, PlaceMention, Span
from conflict_ledger.reference.countries import country_facts

RULE = "national_name"
SHORT = 4  # letters of initials, which other names share
# Folded words of a form, how it is written, and its countries.
Form = tuple[tuple[str, ...], str, tuple[Place, ...]]


def add_national_names(words: Words, offset: int, places: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """The place names and every such name, in text order; of two that overlap the longer, the "Irish" of the
    "Irish Republican Army" tells nothing of its own."""
    national = _find(words, offset)
    if not national:
        return tuple(places)
    kept = [place for place in places if not any(_is_inside(place, name) for name in national)]
    free = [name for name in national if not any(_overlap(name, place) for place in kept)]
    return tuple(sorted((*kept, *free), key=lambda mention: mention.span.start))


def _is_inside(inner: PlaceMention, outer: PlaceMention) -> bool:
    """Whether a mention is a part of a longer one."""
    is_within = outer.span.start <= inner.span.start and inner.span.end <= outer.span.end
    return is_within and len(inner.text) < len(outer.text)


def _overlap(one: PlaceMention, other: PlaceMention) -> bool:
    return one.span.start < other.span.end and other.span.start < one.span.end


def _find(words: Words, offset: int) -> list[PlaceMention]:
    """Every such name of the sentence."""
    found: list[PlaceMention] = []
    is_capitals = words.text.isupper()
    for i, word in enumerate(words.folded):
        for folded, written, countries in _forms().get(word, ()):
            end = i + len(folded)
            if words.folded[i:end] != folded or not _is_written_so(words, i, end, written, is_capitals):
                continue
            span = Span(offset + words.starts[i], offset + words.ends[end - 1])
            if not found or found[-1].span.end <= span.start:
                text = words.text[words.starts[i] : words.ends[end - 1]]
                found.append(PlaceMention(span=span, text=text, candidates=countries, relation="demonym", rule=RULE))
            break
    return found


def _is_written_so(words: Words, i: int, end: int, written: str, is_capitals: bool) -> bool:
    """Whether it stands there with its capitals and as a name of its own; initials tell nothing among capitals."""
    text = words.text[words.starts[i] : words.ends[end - 1]]
    if words.gaps[i] == "-" or words.gaps[end] == "-":
        return False
    if written.islower():
        return True
    return not is_capitals and text == written if written.isupper() else text[:1].isupper()


@cache
def _forms() -> dict[str, tuple[Form, ...]]:
    """First folded word -> the forms that begin with it, longest first."""
    forms: dict[str, list[Form]] = {}
    for written, homes in _homes().items():
        countries = tuple(facts.place() for name in homes.split("; ") if (facts := country_facts(name)))
        folded = split_words(written).folded
        forms.setdefault(folded[0], []).append((folded, written, countries))
    return {word: tuple(sorted(found, key=lambda form: -len(form[0]))) for word, found in forms.items()}


def _homes() -> dict[str, str]:
    """Each name with its countries; a group is at home in the same ones under all its names, long or short."""
    homes = {form: entry.value for entry in load_lexicon("national_names").entries for form in entry.forms}
    for entry in load_lexicon("actors").entries:
        known = next((homes[form] for form in entry.forms if form in homes), None)
        if known is not None and "country" not in entry.fields:  # where it acts in one country, its mention says so
            homes.update((form, known) for form in entry.forms if form not in homes and len(form) > SHORT)
    return homes
