"""The raw folder as a store that only grows: ``<source>/<date>/<file>``, each file untouched beside its sidecar.

What is there is never changed. A file is complete, and its sidecar stands beside it, before it gets its name; so a
process may die at any line, and a run that reads the folder meanwhile sees whole files with their papers or nothing.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conflict_ledger.files import file_sha256, sync
from conflict_ledger.ids import storable_text
from conflict_ledger.ingest.file_facts import FileFacts, read_facts
from conflict_ledger.ingest.raw_names import day_folder, other_name, source_folder, stored_name
from conflict_ledger.ingest.sidecars import (
    FILLS,
    FOUND_IN_FILE,
    load_sidecar,
    read_sidecar,
    sidecar_path,
    write_sidecar,
)
from conflict_ledger.ingest.stored_bytes import ContentIndex, copy_bytes, move_to_new_name

SCRATCH = ".ingest"  # hidden, so that no run reads it
SHOWN_DIGITS = 12
# What an earlier intake wrote into a sidecar that now comes along with its file: it is found anew.
OUR_KEYS = (FOUND_IN_FILE, "incoming_name", "renamed_because", "refused_because", "size")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of one incoming file.

    ``status``: ``stored``, ``renamed`` (stored, under another name than it came with), ``known`` (the same bytes are
    there), ``quarantined`` (kept apart, for no article in it can be read), ``refused`` (nothing was kept) or ``passed
    over`` (papers about data). ``place`` is where the bytes lie now, ``detail`` why it is not simply stored.
    """

    status: str
    incoming: str
    place: Path | None = None
    detail: str | None = None

    @property
    def is_refused(self) -> bool:
        """Whether somebody has to look after it."""
        return self.status in ("quarantined", "refused")

    def line(self) -> str:
        """One line for a person.

        >>> Taken(status="refused", incoming="a.txt", detail="it cannot be opened: Permission denied").line()
        'refused      a.txt (it cannot be opened: Permission denied)'
        """
        place = "" if self.place is None else f" -> {storable_text(str(self.place))}"
        return f"{self.status:<12} {self.incoming}{place}" + (f" ({self.detail})" if self.detail else "")


