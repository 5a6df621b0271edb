"""Read one name of the gazetteer in its surroundings: is it a place here, of what sort, and how sure is that?

Every test looks at the words beside the name only; what the rest of the document says is weighed later
(``resolve/place_setting.py``).
"""

from __future__ import annotations

from conflict_ledger.extract.gazetteer import is_english_word
from conflict_ledger.extract.person_cues import has_age, has_possessive, has_title, is_owner, speaks
from conflict_ledger.extract.place_cues import (
    has_force,
    is_all_over,
    is_inside_larger_name,
    is_landmark,
    is_on_block,
    is_part_of_compound,
    is_street,
    relation_before,
    relation_beside,
    type_of,
)
from conflict_ledger.extract.place_words import Words, ambiguous_names
from conflict_ledger.frozen import record
from conflict_ledger.records import Place

KNOWN_CITY = 100_000  # people: a city of that size needs no locative word in mixed case
KNOWN_CITY_CAPITALS = 300_000  # and in copy that is all capitals
KNOWN_WORD = 15_000  # a smaller place named like a word ("Hope") needs its province or type beside it
KNOWN_LONG_NAME = 10_000  # names of several words are rarely anything else
LOCATIVE = frozenset(("in", "near", "border", "from"))
AREAS = frozenset(("country", "admin1", "region"))
# The kinds of place that a type noun allows. A "town" must be one; where a "province" or "district" finds
# none of its kind all candidates stay, since the nouns are used loosely.
FITTING = {
    "town_noun": ("city", "admin2"),
    "unit_noun": ("city", "admin2"),
    "province_noun": ("admin1", "region", "admin2"),
    "district_noun": ("admin2",),
    "quarter_noun": ("city", "admin2"),
}
STRICT = frozenset(("town_noun", "unit_noun", "quarter_noun"))
RULES = {
    "body_noun": "body_name", "site_noun": "site_name", "part_noun": "part_name", "quarter_noun": "part_name",
    "unit_noun": "district_name", "district_noun": "district_name", "": "name",
}  # fmt: skip
TYPED = frozenset(("typed_name", "part_name", "district_name"))


@record(frozen=True, slots=True)
class Name:
    """Words ``first`` to ``end`` (excluded) and the places that are so called; ``caseless`` where capitals
    tell nothing."""

    words: Words
    first: int
    end: int
    folded: str
    candidates: tuple[Place, ...]
    caseless: bool

    @property
    def text(self) -> str:
        """The name as written."""
        return self.words.text[self.words.starts[self.first] : self.words.ends[self.end - 1]]

    @property
    def need(self) -> str | None:
        """What the name needs to be believed, where it is often something else."""
        return ambiguous_names().get(self.folded)


@record(frozen=True, slots=True)
class Reading:
    """How a name is read. ``is_sure`` False needs a neighbour to vouch for it; ``is_kept`` keeps it even
    without one, as ``unsure_name``, since the document may name it again with a locative word."""

    candidates: tuple[Place, ...]
    relation: str
    rule: str
    is_sure: bool = True
    is_kept: bool = True


def read_name(name: Name) -> Reading | None:
    """The name as a place, or None where it is something else or of the wrong sort."""
    if _is_something_else(name):
        return None
    noun = type_of(name.words, name.first, name.end)
    candidates = _fitting(name.candidates, noun)
    if not candidates:
        return None
    relation = relation_before(name.words, name.first)
    if not relation and not name.caseless:
        relation = relation_beside(name.words, name.first)
    rule = RULES.get(noun, "typed_name")
    if rule == "name" and _is_area(name) and is_all_over(name.words, name.first):
        rule = "typed_name"
    if (rule in TYPED and noun != "land_noun") or _is_sure(name, relation, noun):
        return Reading(candidates, relation, rule)
    return Reading(candidates, relation, "unsure_name", is_sure=False, is_kept=_may_be_kept(name))


def _is_something_else(name: Name) -> bool:
    """A plain word, a person, a street, or part of a longer name."""
    words, need = name.words, name.need
    if need == "never" or (need == "initials" and not _is_written_as_initials(name)):
        return True
    if is_part_of_compound(words, name.first, name.end):
        return True
    if name.candidates[0].kind == "country" and need is None:
        return False
    if not name.caseless and is_inside_larger_name(words, name.first, name.end):
        return True
    if (
        is_street(words, name.end)
        or is_on_block(words, name.first)
        or has_title(words, name.first)
        or has_age(words, name.end)
    ):
        return True
    return not _is_area(name) and (is_landmark(words, name.end) or (is_owner(words, name.end) and not _is_famous(name)))


def _is_area(name: Name) -> bool:
    """Whether the best known bearer is a country, province or region."""
    return name.candidates[0].kind in AREAS


def _is_written_as_initials(name: Name) -> bool:
    """ "US" and "U.S.", not "us"; among capitals only the dotted form."""
    return "." in name.text if name.caseless else name.text.isupper()


def _fitting(candidates: tuple[Place, ...], noun: str) -> tuple[Place, ...]:
    """The candidates of the kind that the type noun names."""
    kinds = FITTING.get(noun)
    if kinds is None:
        return candidates
    fitting = tuple(place for place in candidates if place.kind in kinds)
    return fitting if fitting or noun in STRICT else candidates


def _is_sure(name: Name, relation: str, noun: str) -> bool:
    """Whether fame or a locative word carries the name without help."""
    is_word = is_english_word(name.folded)
    is_hidden = name.caseless or name.first == 0 or (not _is_area(name) and _people(name) < KNOWN_WORD)
    is_risky = name.need == "type" or (is_word and is_hidden and not has_force(name.words, name.end))
    if is_risky or _speaks_like_a_person(name, relation):
        return False
    if name.need in (None, "initials") and not is_word and (noun == "body_noun" or _is_famous(name)):
        return True
    if is_word and name.need is None and not name.caseless and has_force(name.words, name.end):
        return _people(name) >= KNOWN_WORD
    if has_possessive(name.words, name.end):
        return False  # "in Dayton's car", "at the Dayton's": more often a person or a shop than a small town
    return relation in LOCATIVE and noun != "site_noun"


def _speaks_like_a_person(name: Name, relation: str) -> bool:
    """ "Jackson said": believed only of areas, and of plain names after a locative word."""
    if _is_area(name) or not speaks(name.words, name.end):
        return False
    return name.need is not None or relation not in LOCATIVE


def _is_famous(name: Name) -> bool:
    """Whether the name is known well enough to be believed without a locative word."""
    if _is_area(name):
        return True
    people = _people(name)
    if " " in name.folded:
        return people >= (KNOWN_CITY if name.caseless else KNOWN_LONG_NAME)
    return people >= (KNOWN_CITY_CAPITALS if name.caseless else KNOWN_CITY)


def _people(name: Name) -> int:
    """Inhabitants of the largest bearer."""
    return max(place.population for place in name.candidates)


def _may_be_kept(name: Name) -> bool:
    """Whether an unsure name is still worth handing on: capitalised inside a sentence and no common word."""
    return (
        name.need is None
        and not name.caseless
        and name.first > 0
        and len(name.folded) > 3
        and not is_english_word(name.folded)
        and not speaks(name.words, name.end)
    )
