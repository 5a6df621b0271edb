"""Words that turn an article to another incident, or back to the one just told (``lexicons/turns.yml``)."""

from __future__ import annotations

import re
from functools import cache

from conflict_ledger.lexicon import either_of

LEAD = 60  # characters of "Also on Wednesday morning in the northern port of"


def turns_to_another(text: str) -> bool:
    """Whether the first words turn to another incident, which is named within a few words.

    >>> turns_to_another("In another attack near the port, two were killed.")
    True
    """
    return _turn().match(text) is not None


def tells_course(text: str) -> bool:
    """Whether it says when an incident told before began or ended.

    >>> tells_course("The mayor said the attack began on Sunday."), tells_course("An attack began on Sunday.")
    (True, False)
    """
    return _course().search(text) is not None


def leads_to_scene(text: str) -> bool:
    """Whether the words from the head of a sentence up to a town only lead to it.

    >>> leads_to_scene("Also on Friday in the port of "), leads_to_scene("Two men fled to ")
    (True, False)
    """
    return len(text) <= LEAD and _lead().fullmatch(text) is not None


@cache
def _lead() -> re.Pattern[str]:
    opening = r"(?:(?:also|and|but|elsewhere|meanwhile|then)\b,?\s+){0,2}"
    weekday = either_of("dates", "weekday")
    part = r"(?:\s+(?:afternoon|evening|morning|night))?"
    day = rf"(?:(?:early\s+)?(?:today|yesterday|tonight|last\s+night|the\s+same\s+day|(?:on\s+)?{weekday}){part},?\s+)?"
    town = r"(?:in|at|near)\s+(?:the\s+(?:[\w-]+\s+){0,2}(?:of\s+)?)?"
    return re.compile(rf"\W*{opening}{day}{town}", re.IGNORECASE)


@cache
def _turn() -> re.Pattern[str]:
    another, elsewhere, incident = (either_of("turns", value) for value in ("another", "elsewhere", "incident"))
    opening = r"\W*(?:(?:and|but|meanwhile|also),?\s+)?"
    return re.compile(rf"{opening}(?:{elsewhere}\b|{another}\s+(?:[\w'-]+\s+){{0,3}}?{incident}\b)", re.IGNORECASE)


@cache
def _course() -> re.Pattern[str]:
    incident, course = either_of("turns", "incident"), either_of("turns", "course")
    return re.compile(rf"\bthe\s+{incident}\s+{course}\b", re.IGNORECASE)
