"""What became of the events of the release before: timestamps that move with their row, tombstones for ids that went.

A reader keeps a copy up to date by ACLED's recipe: take the rows whose ``timestamp`` is not below the highest of the
copy, put them in place of those with the same id, then drop the ids of ``deletions`` that are as new. So a row that
says the same keeps its timestamp, and a changed row, a new row and a tombstone get one above all that were given
before. It counts seconds but is no clock: the same releases in the same order give the same numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from conflict_ledger.publish.acled import unix_seconds

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """The release before; all empty where there is none.

    ``events`` maps event id to its row, ``event_of_mention`` event mention id to event id.
    """

    events: Mapping[str, Row] = field(default_factory=dict)
    event_of_mention: Mapping[str, str] = field(default_factory=dict)
    deletions: tuple[Row, ...] = ()

    @property
    def newest(self) -> int | None:
        """The highest timestamp given so far, to rows and tombstones."""
        given = [row["timestamp"] for row in self.events.values() if row["timestamp"] is not None]
        return max([*given, *(row["deleted_timestamp"] for row in self.deletions)], default=None)


def read_former(release: Path | None) -> Former:
    """The release of this folder as ``Former``; one of an older make may lack the table ``deletions``."""
    if release is None:
        return Former()
    import pyarrow.parquet as pq

    links = pq.read_table(release / "event_mentions.parquet", columns=["event_mention_id", "event_id_cnty"])
    deletions = release / "deletions.parquet"
    return Former(
        events={row["event_id_cnty"]: row for row in pq.read_table(release / "events.parquet").to_pylist()},
        event_of_mention=mention_links(links),
        deletions=tuple(pq.read_table(deletions).to_pylist()) if deletions.exists() else (),
    )


def mention_links(event_mentions: Any) -> dict[str, str]:
    """Event mention id -> event id, from the table ``event_mentions``; those without an event are left out."""
    mentions, events = (event_mentions[name].to_pylist() for name in ("event_mention_id", "event_id_cnty"))
    return {mention: event for mention, event in zip(mentions, events, strict=True) if event is not None}


def moment_of(former: Former, published: Iterable[datetime | None]) -> int:
    """The timestamp of all that is new in a release: its newest publication, but above all given before."""
    newest, given = max((unix_seconds(at) or 0 for at in published if at), default=0), former.newest
    return newest if given is None else max(newest, given + 1)


def stamp_rows(rows: Sequence[Row], former: Former, moment: int) -> list[Row]:
    """Rows of ``events``, each with its timestamp.

    In a first release a row keeps that of its own newest publication, where one is known.
    """
    is_first = former.newest is None  # asked once: it looks at every former row
    return [row | {"timestamp": _stamp(row, former, moment, is_first)} for row in rows]


def _stamp(row: Row, former: Former, moment: int, is_first: bool) -> int:
    before = former.events.get(row["event_id_cnty"])
    if before is not None and before["timestamp"] is not None and _content(before) == _content(row):
        stamp: int = before["timestamp"]
        return stamp
    own: int | None = row["timestamp"]
    return own if is_first and own is not None else moment


def _content(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "timestamp"}


def deletion_rows(former: Former, living: Iterable[str], event_of_mention: Mapping[str, str], moment: int) -> list[Row]:
    """Rows of ``deletions``: earlier tombstones, and one for each event that was there and is not ``living`` any more.

    An id that lives again loses its tombstone. ``event_of_mention`` says where the tellings are now.
    """
    alive = set(living)
    kept = [row for row in former.deletions if row["event_id_cnty"] not in alive]
    moved = _moves(former, {mention: event for mention, event in event_of_mention.items() if event in alive})
    gone = sorted(former.events.keys() - alive)
    return [*kept, *(_tombstone(event_id, moved.get(event_id), former, moment) for event_id in gone)]


def _moves(former: Former, event_of_mention: Mapping[str, str]) -> dict[str, str]:
    """Event id before -> the event that has most of its tellings now."""
    counted: dict[str, Counter[str]] = {}
    for mention, before in former.event_of_mention.items():
        if mention in event_of_mention:
            counted.setdefault(before, Counter())[event_of_mention[mention]] += 1
    return {before: min(now, key=lambda event: (-now[event], event)) for before, now in counted.items()}


def _tombstone(event_id: str, heir: str | None, former: Former, moment: int) -> Row:
    reason = "withdrawn" if heir is None else "merged" if heir in former.events else "renamed"
    return {"event_id_cnty": event_id, "deleted_timestamp": moment, "reason": reason, "merged_into": heir}


def ancestors(deletions: Sequence[Row]) -> dict[str, tuple[str, ...]]:
    """Living event id -> the ids that it took up, directly or through others, in order."""
    heirs = {row["event_id_cnty"]: row["merged_into"] for row in deletions if row["merged_into"]}
    taken: dict[str, list[str]] = {}
    for event_id in sorted(heirs):
        taken.setdefault(_last_heir(event_id, heirs), []).append(event_id)
    return {heir: tuple(ids) for heir, ids in taken.items()}


def _last_heir(event_id: str, heirs: Mapping[str, str]) -> str:
    """Follow the tombstones to the last id; they make no circle, since a living id has none."""
    while event_id in heirs:
        event_id = heirs[event_id]
    return event_id
