"""Whether an episode is let in as an event: coded, told firmly, in scope, and no background.

An article is read twice at most. Sure words ("gunmen killed", "air strike") come first. Where they give no event,
weak ones ("killed", "attack") are taken at the word of the dead and wounded counted beside them, and then anything in
the article that speaks of an accident, a game or a trial counts against them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from conflict_ledger.assemble.concrete_acts import OPENING, tells_an_act
from conflict_ledger.assemble.episode_kinds import Coding, coding_of_harm, episode_coding
from conflict_ledger.assemble.episodes import Episode, Telling
from conflict_ledger.assemble.event_coding import tells_harm
from conflict_ledger.assemble.event_scope import scope_of
from conflict_ledger.assemble.tellings import acting
from conflict_ledger.assemble.topics import OTHER_TOPICS
from conflict_ledger.records import ActorMention, Claim, CueMention, SentenceMentions, TriggerMention
from conflict_ledger.reference.actor_kinds import DOER
from conflict_ledger.reference.event_kinds import DEMONSTRATIONS

CRIME = "crime"
RESPONSIBLE, RESPONSIBLE_WITHIN = "responsib", 2  # "claimed responsibility", in so many sentences behind a telling
WHOLE_EPISODE = frozenset((CRIME, "exercise", "fiction", "sport"))  # backgrounds that colour all of an episode


@dataclass(frozen=True, slots=True)
class Admitted:
    """An episode that is an event, with what it is made of."""

    coding: Coding
    scope: str
    actors: tuple[ActorMention, ...]
    claims: tuple[Claim, ...]
    triggers: tuple[TriggerMention, ...]


def admit(episode: Episode, mentions: Sequence[SentenceMentions], scope: str, trusts_harm: bool) -> Admitted | None:
    """The episode as an event of the asked scope; None when it is none. ``mentions`` are those of the article."""
    triggers = [trigger for telling in episode.tellings for trigger in telling.triggers]
    actors = _actors(episode, mentions)
    claims = tuple(claim for telling in episode.tellings for claim in telling.claims)
    coding = episode_coding(episode, triggers, actors, claims, trusts_harm)
    harmful = triggers if trusts_harm else ()
    if coding is None and scope == "violence":
        coding = coding_of_harm(claims, harmful)
    if coding is None or not (
        _is_told_firmly(episode, () if trusts_harm else claims) and tells_an_act(episode, len(mentions))
    ):
        return None
    backgrounds = _backgrounds(mentions) if trusts_harm else _episode_backgrounds(episode)
    in_scope = scope_of(coding, actors, backgrounds)
    if (
        in_scope is None
        and scope == "violence"
        and (claims or tells_harm(harmful))
        and not _is_other_topic(backgrounds)
    ):
        in_scope = "violence"  # a crime reported in the article on its trial is still one
    if in_scope is None or (scope == "acled" and in_scope != "acled"):
        return None
    return Admitted(coding, in_scope, actors, claims, tuple(triggers))


def _actors(episode: Episode, mentions: Sequence[SentenceMentions]) -> tuple[ActorMention, ...]:
    """The actors of its tellings, and who claims or is charged with the deed in the sentences behind them."""
    told = [
        actor
        for telling in episode.tellings
        for actor in acting(telling.found, telling.coding is not None and telling.coding[0] in DEMONSTRATIONS)
    ]
    last = max(telling.index for telling in episode.tellings)
    behind = [found for found in mentions if last < found.sentence.index <= last + RESPONSIBLE_WITHIN]
    claiming = [found for found in behind if RESPONSIBLE in found.sentence.text]
    answerable = [actor for found in claiming for actor in acting(found) if actor.part == DOER]
    return _unique([*told, *answerable])


def lead_of(episode: Episode) -> Telling:
    """The telling that stands for the episode: the first with a trigger, else the first."""
    return next((telling for telling in episode.tellings if telling.triggers), episode.tellings[0])


def _is_told_firmly(episode: Episode, claims: Sequence[Claim]) -> bool:
    """Whether the article tells the event and does not just touch it: in its lead, or with a count, day or town."""
    return bool(claims or episode.days or episode.towns) or episode.tellings[0].index <= OPENING


def _backgrounds(mentions: Iterable[SentenceMentions]) -> list[CueMention]:
    return [cue for found in mentions for cue in found.cues if cue.kind != "standing"]


def _episode_backgrounds(episode: Episode) -> list[CueMention]:
    """What speaks against the event: games and crime anywhere in it, the rest where it is told first.

    A trial, an appeal or a rescue told further on takes nothing from what the lead tells, nor does a cartel or a
    robbery that only a remark behind it names.
    """
    lead = lead_of(episode)
    kinds = WHOLE_EPISODE - {CRIME} if _names_crime_in_passing(episode, lead) else WHOLE_EPISODE
    return [
        cue
        for telling in episode.tellings
        for cue in _backgrounds([telling.found])
        if telling is lead or cue.kind in kinds
    ]


def _names_crime_in_passing(episode: Episode, lead: Telling) -> bool:
    """Whether the words of crime stand in few of its tellings, and in none that counts people."""
    telling_it = [
        telling for telling in episode.tellings if any(cue.kind == CRIME for cue in _backgrounds([telling.found]))
    ]
    is_few = len(telling_it) * 2 <= len(episode.tellings)
    return is_few and not any(telling is lead or telling.claims for telling in telling_it)


def _is_other_topic(backgrounds: Iterable[CueMention]) -> bool:
    return any(cue.kind in OTHER_TOPICS for cue in backgrounds)


def _unique(actors: Iterable[ActorMention]) -> tuple[ActorMention, ...]:
    """Each actor once, by id and country, in text order; with the first part it is told to play."""
    seen: dict[tuple[str, str | None], ActorMention] = {}
    for actor in actors:
        known = seen.setdefault((actor.actor_id, actor.country), actor)
        if known.part is None and actor.part is not None:
            seen[actor.actor_id, actor.country] = replace(known, part=actor.part)
    return tuple(seen.values())
