"""What an article is about: deaths in a quake, a film or a match are no claims of a conflict ledger."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_ledger.records import SentenceMentions

LEAD = 4  # sentences, the title included, in which news says what it is about
OTHER_TOPICS = frozenset(("accident", "disaster", "disease", "fiction", "sport"))
GAMES, MANY = ("sport", "fiction"), 3
SURE = 0.7  # a trigger of this weight in the lead makes the article one on conflict, whatever else it mentions


def other_topic(mentions: Sequence[SentenceMentions]) -> str | None:
    """The kind of another topic that the article's lead is about; None where it may be conflict.

    A lead with a sure word of conflict is on conflict: quakes are mentioned in war reports, and the other way round.
    """
    lead = mentions[:LEAD]
    kinds = [cue.kind for found in lead for cue in found.cues if cue.kind in OTHER_TOPICS]
    games = [kind for kind in kinds if kind in GAMES]
    if len(games) >= MANY:
        return games[0]  # matches and films are told in the words of war
    if not kinds or any(trigger.weight >= SURE for found in lead for trigger in found.triggers):
        return None
    return kinds[0]
