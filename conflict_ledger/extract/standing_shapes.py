"""Words of standing with open places in them, as regular expressions; plain forms stand in ``lexicons/standing.yml``.

A group named ``cue`` narrows what is quoted. Every shape is bounded: a hostile text costs no more than its length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from conflict_ledger.extract.date_words import month_names
from conflict_ledger.lexicon import either

TURNS = (
    "start|beginning|outbreak|onset|war|conflict|uprising|fighting|offensive|campaign|crisis|violence|revolt|rebellion|"
    "insurgency|coup|invasion|truce|ceasefire|began|begun|started|erupted|broke out|clashes|siege|protests|unrest|then|"
    "week"
)
KILL = "kill|murder|execute|behead|assassinate|massacre|shoot|slaughter|injure|wound|abduct|kidnap|capture|hang|blow up"
KILLINGS = "murders?|killings?|assassinations?|executions?|massacres?|kidnappings?|abductions?|beheadings?"
WILL = (
    r"attempt\w*|plot\w*|plans?|planned|planning|threat\w*|vow\w*|conspir\w*|prepar\w*|urg(?:ed|es|ing)|want\w*|"
    r"intend\w*|hop(?:ed|es|ing)|tri(?:ed|es)|trying|try|fail\w*|refus\w*|aim\w*|promis\w*|pledg\w*|swor[en]|"
    r"seek\w*|sought|allow\w*|mission|conspiracy|plot|intent"
)
REALLY = r"(?:[^,;:.]|,(?=\d)){0,60}?\b(?:indeed|in fact|actually|really)\b"
WAR = "war|conflict|insurgency|siege|battle|campaign|uprising|offensive|crackdown|unrest"


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


def _shape(name: str, value: str, needs: str, pattern: str, why: str) -> Shape:
    return Shape(name, value, tuple(needs.replace("s?", "").split("|")), re.compile(pattern, re.IGNORECASE), why)


SHAPES = (
    _shape("not_verified", "unverified", "confirm|verif|corroborat|substantiat|authenticat",
           r"\b(?:cannot|not|n[o']t|unable to|impossible to|hard to|difficult to|no way (?:of|to)|yet to|never|nor)"
           r"(?:\s+\w+){0,4}?\s+(?:confirm|verif|corroborat|substantiat|authenticat)\w*",
           "The number could not be independently verified."),
    _shape("whether", "unverified", "whether|if",
           r"\b(?:unclear|not clear|not known|unknown|asked|say|know|determine|establish|verify|confirm)"
           r"\s+(?:\w+\s+){0,2}?(?:whether|if)\b",
           "It was not clear whether 40 men had died."),
    _shape("if_indeed", "unverified", "if", rf"\bif\b{REALLY}",
           "If 40 men were indeed killed, it is the worst attack yet."),
    _shape("span", "cumulative", "weeks|months|years|decades",
           r"\b(?:in|over|during|within|through)\s+(?:the\s+)?(?:(?:past|last|previous|recent|first|preceding)\s+)?"
           r"(?:(?!coming|next)[\w-]+\s+)?(?:weeks|months|years|decades)\b"
           r"(?!\s+(?:ago|earlier|later|to come|time))",
           "In two weeks 300 people died."),
    _shape("last", "cumulative", "past|last",
           r"\b(?:in|over|during|within)\s+the\s+(?:past|last)\s+(?:month|year|decade)\b",
           "Bombs killed 300 in the past month."),
    _shape("so_far", "cumulative", "so far",
           rf"\bso far (?:this|in (?:the|this))\b|\b(?:{WAR}|year|month)(?:\S?\s+\S+){{0,2}}? so far\b",
           "In the war so far 9,000 have died."),
    _shape("this_year", "cumulative", "this year|this month",
           r"(?:\b(?:has|have|had)\b[^.;]{0,80}?|^\W*)(?P<cue>(?<!earlier )(?<!later )\bthis (?:year|month)\b)",
           "This year 300 people have been killed."),
    _shape("in_war", "cumulative", WAR,
           rf"\b(?:has|have)\b[^.;,]{{0,60}}?(?P<cue>\b(?:in|during|throughout)\s+the\s+(?:\S+\s+){{0,3}}?(?:{WAR})\b)",
           "More than 170 people have been killed in the siege."),
    _shape("rate", "cumulative", "each|every|per", r"\b(?:each|every|per)\s+(?:year|month|week|day)\b",
           "Mines kill 40 people every year."),
    _shape("will_kill", "irrealis", KILL, rf"\b(?:{WILL})\s+(?:\w+\s+){{0,2}}?to\s+(?:\w+ly\s+)?(?:{KILL})\b",
           "The group threatened to execute three hostages."),
    _shape("planned_killing", "irrealis", KILLINGS,
           rf"\b(?:attempt\w*|plann(?:ed|ing)|plott(?:ed|ing)|threaten(?:ed|ing)|foiled|averted|prevented|thwarted|"
           rf"called for|calls for|demand(?:ed|ing))\s+(?:\w+\s+){{0,2}}?(?:{KILLINGS})\b",
           "He is charged with the attempted murder of four guards."),
    _shape("drill", "irrealis", "in which|simulat|mock|hypothetical|fictional|imagin",
           r"\b(?:(?:drill|exercise|scenario|simulation|film|novel|series|game) in which|simulat(?:ed|ing|ion)|mock|"
           r"hypothetical|fictional|imagin(?:e|ed|ary))\b",
           "The drill simulated a bombing with 60 dead."),
    _shape("if", "irrealis", "if|unless|in the event that|in case",
           rf"(?<!clear )(?<!unknown )(?<!known )(?<!asked )\b(?:if|unless|in the event that|in case)\b(?!{REALLY})"
           r"(?! (?:confirmed|true|proved|proven|verified))",
           "If one hostage is killed, talks will end."),
)  # fmt: skip


@cache
def shapes() -> tuple[Shape, ...]:
    """Every shape; the one with names of months is made when first asked for."""
    since = _shape(
        "since",
        "cumulative",
        "since",
        rf"\bsince\s+(?:\S+\s+){{0,5}}?(?:(?:mid|early|late)-)?(?:{either(month_names())}|\d{{4}}|year|month|{TURNS})\b",
        "More than 9,000 have died since early March.",
    )
    return (since, *SHAPES)


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
