"""Mentions find the event they agree with best, whichever of its reports is read first."""

from __future__ import annotations

import pytest

from conflict_ledger.records import Extraction
from conflict_ledger.resolve import linking
from conflict_ledger.resolve.clusters import Cluster
from conflict_ledger.resolve.corpus import Corpus
from conflict_ledger.resolve.events import link_mentions, profiles_of
from conflict_ledger.resolve.profiles import Profile
from conflict_ledger.run.resolution import facts_for_linking
from tests.assemble.reading import read

REPORTS = [
    read(text, name=f"{at}.txt")
    for at, text in enumerate(
        (
            "Rebels killed nine people in Gao on Monday.",
            "Nine people were killed by rebels in Gao on Monday.",
            "On Monday rebels killed nine people in Gao.",
        )
    )
]


def linked(*readings: Extraction) -> list[Cluster]:
    facts = {item.document.document_id: facts_for_linking(item) for item in readings}
    return link_mentions([told for item in readings for told in profiles_of(item)], facts)[0]


def test_a_member_that_leaves_hands_on_the_first_place() -> None:
    (found,) = linked(*REPORTS)
    assert found.scores[0] == 0.0 < found.scores[1]
    first, *others = found.profiles
    found.remove(first)
    assert list(found.profiles) == others and found.scores[0] == 0.0
    assert found.documents == {other.mention.document_id for other in others}


def test_a_mention_leaves_a_weak_event_for_a_better_one_that_was_read_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of four, the second (1) fits the first well enough, but the third, which the first keeps off, far better."""
    strength = {(0, 1): 5.0, (1, 2): 30.0}
    at: dict[str, int] = {}

    def score(self: Cluster, candidate: Profile, corpus: Corpus) -> float:
        own = at.setdefault(candidate.mention.document_id, len(at))
        others = [at[member.mention.document_id] for member in self.profiles]
        if (own, others) == (2, [0, 1]):
            return 0.0  # contradicted by the first
        return max((strength.get((min(own, other), max(own, other)), 0.0) for other in others), default=0.0)

    def first_seen(item: Profile) -> int:
        return at.setdefault(item.mention.document_id, len(at))

    monkeypatch.setattr(linking.Cluster, "score", score)
    monkeypatch.setattr(linking, "reading_order", first_seen)
    members = [{at[member.mention.document_id] for member in cluster.profiles} for cluster in linked(*REPORTS)]
    assert members == [{0}, {1, 2}]
