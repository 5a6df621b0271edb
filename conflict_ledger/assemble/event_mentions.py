"""Sentences to event mentions: one article may tell several events, and tell one of them many times.

Each sentence that says that something happened is a *telling*; tellings are put together into episodes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from conflict_ledger.assemble.episode_time import episode_time, is_background
from conflict_ledger.assemble.episodes import Episode, add_telling
from conflict_ledger.assemble.event_admission import admit, lead_of
from conflict_ledger.assemble.kind_reasons import kind_reason
from conflict_ledger.assemble.place_kinds import place_kind
from conflict_ledger.assemble.scope import tells_long_past
from conflict_ledger.assemble.sites import named_sites
from conflict_ledger.assemble.tellings import read_tellings
from conflict_ledger.assemble.timing import Timeline
from conflict_ledger.assemble.topics import other_topic
from conflict_ledger.ids import stable_id
from conflict_ledger.lexicon import words_of
from conflict_ledger.records import (
    Claim,
    Document,
    EventMention,
    Issue,
    PlaceMention,
    SentenceMentions,
)
from conflict_ledger.reference.event_kinds import VIOLENT

CIRCUMSTANCES = frozenset(
    ("Agreement", "Arrests", "Change to group/activity", "Non-violent transfer of territory", "Other")
)
HARM = ("captured", "displaced", "killed", "injured", "casualties")
DAMAGE = "Looting/property destruction"
DIGIT = re.compile(r"\d")
WORD = re.compile(r"[^\W\d_]{4,}")
MOST_NAMES, MOST_WORDS = 80, 250


def build_event_mentions(
    document: Document,
    mentions: Sequence[SentenceMentions],
    claims: Sequence[Claim],
    timeline: Timeline,
    scope: str,
    dateline: Sequence[PlaceMention] = (),
) -> tuple[tuple[EventMention, ...], tuple[Issue, ...]]:
    """Every event the document tells, in order of first telling, and what was noticed and left out.

    ``dateline`` are the places of its dateline, which no sentence holds.
    """
    topic = other_topic(mentions)
    if topic is not None:
        return (), tuple(_left_out(document, mentions, topic))
    article = _Article(document, timeline, mentions, dateline, scope)
    by_sentence: dict[int, list[Claim]] = {}
    for claim in claims:
        by_sentence.setdefault(claim.sentence_index, []).append(claim)
    episodes: list[Episode] = []
    for found in mentions:
        if found.sentence.index > article.opening and tells_long_past(found, document.published_on):
            continue
        own = by_sentence.get(found.sentence.index, [])
        for telling in read_tellings(found, own, scope, article.timeline.own_time(found)):
            add_telling(telling, episodes)
    for trusts_harm in (False, True):  # beside a sure event, harm told in weak words is mostly its own again
        told = [_event_mention(article, episode, trusts_harm) for episode in episodes]
        built = tuple(mention for mention in told if mention is not None)
        if built:
            break
    harmed = {claim.claim_id for claim in claims if claim.outcome in HARM and claim.quantity.low}
    return _without_circumstances(built, harmed), tuple(_issues(document, mentions))


def _without_circumstances(built: tuple[EventMention, ...], harmed: set[str]) -> tuple[EventMention, ...]:
    """The events without the steps told around violence: a curfew, troops sent, arrests, a wrecked shop.

    They are events where an article opens with them, or tells no violence. ``harmed`` are claims of people hurt.
    """
    if not any(mention.event_type in VIOLENT for mention in built):
        return built
    first = min(mention.sentence_index for mention in built)
    return tuple(
        mention
        for mention in built
        if mention.sentence_index == first or not (harmed.isdisjoint(mention.claim_ids) and _is_circumstance(mention))
    )


def _is_circumstance(mention: EventMention) -> bool:
    """Whether it only goes with other events: damage does unless it has a place of its own."""
    if mention.sub_event_type == DAMAGE:
        return mention.place_basis != "stated"
    return mention.sub_event_type in CIRCUMSTANCES


@dataclass(frozen=True)
class _Article:
    """What all events of one document share."""

    document: Document
    timeline: Timeline
    mentions: Sequence[SentenceMentions]
    dateline: Sequence[PlaceMention]
    scope: str

    @cached_property
    def opening(self) -> int:
        """The index of its first sentence behind the title."""
        return next((found.sentence.index for found in self.mentions if not found.sentence.is_title), 0)

    @cached_property
    def places(self) -> list[PlaceMention]:
        """All places of the document, those of its dateline last."""
        return [*(place for found in self.mentions for place in found.places), *self.dateline]


def _event_mention(article: _Article, episode: Episode, trusts_harm: bool) -> EventMention | None:
    """The episode as a record; None when it is no event or out of scope."""
    admitted = admit(episode, article.mentions, article.scope, trusts_harm)
    if admitted is None:
        return None
    claims = admitted.claims
    lead = lead_of(episode)
    time = episode_time(article.timeline, episode)
    if lead.index > article.opening and is_background(time, article.document.published_on):
        return None
    trigger = lead.triggers[0] if lead.triggers else None
    cause = (trigger.span, trigger.text) if trigger else (claims[0].count_span, claims[0].count_text)
    places = tuple(place for telling in episode.tellings for place in telling.places)
    names, words = _vocabulary(episode)
    return EventMention(
        event_mention_id=_mention_id(article.document, episode),
        document_id=article.document.document_id,
        event_type=admitted.coding[0],
        sub_event_type=admitted.coding[1],
        event_on=time.value,
        date_basis=time.basis,
        dated_by=time.said,
        crowd=next((crowd for telling in episode.tellings for crowd in telling.found.crowds), None),
        kind_reason=kind_reason(admitted.coding[2], admitted.triggers, *cause),
        places=places,
        place_basis=_place_basis(places, article.places),
        actors=admitted.actors,
        targets=_targets(claims),
        trigger_span=cause[0],
        trigger_text=cause[1],
        sentence_index=lead.index,
        scope=admitted.scope,
        claim_ids=tuple(claim.claim_id for claim in claims),
        names=names,
        words=words,
        sites=named_sites(telling.found.sentence for telling in episode.tellings),
    )


def _targets(claims: Sequence[Claim]) -> tuple[str, ...]:
    """The kinds of people harmed; ``person`` where words count somebody and do not say whom."""
    told = {claim.victim_type or ("person" if _harms_somebody(claim) else None) for claim in claims}
    return tuple(sorted(kind for kind in told if kind))


def _harms_somebody(claim: Claim) -> bool:
    return claim.outcome in HARM and claim.quantity.high != 0


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
    """(names, other words) of the episode's sentences in lower case; actors and days are compared on their own.

    Where all words are capitals (titles, old wire copy) none is told to be a name.
    """
    names: set[str] = set()
    words: set[str] = set()
    for telling in episode.tellings:
        sentence = telling.found.sentence
        taken: set[int] = set()
        for actor in telling.found.actors:
            taken.update(range(actor.span.start, actor.span.end))
        tells_names = not (sentence.is_title or sentence.text.isupper())
        for match in WORD.finditer(sentence.text):
            at, word = match.start(), match.group()
            if sentence.start + at not in taken and word not in _calendar():
                (names if tells_names and at > 0 and word[0].isupper() else words).add(word.lower())
    return tuple(sorted(names))[:MOST_NAMES], tuple(sorted(words))[:MOST_WORDS]


@cache
def _calendar() -> frozenset[str]:
    return words_of("dates", "month") | words_of("dates", "weekday")


def _mention_id(document: Document, episode: Episode) -> str:
    """Named by where it is first told: the sentence, and the first count where one sentence tells several events."""
    first = episode.tellings[0]
    count = min((claim.count_span.start for claim in first.claims), default=None)
    return stable_id("m_", document.document_id, first.found.sentence.start, count)


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
