"""Bytes to text: byte-order mark, strict UTF-8, UTF-16 without a mark, damaged UTF-8, the declared charset, a guess.

Every step says which charset it chose, so that a guess can be told from a certainty.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

# A page declares its charset within the first bytes of its head (HTML standard: 1,024 bytes; sites go beyond).
DECLARATION_REACH = 4_096
GUESS_WINDOW = 65_536
# Too little for a statistical guess: few non-ASCII bytes (curly quotes, a few accents; Central European, Turkish
# and Cyrillic texts have several times this share), or a short text whose accented words are Latin otherwise.
FEW_HIGH_BYTES = 0.02
SHORT_TEXT = 600
SNIFF = 65_536
# Share of control or replacement characters above which a "text" is not one.
NOISE_SHARE = 0.05
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SIGNATURES = (
    b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x7fELF", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd",
    b"SQLite format 3", b"PAR1", b"RIFF", b"BZh", b"\xfd7zXZ", b"\xd0\xcf\x11\xe0", b"OggS", b"ID3",
)  # fmt: skip
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s{0,5}=\s{0,5}["']?([\w.:-]{2,40})""", re.I)
_NOISE = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_ASCII = bytes(range(128))
_ACCENTED_WORD = re.compile(rb"[A-Za-z]*[\xc0-\xff][A-Za-z\xc0-\xff]*")


class Decoded(NamedTuple):
    """A text and the charset it was read with; ``is_guess`` when nothing certain named it."""

    text: str
    charset: str
    is_guess: bool


def is_binary(raw: bytes) -> bool:
    """Whether the bytes are no text at all: a known signature, or decoded to mostly control characters."""
    if raw.startswith(SIGNATURES):
        return True
    sample = raw[:SNIFF]
    text = decode_bytes(sample).text
    return len(_NOISE.findall(text)) > NOISE_SHARE * max(len(text), 1)


def decode_bytes(raw: bytes, declared: str | None = None) -> Decoded:
    """The text of ``raw``; ``declared`` is a charset named elsewhere (an HTTP header). Never raises."""
    for mark, charset in MARKS:
        if raw.startswith(mark):
            return Decoded(raw.decode(charset, "replace"), charset, False)
    if b"\0" in raw[:SNIFF] and (wide := _wide_charset(raw)) is not None:
        return Decoded(raw.decode(wide, "replace"), wide, True)
    try:
        return Decoded(raw.decode("utf-8"), "utf-8", False)
    except UnicodeDecodeError as error:
        first_bad = error.start
    if _is_damaged_utf8(raw):
        return Decoded(raw.decode("utf-8", "replace"), "utf-8", True)
    for named in (declared, declared_charset(raw)):
        if named is not None and (text := _strictly(raw, named)) is not None:
            return Decoded(text, named, False)
    return _guess(raw, first_bad)


def declared_charset(raw: bytes) -> str | None:
    """The charset a page or XML file names in its own head."""
    found = _DECLARED.search(raw[:DECLARATION_REACH])
    return found.group(1).decode("ascii", "replace").lower() if found else None


def _strictly(raw: bytes, charset: str) -> str | None:
    try:
        return raw.decode(charset)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _wide_charset(raw: bytes) -> str | None:
    """UTF-16 without a mark: Western text has a zero in nearly every second byte."""
    sample = raw[:2_000]
    half = max(len(sample) // 2, 1)
    if sample[1::2].count(0) > 0.7 * half:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.7 * half:
        return "utf-16-be"
    return None


def _is_damaged_utf8(raw: bytes) -> bool:
    """Valid multi-byte characters outnumber the broken bytes.

    A share of bad bytes alone is no sign: an English text in windows-1252 has a few bad bytes, and all of its
    non-ASCII bytes are bad ones.
    """
    text = raw[:SNIFF].decode("utf-8", "replace")
    bad = text.count("\ufffd")
    valid = len(text) - bad - len(text.encode("ascii", "ignore"))
    return valid >= max(bad, 1) and bad < 0.01 * len(text)


def _guess(raw: bytes, first_bad: int) -> Decoded:
    window = raw[max(first_bad - 1_000, 0) : first_bad + GUESS_WINDOW]
    if not _is_plainly_western(window):
        import chardet

        charset = chardet.detect(window).get("encoding")
        if charset and (text := _strictly(raw, charset)) is not None:
            return Decoded(text, charset.lower(), True)
    return Decoded(raw.decode("cp1252", "replace"), "cp1252", True)


def _is_plainly_western(window: bytes) -> bool:
    """Whether windows-1252 is a better guess than statistics could make."""
    high = len(window.translate(None, _ASCII))
    if high <= FEW_HIGH_BYTES * len(window):
        return True
    accented = _ACCENTED_WORD.findall(window)
    latin = sum(any(byte < 128 for byte in word) for word in accented)
    return len(window) < SHORT_TEXT and 2 * latin > len(accented)
