"""A cluster: mentions taken to tell one event, and whether another one agrees with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from conflict_ledger.resolve.corpus import Corpus
from conflict_ledger.resolve.likeness import link_score
from conflict_ledger.resolve.profiles import Profile

CONTRADICTING = 0.2  # share of an event's members that may contradict one that joins it
MOST_MEMBERS = 100  # members of an event that a mention is compared with: bounds the work on a deed of the year


@dataclass(slots=True)
class Cluster:
    """Mentions taken to tell one event, by id in the order in which they joined, with the score at which each did."""

    members: dict[str, tuple[Profile, float]] = field(default_factory=dict)
    documents: set[str] = field(default_factory=set)

    @property
    def profiles(self) -> Sequence[Profile]:
        """The mentions, in the order in which they joined."""
        return [member for member, _ in self.members.values()]

    @property
    def scores(self) -> Sequence[float]:
        """The score at which each joined; the first one joined nobody."""
        return [score if at else 0.0 for at, (_, score) in enumerate(self.members.values())]

    def add(self, member: Profile, score: float) -> None:
        """Take in a mention."""
        self.members[member.mention.event_mention_id] = (member, score)
        self.documents.add(member.mention.document_id)

    def remove(self, member: Profile) -> None:
        """Let a mention go; no other one is of its document."""
        del self.members[member.mention.event_mention_id]
        self.documents.discard(member.mention.document_id)

    def score(self, candidate: Profile, corpus: Corpus) -> float | None:
        """The best score against one of the first members but itself; None when too many contradict.

        None too where another one is of its document. So a wrong link does not chain two events together, and one
        wrong day among many reports parts none.
        """
        own = candidate.mention.event_mention_id
        if own not in self.members and candidate.mention.document_id in self.documents:
            return None
        members = [member for name, (member, _) in islice(self.members.items(), MOST_MEMBERS) if name != own]
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


def reading_order(item: Profile) -> tuple[bool, date, str, int]:
    """Dated mentions first, by day, so that undated ones meet events that are already there."""
    when = item.mention.event_on
    return (when is None, when.latest if when else date.min, item.mention.document_id, item.mention.sentence_index)
