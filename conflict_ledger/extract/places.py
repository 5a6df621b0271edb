"""Find place names in a sentence and keep every place each may mean.

Finding asks only whether the words are a place name; which of its bearers is meant is decided later over
the whole document (``resolve/geocode.py``), except where the sentence says so itself ("Goma, North Kivu").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conflict_ledger.extract.gazetteer import find_abbreviation, find_candidates, find_demonym, longest_name
from conflict_ledger.extract.national_names import add_national_names
from conflict_ledger.extract.place_chains import Hit, join_chains
from conflict_ledger.extract.place_cues import is_abroad, type_of
from conflict_ledger.extract.place_reading import Name, Reading, read_name
from conflict_ledger.extract.place_words import Words, split_words
from conflict_ledger.extract.unknown_villages import village_at
from conflict_ledger.records import Context, Place, PlaceMention, Sentence, Span

LONGEST_NAME = 7  # words
HEADLINE_SHARE = 0.85  # of the longer words begin with a capital: a headline, case tells nothing
DATELINE_REACH = 90  # characters: the dash of a dateline comes before that
DATELINE_WORDS = 3  # and its place among the first words
DASHES = ("--", "—", "–", " - ")
AREA_NOUNS = frozenset(("province_noun", "district_noun", "town_noun", "unit_noun"))
ARTICLES = frozenset("al el ad as ash ar at an az il adh ath".split())


def find_places(sentence: Sentence, context: Context) -> tuple[PlaceMention, ...]:
    """Every place name and demonym of the sentence in text order, with all its candidates.

    ``relation`` is in, near, from, to, border, dateline, demonym, within (the area in which the name before
    lies: "Goma, North Kivu") or empty. ``rule`` is name, typed_name ("X province", "across X"), district_name
    ("X district", "X township"), part_name ("X neighbourhood"), body_name ("X police"), site_name ("X Hospital"),
    abbreviation, demonym, abroad ("the X embassy", "X tourists"), national_name (a demonym by what is at home in
    a country), or unsure_name.
    """
    words = split_words(sentence.text)
    return add_national_names(words, sentence.start, _named_places(words, sentence, context))


def _named_places(words: Words, sentence: Sentence, context: Context) -> tuple[PlaceMention, ...]:
    """The place names and demonyms of a sentence in text order."""
    caseless = context.is_upper_case or _is_headline(words)
    starts = [
        i for i, reach in enumerate(words.reach) if reach and (caseless or words.capital[i] or _is_article(words, i))
    ]
    if not starts:
        return ()
    dateline_end = _dateline_end(sentence)
    hits: list[Hit] = []
    for i in starts:
        if hits and i < hits[-1].end:
            continue
        hit = _hit_at(words, i, sentence.start, caseless, hits)
        if hit is not None:
            is_dateline = i < DATELINE_WORDS and words.ends[hit.end - 1] < dateline_end
            hits.append(_as_dateline(hit) if is_dateline else hit)
    return join_chains(words, hits)


def _is_headline(words: Words) -> bool:
    """Titles With Capitals Everywhere."""
    if 2 * sum(words.capital) < len(words):
        return False
    long_words = [capital for word, capital in zip(words.folded, words.capital, strict=True) if len(word) > 3]
    return len(long_words) > 3 and sum(long_words) >= HEADLINE_SHARE * len(long_words)


def _is_article(words: Words, i: int) -> bool:
    """The small "al" of "al-Bab"."""
    return words.folded[i] in ARTICLES and words.gaps[i + 1] == "-" and words.capital[i + 1]


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


def _hit_at(words: Words, i: int, offset: int, caseless: bool, hits: Sequence[Hit]) -> Hit | None:
    """The longest name that begins at word ``i`` and may be a place."""
    follows_place = bool(hits) and hits[-1].end == i and words.gaps[i] == ", "
    for end in range(_joined_end(words, i), i, -1):
        if not (caseless or words.capital[end - 1]):
            continue
        reading = _read(words, i, end, caseless, follows_place)
        if reading is not None:
            return _hit(words, i, end, offset, reading)
    return None


def _joined_end(words: Words, i: int) -> int:
    """How far a name from word ``i`` can reach: only spaces, hyphens and the stop of "St. " join its words."""
    end = i + 1
    if words.reach[i] < 2 or not _is_joined(words, end):
        return end
    reach = longest_name(f"{words.folded[i]} {words.folded[end]}")
    while end < i + min(reach, LONGEST_NAME) and _is_joined(words, end):
        end += 1
    return end


def _is_joined(words: Words, i: int) -> bool:
    gap = words.gaps[i]  # empty at the end of the text
    return gap in (" ", "-", "\n") or (gap == ". " and len(words.folded[i - 1]) < 3)


def _read(words: Words, i: int, end: int, caseless: bool, follows_place: bool) -> Reading | None:
    """A demonym, an abbreviation after a place and a comma, or a name that its surroundings allow."""
    folded = " ".join(words.folded[i:end])
    candidates = find_candidates(folded)
    demonyms = find_demonym(folded)
    if demonyms and (not candidates or _is_attribute(words, i, end, candidates)):
        return Reading(demonyms, "demonym", "abroad" if is_abroad(words, end) else "demonym")
    if candidates and candidates[0].kind == "country" and is_abroad(words, end):
        return Reading(candidates[:1], "demonym", "abroad")
    if follows_place and (short := _abbreviation(words, i, folded)):
        return Reading(short, "within", "abbreviation")
    return read_name(Name(words, i, end, folded, candidates, caseless)) if candidates else None


def _is_attribute(words: Words, i: int, end: int, candidates: Sequence[Place]) -> bool:
    """Whether a demonym that is also the name of a place stands before what it belongs to: "Somali traders", but
    "the Somali region"."""
    return candidates[0].kind != "country" and words.spaced(end) and type_of(words, i, end) not in AREA_NOUNS


def _abbreviation(words: Words, i: int, folded: str) -> tuple[Place, ...]:
    """The province that "TX", "Va." or "Miss." names: in capitals, or capitalised with a full stop."""
    end = words.ends[i]
    is_written_so = words.text[words.starts[i] : end].isupper() or words.text[end : end + 1] == "."
    return find_abbreviation(folded) if is_written_so and words.capital[i] else ()


def _hit(words: Words, i: int, end: int, offset: int, reading: Reading) -> Hit:
    start, stop = words.starts[i], words.ends[end - 1]
    mention = PlaceMention(
        span=Span(offset + start, offset + stop),
        text=words.text[start:stop],
        candidates=reading.candidates,
        relation=reading.relation,
        rule=reading.rule,
        village="" if reading.relation == "demonym" else village_at(words, i),
    )
    return Hit(i, end, mention, reading.is_sure, reading.is_kept)
