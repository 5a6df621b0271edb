"""What one run will do: which files, under which release id, in which scratch folder.

The content id is a hash of the input's bytes, the human decisions, the code, the gazetteer and the settings that
change results. So it is known before any work is done whether there is anything to do. The release id hashes the
release before as well: what a release says of deletions and of changed rows depends on it, as a commit depends on its
parent.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from conflict_ledger.contract import TABLES
from conflict_ledger.corrections.file import read_corrections
from conflict_ledger.gazetteer.choice import gazetteer_identity
from conflict_ledger.ids import stable_id
from conflict_ledger.ingest.articles import list_passed_over, list_raw_files, raw_name
from conflict_ledger.ingest.sidecars import sidecar_path
from conflict_ledger.publish.manifest import describe_file, write_json
from conflict_ledger.publish.release import former_release, prepare_out, run_folder
from conflict_ledger.run.code_version import code_version
from conflict_ledger.run.settings import CORRECTIONS, Settings

STORE = "extractions.sqlite"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Small on purpose: steps hand each other this and leave their data in ``folder``.

    ``content_id`` names input, code and settings; ``release_id`` also the release that this one follows, which lies
    in the folder ``former``.
    """

    settings: Settings
    release_id: str
    content_id: str
    former: Path | None
    code_version: str
    gazetteer: str
    folder: Path

    @property
    def reader(self) -> str:
        """What an extraction depends on beside its record: the code and the gazetteer."""
        return f"{self.code_version}-{self.gazetteer}"

    @property
    def store(self) -> Path:
        """The extraction store, shared by all runs on this output folder."""
        return self.folder.parent / STORE

    @property
    def release(self) -> Path:
        """Where the release is put together."""
        return self.folder / "release"

    @property
    def refusals(self) -> Path:
        """Refused records, one JSON object a line."""
        return self.folder / "refusals.jsonl"

    @property
    def members(self) -> Path:
        """The documents of this release: document id and store key, tab between, in order of document id."""
        return self.folder / "members.tsv"

    @property
    def resolution(self) -> Path:
        """Duplicate links and the like, as ``codec`` writes them."""
        return self.folder / "resolution.json"

    @property
    def events(self) -> Path:
        """An event a line, in order of their ids, as ``codec`` writes them."""
        return self.folder / "events.jsonl"

    @property
    def inputs(self) -> Path:
        """The input files with sizes and hashes, as the manifest will show them."""
        return self.folder / "inputs.json"

    @property
    def files(self) -> Path:
        """The raw files themselves, below the raw folder, as bytes with a zero after each: names may be no text."""
        return self.folder / "files"

    @property
    def passed_over(self) -> Path:
        """The names of files that are called like papers about data and are not read."""
        return self.folder / "passed_over.json"

    @property
    def corrections(self) -> Path:
        """The file of human decisions as it stood when the run began; missing where nothing is decided."""
        return self.folder / CORRECTIONS

    @property
    def counts(self) -> Path:
        """What extraction read, kept and refused."""
        return self.folder / "counts.json"

    @property
    def reasons(self) -> Path:
        """Why the checks stand against publishing: a list of sentences, empty if they do not."""
        return self.folder / "reasons.json"


def plan_run(settings: Settings) -> Plan:
    """Hash the input and open a scratch folder. Call under the run lock."""
    decisions = _decisions(settings.corrections_file)
    prepare_out(settings.out, TABLES)
    files = list_raw_files(settings.raw)
    inputs = describe_inputs(files, settings.raw)
    code, gazetteer = code_version(), gazetteer_identity()
    decided = [] if decisions is None else [sha256(decisions).hexdigest()]
    parts = (*input_parts(inputs), code, gazetteer, settings.scope, settings.as_of, *decided)
    former = former_release(settings.out)
    release_id = stable_id("r_", *parts, *([former.name] if former else []))
    plan = Plan(
        settings=settings,
        release_id=release_id,
        content_id=stable_id("i_", *parts),
        former=former,
        code_version=code,
        gazetteer=gazetteer,
        folder=run_folder(settings.out, release_id),
    )
    plan.release.mkdir()
    write_json(plan.inputs, inputs)
    write_json(plan.passed_over, list_passed_over(settings.raw))
    plan.files.write_bytes(b"".join(os.fsencode(path.relative_to(settings.raw)) + b"\0" for path in files))
    if decisions is not None:
        plan.corrections.write_bytes(decisions)
    return plan


def _decisions(file: Path | None) -> bytes | None:
    """The content of the file of human decisions, read once; None where it decides nothing.

    Raises CorrectionError for entries that are malformed, before any work is done.
    """
    if file is None:
        return None
    content = file.read_bytes()
    return content if read_corrections(content, str(file)) else None


def planned_files(plan: Plan) -> list[Path]:
    """The raw files that this run reads: those that its id names, whatever else came into the folder meanwhile."""
    return [plan.settings.raw / os.fsdecode(name) for name in plan.files.read_bytes().split(b"\0")[:-1]]


def describe_inputs(files: Iterable[Path], raw: Path) -> list[dict[str, Any]]:
    """Each of these files below ``raw`` and its sidecar with size and hash, in this order."""
    found = (path for file in files for path in (file, sidecar_path(file)) if path == file or path.is_file())
    return [_describe_input(path, raw_name(path, raw)) for path in found]


def _describe_input(path: Path, name: str) -> dict[str, Any]:
    """A file that may not be read, or went away meanwhile, is part of the input too: it will be refused by name."""
    try:
        return describe_file(path, name)
    except (FileNotFoundError, IsADirectoryError, PermissionError):
        return {"path": name, "bytes": None, "sha256": None}


def input_parts(inputs: Iterable[dict[str, Any]]) -> list[str]:
    """What of the input goes into the release id: names and content."""
    return [f"{entry['path']} {entry['sha256']}" for entry in inputs]


def read_json(path: Path) -> Any:
    """What a step left behind in a scratch file."""
    return json.loads(path.read_text(encoding="utf-8"))
