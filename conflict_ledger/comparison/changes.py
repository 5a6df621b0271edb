"""What became of each event from one release to a later one, and why.

An event is followed by its id; where ids come and go, by its tellings: what most of them tell now is its heir.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from conflict_ledger.comparison.causes import Cause, causes_of
from conflict_ledger.comparison.releases import ReleaseView, Row

KINDS = ("added", "split", "merged", "renamed", "removed", "toll_up", "toll_down", "changed")
# Follow from other columns, or from the way here.
NOT_COMPARED = ("timestamp", "notes", "year", "iso", "region", "disorder_type", "interaction", "event_type")
BOUNDS = ("low", "best", "high")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One event that is not what it was.

    ``event`` is its row of ``events``, of the later release if it is there. ``others`` are the ids that it came from
    (split) or went to (merged, renamed). ``fields`` maps columns to values (before, after), and ``killed`` to the
    range of the killed as (low, best, high), high None for open.
    """

    kind: str
    event_id: str
    event: Row
    others: tuple[str, ...] = ()
    fields: Mapping[str, tuple[Any, Any]]
    causes: tuple[Cause, ...]


def compare(before: ReleaseView, after: ReleaseView) -> list[Change]:
    """All changes, by kind in the order of ``KINDS``, then by event id."""
    changes = [*_gone(before, after), *_come(before, after), *_stayed(before, after)]
    return sorted(changes, key=lambda change: (KINDS.index(change.kind), change.event_id))


def _gone(before: ReleaseView, after: ReleaseView) -> Iterator[Change]:
    for event_id in before.events.keys() - after.events.keys():
        heir = _most(before.tellings.get(event_id, ()), after.event_of_telling)
        kind = "removed" if heir is None else "merged" if heir in before.events else "renamed"
        yield Change(
            kind=kind,
            event_id=event_id,
            event=before.events[event_id],
            others=(heir,) if heir else (),
            fields=_changed_fields(heir, before, after, was=event_id) if heir and kind == "renamed" else {},
            causes=causes_of(event_id if heir is None else heir, before, after, was=event_id),
        )


def _come(before: ReleaseView, after: ReleaseView) -> Iterator[Change]:
    for event_id in after.events.keys() - before.events.keys():
        origin = _most(after.tellings.get(event_id, ()), before.event_of_telling)
        if origin is not None and _is_heir(event_id, origin, before, after):
            continue  # told with the id that went: renamed
        yield Change(
            kind="added" if origin is None else "split",
            event_id=event_id,
            event=after.events[event_id],
            others=(origin,) if origin else (),
            fields={},
            causes=causes_of(event_id, before, after),
        )


def _is_heir(event_id: str, origin: str, before: ReleaseView, after: ReleaseView) -> bool:
    """Whether ``origin`` went and most of its tellings are this event's now."""
    is_gone = origin not in after.events
    return is_gone and _most(before.tellings.get(origin, ()), after.event_of_telling) == event_id


def _most(tellings: Iterable[str], event_of: Mapping[str, str]) -> str | None:
    """The event that most of the tellings belong to; of equals the lowest id; None where none of them is there."""
    counted = Counter(event_of[telling] for telling in tellings if telling in event_of)
    return min(counted, key=lambda event: (-counted[event], event), default=None)


def _stayed(before: ReleaseView, after: ReleaseView) -> Iterator[Change]:
    for event_id in before.events.keys() & after.events.keys():
        fields = _changed_fields(event_id, before, after)
        if fields:
            yield Change(
                kind=_kind(fields),
                event_id=event_id,
                event=after.events[event_id],
                fields=fields,
                causes=causes_of(event_id, before, after),
            )


def _changed_fields(
    event_id: str, before: ReleaseView, after: ReleaseView, was: str | None = None
) -> dict[str, tuple[Any, Any]]:
    """What the row and the range of the killed say otherwise; ``was`` is the id before, where that is another."""
    was = was or event_id
    old, new = before.events[was], after.events[event_id]
    names = [name for name in new if name not in (*NOT_COMPARED, "event_id_cnty")]
    fields = {name: (old.get(name), new[name]) for name in names if old.get(name) != new[name]}
    killed = _killed(was, before), _killed(event_id, after)
    return fields | ({"killed": killed} if killed[0] != killed[1] else {})


def _killed(event_id: str, release: ReleaseView) -> tuple[int | None, ...] | None:
    row = release.killed.get(event_id)
    return None if row is None else tuple(row[bound] for bound in BOUNDS)


def _kind(fields: Mapping[str, tuple[Any, Any]]) -> str:
    """``toll_up`` or ``toll_down`` by ACLED's number, else by the middle of the range and its ends."""
    if "fatalities" in fields:
        old, new = fields["fatalities"]
        return "toll_up" if new > old else "toll_down"
    if "killed" not in fields:
        return "changed"
    old, new = (_weight(value) for value in fields["killed"])
    return "toll_up" if new > old else "toll_down"


def _weight(killed: tuple[int | None, ...] | None) -> tuple[float, float, float]:
    """A range for comparing: best, then high, then low; an open high is the highest."""
    if killed is None:
        return (-1.0, -1.0, -1.0)
    low, best, high = killed
    top = float("inf") if high is None else float(high)
    return (float(best if best is not None else low or 0), top, float(low or 0))
