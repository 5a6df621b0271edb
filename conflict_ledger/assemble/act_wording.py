"""Whether the words around a trigger speak of one act that took place, or of counted ones.

"The ambush", "two bombings" and "was kidnapped" do; "kidnappings", "to stop the ambushes", "people are kidnapped",
"denied that a bomb went off" and "an agreement to be signed" do not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from conflict_ledger.lexicon import either_of, words_of
from conflict_ledger.records import SentenceMentions, TriggerMention

REACH = 60  # characters before a word in which its article or auxiliary stands
DENIAL_REACH = 160  # characters from "denied that" to the deed denied
NEAR, NEXT, VERBAL, NOMINAL, COUNTED, VERB_REACH = 4, 2, 3, 5, 4, 4  # words of them
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
PAUSE = re.compile(r"[,;:()]|--| - ")
POSSESSIVE = ("'s", "’s", "s'")
NEGATED = ("n't", "n’t")
CLOSING = "\"'”’)] \n\t"
AGREEMENT = "Agreement"
AUXILIARIES = frozenset(("be", "to"))
LINKS = frozenset(("against", "and", "at", "in", "of", "on", "to"))
INDEFINITE = frozenset(("a", "an", "another"))


def is_worded_as_act(trigger: TriggerMention, found: SentenceMentions) -> bool:
    """Whether a trigger is told as one act, or as counted ones, that took place."""
    if is_denied(trigger, found) or (trigger.sub_event_type == AGREEMENT and not _is_concluded(trigger, found)):
        return False
    words = WORD.findall(_clause_before(trigger, found).lower())
    if _is_open(trigger, found, words):
        return False
    own = [word for word in WORD.findall(trigger.text.lower()) if word not in LINKS]
    if not words_of("act_words", "done_by").isdisjoint(words[-NEAR:]):
        return True
    if any(map(_is_past, own)):
        return _is_past_act(words) and not (own[0] == own[-1] and _is_attribute(words))
    if words and not words_of("act_words", "unreal").isdisjoint(words[-NEXT:]):
        return False
    if not words_of("act_words", "mass").isdisjoint(own):
        return True
    if _is_plural(own):
        return _are_counted(words) and words_of("act_words", "weapon").isdisjoint(own[-1:])
    return _is_accused_of(own, words) or _is_known_one(words)


def _clause_before(trigger: TriggerMention, found: SentenceMentions) -> str:
    return PAUSE.split(found.sentence.between(trigger.span.start - REACH, trigger.span.start))[-1]


def _is_open(trigger: TriggerMention, found: SentenceMentions, words: Sequence[str]) -> bool:
    """Whether it is asked about, stands under a condition, or is said to be planned or still to come."""
    if found.sentence.text.rstrip(CLOSING).endswith("?") or not words_of("act_words", "condition").isdisjoint(words):
        return True
    return _unmade().match(found.sentence.between(trigger.span.end, trigger.span.end + REACH)) is not None


@cache
def _unmade() -> re.Pattern[str]:
    """ "A strike has not yet been called", "a march was planned"."""
    unmade = either_of("act_words", "unmade")
    return re.compile(
        rf"\s+(?:\w+\s+)?(?:(?:has|have|had)\s+(?:not\s+)?yet\b|(?:is|are|was|were)\s+{unmade}\b)", re.IGNORECASE
    )


def _is_plural(own: Sequence[str]) -> bool:
    return bool(own) and own[-1].endswith("s") and not own[-1].endswith("ss")


def _is_accused_of(own: Sequence[str], words: Sequence[str]) -> bool:
    """Whether a side is told to have done it: "blamed the navy for burning"."""
    return (
        bool(own and words)
        and own[-1].endswith("ing")
        and words[-1] in ("of", "for", "with")
        and not words_of("act_words", "accused").isdisjoint(words)
    )


def _are_counted(words: Sequence[str]) -> bool:
    """Whether a plural is of counted acts: "two bombings", "a series of raids"."""
    return any(word.isdigit() or word in _several() for word in words[-COUNTED:])


def _is_known_one(words: Sequence[str]) -> bool:
    """Whether the words before a noun end in its article: "the deadly ambush", not "the road in protest"."""
    phrase: list[str] = []
    for word in reversed(words[-NOMINAL:]):
        if word in words_of("act_words", "one") or word.endswith(POSSESSIVE):
            return word not in INDEFINITE or not _is_aimed_at(words[: len(words) - len(phrase) - 1])
        if word in words_of("act_words", "breaks_phrase") | words_of("act_words", "present") | words_of(
            "act_words", "done"
        ):
            return False
        phrase.append(word)
    return False


def _is_aimed_at(words: Sequence[str]) -> bool:
    """Whether the verb before "a strike" only aims at one: "to stage", "would launch"."""
    near = words[-VERB_REACH:]
    for at, word in reversed(list(enumerate(near))):
        if word in words_of("act_words", "breaks_clause"):
            return False
        if word in words_of("act_words", "modal"):
            return near[at - 1 : at] == [] or near[at - 1] not in words_of("act_words", "managed")
    return False


def is_denied(trigger: TriggerMention, found: SentenceMentions) -> bool:
    """Whether the deed is said not to have been: "denied that a bomb went off"; who denies a part in it, grants it."""
    return _denial().search(found.sentence.between(trigger.span.start - DENIAL_REACH, trigger.span.start)) is not None


@cache
def _denial() -> re.Pattern[str]:
    denied, talk = either_of("act_words", "denied"), either_of("act_words", "talk")
    return re.compile(
        rf"\b{denied}\s+(?:[\w'-]+\s+){{0,3}}?(?:that\b|{talk}\s+(?:that|of|by|about)\b)[^.;]*$", re.IGNORECASE
    )


def _is_concluded(trigger: TriggerMention, found: SentenceMentions) -> bool:
    """Whether an agreement was made or kept, and not only sought: "signed", "agreed", but not "to sign"."""
    deals = words_of("event_words", "deal_verb")
    own = WORD.findall(trigger.text.lower())
    if own and own[0] in deals and not _is_past(own[0]):
        return False  # "to reach an agreement"
    words = WORD.findall(found.sentence.between(trigger.span.start - REACH, trigger.span.end + REACH).lower())
    made = {word for word in deals if _is_past(word)}
    return any(word in made and (not at or words[at - 1] not in AUXILIARIES) for at, word in enumerate(words))


def _is_past(word: str) -> bool:
    if word in words_of("act_words", "past"):
        return True
    return word.endswith("ed") and word not in words_of("act_words", "not_past")


def _is_attribute(words: Sequence[str]) -> bool:
    """Whether a past form only describes somebody: "the wounded", "of displaced farmers"."""
    return bool(words) and words[-1] in words_of("act_words", "one") | words_of("act_words", "before_noun")


def _is_past_act(words: Sequence[str]) -> bool:
    """Whether a past form is told as done: not "to be attacked", "was not attacked", nor "people are kidnapped"."""
    if words and words[-1] == "to":
        return False
    near = words[-VERBAL:]
    if any(word in words_of("act_words", "negation") or word.endswith(NEGATED) for word in words[-NEXT:]):
        return False
    is_present = not words_of("act_words", "present").isdisjoint(near)
    return not is_present or not words_of("act_words", "done").isdisjoint(near)


@cache
def _several() -> frozenset[str]:
    return words_of("act_words", "several") | words_of("quantities", "number")
