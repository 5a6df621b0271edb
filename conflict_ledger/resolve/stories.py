"""How alike two articles are as stories: the share of their words that both have, rare words counting more.

It is the cosine of the two articles' word weights (log count times log rarity, Salton and Buckley 1988). Rarity is
counted over the corpus; in a small one ``lexicons/common_words.yml`` keeps the words of all news from counting as rare.
"""

from __future__ import annotations

from array import array
from collections import Counter, OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from math import fsum, log, sqrt
from zlib import crc32

from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.records import Document, StoryWords
from conflict_ledger.resolve.duplicates import WORD, article_text

SHORTEST = 3  # letters or digits of a word that is counted
LONGEST = 1000  # words of an article that are counted: the news stands at its head
BYTES = "latin-1"
MOST = 255  # times one word counts
KNOWN = 100  # documents of which the list of common words is taken to tell, beside those of the corpus
KEPT = 4096  # articles whose vectors are kept: reports that are compared stand close together in time
RARE = 0.003  # share of documents that have a word which the list does not know
KEYS = 12  # words by which articles on one story are found
TELLING = 50  # articles that have such a word at the most: more of them are not on one story


def story_words(document: Document) -> StoryWords:
    """The words of an article and how often they stand there, small enough to be kept for every document."""
    counted = Counter(hashed_words(article_text(document)))
    hashes = sorted(counted)
    return StoryWords(
        hashes=array("I", hashes).tobytes().decode(BYTES),
        counts=bytes(min(counted[word], MOST) for word in hashes).decode(BYTES),
    )


def hashed_words(text: str) -> Iterator[int]:
    """The first words of a text, as they are counted."""
    for word in WORD.findall(text.casefold())[:LONGEST]:
        if len(word) >= SHORTEST:
            yield crc32(word.encode("utf-8", "surrogatepass"))


@dataclass(frozen=True, slots=True)
class Story:
    """Two articles side by side: how alike (0 to 1), and the number of different words in the shorter one."""

    alike: float
    size: int


@dataclass(frozen=True, slots=True)
class Stories:
    """The articles of a corpus, by document id, ready to be compared.

    ``rarity`` maps word hashes to weights, ``documents`` to the number of articles that have the word.
    """

    words: Mapping[str, StoryWords]
    rarity: Mapping[int, float]
    documents: Mapping[int, int] = field(default_factory=dict)
    vectors: OrderedDict[str, dict[int, float]] = field(default_factory=OrderedDict)
    known_keys: dict[str, array[int]] = field(default_factory=dict)

    def compare(self, one: str, other: str, beside: Collection[int] = ()) -> Story:
        """Two articles, by document id, as they are alike ``beside`` some words."""
        fewer, more = sorted((self._vector(one), self._vector(other)), key=len)
        alike = fsum([weight * more[word] for word, weight in fewer.items() if word in more and word not in beside])
        lengths = _length_beside(fewer, beside) * _length_beside(more, beside)
        return Story(min(1.0, alike / lengths) if lengths else 0.0, len(fewer))

    def own_words(self, one: str, other: str) -> float:
        """What each of two articles has that the other lacks, by rarity: the less of the two."""
        a, b = ({*_hashes(self.words[name])} for name in (one, other))
        return min(fsum(self.rarity[word] for word in own) for own in (a - b, b - a))

    def size(self, document_id: str) -> int:
        """The number of different words of an article."""
        return len(self.words[document_id].counts)

    def keys(self, document_id: str) -> array[int]:
        """The words that tell most of an article among those that a few others have too, as hashes."""
        if document_id not in self.known_keys:
            vector = self._vector(document_id)
            shared = (word for word in vector if 1 < self.documents.get(word, 0) <= TELLING)
            rarest = sorted(shared, key=lambda word: (-vector[word], word))[:KEYS]
            self.known_keys[document_id] = array("I", rarest)
        return self.known_keys[document_id]

    def _vector(self, document_id: str) -> dict[int, float]:
        """Word hash -> weight; the squares of the weights add up to 1. The last ones asked for are kept."""
        if document_id in self.vectors:
            self.vectors.move_to_end(document_id)
        else:
            self.vectors[document_id] = _unit_vector(self.words[document_id], self.rarity)
            if len(self.vectors) > KEPT:
                self.vectors.popitem(last=False)
        return self.vectors[document_id]


def _unit_vector(told: StoryWords, rarity: Mapping[int, float]) -> dict[int, float]:
    pairs = zip(_hashes(told), told.counts.encode(BYTES), strict=True)
    weights = {word: (1 + log(count)) * rarity[word] for word, count in pairs}
    length = sqrt(fsum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / length for word, weight in weights.items()}


def _length_beside(vector: Mapping[int, float], beside: Iterable[int]) -> float:
    """The length of a unit vector without some of its words."""
    return sqrt(max(0.0, 1.0 - fsum(vector[word] ** 2 for word in beside if word in vector)))


def count_stories(words: Mapping[str, StoryWords]) -> Stories:
    """Count over all articles how rare each word is."""
    documents = Counter(word for told in words.values() for word in _hashes(told))
    known = _common_words()
    rarity = {
        word: log((len(words) + KNOWN) / (count + KNOWN * known.get(word, RARE))) for word, count in documents.items()
    }
    return Stories(words=words, rarity=rarity, documents=documents)


def _hashes(told: StoryWords) -> Iterable[int]:
    hashes = array("I")
    hashes.frombytes(told.hashes.encode(BYTES))
    return hashes


@cache
def _common_words() -> dict[int, float]:
    entries = load_lexicon("common_words").entries
    return {crc32(form.encode()): float(entry.fields["share"]) for entry in entries for form in entry.forms}
