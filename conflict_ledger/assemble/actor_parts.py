"""Who did it and to whom: the part an actor plays in the deed of its sentence, read from the words beside it.

"Two guards were shot by raiders near the mill": the guards are the target, the raiders the doers. The grammar is
shallow and looks at no more than a clause before and behind the actor; where it sees neither, the part stays unknown.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from conflict_ledger.lexicon import either, either_of, words_of
from conflict_ledger.records import ActorMention, SentenceMentions
from conflict_ledger.reference.actor_kinds import ARMED_GROUPS, DENYING, DOER, POLICING, STATE, TARGET, UNARMED

JOIN_REACH = 40  # characters between two names of one side
REACH = 90  # characters of context on each side, about one clause
ASIDE = re.compile(r"^\s*(?:\([^()]{0,60}\)|\))")  # "the Front (RF) said"
OPENED = re.compile(r"\bbetween\b")  # two sides, with the first of them behind it
BREAK = re.compile(r"[;:()\[\]]|\.\s")  # what ends a clause
NO_FOE = r"(?![^.;]{0,30}\b(?:with|against)\b)"
ALLIED = re.compile(r"\b(?:allied|allies|loyal|pro|backed|alongside|together)\b")
PREPOSITION = r"(?:at|in|near|outside|inside|from|with|for|to|against|on|about|under|behind|into|around|front of|by)"
NOUN_PHRASE = r"(?:(?!{stop}\b)[\w'’-]+,?\s+){{0,{most}}}"


def with_parts(found: SentenceMentions, actors: list[ActorMention]) -> list[ActorMention]:
    """The actors, each with the part it plays in the deed of its sentence, and whether it joins the one before."""
    text, start = found.sentence.text, found.sentence.start
    told: list[ActorMention] = []
    for actor in actors:
        part = part_of(text, actor.span.start - start, actor.span.end - start)
        joins = bool(told) and is_ally(
            text, told[-1].span.end - start, actor.span.start - start, actor.span.end - start
        )
        joins = joins and not _fell_as_foes(text, told[-1], actor, start)
        if joins and actor.inter not in UNARMED and told[-1].inter not in UNARMED:
            left = told[-1]
            both = left.part or part_of(text, left.span.start - start, actor.span.end - start)
            told[-1:] = [replace(left, part=both), replace(actor, part=both, is_ally=True)]
        else:
            told.append(replace(actor, part=part))
    return told


def is_ally(text: str, left_end: int, start: int, end: int) -> bool:
    """Whether the actor at ``start`` is named as one side with the actor that ends at ``left_end``.

    "The army and allied militias raided": yes; "the army and a militia clashed", "between the army and a militia": no.
    """
    if start - left_end > JOIN_REACH or not _joined().fullmatch(text[left_end:start].lower()):
        return False
    return OPENED.search(_before(text, left_end)) is None and _mutual().match(_behind(text, end)) is None


def _fell_as_foes(text: str, left: ActorMention, right: ActorMention, start: int) -> bool:
    """Whether forces of a state and an armed group are told together as the losses of their fight.

    "Six rebels and three soldiers were killed in a clash": yes; with "and allied", or "in a clash with jihadists", no.
    """
    camps = {left.inter, right.inter}
    if STATE not in camps or camps.isdisjoint(ARMED_GROUPS):
        return False
    words, behind = (
        text[left.span.start - start : right.span.end - start].lower(),
        _behind(text, right.span.end - start),
    )
    return not ALLIED.search(words) and bool(_passive().match(behind) and _in_a_fight().match(behind))


def _before(text: str, at: int) -> str:
    """The clause up to a place, in lower case."""
    return BREAK.split(text[max(0, at - REACH) : at])[-1].lower()


def _behind(text: str, at: int) -> str:
    """The clause from a place on, in lower case, without an aside at its head."""
    return BREAK.split(ASIDE.sub("", text[at : at + REACH]))[0].lower()


@cache
def _joined() -> re.Pattern[str]:
    """What joins two names of one side: "and", "alongside", "backed by"."""
    joined = either_of("deed_words", "joined")
    few = _phrase(2, "not_object", "struck", "strikes", "acted", "fight", "policed")
    return re.compile(rf"(?:\s*,\s*|\s*,?\s+{joined}\s+){few}")


@cache
def _mutual() -> re.Pattern[str]:
    """Those named together fight each other: "clashed", with nobody else named as the foe."""
    return re.compile(rf"\W*{_phrase(3, 'not_subject')}{either_of('deed_words', 'fight')}\b{NO_FOE}")


@cache
def _in_a_fight() -> re.Pattern[str]:
    """Behind those who fell: "in a clash", "during two days of fighting", with nobody else named as the foe."""
    some = NOUN_PHRASE.format(stop="by", most=4)
    return re.compile(rf"[^.;]{{0,45}}?\b(?:in|during)\s+{some}{either_of('deed_words', 'fight')}\b{NO_FOE}")


def part_of(text: str, start: int, end: int) -> str | None:
    """The part of the actor that stands at ``start`` to ``end``.

    >>> part_of("Raiders shot two guards.", 0, 7), part_of("Raiders shot two guards.", 17, 23)
    ('doer', 'target')
    """
    before, behind = _before(text, start), _behind(text, end)
    is_subject = _governed().search(before) is None
    if is_subject and _denying().match(behind):
        return DENYING
    if is_subject and _passive().match(behind):
        return TARGET
    if _agent().search(before) or _charged().search(before):
        return DOER
    struck = _struck().search(before)
    acts = is_subject and _active().match(behind) is not None
    if struck is not None and not (acts and re.search(r"\band\b|,", struck.group("np"))):
        return TARGET
    if acts or _between().search(before):
        return DOER
    return POLICING if is_subject and _policing().match(behind) else None


def _phrase(most: int, *stops: str) -> str:
    """Up to ``most`` words of a noun phrase, none of which has one of the values ``stops`` in the lexicon."""
    return NOUN_PHRASE.format(stop=either_of("deed_words", *stops), most=most)


@cache
def _governed() -> re.Pattern[str]:
    """The noun hangs on a preposition, so the verb behind it has another subject: "near the police station"."""
    return re.compile(rf"\b{PREPOSITION}\s+(?:[\w'’-]+\s+){{0,2}}$")


@cache
def _passive() -> re.Pattern[str]:
    """Behind those harmed: "were shot", "died", "injured in", "were reportedly killed"."""
    struck = either_of("deed_words", "struck")
    aside = r"(?:\w+ly\s+|also\s+|then\s+|later\s+|brutally\s+){0,2}"
    passive = rf"(?:was|were|is|are|been|being|be|got)\s+{aside}{struck}\b"
    reduced = rf"\W*{struck}(?:\s+and\s+{struck})?(?:\s+(?:by|in|during|when|near|after|while|on|at|as|and)\b|\W*$)"
    suffered = rf"{_phrase(5, 'not_subject')}{either_of('deed_words', 'suffered')}\b"
    return re.compile(rf"\W*(?:{_phrase(7, 'not_subject')}{passive}|{suffered})|{reduced}")


@cache
def _denying() -> re.Pattern[str]:
    """Behind those who reject the deed: "has denied that it"."""
    return re.compile(rf"\W*{_phrase(4, 'not_subject', 'struck', 'acted')}{either_of('deed_words', 'denied')}\b")


@cache
def _active() -> re.Pattern[str]:
    """Behind those who act: "opened fire", "reportedly killed two", "who abducted"."""
    deeds = words_of("deed_words", "acted") | words_of("deed_words", "struck") | words_of("deed_words", "fight")
    finite = either((deeds - words_of("deed_words", "policed")) | words_of("deed_words", "acts"))
    return re.compile(rf"\W*{_phrase(5, 'not_subject')}{finite}\b")


@cache
def _policing() -> re.Pattern[str]:
    """Behind forces that answer to the deed: "later arrested two suspects"."""
    return re.compile(rf"\W*{_phrase(5, 'not_subject')}{either_of('deed_words', 'policed')}\b")


@cache
def _agent() -> re.Pattern[str]:
    """Before the doer of a passive: "killed by suspected raiders"."""
    doer = _phrase(5, "not_object", "struck", "strikes", "acted")
    return re.compile(rf"(?<!\w)(?!{either_of('deed_words', 'no_deed')}\b)[\w-]+\s+by\s+{doer}$")


@cache
def _charged() -> re.Pattern[str]:
    return re.compile(rf"\b{either_of('deed_words', 'charged')}\s+{_phrase(4, 'not_object', 'struck', 'strikes')}$")


@cache
def _struck() -> re.Pattern[str]:
    """Before those harmed: "killing two", "an ambush on", "fired at", "clashed with"."""
    object_of = either(words_of("deed_words", "struck") | words_of("deed_words", "strikes"))
    assault = rf"{either_of('deed_words', 'assault')}\s+(?:on|against|of|at|upon|targeting)"
    hurled = rf"{either_of('deed_words', 'hurled')}\b[^.;]{{0,50}}?\s(?:at|on|upon|towards?|into|near|against)"
    fought = rf"{either_of('deed_words', 'fight')}\b[^.;]{{0,30}}?\s(?:with|against)"
    verb = rf"(?:{object_of}|{assault}|{hurled}|{fought}|against|targeting)"
    # The look ahead is for speed alone: without it each gap between words is tried against each of the verbs.
    return re.compile(rf"\b(?=\w){verb}\s+(?P<np>{_phrase(6, 'not_object')})$")


@cache
def _between() -> re.Pattern[str]:
    """Both sides of a fight: "clashes between ... and ..."."""
    return re.compile(rf"\b{either_of('deed_words', 'fight')}\b[^.;]{{0,30}}?\sbetween\s+(?:[\w'’-]+,?\s+){{0,12}}$")
