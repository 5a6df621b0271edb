"""Stable ids, hashed from raw inputs so that a better cleaner or rule does not rename what it describes."""

from __future__ import annotations

from hashlib import sha256


def stable_id(prefix: str, *parts: object, length: int = 12) -> str:
    """``prefix`` + ``length`` hex digits of the parts' hash.

    >>> stable_id("c_", "doc", 3)
    'c_eea8f423d73a'
    """
    joined = "\x1f".join(str(part) for part in parts)
    return prefix + sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def stable_number(*parts: object) -> int:
    """A positive whole number below 10**9, for ids whose pattern allows digits only."""
    return int(sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()[:13], 16) % 10**9


def text_hash(text: str) -> str:
    """SHA-256 of a stored text, as hex."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def storable_text(text: str) -> str:
    r"""The text with what UTF-8 cannot hold (half characters, undecodable bytes of file names) written out.

    >>> print(storable_text("na\udcffme.txt"))
    na\udcffme.txt
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
