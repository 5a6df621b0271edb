"""Read ``corrections.yml``: every entry is checked before any work is done, and all that is wrong is told at once."""

from __future__ import annotations

from functools import cache
from typing import Any

from conflict_ledger.corrections.entries import Correction, Malformed, parse_entry
from conflict_ledger.lexicon import string_loader
from conflict_ledger.problems import CorrectionError


def read_corrections(content: bytes, file: str) -> tuple[Correction, ...]:
    """The entries, by id; raises CorrectionError naming ``file`` and each entry that is malformed."""
    entries, faults = _entries_of(content, file), []
    found: dict[str, Correction] = {}
    decided: dict[tuple[object, ...], str] = {}
    for number, entry in enumerate(entries, 1):
        try:
            correction = parse_entry(entry)
            if correction.correction_id in found:
                raise Malformed("the id stands twice")
            other = decided.setdefault(_subject(correction), correction.correction_id)
            if other != correction.correction_id:
                raise Malformed(f"{other} decides the same thing")
            found[correction.correction_id] = correction
        except Malformed as fault:
            name = entry.get("id") if isinstance(entry, dict) else None
            faults.append(f"{name or f'entry {number}'}: {fault}")
    if faults:
        raise CorrectionError.of(file, faults)
    return tuple(correction for _, correction in sorted(found.items()))


def _entries_of(content: bytes, file: str) -> list[Any]:
    import yaml

    if not content.strip():
        raise CorrectionError.of(file, ["the file is empty; where nothing is decided it says so: corrections: []"])
    try:
        read = yaml.load(content.decode("utf-8"), Loader=_strict_loader())
    except (yaml.YAMLError, UnicodeDecodeError, Malformed) as error:
        raise CorrectionError.of(file, [" ".join(str(error).split())]) from None
    if read is None or read == "":
        return []
    if not isinstance(read, dict) or set(read) != {"corrections"}:
        raise CorrectionError.of(file, ["the file needs exactly one key, corrections, with a list"])
    entries = read["corrections"] or []
    if not isinstance(entries, list):
        raise CorrectionError.of(file, ["corrections is no list"])
    return entries


@cache
def _strict_loader() -> type:
    """The loader of all our YAML, which makes every scalar a text; a key that stands twice is refused, not lost."""
    parent: Any = string_loader()

    def construct_mapping(self: Any, node: Any, deep: bool = False) -> Any:
        keys = [key.value for key, _ in node.value if isinstance(key.value, str)]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise Malformed(f"line {node.start_mark.line + 1}: the key {twice[0]} stands twice")
        return parent.construct_mapping(self, node, deep=deep)

    return type("StrictLoader", (parent,), {"construct_mapping": construct_mapping})


def _subject(correction: Correction) -> tuple[object, ...]:
    return correction.kind, frozenset(correction.targets), correction.field
