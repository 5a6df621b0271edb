"""Which language a text is in: what came with it, else a cheap check for English."""

from __future__ import annotations

SAMPLE_LENGTH = 2_000
# Share of words that are among the commonest English ones: English news measured 0.3 to 0.5, other Latin-script
# languages below 0.08 (they share "in", "a", "an", "on", "me", "no").
ENGLISH_SHARE = 0.15
FEWEST_HITS = 2
COMMON_ENGLISH = frozenset(
    "the of and to in a was that for on were with by at is have has from said had been an as it they their who not be "
    "which after this are but more than when into against".split()
)
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
    hits = sum(word in COMMON_ENGLISH for word in words)
    return hits >= FEWEST_HITS and hits >= ENGLISH_SHARE * len(words)
