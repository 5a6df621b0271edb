"""Put mentions together: each to the event it agrees with best, in a fixed order, twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log

from conflict_ledger.resolve.clusters import Cluster, reading_order
from conflict_ledger.resolve.crowds import crowds_of, points_needed
from conflict_ledger.resolve.likeness import Corpus, Profile
from conflict_ledger.resolve.neighbours import Neighbours


def link_profiles(profiles: Sequence[Profile], corpus: Corpus) -> list[Cluster]:
    """One cluster an event; the order of the profiles does not matter.

    In the second reading a mention that joined a weak event, or opened one of its own, before its true one stood
    finds that one; so do the parts of an event whose first reports have little in common.
    """
    ordered = sorted(profiles, key=reading_order)
    crowds = crowds_of(ordered, corpus.stories)
    needed = {name: points_needed(crowd) for name, crowd in crowds.items()}
    neighbours = Neighbours(corpus.weights, log(1 + len(ordered) / 2), corpus.stories)
    linker = Linker(corpus, neighbours, needed)
    for _ in range(2):
        for candidate in ordered:
            linker.place(candidate)
    return [cluster for cluster in linker.clusters if cluster.members]


@dataclass(slots=True)
class Linker:
    """The clusters so far; ``needed`` maps mention ids to points, ``homes`` to the number of their cluster."""

    corpus: Corpus
    neighbours: Neighbours
    needed: Mapping[str, float]
    clusters: list[Cluster] = field(default_factory=list)
    homes: dict[str, int] = field(default_factory=dict)

    def place(self, candidate: Profile) -> None:
        """Put a mention into the best event in reach; where none is good enough, it stays or opens one."""
        name = candidate.mention.event_mention_id
        near = self.neighbours.near(candidate)
        scored = [(self.clusters[at].score(candidate, self.corpus) or 0.0, -at) for at in near]
        found = max((pair for pair in scored if pair[0] >= self.needed[name]), default=None)
        home = self.homes.get(name)
        if found is None and home is not None:
            return
        score, at = (found[0], -found[1]) if found else (0.0, len(self.clusters))
        if at == home:
            return
        if home is not None:
            self.clusters[home].remove(candidate)
        if at == len(self.clusters):
            self.clusters.append(Cluster())
        self.clusters[at].add(candidate, score)
        self.homes[name] = at
        self.neighbours.add(candidate, at)
