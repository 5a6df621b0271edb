"""Link event mentions of different articles into events: one real event, many reports.

Two mentions are compared in date, place, actors, kind, victims and numbers; each agreement adds points, each
contradiction forbids the link (``LINK``). A mention joins the event it agrees with best, if that reaches
``ENOUGH``; two mentions of one article are two events by construction, since the article itself told them apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from math import log, log1p

from conflict_ledger.ids import stable_number
from conflict_ledger.records import Claim, DocumentFacts, Event, EventMention
from conflict_ledger.resolve.event_view import build_event
from conflict_ledger.resolve.geocode import choose_place
from conflict_ledger.resolve.likeness import Corpus, Profile, corpus_of, link_score, profile
from conflict_ledger.resolve.neighbours import Neighbours

# A link needs ENOUGH points (likeness.LINK). In a crowd of reports of the same kind, country and week, agreement in
# what they all share proves little, so there it needs up to CROWD_COST more, in steps of the crowd's logarithm.
ENOUGH = 4.5
CROWD_COST = 6.0
FEW = 5  # documents that make no crowd yet
CONTRADICTING = 0.2  # share of an event's members that may contradict one that joins it
MOST_MEMBERS = 100  # members of an event that a mention is compared with: bounds the work on a deed of the year
CROWDED = 60  # documents in the same weeks at which the whole of CROWD_COST is asked


@dataclass(slots=True)
class Cluster:
    """Mentions taken to tell one event, with the score at which each joined."""

    profiles: list[Profile] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)

    def add(self, member: Profile, score: float) -> None:
        """Take in a mention."""
        self.profiles.append(member)
        self.scores.append(score)
        self.documents.add(member.mention.document_id)

    def score(self, candidate: Profile, corpus: Corpus) -> float | None:
        """The best score against one of the first members; None when too many contradict or one is of its document.

        So a wrong link does not chain two events together, and one wrong day among many reports parts none.
        """
        if candidate.mention.document_id in self.documents:
            return None
        members = self.profiles[:MOST_MEMBERS]
        best, against = 0.0, 0
        for member in members:
            score = link_score(member, candidate, corpus)
            if score is None:
                against += 1
                if against > CONTRADICTING * len(members):
                    return None
            else:
                best = max(best, score)
        return best


def resolve_events(
    mentions: Sequence[EventMention], claims: Mapping[str, Claim], facts: Mapping[str, DocumentFacts]
) -> tuple[Event, ...]:
    """Events over all documents, ordered by id. Order of input does not matter.

    ``claims`` maps claim ids, ``facts`` document ids (publication day, source, duplicate links, places).
    """
    return build_events(link_mentions(mentions, claims, facts), claims, facts)


def link_mentions(
    mentions: Sequence[EventMention], claims: Mapping[str, Claim], facts: Mapping[str, DocumentFacts]
) -> list[Cluster]:
    """The mentions put together, one cluster an event."""
    profiles = [_profile(mention, claims, facts) for mention in mentions]
    return _cluster(sorted(profiles, key=reading_order), corpus_of(profiles, facts))


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


def reading_order(item: Profile) -> tuple[bool, date, str, int]:
    """Dated mentions first, by day, so that undated ones meet events that are already there."""
    when = item.mention.event_on
    return (when is None, when.latest if when else date.min, item.mention.document_id, item.mention.sentence_index)


def _cluster(profiles: Sequence[Profile], corpus: Corpus) -> list[Cluster]:
    """Greedy, in a fixed order: each mention to the best event within its window, else to a new one."""
    crowds = _crowds(profiles)
    clusters: list[Cluster] = []
    neighbours = Neighbours(corpus.weights, highest_weight=log(1 + len(profiles) / 2))
    for candidate in profiles:
        near = neighbours.near(candidate)
        enough = points_needed(crowds[candidate.mention.event_mention_id])
        scored = [(clusters[at].score(candidate, corpus) or 0.0, -at) for at in near]
        score, at = max((pair for pair in scored if pair[0] >= enough), default=(0.0, -len(clusters)))
        if -at == len(clusters):
            clusters.append(Cluster())
        clusters[-at].add(candidate, score)
        neighbours.add(candidate, -at)
    return clusters


def points_needed(crowd: int) -> float:
    """The points that a link needs among ``crowd`` other documents on like events of those weeks.

    >>> points_needed(0), points_needed(1000)
    (4.5, 10.5)
    """
    return ENOUGH + CROWD_COST * min(1.0, log1p(crowd / FEW) / log1p(CROWDED / FEW))


def _crowds(profiles: Sequence[Profile]) -> dict[str, int]:
    """Mention id -> the number of other documents in its fullest block."""
    documents: dict[object, set[str]] = {}
    for item in profiles:
        for block in item.blocks:
            documents.setdefault(block, set()).add(item.mention.document_id)
    return {
        item.mention.event_mention_id: max(len(documents[block]) for block in item.blocks[:-1]) - 1 for item in profiles
    }


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
