"""Find place names in a sentence and keep every place each may mean.

Finding asks only whether the words are a place name; which of its bearers is meant is decided later over
the whole document (``resolve/geocode.py``), except where the sentence says so itself ("Goma, North Kivu").
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from conflict_ledger.extract.gazetteer import (
    find_abbreviation,
    find_candidates,
    find_demonym,
    is_english_word,
    longest_name,
)
from conflict_ledger.extract.place_chains import join_chains
from conflict_ledger.extract.place_cues import (
    has_age,
    has_title,
    is_inside_larger_name,
    is_part_of_compound,
    is_street,
    relation_before,
    speaks,
    type_of,
)
from conflict_ledger.extract.place_words import Words, ambiguous_names, split_words
from conflict_ledger.records import Context, Place, PlaceMention, Sentence, Span

LONGEST_NAME = 7  # words
KNOWN_CITY = 100_000  # people: a city of that size needs no locative word in mixed case
KNOWN_CITY_CAPITALS = 300_000  # and in copy that is all capitals
KNOWN_LONG_NAME = 10_000  # names of several words are rarely anything else
HEADLINE_SHARE = 0.85  # of the longer words begin with a capital: a headline, case tells nothing
DATELINE_REACH = 90  # characters: the dash of a dateline comes before that
DASHES = ("--", "—", "–", " - ")
ARTICLES = frozenset("al el ad as ash ar at an az il adh ath".split())
LOCATIVE = frozenset(("in", "near", "border", "from"))
AREAS = frozenset(("country", "admin1", "region"))
# Which kinds of place a type noun allows; where a province noun finds none of its kind, all stay.
FITTING = {"town_noun": ("city", "admin2"), "province_noun": ("admin1", "region", "admin2"), "district_noun": ("admin2",)}
RULES = {"body_noun": "body_name", "site_noun": "site_name", "part_noun": "part_name", "": "name"}


@dataclass(frozen=True, slots=True)
class Reading:
    """How a name is read. ``is_sure`` False needs a neighbour to vouch for it; ``is_kept`` keeps it even
    without one, as ``unsure_name``, since the document may name it again with a locative word."""

    candidates: tuple[Place, ...]
    relation: str
    rule: str
    is_sure: bool = True
    is_kept: bool = True


@dataclass(frozen=True, slots=True)
class Hit:
    """Words ``first`` to ``end`` (excluded) were read as a place name."""

    first: int
    end: int
    mention: PlaceMention
    is_sure: bool
    is_kept: bool


def find_places(sentence: Sentence, context: Context) -> tuple[PlaceMention, ...]:
    """Every place name and demonym of the sentence in text order, with all its candidates.

    ``relation`` is in, near, from, to, border, dateline, demonym, within (the area in which the name before
    lies: "Goma, North Kivu") or empty. ``rule`` is name, typed_name ("X province"), part_name ("X
    neighbourhood"), body_name ("X police"), site_name ("X Hospital"), abbreviation, demonym, or unsure_name.
    """
    words = split_words(sentence.text)
    caseless = context.is_upper_case or _is_headline(words)
    dateline_end = _dateline_end(sentence)
    hits: list[Hit] = []
    i = 0
    while i < len(words):
        hit = None
        if caseless or words.capital[i] or _is_article(words, i):
            hit = _hit_at(words, i, sentence.start, caseless, hits)
        if hit is None:
            i += 1
            continue
        hits.append(_as_dateline(hit) if dateline_end > words.ends[hit.end - 1] and i < 3 else hit)
        i = hit.end
    return join_chains(words, hits) if hits else ()


def _is_headline(words: Words) -> bool:
    """Titles With Capitals Everywhere."""
    long_words = [i for i, word in enumerate(words.folded) if len(word) > 3]
    return len(long_words) > 3 and sum(words.capital[i] for i in long_words) >= HEADLINE_SHARE * len(long_words)


def _is_article(words: Words, i: int) -> bool:
    """The small "al" of "al-Bab"."""
    return words.folded[i] in ARTICLES and words.gap(i + 1) == "-" and words.capital[i + 1]


def _dateline_end(sentence: Sentence) -> int:
    """Where the dash of "GOMA, March 3 (Agency) -" stands at the head of a document, or 0."""
    if sentence.index > 1:
        return 0
    found = (sentence.text.find(dash, 0, DATELINE_REACH) for dash in DASHES)
    return min((at for at in found if at > 0), default=0)


def _as_dateline(hit: Hit) -> Hit:
    if hit.mention.relation == "demonym":
        return hit
    return replace(hit, mention=replace(hit.mention, relation="dateline"), is_sure=True)


def _hit_at(words: Words, i: int, offset: int, caseless: bool, hits: list[Hit]) -> Hit | None:
    """The longest name that begins at word ``i`` and may be a place."""
    longest = min(longest_name(words.folded[i]), LONGEST_NAME, len(words) - i)
    for end in range(_joined_end(words, i, longest), i, -1):
        if not (caseless or words.capital[end - 1]):
            continue
        reading = _read(words, i, end, caseless, hits)
        if reading is not None:
            start, stop = words.starts[i], words.ends[end - 1]
            mention = PlaceMention(
                span=Span(offset + start, offset + stop),
                text=words.text[start:stop],
                candidates=reading.candidates,
                relation=reading.relation,
                rule=reading.rule,
            )
            return Hit(i, end, mention, reading.is_sure, reading.is_kept)
    return None


def _joined_end(words: Words, i: int, longest: int) -> int:
    """How far a name from word ``i`` can reach: only spaces, hyphens and the stop of "St. " join its words."""
    end = i + 1 if longest else i
    while end < i + longest:
        gap = words.gap(end)
        if gap not in (" ", "-", "\n") and not (gap == ". " and len(words.folded[end - 1]) < 3):
            break
        end += 1
    return end


def _read(words: Words, i: int, end: int, caseless: bool, hits: list[Hit]) -> Reading | None:
    """Demonym, abbreviation after a place and a comma, or a name that its surroundings allow."""
    name = " ".join(words.folded[i:end])
    candidates = find_candidates(name)
    if not candidates:
        demonyms = find_demonym(name)
        if demonyms:
            return Reading(demonyms, "demonym", "demonym")
    if hits and hits[-1].end == i and words.gap(i) == ", ":
        short = find_abbreviation(name)
        if short and words.text[words.starts[i]].isupper():
            return Reading(short, "within", "abbreviation")
    if not candidates or _is_other_name(words, i, end, name, candidates, caseless):
        return None
    return _weigh(words, i, end, name, candidates, caseless)


def _is_other_name(
    words: Words, i: int, end: int, name: str, candidates: tuple[Place, ...], caseless: bool
) -> bool:
    """Whether the words name something else here: a word, a person, a street, a part of a longer name."""
    need = ambiguous_names().get(name)
    if need == "never" or (need == "initials" and not _is_initials(words.text[words.starts[i] : words.ends[end - 1]], caseless)):
        return True
    if is_part_of_compound(words, i, end):
        return True
    if candidates[0].kind == "country" and need is None:
        return False
    if not caseless and is_inside_larger_name(words, i, end):
        return True
    return is_street(words, end) or has_title(words, i) or has_age(words, end)


def _is_initials(text: str, caseless: bool) -> bool:
    """"US" and "U.S.", not "us"; among capitals only the dotted form."""
    return "." in text if caseless else text.isupper()


def _weigh(words: Words, i: int, end: int, name: str, candidates: tuple[Place, ...], caseless: bool) -> Reading | None:
    """Relation, type and how sure the name is by its own surroundings."""
    noun = type_of(words, i, end)
    fitting = _fitting(candidates, noun)
    if not fitting:
        return None
    need = ambiguous_names().get(name)
    relation = relation_before(words, i)
    rule = RULES.get(noun, "typed_name")
    if noun and noun not in ("site_noun", "body_noun"):
        return Reading(fitting, relation, rule)
    risky = need == "type" or (is_english_word(name) and (caseless or i == 0))
    if risky or (speaks(words, end) and (need or relation not in LOCATIVE) and candidates[0].kind not in AREAS):
        return Reading(fitting, relation, rule, is_sure=False, is_kept=False)
    if need in (None, "initials") and not is_english_word(name) and (noun == "body_noun" or _is_known(candidates, name, caseless)):
        return Reading(fitting, relation, rule)
    if relation in LOCATIVE and noun != "site_noun":
        return Reading(fitting, relation, rule)
    is_kept = need is None and not caseless and i > 0 and len(name) > 3 and not is_english_word(name)
    return Reading(fitting, relation, "unsure_name", is_sure=False, is_kept=is_kept)


def _fitting(candidates: tuple[Place, ...], noun: str) -> tuple[Place, ...]:
    """The candidates of the kind that the type noun names."""
    kinds = FITTING.get(noun)
    if kinds is None:
        return candidates
    fitting = tuple(place for place in candidates if place.kind in kinds)
    return fitting if fitting or noun == "town_noun" else candidates


def _is_known(candidates: tuple[Place, ...], name: str, caseless: bool) -> bool:
    """Whether the name is famous enough to be believed without a locative word."""
    if candidates[0].kind in AREAS:
        return True
    people = max(place.population for place in candidates)
    if " " in name:
        return people >= (KNOWN_CITY if caseless else KNOWN_LONG_NAME)
    return people >= (KNOWN_CITY_CAPITALS if caseless else KNOWN_CITY)
