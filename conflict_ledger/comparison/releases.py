"""What a comparison reads of a release: events, their tellings, ranges of the killed, claims and documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conflict_ledger.problems import ConfigurationError
from conflict_ledger.publish.manifest import stored_manifest
from conflict_ledger.publish.release import RELEASES, current_release, finished_release
from conflict_ledger.publish.stored_tables import stored_rows

Row = Mapping[str, Any]
CLAIM = ("claim_id", "document_id", "count_text", "claimant_type")
DOCUMENT = ("document_id", "text_sha256", "title", "source", "published_at", "source_path")
RANGE = ("event_id_cnty", "outcome", "claimant_type", "low", "best", "high")
BOUNDS = ("low_claim_id", "best_claim_id", "high_claim_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseView:
    """One release. ``events``, ``killed``, ``tellings`` and ``told_by`` map event ids.

    ``killed`` has the row of ``casualty_ranges`` over all claimants; ``tellings`` event mention ids, ``told_by``
    document ids. ``event_of_telling`` maps event mention ids, ``document_of_telling`` too.
    """

    manifest: Row
    events: Mapping[str, Row]
    killed: Mapping[str, Row]
    tellings: Mapping[str, frozenset[str]]
    told_by: Mapping[str, frozenset[str]]
    event_of_telling: Mapping[str, str]
    document_of_telling: Mapping[str, str]
    claims: Mapping[str, Row]
    documents: Mapping[str, Row]


def find_release(name: str, out: Path) -> Path:
    """The folder of a release: ``current``, ``previous``, an id of a release below ``out``, or a path.

    Raises ConfigurationError where there is none.
    """
    if name == "previous":
        current = find_release("current", out)
        before = (stored_manifest(current) or {}).get("previous_release")
        if before is None:
            raise ConfigurationError(f"{current.name} is the first release of {out}: there is none before it")
        if not (out / RELEASES / before).exists():
            advice = "run with --keep 2 or more, so that the last one stays beside the next"
            raise ConfigurationError(f"{before}, which {current.name} followed, was not kept: {advice}")
        return find_release(before, out)
    found = current_release(out) if name == "current" else finished_release(out, name)
    if found is None and stored_manifest(Path(name)) is not None:
        found = Path(name)
    if found is None:
        kept = sorted(path.name for path in (out / RELEASES).glob("r_*"))
        raise ConfigurationError(f"no release {name} in {out} (kept: {', '.join(kept) or 'none'})")
    return found


def view_release(release: Path) -> ReleaseView:
    """Read what a comparison needs of the release in this folder."""
    tellings = _rows(release, "event_mentions", "event_mention_id", "event_id_cnty", "document_id")
    linked = [row for row in tellings if row["event_id_cnty"] is not None]
    ranges = _rows(release, "casualty_ranges", *RANGE, *BOUNDS)
    return ReleaseView(
        manifest=stored_manifest(release) or {},
        events={row["event_id_cnty"]: row for row in _rows(release, "events")},
        killed={
            row["event_id_cnty"]: row for row in ranges if (row["outcome"], row["claimant_type"]) == ("killed", "all")
        },
        tellings=_grouped(linked, "event_mention_id"),
        told_by=_grouped(linked, "document_id"),
        event_of_telling={row["event_mention_id"]: row["event_id_cnty"] for row in linked},
        document_of_telling={row["event_mention_id"]: row["document_id"] for row in linked},
        claims={row["claim_id"]: row for row in _rows(release, "casualty_claims", *CLAIM)},
        documents={row["document_id"]: row for row in _rows(release, "documents", *DOCUMENT)},
    )


def _grouped(rows: list[Row], name: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row["event_id_cnty"], set()).add(row[name])
    return {event_id: frozenset(values) for event_id, values in found.items()}


def _rows(release: Path, table: str, *columns: str) -> list[Row]:
    return list(stored_rows(release / f"{table}.parquet", columns=list(columns) or None))
