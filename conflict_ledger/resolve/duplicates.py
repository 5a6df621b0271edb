"""The same wire text in several papers: exact copies, and near copies whose numbers and days agree.

A copy is linked to the first text of its kind, so that one agency report printed six times is one independent
document. An updated report with another toll, or the same words about another day, is never a copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from zlib import crc32

from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.records import Document

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WORD = re.compile(r"[^\W_]+")
SHINGLE = 3  # words
HASHES = 128  # the estimate's standard error is 0.035 at the threshold
ROWS = 4  # 32 bands of 4: a pair at the threshold is compared with a probability of 0.9999999
NEAR = 0.8  # share of common shingles; one changed sentence in a report of ten leaves about 0.85
SHORT_TEXT = 30  # words below which only an exact copy counts, and only on the same day
FACTS = frozenset({"number", "vague", "weekday", "month"})  # lexicon values of words that copies share
VERBS = frozenset({"march", "may"})  # months that are not told from verbs without regard to case
BUCKET = 16  # documents that a new one is compared with per band: bounds the work on templates
LONGEST = 50_000  # words that are shingled; of a longer text the beginning stands for the whole
CHUNK = 4096  # shingles hashed at once, bounds memory to a few MB whatever the text
SEED = 0x9E3779B97F4A7C15  # the golden-ratio constant of splitmix64, from which all multipliers follow


Bands = dict[tuple[int, bytes], list["Signature"]]  # the documents that share a part of their minhash


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What is kept of a text to recognise its copies.

    ``order`` sorts documents from the first to the last published, unknown days last; ``minhash`` is
    ``HASHES`` unsigned 32-bit numbers, empty for a short text.
    """

    document_id: str
    order: tuple[bool, str, str, str, str]
    published_day: str
    word_count: int
    words_sha256: str
    facts_sha256: str
    minhash: bytes


def signature(document: Document) -> Signature:
    """The signature of a document's text without title, menus and other boilerplate, blind to case and layout."""
    words = WORD.findall(article_text(document).casefold())
    published = _instant(document.published_at)
    return Signature(
        document_id=document.document_id,
        order=(not published, published, document.source_path, document.external_id, document.document_id),
        published_day=published[:10],
        word_count=len(words),
        words_sha256=_digest(words),
        facts_sha256=_facts_digest(words),
        minhash=_minhash(words[:LONGEST]) if len(words) >= SHORT_TEXT else b"",
    )


def stated_facts(document: Document) -> bytes | None:
    """The numbers and days of a text as a hash, alike for all its copies; None where there are no words to copy."""
    words = WORD.findall(article_text(document).casefold())
    return bytes.fromhex(_facts_digest(words)) if words else None


def link_duplicates(signatures: Iterable[Signature]) -> dict[str, str]:
    """Copy -> original, as document ids; the order of the input does not matter.

    The original is the first published; a copy of a copy points to the same original. A document without
    words is nobody's copy.
    """
    alike: dict[str, list[Signature]] = {}
    for item in signatures:
        if item.word_count:
            alike.setdefault(item.facts_sha256, []).append(item)
    originals: dict[str, str] = {}
    for group in alike.values():
        if len(group) > 1:
            originals |= _link_group(group)
    return originals


def _link_group(signatures: Iterable[Signature]) -> dict[str, str]:
    """Copy -> original among documents that state the same numbers and days; others are never copies."""
    originals: dict[str, str] = {}
    exact: dict[tuple[str, str], str] = {}
    bands: Bands = {}
    for item in sorted(signatures, key=lambda item: item.order):
        key = (item.words_sha256, "" if item.minhash else item.published_day)
        found: str | None = exact.setdefault(key, item.document_id)
        if found == item.document_id:
            found = _nearest(item, bands)
            _remember(item, bands)
        if found is not None:
            originals[item.document_id] = originals.get(found, found)
    return originals


