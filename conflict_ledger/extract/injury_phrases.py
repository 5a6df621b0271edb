"""Phrases that tell an injury without its word: "taken by ambulance to the Orta general hospital", "hit in the leg".

Their names and adverbs are open, so that no list of phrases holds them: a verb, a preposition, a noun, and few words of
the same clause between.
"""

from __future__ import annotations

from functools import cache

from conflict_ledger.extract.tokens import PhraseIndex, Tokens, longest_phrase, phrase_index
from conflict_ledger.lexicon import load_lexicon, words_of

STATE, PAST = "state", "past"  # the part of the phrase in its clause, as in lexicons/harms.yml
WAY, NAME = 6, 7  # words between verb and preposition, between preposition and noun
BEHIND = 6  # words behind the place in which a reason may stand
BE = ("am", "are", "be", "is", "was", "were")
BODY_OF = frozenset("a an both his her the their left right upper lower".split())


def opens_injury(word: str) -> bool:
    """Whether such a phrase may begin with this word."""
    return word in _openers()


def read_injury(tokens: Tokens, at: int) -> tuple[int, str] | None:
    """(end, part in the clause) of the phrase of an injury at a token, or None."""
    word = tokens.words[at]
    if word in words_of("injury_words", "hit"):
        end = _limb_end(tokens, at + 1)
        return (end, PAST) if end else None
    is_carried = word in words_of("injury_words", "carried")
    if is_carried and tokens.words[at + 1 : at + 2] and tokens.words[at + 1] not in words_of("injury_words", "way"):
        return None  # "carried the wounded to a hospital" tells of those who carried
    if tokens.words[max(0, at - 2) : at][-1:] == ("being",) and tokens.words[at - 2] not in BE:
        return None  # "shot a plumber being treated at a clinic"
    prepositions = ("to",) if is_carried else ("at", "in")
    end = _care_end(tokens, at + 1, prepositions)
    return (end, STATE) if end and not _is_unhurt(tokens, end) else None


def gate_forms() -> set[str]:
    """Words without which no sentence holds such a phrase."""
    return set(words_of("injury_words", "place_of_care")) | {f"{verb} in" for verb in words_of("injury_words", "hit")}


@cache
def _openers() -> frozenset[str]:
    return frozenset().union(*(words_of("injury_words", value) for value in ("carried", "treated", "hit")))


@cache
def _index() -> PhraseIndex[str]:
    entries = [entry for entry in load_lexicon("injury_words").entries if entry.value in ("place_of_care", "times")]
    return phrase_index((form, entry.value) for entry in entries for form in entry.forms)


def _limb_end(tokens: Tokens, at: int) -> int | None:
    """The token after "(twice) in the left leg"."""
    times = longest_phrase(tokens, at, _index()) if at < len(tokens) else None
    at = times[0] if times else at
    if tokens.words[at : at + 1] != ("in",):
        return None
    noun = next((to for to in range(at + 1, min(at + 4, len(tokens))) if tokens.words[to] not in BODY_OF), None)
    return noun + 1 if noun is not None and tokens.words[noun] in words_of("injury_words", "limb") else None


def _care_end(tokens: Tokens, at: int, prepositions: tuple[str, ...]) -> int | None:
    """The token after "by ambulance to the Orta general hospital"."""
    way = next((to for to in range(at, min(at + WAY, len(tokens))) if _ends(tokens, to, prepositions)), None)
    if way is None or tokens.words[way] not in prepositions:
        return None
    for to in range(way + 1, min(way + 1 + NAME, len(tokens))):
        found = longest_phrase(tokens, to, _index())
        if found is not None and found[1] == "place_of_care":
            return _last_name(tokens, found[0])
        if _ends(tokens, to, ()):
            return None
    return None


def _ends(tokens: Tokens, at: int, prepositions: tuple[str, ...]) -> bool:
    """Whether the phrase cannot go on beyond a token: a mark, a word of the next clause, or what was looked for."""
    word = tokens.words[at]
    if word == "." and at and len(tokens.words[at - 1]) <= 2:
        return False  # "St. Orta's hospital"
    is_mark = not word[0].isalnum() and word != "-"
    return word in prepositions or is_mark or word in words_of("injury_words", "clause_end")


def _last_name(tokens: Tokens, end: int) -> int:
    """A name may follow its noun: "the hospital Orta Central"; a further hospital in the name is stepped over."""
    found = longest_phrase(tokens, end, _index()) if end < len(tokens) else None
    return found[0] if found is not None and found[1] == "place_of_care" else end


def _is_unhurt(tokens: Tokens, end: int) -> bool:
    """Whether they are taken there for another reason than a wound: "as a precaution"."""
    return not words_of("injury_words", "no_injury").isdisjoint(tokens.words[end : end + BEHIND])
