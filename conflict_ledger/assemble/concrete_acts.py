"""Whether an episode tells of an act that took place, or only speaks of such acts.

Interviews, speeches, commentaries and communiques are full of words of violence that tell of no event: "they kidnap
peasants", "an end to the bombings", "the murder of union leaders goes on". An event is told by a deed worded as one
that happened ("was ambushed", "the ambush", "two bombings"), with a count, a day or a town beside it, or in what the
article opens with.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from conflict_ledger.assemble.episodes import Episode, Telling
from conflict_ledger.lexicon import words_of
from conflict_ledger.records import Claim, SentenceMentions, TriggerMention

OPENING = 4  # sentences: what news opens with is what it is about
SHORT = 3  # sentences in a headline, a caption or a note, which is wholly about what it tells
REACH = 60  # characters before a word in which its article or auxiliary stands
NEAR, NEXT, VERBAL, NOMINAL, COUNTED = 4, 2, 3, 5, 4  # words of them
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
PAUSE = re.compile(r"[,;:()]|--| - ")
POSSESSIVE = ("'s", "’s", "s'")
AGREEMENT = "Agreement"
AUXILIARIES = frozenset(("be", "to"))
LINKS = frozenset(("against", "and", "at", "in", "of", "on", "to"))


def tells_an_act(episode: Episode, sentences: int) -> bool:
    """Whether one of its tellings is of an act; a text of few ``sentences`` is not asked, it tells nothing else."""
    return sentences <= SHORT or any(_is_act(telling) for telling in episode.tellings)


def _is_act(telling: Telling) -> bool:
    has_count = any(_is_count(claim) for claim in telling.claims)
    is_placed = bool(telling.day or telling.towns)
    if not has_count and any(claim.is_cumulative for claim in telling.claims):
        return False  # "since January 40 mayors have been murdered"
    if telling.found.sentence.is_title or (telling.day and telling.towns):
        return True  # headlines tell today's deeds in the present tense, and drop their articles
    if has_count and (is_placed or telling.index <= OPENING):
        return True
    return (has_count or is_placed or telling.index <= OPENING) and any(
        is_worded_as_act(trigger, telling.found) for trigger in telling.triggers
    )


def _is_count(claim: Claim) -> bool:
    """Whether people are counted, and not only called many, nor added up over months."""
    quantity = claim.quantity
    return not claim.is_cumulative and bool(quantity.low) and quantity.is_number


def is_worded_as_act(trigger: TriggerMention, found: SentenceMentions) -> bool:
    """Whether the words around a trigger speak of one act, or of counted ones, that took place."""
    if trigger.sub_event_type == AGREEMENT and not _is_concluded(trigger, found):
        return False
    start = found.sentence.start
    before = found.sentence.text[max(0, trigger.span.start - start - REACH) : trigger.span.start - start]
    words = WORD.findall(PAUSE.split(before)[-1].lower())
    own = [word for word in WORD.findall(trigger.text.lower()) if word not in LINKS]
    if not words_of("act_words", "done_by").isdisjoint(words[-NEAR:]):
        return True
    if any(map(_is_past, own)):
        return _is_past_act(words)
    if words and not words_of("act_words", "unreal").isdisjoint(words[-NEXT:]):
        return False
    if not words_of("act_words", "mass").isdisjoint(own):
        return True
    if own and own[-1].endswith("s") and not own[-1].endswith("ss"):
        return any(word.isdigit() or word in _several() for word in words[-COUNTED:])
    return any(word in words_of("act_words", "one") or word.endswith(POSSESSIVE) for word in words[-NOMINAL:])


def _is_concluded(trigger: TriggerMention, found: SentenceMentions) -> bool:
    """Whether an agreement was made or kept, and not only sought: "signed", "agreed", but not "to sign"."""
    at, end = trigger.span.start - found.sentence.start, trigger.span.end - found.sentence.start
    words = WORD.findall(found.sentence.text[max(0, at - REACH) : end + REACH].lower())
    made = {word for word in words_of("event_words", "deal_verb") if _is_past(word)}
    return any(word in made and (not at or words[at - 1] not in AUXILIARIES) for at, word in enumerate(words))


def _is_past(word: str) -> bool:
    if word in words_of("act_words", "past"):
        return True
    return word.endswith("ed") and word not in words_of("act_words", "not_past")


def _is_past_act(words: Sequence[str]) -> bool:
    """Whether a past form is told as done: not "to be attacked", nor "people are kidnapped"."""
    if words and words[-1] == "to":
        return False
    near = words[-VERBAL:]
    is_present = not words_of("act_words", "present").isdisjoint(near)
    return not is_present or not words_of("act_words", "done").isdisjoint(near)


def _several() -> frozenset[str]:
    return words_of("act_words", "several") | words_of("quantities", "number")
