"""Link event mentions of different articles into events: one real event, many reports.

Two mentions are compared in date, place, actors, kind, victims and numbers; each agreement adds points, each
contradiction forbids the link (``link_points.LINK``). A mention joins the event it agrees with best, if that is enough
(``crowds.points_needed``); two mentions of one article are two events by construction, since the article itself told
them apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from conflict_ledger.ids import stable_number
from conflict_ledger.records import Claim, DocumentFacts, Event, EventMention, LinkEvidence
from conflict_ledger.resolve.clusters import Cluster
from conflict_ledger.resolve.corpus import corpus_of
from conflict_ledger.resolve.event_view import build_event
from conflict_ledger.resolve.evidence import evidence_of
from conflict_ledger.resolve.geocode import choose_place
from conflict_ledger.resolve.linking import link_profiles
from conflict_ledger.resolve.profiles import Profile, profile


def resolve_events(
    mentions: Sequence[EventMention], claims: Mapping[str, Claim], facts: Mapping[str, DocumentFacts]
) -> tuple[Event, ...]:
    """Events over all documents, ordered by id. Order of input does not matter.

    ``claims`` maps claim ids, ``facts`` document ids (publication day, source, duplicate links, places).
    """
    return build_events(link_mentions(mentions, claims, facts)[0], claims, facts)


def link_mentions(
    mentions: Sequence[EventMention], claims: Mapping[str, Claim], facts: Mapping[str, DocumentFacts]
) -> tuple[list[Cluster], tuple[LinkEvidence, ...]]:
    """The mentions put together, one cluster an event, and what that rests on."""
    profiles = [_profile(mention, claims, facts) for mention in mentions]
    linker = link_profiles(profiles, corpus_of(profiles, facts))
    return [cluster for cluster in linker.clusters if cluster.members], evidence_of(linker)


def build_events(
    clusters: Sequence[Cluster], claims: Mapping[str, Claim], facts: Mapping[str, DocumentFacts]
) -> tuple[Event, ...]:
    """The events of the clusters, ordered by id; a claim that is not among ``claims`` counts for nothing."""
    return tuple(
        _with_unique_ids([build_event(cluster.profiles, cluster.scores, claims, facts) for cluster in clusters])
    )


def _profile(mention: EventMention, claims: Mapping[str, Claim], facts: Mapping[str, DocumentFacts]) -> Profile:
    hints = sorted({actor.country for actor in mention.actors if actor.country})
    choice = choose_place(mention.places, facts[mention.document_id].places, hints)
    own = [claims[claim_id] for claim_id in mention.claim_ids if claim_id in claims]
    return profile(mention, choice, own)


def _with_unique_ids(events: Sequence[Event]) -> list[Event]:
    """Order by id; two events with one number (a hash clash) are told apart by counting on."""
    taken: set[str] = set()
    unique = []
    for event in sorted(events, key=lambda event: (event.event_id, event.mention_ids)):
        event_id, step = event.event_id, 0
        while event_id in taken:
            step += 1
            event_id = event.event_id[:3] + str(stable_number(event.mention_ids[0], step))
        taken.add(event_id)
        unique.append(replace(event, event_id=event_id))
    return sorted(unique, key=lambda event: event.event_id)
