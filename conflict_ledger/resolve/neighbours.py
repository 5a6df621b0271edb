"""Which events a mention is compared with: all in its blocks; in a crowd, those that share rare words or numbers.

Beside them, wherever and whenever they are said to be, events of articles that share rare words with its own article:
one of the two may have a wrong day or place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice

from conflict_ledger.resolve.link_points import MANY_DAYS
from conflict_ledger.resolve.profiles import MOST_WEEKS, Profile, weeks_of
from conflict_ledger.resolve.stories import TELLING, Stories
from conflict_ledger.resolve.when_where import TOLERANCE

MOST_NEAR = 200  # events that a mention is compared with: bounds the work on thousands of reports of one week
KEYS = 12  # words by which a mention is found in a crowd
STORY_SHARED = 2  # of the words that tell an article, those that another on its story has at least
STORY_NEAR = 30  # events that are compared for the sake of their articles


@dataclass(slots=True)
class Neighbours:
    """Events, by number, under their blocks and rarest words.

    ``weights`` are those of ``likeness.Corpus``; a word heavier than ``highest_weight`` stands in one mention alone.
    """

    weights: Mapping[str, float]
    highest_weight: float
    stories: Stories
    by_story: dict[object, list[int]] = field(default_factory=dict)
    by_block: dict[object, dict[int, None]] = field(default_factory=dict)
    by_key: dict[object, list[int]] = field(default_factory=dict)

    def add(self, item: Profile, home: int) -> None:
        """Note that a mention joined the event of this number."""
        for block in _kept(item):
            self.by_block.setdefault(block, {})[home] = None
        for key in self._keys(item):
            _note(home, self.by_key.setdefault(key, []), MOST_NEAR)
        for key in self._story_keys(item):
            _note(home, self.by_story.setdefault(key, []), TELLING)

    def near(self, item: Profile) -> list[int]:
        """The events that a mention may belong to, in order, ``MOST_NEAR`` and ``STORY_NEAR`` at most."""
        return sorted({*self._in_blocks(item), *self.of_story(item)})

    def of_story(self, item: Profile) -> list[int]:
        """The events of articles that share rare words with its own article, the most alike first."""
        counted = Counter(chain.from_iterable(self.by_story.get(key, ()) for key in self._story_keys(item)))
        told = [at for at, shared in counted.items() if shared >= STORY_SHARED]
        return sorted(told, key=lambda at: (-counted[at], at))[:STORY_NEAR]

    def _story_keys(self, item: Profile) -> list[object]:
        return [(item.family, word) for word in self.stories.keys(item.mention.document_id)]

    def _in_blocks(self, item: Profile) -> list[int]:
        rows = [self.by_block[block] for block in _asked(item) if block in self.by_block]
        within = set(chain(*rows))
        if len(within) <= MOST_NEAR:
            return list(within)
        shared = sorted((self.by_key.get(key, ()) for key in self._keys(item)), key=len)
        alike = (at for row in shared if len(row) < MOST_NEAR for at in row)  # more events: it tells none of them
        latest = (at for row in rows for at in islice(reversed(row), MOST_NEAR))
        return list(islice(dict.fromkeys(chain((at for at in alike if at in within), latest)), MOST_NEAR))

    def _keys(self, item: Profile) -> list[object]:
        """Its rarest words among those that others use too; its numbers of deaths in each of its blocks."""
        shared = (word for word in item.words if self.weights[word] <= self.highest_weight)
        rarest = sorted(shared, key=lambda word: (-self.weights[word], word))[:KEYS]
        return [*rarest, *((block, number) for block in item.blocks for number in item.numbers)]


def _note(home: int, row: list[int], most: int) -> None:
    if len(row) < most and home not in row:
        row.append(home)


def _kept(item: Profile) -> tuple[object, ...]:
    """The blocks under which a mention is found: its weeks, or that of all times if these are none or many."""
    return (*item.blocks, _at_any_time(item)) if _is_long(item) else item.blocks


def _asked(item: Profile) -> Iterable[object]:
    """The blocks in which its event may stand, its own weeks first: beyond ``MANY_DAYS`` no two days are one."""
    when = item.mention.event_on
    if when is None or _is_long(item):
        return dict.fromkeys((*item.blocks, _at_any_time(item)))
    country = item.choice.place.country if item.choice.place else None
    month = ((item.family, country, week) for week in weeks_of(when, MANY_DAYS))
    return dict.fromkeys((*item.blocks[:-1], *month, _at_any_time(item)))


def _is_long(item: Profile) -> bool:
    when = item.mention.event_on
    return when is not None and len(weeks_of(when, TOLERANCE.days)) > MOST_WEEKS


def _at_any_time(item: Profile) -> object:
    return (item.family, item.choice.place.country if item.choice.place else None, "any")