def _nearest(item: Signature, bands: Bands) -> str | None:
    """The most similar earlier document with the same numbers and days, if it is near enough."""
    candidates = {other.document_id: other for key in _band_keys(item) for other in bands.get(key, ())}
    best: tuple[float, str | None] = (NEAR, None)
    for other in sorted(candidates.values(), key=lambda other: other.order):
        similarity = estimated_similarity(item, other)
        if similarity > best[0] or (best[1] is None and similarity == best[0]):
            best = (similarity, other.document_id)
    return best[1]


def _remember(item: Signature, bands: Bands) -> None:
    for key in _band_keys(item):
        bucket = bands.setdefault(key, [])
        if len(bucket) < BUCKET:
            bucket.append(item)


def _band_keys(item: Signature) -> Iterator[tuple[int, bytes]]:
    width = 4 * ROWS
    for start in range(0, len(item.minhash), width):
        yield start, item.minhash[start : start + width]


def estimated_similarity(one: Signature, other: Signature) -> float:
    """Estimated share of common word shingles (Jaccard), 0.0 when either text is short."""
    import numpy as np

    if not one.minhash or not other.minhash:
        return 0.0
    left, right = (np.frombuffer(item.minhash, dtype="<u4") for item in (one, other))
    return float((left == right).mean())


def article_text(document: Document) -> str:
    """The text without boilerplate; without its title too, which every paper words anew, if more is left."""
    regions = [region.span for region in document.boilerplate]
    titled = [*regions, document.title_span] if document.title_span else regions
    body = _without(document.text, titled)
    return body if body.strip() else _without(document.text, regions)


def _without(text: str, spans: Iterable[Any]) -> str:
    kept, position = [], 0
    for span in sorted(spans):
        kept.append(text[position : max(position, span.start)])
        position = max(position, span.end)
    return " ".join((*kept, text[position:]))


def _instant(published_at: datetime | None) -> str:
    """Sortable text of an instant, in UTC where a zone is known; empty if unknown."""
    if published_at is None:
        return ""
    naive = published_at.astimezone(UTC).replace(tzinfo=None) if published_at.tzinfo else published_at
    return naive.isoformat()


def _facts_digest(words: Iterable[str]) -> str:
    return _digest(word for word in words if word in _fact_words() or not word.isalpha())


def _digest(words: Iterable[str]) -> str:
    return sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:32]


@cache
def _fact_words() -> frozenset[str]:
    """Single words that may not differ between copies: "twelve", "dozens", "Monday", "June"."""
    entries = load_lexicon("quantities").entries + load_lexicon("dates").entries
    forms = (form for entry in entries if entry.value in FACTS for form in entry.forms)
    return frozenset(form.casefold() for form in forms if form.isalpha()) - VERBS


@lru_cache(maxsize=1 << 16)
def _word_hash(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


def _splitmix(count: int) -> list[int]:
    """``count`` fixed 64-bit numbers (splitmix64, Steele et al. 2014); random-looking, the same everywhere."""
    numbers, state = [], SEED
    for _ in range(count):
        state = (state + SEED) % 2**64
        mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9 % 2**64
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB % 2**64
        numbers.append(mixed ^ (mixed >> 31))
    return numbers


@cache
def _multipliers() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Odd multipliers of the hash functions, and of the words' places in a shingle."""
    import numpy as np

    numbers = np.array([number | 1 for number in _splitmix(HASHES + SHINGLE)], dtype=np.uint64)
    return numbers[:HASHES, None], numbers[HASHES:]


def _minhash(words: list[str]) -> bytes:
    """The smallest value of each hash function over all word shingles."""
    import numpy as np

    functions, places = _multipliers()
    hashed = np.fromiter(map(_word_hash, words), dtype=np.uint64, count=len(words))
    length = len(words) - SHINGLE + 1
    shingles = sum((hashed[i : i + length] * places[i] for i in range(SHINGLE)), np.zeros(length, dtype=np.uint64))
    shingles ^= shingles >> np.uint64(29)
    smallest = np.full(HASHES, 2**32 - 1, dtype=np.uint64)
    for start in range(0, length, CHUNK):
        values = (functions * shingles[None, start : start + CHUNK]) >> np.uint64(32)
        smallest = np.minimum(smallest, values.min(axis=1))
    return smallest.astype("<u4").tobytes()
