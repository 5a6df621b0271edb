"""Sentences to event mentions: one article may tell several events, and tell one of them many times.

Each sentence that says that something happened is a *telling*; tellings are put together into episodes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from conflict_ledger.assemble.episode_kinds import coding_of_harm, episode_coding
from conflict_ledger.assemble.episodes import Episode, Telling, add_telling, place_kind
from conflict_ledger.assemble.event_scope import scope_of
from conflict_ledger.assemble.tellings import acting, read_tellings
from conflict_ledger.assemble.timing import Timeline
from conflict_ledger.assemble.topics import OTHER_TOPICS, other_topic
from conflict_ledger.ids import stable_id
from conflict_ledger.records import (
    ActorMention,
    Claim,
    DateRange,
    Document,
    EventMention,
    Issue,
    PlaceMention,
    SentenceMentions,
)

DIGIT = re.compile(r"\d")
WORD = re.compile(r"[^\W\d_]{4,}")
MOST_NAMES, MOST_WORDS = 80, 250
LEAD = 4  # sentences: what news opens with is what it is about


def build_event_mentions(
    document: Document,
    mentions: Sequence[SentenceMentions],
    claims: Sequence[Claim],
    scope: str,
    dateline: Sequence[PlaceMention] = (),
) -> tuple[tuple[EventMention, ...], tuple[Issue, ...]]:
    """Every event the document tells, in order of first telling, and what was noticed and left out.

    ``dateline`` are the places of its dateline, which no sentence holds.
    """
    topic = other_topic(mentions)
    if topic is not None:
        return (), tuple(_left_out(document, mentions, topic))
    by_sentence: dict[int, list[Claim]] = {}
    for claim in claims:
        by_sentence.setdefault(claim.sentence_index, []).append(claim)
    episodes: list[Episode] = []
    for found in mentions:
        for telling in read_tellings(found, by_sentence.get(found.sentence.index, [])):
            add_telling(telling, episodes)
    timeline = Timeline(document, mentions)
    said = [*(place for found in mentions for place in found.places), *dateline]
    built = [_event_mention(document, timeline, said, episode, scope) for episode in episodes]
    return tuple(mention for mention in built if mention is not None), tuple(_issues(document, mentions))


def _event_mention(
    document: Document, timeline: Timeline, said: Sequence[PlaceMention], episode: Episode, scope: str
) -> EventMention | None:
    """The episode as a record; None when it is no event or out of scope. ``said`` are all places of the document."""
    triggers = [trigger for telling in episode.tellings for trigger in telling.triggers]
    actors = _unique(actor for telling in episode.tellings for actor in acting(telling.found))
    claims = tuple(claim for telling in episode.tellings for claim in telling.claims)
    coding = episode_coding(episode, triggers, actors, claims) or coding_of_harm(claims, scope)
    if coding is None or not _is_told_firmly(episode, claims):
        return None
    backgrounds = [cue for telling in episode.tellings for cue in telling.found.cues if cue.kind != "standing"]
    in_scope = scope_of(coding, actors, backgrounds)
    if in_scope is None and scope == "violence" and claims and not OTHER_TOPICS & {cue.kind for cue in backgrounds}:
        in_scope = "violence"  # a crime reported in the article on its trial is still one
    if in_scope is None or (scope == "acled" and in_scope != "acled"):
        return None
    lead = _lead(episode)
    event_on, date_basis = _time(timeline, episode)
    trigger = lead.triggers[0] if lead.triggers else None
    cause = (trigger.span, trigger.text) if trigger else (claims[0].count_span, claims[0].count_text)
    places = tuple(place for telling in episode.tellings for place in telling.places)
    names, words = _vocabulary(episode)
    return EventMention(
        event_mention_id=_mention_id(document, episode),
        document_id=document.document_id,
        event_type=coding[0],
        sub_event_type=coding[1],
        event_on=event_on,
        date_basis=date_basis,
        places=places,
        place_basis=_place_basis(places, said),
        actors=tuple(actors),
        targets=tuple(sorted({claim.victim_type for claim in claims if claim.victim_type})),
        trigger_span=cause[0],
        trigger_text=cause[1],
        sentence_index=lead.index,
        scope=in_scope,
        claim_ids=tuple(claim.claim_id for claim in claims),
        names=names,
        words=words,
    )


def _place_basis(own: Sequence[PlaceMention], said: Sequence[PlaceMention]) -> str:
    """The nearest words that can tell the place; which of them is believed is decided over the whole document."""
    if any(_is_scene(place) and place.relation != "dateline" for place in own):
        return "stated"
    scenes = [place for place in said if _is_scene(place)]
    if scenes:
        return "dateline" if all(place.relation == "dateline" for place in scenes) else "document"
    return "country_only" if any(place.candidates for place in said) else "none"


def _is_scene(place: PlaceMention) -> bool:
    """Whether it names more than a country: a town, a district, a province, a region."""
    return place_kind(place) not in ("none", "country")


def _vocabulary(episode: Episode) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(names, other words) of the episode's sentences in lower case; actors are compared on their own.

    Where all words are capitals (titles, old wire copy) none is told to be a name.
    """
    names: set[str] = set()
    words: set[str] = set()
    for telling in episode.tellings:
        sentence = telling.found.sentence
        actors = [actor.span for actor in telling.found.actors]
        tells_names = not (sentence.is_title or sentence.text.isupper())
        for match in WORD.finditer(sentence.text):
            at = sentence.start + match.start()
            if any(span.start <= at < span.end for span in actors):
                continue
            is_name = tells_names and match.start() > 0 and match.group()[0].isupper()
            (names if is_name else words).add(match.group().lower())
    return tuple(sorted(names))[:MOST_NAMES], tuple(sorted(words))[:MOST_WORDS]


