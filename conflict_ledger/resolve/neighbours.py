"""Which events a mention is compared with: all in its blocks; in a crowd, those that share rare words or numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain, islice

from conflict_ledger.resolve.likeness import Profile

MOST_NEAR = 200  # events that a mention is compared with: bounds the work on thousands of reports of one week
KEYS = 12  # words by which a mention is found in a crowd


@dataclass(slots=True)
class Neighbours:
    """Events, by number, under their blocks and rarest words.

    ``weights`` are those of ``likeness.Corpus``; a word heavier than ``highest_weight`` stands in one mention alone.
    """

    weights: Mapping[str, float]
    highest_weight: float
    by_block: dict[object, dict[int, None]] = field(default_factory=dict)
    by_key: dict[object, dict[int, None]] = field(default_factory=dict)
    blocks: dict[int, set[object]] = field(default_factory=dict)

    def add(self, item: Profile, home: int) -> None:
        """Note that a mention joined the event of this number."""
        for block in item.blocks:
            self.by_block.setdefault(block, {})[home] = None
        for key in self._keys(item):
            found = self.by_key.setdefault(key, {})
            if len(found) < MOST_NEAR:
                found[home] = None
        self.blocks.setdefault(home, set()).update(item.blocks)

    def near(self, item: Profile) -> list[int]:
        """The events that a mention may belong to, in order, ``MOST_NEAR`` at most."""
        rows = [self.by_block[block] for block in item.blocks if block in self.by_block]
        if sum(map(len, rows)) <= MOST_NEAR:
            return sorted(set(chain(*rows)))
        shared = sorted((self.by_key.get(key, {}) for key in self._keys(item)), key=len)
        alike = (at for row in shared if len(row) < MOST_NEAR for at in row)  # more events: it tells none of them
        in_reach = (at for at in alike if not self.blocks[at].isdisjoint(item.blocks))
        latest = (at for row in rows for at in islice(reversed(row), MOST_NEAR))
        return sorted(islice(dict.fromkeys(chain(in_reach, latest)), MOST_NEAR))

    def _keys(self, item: Profile) -> list[object]:
        """Its rarest words among those that others use too; its numbers of deaths in each of its blocks."""
        shared = (word for word in item.words if self.weights[word] <= self.highest_weight)
        rarest = sorted(shared, key=lambda word: (-self.weights[word], word))[:KEYS]
        return [*rarest, *((block, number) for block in item.blocks for number in sorted(item.numbers))]
