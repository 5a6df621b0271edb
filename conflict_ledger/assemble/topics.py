"""What an article is about: deaths in a quake, a film or a match are no claims of a conflict ledger."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from conflict_ledger.lexicon import either_of
from conflict_ledger.records import SentenceMentions

OTHER_TOPICS = frozenset(("accident", "disaster", "disease", "fiction", "sport"))
GAMES, MANY = ("sport", "fiction"), 3
SURE = 0.7  # a trigger of this weight in the lead makes the article one on conflict, whatever else it mentions


def other_topic(mentions: Sequence[SentenceMentions]) -> str | None:
    """The kind of another topic that the article's lead is about; None where it may be conflict.

    A lead with a sure word of conflict is on conflict: quakes are mentioned in war reports, and the other way round.
    """
    lead = [found for found in mentions if found.sentence.is_lead]
    told = [(cue.kind, cue.text.lower()) for found in lead for cue in found.cues if cue.kind in OTHER_TOPICS]
    sports = dict.fromkeys(cue for cue in told if cue[0] == "sport")  # "soccer" thrice tells who played, and no match
    kinds = [kind for kind, _ in (*sports, *(cue for cue in told if cue[0] != "sport"))]
    games = [kind for kind in kinds if kind in GAMES]
    if len(games) >= MANY:
        return games[0]  # matches and films are told in the words of war
    words = [trigger for found in lead for trigger in found.triggers]
    if not kinds or any(trigger.weight >= SURE for trigger in words) or any(map(_counts_shot, lead)):
        return None
    has_victims = any(casualty.quantity.low for found in lead for casualty in found.casualties)
    if len(games) == len(kinds) and has_victims and len(words) > len(games):
        return None  # children shot at play, an actor killed: the word of sport says who or where
    return kinds[0]


def _counts_shot(found: SentenceMentions) -> bool:
    """Whether a sentence counts people shot or stabbed, and not by accident or in a tale: other words in the lead
    then only say where ("shot as patrons flooded out")."""
    if any(cue.kind in OTHER_TOPICS and cue.kind != "sport" for cue in found.cues):
        return False
    return any(
        casualty.quantity.low and _deed().search(found.sentence.quote(casualty.trigger_span))
        for casualty in found.casualties
    )


@cache
def _deed() -> re.Pattern[str]:
    """What one person does to another, unlike "killed" or "injured", which floods and crashes do too."""
    return re.compile(rf"\b{either_of('claim_words', 'deed')}\b", re.IGNORECASE)
