"""What comparing two mentions needs to know of all: words and articles of the whole corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice
from math import log

from conflict_ledger.records import DocumentFacts
from conflict_ledger.resolve.link_points import LONG_ENOUGH, UNRELATED
from conflict_ledger.resolve.profiles import Profile
from conflict_ledger.resolve.stories import Stories, Story, count_stories
from conflict_ledger.resolve.when_where import day_points, place_points

# How much articles on unlike events of this corpus share: the likeness that so large a share of their pairs stay below.
UNLIKE_SHARE = 0.98
SAMPLE = 128  # articles of which all pairs are looked at: those of the lowest ids, which are hashes
ENOUGH_PAIRS = 1000  # of them tell all; fewer leave a part to what was found in other corpora, which counts as
KNOWN_PAIRS = 100  # so many pairs


@dataclass(frozen=True, slots=True)
class Corpus:
    """How much a shared word tells, the articles as stories, and how alike articles on unlike events are here.

    ``originals`` maps each copied article to its original; ``of_series`` are those that tell one of several like deeds.
    """

    weights: Mapping[str, float]
    stories: Stories
    originals: Mapping[str, str]
    of_series: Collection[str] = ()
    unrelated: float = UNRELATED

    def story(self, a: Profile, b: Profile) -> Story:
        """The articles of two mentions side by side, without the words that name the place of both.

        Those are counted for the place already; with them every two events of one town would look alike.
        """
        return self.beside(a, b, a.scene & b.scene)

    def beside(self, a: Profile, b: Profile, words: frozenset[int]) -> Story:
        """The articles of two mentions side by side, without some words."""
        return self.stories.compare(a.mention.document_id, b.mention.document_id, words)


def corpus_of(profiles: Sequence[Profile], facts: Mapping[str, DocumentFacts]) -> Corpus:
    """Count words over all mentions, and over their articles: the rarer a word, the more it tells to share it."""
    counted = Counter(word for item in profiles for word in item.words)
    weights = {word: log(1 + len(profiles) / count) for word, count in counted.items()}
    originals = {name: known.duplicate_of for name, known in facts.items() if known.duplicate_of}
    stories = count_stories({name: known.words for name, known in facts.items()})
    of_series = frozenset(name for name, known in facts.items() if known.is_of_series)
    plain = Corpus(weights, stories, originals, of_series)
    return replace(plain, unrelated=_likeness_of_unlike(profiles, plain))


def _likeness_of_unlike(profiles: Sequence[Profile], corpus: Corpus) -> float:
    """How alike articles on two events are, measured on pairs that differ in both day and place.

    News of one desk, made of the same sentences, is alike whatever it tells; news of many desks is not.
    """
    pairs = _unlike_pairs(profiles, corpus.stories)
    found = sorted(corpus.beside(a, b, a.scene | b.scene).alike for a, b in pairs)  # as though their place were one
    if not found:
        return UNRELATED
    measured, told = found[int(UNLIKE_SHARE * (len(found) - 1))], min(len(found), ENOUGH_PAIRS)
    return (told * measured + KNOWN_PAIRS * UNRELATED) / (told + KNOWN_PAIRS)


def _unlike_pairs(profiles: Sequence[Profile], stories: Stories) -> Iterator[tuple[Profile, Profile]]:
    """Mentions of long articles, one of each, that cannot tell one event by day and place."""
    first: dict[str, Profile] = {}
    for item in profiles:
        name = item.mention.document_id
        if name not in first or item.mention.sentence_index < first[name].mention.sentence_index:
            first[name] = item
    long_ones = (name for name in sorted(first) if stories.size(name) >= LONG_ENOUGH)
    sample = [first[name] for name in islice(long_ones, SAMPLE)]
    for a, b in combinations(sample, 2):
        if day_points(a.mention, b.mention) is None and place_points(a.choice, b.choice) is None:
            yield a, b