class RawStore:
    """One raw folder with its quarantine. Only one intake may work on it at a time (see run/intake.py)."""

    def __init__(self, raw: Path, quarantine: Path) -> None:
        self.raw = raw
        self.quarantine = quarantine
        self._scratch = raw / SCRATCH / "part"
        self._articles = ContentIndex(raw)
        self._set_apart = ContentIndex(quarantine)

    def take(self, path: Path, shown: str, given: Mapping[str, str], now: Callable[[], str]) -> Taken:
        """Take one file in, called ``shown`` in what is written of it.

        ``given`` are sidecar values for files that bring none of their own. Content never raises.
        """
        try:
            size, digest = path.stat().st_size, file_sha256(path)
        except OSError as error:
            return Taken(status="refused", incoming=shown, detail=f"it cannot be opened: {error.strerror}")
        papers, fault = _papers(path, given, digest)
        if fault is not None:
            return Taken(status="refused", incoming=shown, detail=fault)
        for there in self._articles.find(size, digest):
            if not _is_of_another_outlet(there, papers):
                return Taken(status="known", incoming=shown, place=there, detail=_told_otherwise(there, papers))
        papers |= {"sha256": digest, "size": str(size)}
        papers.setdefault("retrieved_at", now())
        shutil.rmtree(self._scratch, ignore_errors=True)
        self._scratch.mkdir(parents=True)
        try:
            return self._take_new(path, shown, papers)
        finally:
            shutil.rmtree(self._scratch)

    def _take_new(self, path: Path, shown: str, papers: dict[str, Any]) -> Taken:
        part = self._scratch / stored_name(path.name)
        if copy_bytes(path, part) != papers["sha256"]:
            return Taken(status="refused", incoming=shown, detail="it changed while it was read")
        write_sidecar(part, papers)
        facts = read_facts(part, self._scratch)
        keep = self._store if facts.readable else self._set_aside
        return keep(part, path.name, shown, papers, facts)

    def _store(self, part: Path, name: str, shown: str, papers: dict[str, Any], facts: FileFacts) -> Taken:
        found = {key: value for key, value in facts.values.items() if not papers.get(key)}
        papers |= found | ({FOUND_IN_FILE: sorted(found)} if found else {})
        source = papers.get("source")
        folder = source_folder(source if isinstance(source, str) else None, facts.has_sources)
        place, why = self._place(part, self.raw / folder / day_folder(facts.last_day), name, papers)
        self._articles.add(place)
        unread = f"{facts.refused} of its records cannot be read" if facts.refused else None
        detail = "; ".join(filter(None, (why, unread))) or None
        return Taken(status="renamed" if why else "stored", incoming=shown, place=place, detail=detail)

    def _set_aside(self, part: Path, name: str, shown: str, papers: dict[str, Any], facts: FileFacts) -> Taken:
        refusal = facts.first_refusal
        reason, words = (refusal.reason, refusal.detail) if refusal else ("no_article", "it holds no article")
        place = next(self._set_apart.find(int(papers["size"]), papers["sha256"]), None)
        if place is None:
            papers |= {"refused_because": f"{reason}: {words}"}
            place, _ = self._place(part, self.quarantine / reason, name, papers)
            self._set_apart.add(place)
        return Taken(status="quarantined", incoming=shown, place=place, detail=words)

    def _place(self, part: Path, folder: Path, name: str, papers: dict[str, Any]) -> tuple[Path, str | None]:
        """Move a finished file with its sidecar into ``folder``; gives its place and why its name is another one."""
        folder.mkdir(parents=True, exist_ok=True)
        digest = papers["sha256"]
        names = (part.name, *(other_name(part.name, digest[:length]) for length in (SHOWN_DIGITS, len(digest))))
        target = next((folder / name for name in names if _is_free(folder / name, digest)), folder / names[-1])
        why = None
        if target.name != part.name:
            why = f"{part.name} of that day holds other bytes"
        elif target.name != name:
            why = "no run reads a file of its name"
        if why is not None:
            papers |= {"incoming_name": storable_text(name), "renamed_because": why}
        write_sidecar(part, papers)
        sidecar_path(part).replace(sidecar_path(target))
        move_to_new_name(part, target)
        sync(folder)
        return target, why


def _papers(path: Path, given: Mapping[str, str], digest: str) -> tuple[dict[str, Any], str | None]:
    """The sidecar values of an incoming file, its own before the given ones, and what is wrong with its sidecar."""
    own, fault = load_sidecar(sidecar_path(path))
    found = own.get(FOUND_IN_FILE)
    dropped = (*OUR_KEYS, *(found if isinstance(found, list) else ()))
    own = {name: value for name, value in own.items() if value and name not in dropped}
    if fault is None and own.get("sha256", digest) != digest:
        fault = "its sidecar names the sha256 of other bytes"
    return {name: value for name, value in given.items() if value} | own, fault


def _is_of_another_outlet(there: Path, papers: Mapping[str, Any]) -> bool:
    """Whether the same bytes came from elsewhere before: a text that two outlets print is two reports."""
    kept, told = read_sidecar(there)[0].get("source"), papers.get("source")
    return bool(kept and told) and source_folder(kept) != source_folder(str(told))


def _told_otherwise(there: Path, papers: Mapping[str, Any]) -> str:
    """What to say of a file whose bytes are there, whether or not the same is now told of it."""
    kept, _ = load_sidecar(sidecar_path(there))
    others = [name for name in FILLS if papers.get(name) and papers[name] != kept.get(name)]
    told = f"; what is now told of its {', '.join(others)} is not taken over" if others else ""
    return f"the same bytes are there{told}"


def _is_free(target: Path, digest: str) -> bool:
    """Whether neither file nor foreign sidecar has the name. A sidecar for these bytes was left by a killed intake."""
    side = sidecar_path(target)
    return not os.path.lexists(target) and (not os.path.lexists(side) or load_sidecar(side)[0].get("sha256") == digest)
