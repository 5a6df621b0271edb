"""Sentences to tellings: what one sentence, or one of its counts, says of an event, and who acts in it."""

from __future__ import annotations

import re
from functools import cache

from conflict_ledger.assemble.actor_parts import with_parts
from conflict_ledger.assemble.episodes import Telling
from conflict_ledger.assemble.event_coding import LOOTING, classify, says_no_fight, tells_harm
from conflict_ledger.assemble.named_deeds import is_of_time_mark, told_deeds
from conflict_ledger.assemble.place_kinds import place_kind
from conflict_ledger.assemble.scene_places import scene_places
from conflict_ledger.assemble.scope import tells_habit, tells_history
from conflict_ledger.lexicon import either, either_of, words_of
from conflict_ledger.records import ActorMention, Claim, DateRange, PlaceMention, SentenceMentions
from conflict_ledger.reference.actor_kinds import ARMED_GROUPS, DENYING, TARGET, UNARMED
from conflict_ledger.reference.actor_names import is_site
from conflict_ledger.reference.event_kinds import DEMONSTRATIONS

HARM = ("killed", "injured", "captured", "casualties", "missing", "displaced")
Group = tuple[tuple[Claim, ...], tuple[PlaceMention, ...]]
GAPPED = "casualties.gapped"  # the rules that read "four in Y" behind "six were killed in X"
BETWEEN = re.compile(r"\bbetween\b[^.;:]{0,80}\band\s+(?:the\s+)?$", re.IGNORECASE)  # the second of two sides
OCCASION_REACH = 80  # characters of one clause between "to mourn" and the count of those mourned


def read_tellings(found: SentenceMentions, claims: list[Claim], scope: str, day: DateRange | None) -> list[Telling]:
    """The tellings of one sentence: none for background, one as a rule, several for counts in different places.

    ``day`` is the time that the sentence itself states.
    """
    triggers = told_deeds(found)
    claims = [claim for claim in claims if not is_of_time_mark(claim)]
    if tells_history(found) or tells_habit(found) or not (triggers or any(claim.outcome in HARM for claim in claims)):
        return []
    coding = classify(triggers, [actor for actor in found.actors if not is_site(actor)])
    tells_something = claims or says_no_fight(triggers) or (scope == "violence" and tells_harm(triggers))
    if coding is None and not tells_something:
        return []
    if coding is not None:
        claims = [claim for claim in claims if not any(_leads_up(kind, claim) for kind in _answers(coding))]
    groups = _by_place(found, [claim for claim in claims if claim.is_total and claim.outcome == "killed"])
    if len(groups) < 2:
        return [Telling(found, tuple(claims), triggers, scene_places(found, found.places), day, coding)]
    rest = [claim for claim in claims if not any(claim in group for group, _ in groups)]
    first = Telling(found, (*groups[0][0], *rest), triggers, groups[0][1], day, coding)
    return [first, *(Telling(found, group, triggers, places, day, coding) for group, places in groups[1:])]


def _answers(coding: tuple[str, str, str]) -> tuple[str, ...]:
    """Which words of lexicons/occasions.yml can say over which deaths such a deed was done."""
    if coding[0] in DEMONSTRATIONS:
        return ("grudge", "occasion", "reason")
    return ("grudge", "reason") if coding[1] == LOOTING else ("grudge",)


def _leads_up(kind: str, claim: Claim) -> bool:
    """Whether a death is only what was done over: "a march against the killing of 2", "in revenge for the 2 dead"."""
    before = claim.sentence[: claim.count_span.start - claim.sentence_start]
    return _occasion(kind).search(before) is not None


@cache
def _occasion(kind: str) -> re.Pattern[str]:
    """A word of lexicons/occasions.yml in the clause that leads up to a count; "after killing two" is one deed."""
    words = either_of("occasions", kind)
    return re.compile(rf"\b{words}\b(?!\s+\w+ing\b(?! of\b))[^,;.:]{{0,{OCCASION_REACH}}}$", re.IGNORECASE)


def acting(found: SentenceMentions, is_demonstration: bool = False) -> list[ActorMention]:
    """The actors of the deed, each with its part: an army, police or people that only speak of it, or anybody who
    denies it, are none.

    Who speaks of a deed as a rebel or militia has a part in it. Posts and bases stand for the forces in them only
    where they are the target. Who a crowd speaks about ("demanding that the army leave") takes no part in its
    demonstration.
    """
    speakers = [attribution.span for attribution in found.attributions]
    in_it = [
        actor
        for actor in found.actors
        if actor.inter in ARMED_GROUPS
        or not any(speaker.start <= actor.span.start < speaker.end for speaker in speakers)
    ]
    told = [
        actor
        for actor in with_parts(found, in_it)
        if actor.part != DENYING and (actor.part == TARGET or not is_site(actor))
    ]
    return [actor for actor in told if not _is_spoken_of(found, actor)] if is_demonstration else told


def _is_spoken_of(found: SentenceMentions, actor: ActorMention) -> bool:
    """Whether what the crowd is about stands between it and the actor: "a march against the army".

    Who the crowd then clashes with takes part: "protesting nurses clashed with police".
    """
    if actor.inter in UNARMED:
        return False
    before = found.sentence.before(actor.span.start)
    about = [told for kind in ("occasion", "reason") if (told := _occasion(kind).search(before))]
    if not about or BETWEEN.search(before):
        return False
    return any(not _comes_to_blows().search(before, told.start()) for told in about)


@cache
def _comes_to_blows() -> re.Pattern[str]:
    """A crowd that fights by then: "clashed", "turned into a clash"."""
    fight = words_of("deed_words", "fight")
    finite = either(word for word in fight if word.endswith(("ed", "ought")))
    into = rf"(?:into|to)\s+(?:an?\s+|violent\s+){{0,2}}{either(fight)}"
    return re.compile(rf"\b(?:{finite}|{into})\b", re.IGNORECASE)


def _by_place(found: SentenceMentions, claims: list[Claim]) -> list[Group]:
    """Counts of different victims with the places behind each: "policemen as well as 26 traders in X"; or of any where
    the words themselves set a second place against the first: "six in X and four in Y"."""
    kinds = {claim.victim_type for claim in claims if not claim.rule.startswith(GAPPED)}
    told = sum(not claim.rule.startswith(GAPPED) for claim in claims)
    if len(claims) < 2 or len(kinds) < told or not any(place_kind(place) == "city" for place in found.places):
        return []
    ordered = sorted(claims, key=lambda claim: claim.count_span)
    edges = [claim.count_span.start for claim in ordered[1:]] + [found.sentence.end]
    groups: list[Group] = []
    start = found.sentence.start
    for claim, edge in zip(ordered, edges, strict=True):
        here = [place for place in found.places if start <= place.span.start < edge]
        groups.append(((claim,), scene_places(found, here)))
        start = edge
    return groups if any(place_kind(place) == "city" for place in groups[-1][1]) else []
