"""How many reports of like events a mention stands among, and the points that a link needs there.

Reports that share their story with each other count as one: a hundred articles on one attack are no crowd.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from math import fsum, log1p

from conflict_ledger.resolve.link_points import ONE_STORY, STORY_WORDS
from conflict_ledger.resolve.profiles import Profile
from conflict_ledger.resolve.stories import Stories

# A link needs ENOUGH points (link_points.LINK). In a crowd of reports of the same kind, province and week, agreement in
# what they all share proves little, so there it needs up to CROWD_COST more, in steps of the crowd's logarithm.
ENOUGH = 4.5
CROWD_COST = 7.0
FEW = 5  # documents that make no crowd yet
CROWDED = 60  # documents in the same weeks at which the whole of CROWD_COST is asked
MATE_KEYS = 3  # words that tell an article, of which another on its story has so many
MOST_MATES = 50

Province = str | None


def points_needed(crowd: float) -> float:
    """The points that a link needs among ``crowd`` other documents on like events of those weeks.

    >>> points_needed(0), points_needed(1000)
    (4.5, 11.5)
    """
    return ENOUGH + CROWD_COST * min(1.0, log1p(crowd / FEW) / log1p(CROWDED / FEW))


@dataclass(slots=True)
class Block:
    """The documents on like events of a week: what each counts, and in which provinces it tells of one."""

    provinces: dict[str, tuple[Province, ...]] = field(default_factory=dict)
    counts: dict[Province, float] = field(default_factory=dict)
    total: float = 0.0

    def add_up(self, share: Mapping[str, float]) -> None:
        """Count the documents of each province, and those that name none."""
        rows: dict[Province, list[float]] = {}
        for document_id, provinces in self.provinces.items():
            for province in _named(provinces):
                rows.setdefault(province, []).append(share[document_id])
        self.counts = {province: fsum(row) for province, row in rows.items()}
        self.total = fsum(share[document_id] for document_id in self.provinces)

    def crowd(self, province: Province, own: Iterable[str], share: Mapping[str, float]) -> float:
        """What the documents count that may tell of this province, without those of the ``own`` story."""
        fitting = {province, None} if province is not None else None
        mine = (
            share[document_id]
            for document_id in own
            if document_id in self.provinces
            and (fitting is None or not fitting.isdisjoint(_named(self.provinces[document_id])))
        )
        counted = self.total if fitting is None else self.counts.get(province, 0.0) + self.counts.get(None, 0.0)
        return max(0.0, counted - fsum(mine))


def _named(provinces: Iterable[Province]) -> set[Province]:
    """The provinces that a document names; None stands for it only if it names none."""
    return set(provinces) - {None} or {None}


def crowds_of(profiles: Sequence[Profile], stories: Stories) -> dict[str, float]:
    """Mention id -> what the other documents in its fullest block count; a story counts as one document."""
    mates = _mates(dict.fromkeys(item.mention.document_id for item in profiles), stories)
    share = {document_id: 1 / (1 + len(others)) for document_id, others in mates.items()}
    blocks: dict[object, Block] = {}
    for item in profiles:
        for block in item.blocks[:-1]:
            rows = blocks.setdefault(block, Block()).provinces
            rows[item.mention.document_id] = (*rows.get(item.mention.document_id, ()), _province(item))
    for found in blocks.values():
        found.add_up(share)
    crowds = {}
    for item in profiles:
        own = (item.mention.document_id, *mates[item.mention.document_id])
        crowds[item.mention.event_mention_id] = max(
            blocks[block].crowd(_province(item), own, share) for block in item.blocks[:-1]
        )
    return crowds


def _province(item: Profile) -> Province:
    return item.choice.place.admin1 if item.choice.place is not None else None


def _mates(documents: Iterable[str], stories: Stories) -> dict[str, tuple[str, ...]]:
    """Document id -> the others on its story, by the rare words that they share; short notes have none."""
    keys = {name: stories.keys(name) if stories.size(name) >= STORY_WORDS else () for name in documents}
    having: dict[int, list[str]] = {}
    for name, words in keys.items():
        for word in words:
            having.setdefault(word, []).append(name)
    return {name: tuple(_sharing(name, words, having, stories)) for name, words in keys.items()}


def _sharing(name: str, words: Iterable[int], having: Mapping[int, list[str]], stories: Stories) -> Iterator[str]:
    counted = Counter(chain.from_iterable(having[word] for word in words))
    likely = [other for other, shared in counted.items() if shared >= MATE_KEYS and other != name]
    for other in sorted(likely, key=lambda other: (-counted[other], other))[:MOST_MATES]:
        if stories.compare(name, other).alike >= ONE_STORY:
            yield other
