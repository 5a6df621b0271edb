"""What links rest on, and what was nearly linked and why it was not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from conflict_ledger.records import LinkEvidence
from conflict_ledger.resolve.clusters import Cluster
from conflict_ledger.resolve.likeness import judge_pair
from conflict_ledger.resolve.linking import MOST_OTHERS, Linker
from conflict_ledger.resolve.profiles import Profile

MOST_REJECTED = 3  # near misses kept of a mention
NEAR_MISS = 0.5  # share of the points needed from which a pair is one
DIGITS = 6  # of points, before they are compared
COMPARED = 20  # members of its own event that are asked who it agrees with best, and
COMPARED_ELSEWHERE = 5  # of another one


def evidence_of(linker: Linker) -> tuple[LinkEvidence, ...]:
    """Each mention with the one that it agrees with best among those that joined its event before it, and near misses.

    A pair that was nearly linked from both sides is told once, as it was nearer.
    """
    rows: dict[tuple[str, str], LinkEvidence] = {}
    for cluster in linker.clusters:
        for found in _linked(cluster, linker):
            rows[found.event_mention_id, found.other_mention_id] = found
    for cluster in linker.clusters:
        for item in cluster.profiles:
            for found in islice(_rejected(item, linker), MOST_REJECTED):
                pair = found.event_mention_id, found.other_mention_id
                if pair not in rows or rows[pair].points_needed > found.points_needed:
                    rows[pair] = found
    return tuple(rows[pair] for pair in sorted(rows))


def _linked(cluster: Cluster, linker: Linker) -> Iterator[LinkEvidence]:
    members = cluster.profiles
    for at, item in enumerate(members[1:], start=1):
        score, other, _ = _best(item, members[max(0, at - COMPARED) : at], linker)
        needed = _needed(item, linker)
        yield _row(item, other, score, needed, "linked", "agreement" if score >= needed else "held_together")


def _rejected(item: Profile, linker: Linker) -> Iterator[LinkEvidence]:
    """The near misses of a mention, nearest first."""
    name = item.mention.event_mention_id
    story = linker.neighbours.of_story(item)[:MOST_OTHERS]
    elsewhere = dict.fromkeys(at for at in (*linker.others[name], *story) if at != linker.homes[name])
    found = []
    for cluster in (linker.clusters[at] for at in elsewhere if linker.clusters[at].members):
        score, other, objection = _best(item, cluster.profiles[:COMPARED_ELSEWHERE], linker)
        if score >= NEAR_MISS * _needed(item, linker) and other.mention.document_id != item.mention.document_id:
            reason = objection or _why_not(item, cluster, score, linker)
            found.append(_row(item, other, score, _needed(item, linker), "rejected", reason))
    yield from sorted(found, key=lambda row: (-row.score, row.event_mention_id, row.other_mention_id))


def _best(item: Profile, members: Iterable[Profile], linker: Linker) -> tuple[float, Profile, str | None]:
    """The member that a mention agrees with best, the points, and what forbids that link."""
    judged = [(*judge_pair(item, member, linker.corpus), member) for member in members]
    score, objection, member = max(judged, key=lambda one: (one[1] is None, one[0], one[2].mention.event_mention_id))
    return round(score, DIGITS), member, objection


def _needed(item: Profile, linker: Linker) -> float:
    return round(linker.needed[item.mention.event_mention_id], DIGITS)


def _why_not(item: Profile, cluster: Cluster, score: float, linker: Linker) -> str:
    if score < _needed(item, linker):
        return "below"
    if item.mention.document_id in cluster.documents:
        return "same_document"
    return "contradicted_by_members" if cluster.score(item, linker.corpus) is None else "better_elsewhere"


def _row(one: Profile, other: Profile, score: float, needed: float, decision: str, reason: str) -> LinkEvidence:
    first, second = sorted((one.mention.event_mention_id, other.mention.event_mention_id))
    return LinkEvidence(
        event_mention_id=first,
        other_mention_id=second,
        score=score,
        points_needed=needed,
        decision=decision,
        reason=reason,
    )
