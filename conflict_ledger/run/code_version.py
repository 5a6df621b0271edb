"""What the code is, as one hash: a release names it, and no extraction of another version is ever reused."""

from __future__ import annotations

import sys
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGE = Path(__file__).parents[1]
SCHEMAS = PACKAGE.parent / "schemas"
ENDINGS = {".py", ".yml", ".tsv", ".gz", ".zst", ".json", ".html", ".css", ".js", ".svg"}

# Libraries whose own rules shape what is read or written: a new version may give other bytes.
SHAPING_LIBRARIES = (
    "trafilatura", "htmldate", "dateparser", "chardet", "warcio", "google-re2", "ahocorasick_rs",
    "pandas", "pyarrow", "great_expectations",
)  # fmt: skip


@cache
def code_version() -> str:
    """Twelve hex digits over every file of the package, the table contracts and the shaping libraries."""
    return hash_code((PACKAGE, SCHEMAS), [f"{name} {_library(name)}" for name in SHAPING_LIBRARIES])


def hash_code(folders: tuple[Path, ...], libraries: list[str]) -> str:
    """Hash of names and content of the code and data files under ``folders``, and of library versions."""
    digest = sha256(f"python {sys.version_info[0]}.{sys.version_info[1]}\n{libraries}\n".encode())
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in ENDINGS and "__pycache__" not in path.parts:
                digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
                digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


def _library(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"
