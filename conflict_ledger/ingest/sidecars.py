"""Read the paper beside a raw file: ``<file>.meta.yml``, every value as text."""

from __future__ import annotations

from pathlib import Path

from conflict_ledger.lexicon import string_loader

ENDING = ".meta.yml"
# What a sidecar may add to a document; further keys (sha256, accessed_on) are papers only.
FILLS = ("title", "source", "url", "published_at", "licence", "language")
SIZE_LIMIT = 100_000
DEEPEST = 20  # a sidecar is flat


def sidecar_path(path: Path) -> Path:
    """Where the sidecar of a raw file stands: ``a.txt`` -> ``a.txt.meta.yml``."""
    return path.with_name(path.name + ENDING)


def read_sidecar(path: Path) -> tuple[dict[str, str], str | None]:
    """All pairs of the sidecar of raw file ``path``, and what is wrong with it (None when nothing is).

    No sidecar gives no pairs and no fault. Nested values are left out: the file is a flat list of names.
    """
    import yaml

    side = sidecar_path(path)
    if not side.is_file():
        return {}, None
    if side.stat().st_size > SIZE_LIMIT:
        return {}, f"the sidecar is larger than {SIZE_LIMIT} bytes"
    try:
        text = side.read_text(encoding="utf-8")
        content = "deep" if _is_deep(text) else yaml.load(text, Loader=string_loader())
    except OSError as error:
        return {}, f"the sidecar cannot be opened: {error.strerror}"
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return {}, f"the sidecar cannot be read: {str(error)[:200]}"
    if not isinstance(content, dict):
        return {}, "the sidecar is no list of names and values"
    pairs = {str(name): value.strip() for name, value in content.items() if isinstance(value, str)}
    return {name: value for name, value in pairs.items() if value}, None


def _is_deep(text: str) -> bool:
    """Whether lists stand in lists so deep that building them would overflow the loader's stack and end the process."""
    import yaml

    depth = 0
    for event in yaml.parse(text, Loader=string_loader()):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            return True
    return False
