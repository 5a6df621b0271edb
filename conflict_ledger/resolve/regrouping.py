"""Clusters of mentions parted or put together as a person decided, whatever the comparison says."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from conflict_ledger.resolve.clusters import Cluster, reading_order
from conflict_ledger.resolve.corpus import Corpus
from conflict_ledger.resolve.profiles import Profile


def split_cluster(cluster: Cluster, apart: Sequence[str], corpus: Corpus) -> tuple[Cluster, Cluster]:
    """The cluster as two, one for each of the two mentions ``apart``.

    Every other mention goes to that of the two whose mentions it agrees with best, in reading order; where both are
    alike to it, to the one that is read first.
    """
    seeds = [member for member in cluster.profiles if member.mention.event_mention_id in apart]
    first, second = (_cluster_of([(seed, 0.0)]) for seed in sorted(seeds, key=reading_order))
    for member in sorted(cluster.profiles, key=reading_order):
        if member not in seeds:
            to_first, to_second = first.score(member, corpus) or 0.0, second.score(member, corpus) or 0.0
            (second if to_second > to_first else first).add(member, max(to_first, to_second))
    return _in_reading_order([first]), _in_reading_order([second])


def unite_clusters(clusters: Sequence[Cluster]) -> Cluster:
    """The clusters as one; each mention keeps the score of its link."""
    return _in_reading_order(clusters)


def _in_reading_order(clusters: Sequence[Cluster]) -> Cluster:
    members = chain.from_iterable(zip(found.profiles, found.scores, strict=True) for found in clusters)
    return _cluster_of(sorted(members, key=lambda member: reading_order(member[0])))


def _cluster_of(members: Sequence[tuple[Profile, float]]) -> Cluster:
    cluster = Cluster()
    for member, score in members:
        cluster.add(member, score)
    return cluster
