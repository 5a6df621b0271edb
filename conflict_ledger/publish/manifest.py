"""What a release says of itself: inputs, code, settings, rows, checks; the only place with a run's times."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from conflict_ledger.files import file_sha256

MANIFEST = "manifest.json"


def describe_file(path: Path, name: str) -> dict[str, Any]:
    """A file's entry in the manifest: name, size in bytes, hash."""
    return {"path": name, "bytes": path.stat().st_size, "sha256": file_sha256(path)}


def write_json(path: Path, content: object) -> None:
    """Write JSON for people and programs: two blanks of indent, keys in the order given."""
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def read_manifest(release: Path | None) -> dict[str, Any]:
    """The manifest of a release folder; empty where there is no release."""
    if release is None:
        return {}
    manifest: dict[str, Any] = json.loads((release / MANIFEST).read_text(encoding="utf-8"))
    return manifest


def stored_manifest(release: Path) -> dict[str, Any] | None:
    """The manifest of a release folder; None where there is none, it names no table, or somebody damaged it."""
    try:
        manifest = json.loads((release / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    tables = manifest.get("tables") if isinstance(manifest, dict) else None
    return manifest if isinstance(tables, dict) and tables and all(map(_describes_a_file, tables.values())) else None


def _describes_a_file(entry: object) -> bool:
    return isinstance(entry, dict) and all(isinstance(entry.get(name), str) for name in ("path", "sha256"))


def changed_tables(release: Path, manifest: Mapping[str, Any]) -> list[str]:
    """The tables whose bytes are not those that the manifest names (or that are gone)."""
    return [
        entry["path"]
        for entry in manifest["tables"].values()
        if not (release / entry["path"]).is_file() or file_sha256(release / entry["path"]) != entry["sha256"]
    ]
