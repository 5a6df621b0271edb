"""Link event mentions of different articles into events: one real event, many reports.

Two mentions are compared in date, place, actors, kind, victims, numbers and words, and their articles as stories: what
they agree in adds points (``link_points.LINK``), what they differ in costs some or forbids the link (``likeness.py``).
A mention joins the event it agrees with best, if that is enough (``crowds.points_needed``) and few of its members
contradict; two mentions of one article are two events by construction, since the article itself told them apart.
Linking sees light profiles of all mentions; an event is made of its articles as they were read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from conflict_ledger.ids import stable_number
from conflict_ledger.records import Claim, DocumentFacts, Event, EventMention, Extraction, LinkEvidence
from conflict_ledger.resolve.clusters import Cluster
from conflict_ledger.resolve.corpus import corpus_of
from conflict_ledger.resolve.event_view import build_event, event_id_of
from conflict_ledger.resolve.evidence import evidence_of
from conflict_ledger.resolve.geocode import choose_place
from conflict_ledger.resolve.linking import link_profiles
from conflict_ledger.resolve.profiles import Profile, profile

Links = dict[str, tuple[str, float]]  # event mention id -> the event it was put to and how well it fits


def profiles_of(extraction: Extraction) -> list[Profile]:
    """The event mentions of an article, each with its place and what linking compares."""
    claims = {claim.claim_id: claim for claim in extraction.claims}
    return [_profile(mention, extraction, claims) for mention in extraction.event_mentions]


def _profile(mention: EventMention, extraction: Extraction, claims: Mapping[str, Claim]) -> Profile:
    hints = sorted({actor.country for actor in mention.actors if actor.country})
    choice = choose_place(mention.places, extraction.places, hints)
    own = [claims[claim_id] for claim_id in mention.claim_ids if claim_id in claims]
    return profile(mention, choice, own, extraction.document.published_on)


def link_mentions(
    profiles: Sequence[Profile], facts: Mapping[str, DocumentFacts]
) -> tuple[list[Cluster], tuple[LinkEvidence, ...]]:
    """The mentions put together, one cluster an event, and what that rests on; the order of input does not matter."""
    linker = link_profiles(profiles, corpus_of(profiles, facts))
    return [cluster for cluster in linker.clusters if cluster.members], evidence_of(linker)


def named_clusters(clusters: Sequence[Cluster], facts: Mapping[str, DocumentFacts]) -> dict[str, Cluster]:
    """The clusters under the ids of their events, in order of these.

    Two events with one number (a hash clash) are told apart by counting on.
    """
    found = ((event_id_of(cluster.profiles, facts), tuple(cluster.members), cluster) for cluster in clusters)
    named: dict[str, Cluster] = {}
    for first_id, mention_ids, cluster in sorted(found, key=lambda one: one[:2]):
        event_id, step = first_id, 0
        while event_id in named:
            step += 1
            event_id = first_id[:3] + str(stable_number(mention_ids[0], step))
        named[event_id] = cluster
    return {event_id: named[event_id] for event_id in sorted(named)}


def links_of(named: Mapping[str, Cluster]) -> Links:
    """Which mention went where, by the ids of mentions."""
    return {
        mention_id: (event_id, score)
        for event_id, cluster in named.items()
        for mention_id, score in zip(cluster.members, cluster.scores, strict=True)
    }


def events_of(
    named: Mapping[str, Cluster],
    extractions: Mapping[str, Extraction],
    facts: Mapping[str, DocumentFacts],
    dropped: Collection[str] = (),
) -> Iterator[Event]:
    """The events of the clusters, each made when it is asked for."""
    for event_id, cluster in named.items():
        yield replace(event_of(cluster, extractions, facts, dropped), event_id=event_id)


def event_of(
    cluster: Cluster,
    extractions: Mapping[str, Extraction],
    facts: Mapping[str, DocumentFacts],
    dropped: Collection[str] = (),
) -> Event:
    """The event of a cluster, from its documents' ``extractions``; a ``dropped`` claim counts for nothing."""
    told = [extractions[document_id] for document_id in sorted(cluster.documents)]
    whole = {item.mention.event_mention_id: item for extraction in told for item in profiles_of(extraction)}
    claims = {claim.claim_id: claim for extraction in told for claim in extraction.claims}
    counted = {claim_id: claim for claim_id, claim in claims.items() if claim_id not in dropped}
    return build_event([whole[name] for name in cluster.members], cluster.scores, counted, facts)