def _mention_id(document: Document, episode: Episode) -> str:
    """Named by where it is first told: the sentence, and the first count where one sentence tells several events."""
    first = episode.tellings[0]
    count = min((claim.count_span.start for claim in first.claims), default=None)
    return stable_id("m_", document.document_id, first.found.sentence.start, count)


def _is_told_firmly(episode: Episode, claims: Sequence[Claim]) -> bool:
    """Whether the article tells the event and does not just touch it: in its lead, or with a count, day or town."""
    return bool(claims or episode.days or episode.towns) or episode.tellings[0].index <= LEAD


def _lead(episode: Episode) -> Telling:
    """The telling that stands for the episode: the first with a trigger, else the first."""
    return next((telling for telling in episode.tellings if telling.triggers), episode.tellings[0])


def _time(timeline: Timeline, episode: Episode) -> tuple[DateRange | None, str]:
    """The episode's time: its own first stated day, else its first month or year, else what its lead inherits."""
    dated = [telling for telling in episode.tellings if telling.day is not None]
    days = [telling for telling in dated if telling.day and telling.day.precision in ("day", "week")]
    return timeline.event_time((days or dated or [_lead(episode)])[0].found)


def _unique(actors: Iterable[ActorMention]) -> list[ActorMention]:
    """Each actor once, by id and country, in text order."""
    seen: dict[tuple[str, str | None], ActorMention] = {}
    for actor in actors:
        seen.setdefault((actor.actor_id, actor.country), actor)
    return list(seen.values())


def _left_out(document: Document, mentions: Sequence[SentenceMentions], topic: str) -> list[Issue]:
    """The counts of an article that is about something else than conflict."""
    return [
        Issue(
            code=f"count_in_article_on_{topic}",
            document_id=document.document_id,
            span=casualty.count_span,
            words=casualty.count_text,
        )
        for found in mentions
        for casualty in found.casualties
    ]


def _issues(document: Document, mentions: Sequence[SentenceMentions]) -> list[Issue]:
    """Sentences with a killing and a number that no rule of the grammar read."""
    noticed = []
    for found in mentions:
        sentence = found.sentence
        if found.casualties or not found.triggers or DIGIT.search(sentence.text) is None:
            continue
        deadly = [trigger for trigger in found.triggers if trigger.sub_event_type == "Attack"]
        if deadly:
            noticed.append(
                Issue(code="number_not_read", document_id=document.document_id, span=deadly[0].span,
                      words=deadly[0].text)
            )  # fmt: skip
    return noticed
