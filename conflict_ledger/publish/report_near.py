"""The events that those on the page were nearly put together with, from the rejected rows of ``event_links``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from conflict_ledger.publish.report_tables import Row, read_rows
from conflict_ledger.publish.row_reading import Tables

MOST_NEAR = 3  # other events that are named beside one
ENDS = ("event_mention_id", "other_mention_id")


def near_misses(tables: Tables, home: Mapping[str, str]) -> dict[str, list[Row]]:
    """Event id -> the nearest other events, each with its row of ``events`` and the points and reason of the link.

    ``home`` maps the event mentions of the events on the page to these.
    """
    links = [row for end in ENDS for row in read_rows(tables, "event_links", None, where=(end, sorted(home)))]
    rejected = sorted((row for row in links if row["decision"] == "rejected"), key=_distance)
    others = sorted({row[end] for row in rejected for end in ENDS} - home.keys())
    found = read_rows(tables, "event_mentions", ["event_mention_id", "event_id_cnty"], where=(ENDS[0], others))
    events = {**home} | {row["event_mention_id"]: row["event_id_cnty"] for row in found}
    near: dict[str, dict[str, Row]] = {}
    for row in rejected:
        for one, other in _pairs(row, events):
            if one in home.values() and len(near.setdefault(one, {})) < MOST_NEAR:
                near[one].setdefault(other, row)
    wanted = sorted({other for known in near.values() for other in known})
    names = ["event_id_cnty", "event_date", "sub_event_type", "location", "country"]
    told = {row["event_id_cnty"]: row for row in read_rows(tables, "events", names, where=("event_id_cnty", wanted))}
    return {one: [{**told.get(other, {}), **row} for other, row in known.items()] for one, known in near.items()}


def _distance(row: Row) -> tuple[float, str, str]:
    return row["points_needed"] - row["score"], row[ENDS[0]], row[ENDS[1]]


def _pairs(row: Row, events: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The two events of a rejected link, either way round; nothing where one of its mentions is of none."""
    one, other = (events.get(row[end]) for end in ENDS)
    if one and other and one != other:
        yield one, other
        yield other, one
