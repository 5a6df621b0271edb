"""Under which names incoming files are stored: folders of source and day, and a name that a run will read."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path

from conflict_ledger.ingest.articles import is_named_like_paper
from conflict_ledger.ingest.streams import PACKED

NO_SOURCE, MANY_SOURCES, NO_DATE = "unknown-source", "several-sources", "undated"
LONGEST_NAME = 180  # bytes; file systems take 255, and a sidecar's ending and our own mark come on top
LONGEST_SOURCE = 80


def source_folder(source: str | None, has_several: bool = False) -> str:
    """The folder of a source: its name in small letters, with hyphens.

    >>> source_folder("The Harbour Post"), source_folder("news.example.org"), source_folder(None)
    ('the-harbour-post', 'news.example.org', 'unknown-source')
    """
    plain = unicodedata.normalize("NFC", source or "").lower()
    kept = "".join(letter if letter.isalnum() or letter == "." else " " for letter in plain)
    slug = "-".join(kept.split())[:LONGEST_SOURCE].strip(".-")
    return slug or (MANY_SOURCES if has_several else NO_SOURCE)


def day_folder(day: date | None) -> str:
    """The folder of a day of publication."""
    return NO_DATE if day is None else day.isoformat()


def stored_name(name: str) -> str:
    """The name itself, unless no run would read it (hidden, called like a paper about data) or it is too long.

    >>> stored_name("clash.txt"), stored_name(".clash.txt"), stored_name("notice.txt")
    ('clash.txt', 'clash.txt', 'article-notice.txt')
    """
    name = name.lstrip(".") or "article"
    name = f"article-{name}" if is_named_like_paper(name) else name
    if len(name.encode("utf-8", "surrogateescape")) <= LONGEST_NAME:
        return name
    stem, ending = split_ending(name)
    room = LONGEST_NAME - len(ending.encode("utf-8", "surrogateescape"))
    return stem.encode("utf-8", "surrogateescape")[:room].decode("utf-8", "ignore") + ending


def other_name(name: str, mark: str) -> str:
    """The name with a mark, where the name itself is taken by other bytes.

    >>> other_name("clash.txt.gz", "1f2e")
    'clash.differs-1f2e.txt.gz'
    """
    stem, ending = split_ending(name)
    return f"{stem}.differs-{mark}{ending}"


def split_ending(name: str) -> tuple[str, str]:
    """A name in front of the ending that tells its format, and that ending with its packing."""
    path = Path(name)
    suffixes = path.suffixes[-2:] if path.suffix.lower() in PACKED else path.suffixes[-1:]
    ending = "".join(suffixes)[-20:]
    return name[: len(name) - len(ending)], ending
