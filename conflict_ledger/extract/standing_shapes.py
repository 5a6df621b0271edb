"""Words of standing with open places in them, as regular expressions; plain forms stand in ``lexicons/standing.yml``.

A group named ``cue`` narrows what is quoted. Every shape is bounded: a hostile text costs no more than its length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from conflict_ledger.extract.date_words import month_names
from conflict_ledger.lexicon import either, either_of, words_of

REALLY = r"(?:[^,;:.]|,(?=\d)){0,60}?\b(?:indeed|in fact|actually|really)\b"
PIECE = re.compile(r"@([a-z]+)")


@dataclass(frozen=True, slots=True)
class Shape:
    """A named expression, what it says of a statement, and a sentence that it reads.

    ``needs`` are parts of words in lower case; a text without any of them need not be searched.
    """

    name: str
    value: str
    needs: tuple[str, ...]
    pattern: re.Pattern[str]
    why: str


# Name, value, needed parts, pattern and example; ``@kill`` is any form of that value in lexicons/standing_words.yml.
SHAPES = (
    ("since", "cumulative", "since",
     r"\bsince\s+(?:\S+\s+){0,5}?(?:(?:mid|early|late)-)?(?:@month|\d{4}|year|month|@turn)\b",
     "More than 9,000 have died since early March."),
    ("not_verified", "unverified", "@verify",
     r"\b(?:cannot|not|n[o']t|unable to|impossible to|hard to|difficult to|no way (?:of|to)|yet to|never|nor|"
     r"neither|none of (?:the|these|those))"
     r"(?:\s+\w+){0,4}?\s+@verify",
     "The number could not be independently verified."),
    ("whether", "unverified", "whether|if",
     r"\b(?:unclear|not clear|not known|unknown|asked|say|know|determine|establish|verify|confirm)"
     r"\s+(?:\w+\s+){0,2}?(?:whether|if)\b",
     "It was not clear whether 40 men had died."),
    ("if_indeed", "unverified", "if", rf"\bif\b{REALLY}",
     "If 40 men were indeed killed, it is the worst attack yet."),
    ("span", "cumulative", "weeks|months|years|decades",
     r"\b(?:in|over|during|within|through)\s+(?:(?:just|less than|more than|only)\s+)?(?:the\s+)?"
     r"(?:(?:past|last|previous|recent|first|preceding)\s+)?"
     r"(?:(?!coming|next)[\w-]+\s+)?(?:weeks|months|years|decades)\b"
     r"(?!\s+(?:ago|earlier|later|to come|time))",
     "In two weeks 300 people died."),
    ("last", "cumulative", "past|last",
     r"\b(?:in|over|during|within)\s+the\s+(?:past|last)\s+(?:month|year|decade)\b",
     "Bombs killed 300 in the past month."),
    ("many_fights", "cumulative", "clashes|battles|attacks|incidents|engagements|ambushes",
     r"\bin\s+(?:(?:about|over|some|almost|nearly|more than|a total of)\s+)?\d{2,}\s+(?:\w+\s+)?"
     r"(?:clashes|battles|attacks|incidents|engagements|ambushes)\b",
     "Forty soldiers were killed in 85 clashes."),
    ("since_power", "cumulative", "since",
     r"\bsince\s+[^.;,]{2,50}?\b(?:came to power|rose to power|took office|took over|took power)\b",
     "There have been 14 murders since the general took power."),
    ("so_far", "cumulative", "so far",
     r"\bso far (?:this|in (?:the|this|\d{4}))\b|\b(?:@war|year|month)(?:\S?\s+\S+){0,2}? so far\b",
     "In the war so far 9,000 have died."),
    ("this_year", "cumulative", "this year|this month",
     r"(?:\b(?:has|have|had)\b[^.;]{0,80}?|^\W*)(?P<cue>(?<!earlier )(?<!later )\bthis (?:year|month)\b)",
     "This year 300 people have been killed."),
    ("in_war", "cumulative", "@war",
     r"\b(?:has|have)\b[^.;,]{0,60}?(?P<cue>\b(?:in|during|throughout)\s+the\s+(?:\S+\s+){0,3}?@war\b)",
     "More than 170 people have been killed in the siege."),
    ("rate", "cumulative", "each|every|per", r"\b(?:each|every|per)\s+(?:year|month|week|day)\b",
     "Mines kill 40 people every year."),
    ("will_kill", "irrealis", "@will", r"\b@will\s+(?:\w+\s+){0,2}?to\s+(?:\w+ly\s+)?@kill\b",
     "The group threatened to execute three hostages."),
    ("planned_killing", "irrealis", "@planned",
     r"\b@planned\s+(?:\w+\s+){0,2}?@killing\b",
     "He is charged with the attempted murder of four guards."),
    ("drill", "irrealis", "in which|simulat|mock|hypothetical|fictional|imagin",
     r"\b(?:(?:drill|exercise|scenario|simulation|film|movie|thriller|drama|play|novel|series|episode|"
     r"game),? in which|simulat(?:ed|ing|ion)|mock|hypothetical|fictional|imagin(?:e|ed|ary))\b",
     "The drill simulated a bombing with 60 dead."),
    ("score", "irrealis", "massacred|slaughtered|murdered|executed",
     r"\b(?:was|were|been|being|got)\s+(?:\w+ly\s+)?(?:massacred|slaughtered|murdered|executed)"
     r"\s+\d{1,2}\s?[-–]\s?\d{1,2}\b",
     "The visitors were massacred 6-0."),
    ("if", "irrealis", "if|unless|in the event that|in case",
     rf"(?<!clear )(?<!unknown )(?<!known )(?<!asked )\b(?:if|unless|in the event that|in case)\b(?!{REALLY})"
     r"(?! (?:confirmed|true|proved|proven|verified))",
     "If one hostage is killed, talks will end."),
)  # fmt: skip


@cache
def shapes() -> tuple[Shape, ...]:
    """Every shape, its words filled in."""
    return tuple(
        Shape(name, value, _parts(needs), re.compile(PIECE.sub(_words_for, pattern), re.IGNORECASE), why)
        for name, value, needs, pattern, why in SHAPES
    )


def _parts(needs: str) -> tuple[str, ...]:
    """The needed parts of words: as they stand, or all forms of a value."""
    words = sorted(words_of("standing_words", needs[1:])) if needs.startswith("@") else needs.split("|")
    return tuple(word.removesuffix("~") for word in words)


def _words_for(piece: re.Match[str]) -> str:
    return either(month_names()) if piece[1] == "month" else either_of("standing_words", piece[1])


def shapes_for(text: str) -> list[Shape]:
    """The shapes that a text may hold: those of which it has a needed part, in one look for all of them."""
    automaton, owners = _needed()
    parts = {part for part, _, _ in automaton.find_matches_as_indexes(text.lower(), overlapping=True)}
    return [shapes()[at] for at in sorted({at for part in parts for at in owners[part]})]


@cache
def _needed() -> tuple[Any, tuple[tuple[int, ...], ...]]:
    """An automaton over the needed parts of words, and for each part the shapes that need it."""
    import ahocorasick_rs

    owners: dict[str, list[int]] = {}
    for at, shape in enumerate(shapes()):
        for need in shape.needs:
            owners.setdefault(need, []).append(at)
    return ahocorasick_rs.AhoCorasick(list(owners)), tuple(map(tuple, owners.values()))
