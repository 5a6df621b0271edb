"""The paper beside a raw file: ``<file>.meta.yml``, every value as text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from conflict_ledger.lexicon import string_loader

ENDING = ".meta.yml"
# What a sidecar may add to a document; further keys (sha256, accessed_on) are papers only.
FILLS = ("title", "source", "url", "published_at", "licence", "language")
# Lists the names whose values were read from the file itself when it was taken in. They are there for people and are
# no evidence beside the file: a better reader may read it otherwise.
FOUND_IN_FILE = "found_in_file"
SIZE_LIMIT = 100_000
WIDTH = 120
DEEPEST = 20  # a sidecar is flat


def sidecar_path(path: Path) -> Path:
    """Where the sidecar of a raw file stands: ``a.txt`` -> ``a.txt.meta.yml``."""
    return path.with_name(path.name + ENDING)


def read_sidecar(path: Path) -> tuple[dict[str, str], str | None]:
    """All pairs of the sidecar of raw file ``path`` that count, and what is wrong with it (None when nothing is).

    No sidecar gives no pairs and no fault. Nested values are left out: the file is a flat list of names.
    """
    content, fault = load_sidecar(sidecar_path(path))
    found = content.get(FOUND_IN_FILE)
    skipped = found if isinstance(found, list) else []
    pairs = {name: value.strip() for name, value in content.items() if isinstance(value, str) and name not in skipped}
    return {name: value for name, value in pairs.items() if value}, fault


def load_sidecar(side: Path) -> tuple[dict[str, Any], str | None]:
    """Everything that stands in the sidecar ``side``, scalars as text, and what is wrong with it."""
    import yaml

    if not side.is_file():
        return {}, None
    try:
        if side.stat().st_size > SIZE_LIMIT:
            return {}, f"the sidecar is larger than {SIZE_LIMIT} bytes"
        text = side.read_text(encoding="utf-8")
        content = "deep" if _is_deep(text) else yaml.load(text, Loader=string_loader())
    except OSError as error:
        return {}, f"the sidecar cannot be opened: {error.strerror}"
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return {}, f"the sidecar cannot be read: {str(error)[:200]}"
    if not isinstance(content, dict):
        return {}, "the sidecar is no list of names and values"
    return {str(name): value for name, value in content.items()}, None


def write_sidecar(path: Path, content: Mapping[str, Any]) -> None:
    """Write the sidecar of raw file ``path``, names in the order given, so that it reads back the same."""
    import yaml

    text = yaml.safe_dump(dict(content), sort_keys=False, allow_unicode=True, width=WIDTH)
    sidecar_path(path).write_text(text, encoding="utf-8")


def _is_deep(text: str) -> bool:
    """Whether lists stand in lists so deep that building them would overflow the loader's stack and end the process."""
    import yaml

    depth = 0
    for event in yaml.parse(text, Loader=string_loader()):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            return True
    return False
