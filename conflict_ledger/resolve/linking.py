"""Put mentions together: each to the event it agrees with best, in a fixed order, twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from math import log

from conflict_ledger.resolve.clusters import Cluster, reading_order
from conflict_ledger.resolve.corpus import Corpus
from conflict_ledger.resolve.crowds import crowds_of, points_needed
from conflict_ledger.resolve.neighbours import Neighbours
from conflict_ledger.resolve.profiles import Profile

TO_MOVE = 1.0  # points beyond those needed, and those at home, that a mention has elsewhere if it moves there
MOST_OTHERS = 3  # clusters beside its own that are remembered for a mention


def link_profiles(profiles: Sequence[Profile], corpus: Corpus) -> Linker:
    """The profiles in clusters, one an event; the order of the profiles does not matter.

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
    return linker


@dataclass(slots=True)
class Linker:
    """The clusters so far.

    ``needed`` maps mention ids to points, ``homes`` to the number of their cluster, ``others`` to the numbers of those
    that agreed best.
    """

    corpus: Corpus
    neighbours: Neighbours
    needed: Mapping[str, float]
    clusters: list[Cluster] = field(default_factory=list)
    homes: dict[str, int] = field(default_factory=dict)
    others: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def place(self, candidate: Profile) -> None:
        """Put a mention into the best event in reach; where none is good enough, it stays or opens one."""
        name = candidate.mention.event_mention_id
        scores = {at: self._score(candidate, at) for at in self.neighbours.near(candidate)}
        ordered = nlargest(MOST_OTHERS + 1, ((score, -at) for at, score in scores.items() if score > 0))
        self.others[name] = tuple(-at for _, at in ordered)
        home = self.homes.get(name)
        score, at = (ordered[0][0], -ordered[0][1]) if ordered else (0.0, -1)
        if home is not None and score < max(self.needed[name], scores.get(home, 0.0)) + TO_MOVE:
            return
        if score < self.needed[name]:
            score, at = 0.0, len(self.clusters)
        if home is not None:
            self.clusters[home].remove(candidate)
        if at == len(self.clusters):
            self.clusters.append(Cluster())
        self.clusters[at].add(candidate, score)
        self.homes[name] = at
        self.neighbours.add(candidate, at)

    def _score(self, candidate: Profile, at: int) -> float:
        return self.clusters[at].score(candidate, self.corpus) or 0.0
