"""Which language a text is in: what came with it, else a cheap check for English."""

from __future__ import annotations

SAMPLE_LENGTH = 2_000
# Share of words that are among the commonest English ones: 0.3 to 0.5 in English news, 0.05 to 0.15 in others.
ENGLISH_SHARE = 0.15
FEWEST_HITS = 2
# At least one word must be no word of another language of the Latin script; the shared ones are Dutch, German,
# Italian or Scandinavian too.
ENGLISH_ONLY = frozenset(
    "the and that were with by have has from said had been they their who be which after this but than when into "
    "against at near two three people killed".split()
)
SHARED = frozenset("of in to a was for on is as it an not are her he she no".split())
NAMES = {
    "arabic": "ar", "english": "en", "eng": "en", "french": "fr", "fra": "fr", "german": "de", "deu": "de",
    "portuguese": "pt", "por": "pt", "russian": "ru", "rus": "ru", "spanish": "es", "spa": "es", "ukrainian": "uk",
}  # fmt: skip


def find_language(given: str | None, text: str) -> str | None:
    """The two-letter code that came as metadata (``en-GB``, ``English``), else ``en`` where the words say so."""
    if given:
        code = given.strip().lower()
        return NAMES.get(code) or code.replace("_", "-").partition("-")[0] or None
    return "en" if is_english(text) else None


def is_english(text: str) -> bool:
    """Whether the commonest English words make up enough of a text's beginning."""
    words = text[:SAMPLE_LENGTH].lower().split()
    own = sum(word in ENGLISH_ONLY for word in words)
    hits = own + sum(word in SHARED for word in words)
    return own > 0 and hits >= FEWEST_HITS and hits >= ENGLISH_SHARE * len(words)
