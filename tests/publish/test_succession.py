"""From release to release: which rows get a new timestamp, which ids a tombstone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from conflict_ledger.publish.succession import Former, ancestors, deletion_rows, moment_of, stamp_rows

Row = dict[str, Any]
NEWS = datetime(1970, 1, 1, 0, 5)  # second 300


def row(event_id: str, timestamp: int | None = None, **changed: Any) -> Row:
    return {"event_id_cnty": event_id, "fatalities": 3, "timestamp": timestamp} | changed


def tombstone(event_id: str, heir: str | None, at: int = 50) -> Row:
    return {
        "event_id_cnty": event_id,
        "deleted_timestamp": at,
        "reason": "merged" if heir else "withdrawn",
        "merged_into": heir,
    }


FORMER = Former(
    events={"IRQ1": row("IRQ1", 100), "IRQ2": row("IRQ2", 200)},
    event_of_mention={"m1": "IRQ1", "m2": "IRQ2", "m3": "IRQ2"},
)


def test_a_first_release_dates_rows_by_their_own_news() -> None:
    rows = stamp_rows([row("IRQ1", 100), row("IRQ2")], Former(), moment_of(Former(), [NEWS, None]))
    assert [found["timestamp"] for found in rows] == [100, 300]


@pytest.mark.parametrize(("published", "moment"), [([NEWS], 300), ([datetime(1970, 1, 1, 0, 2)], 201), ([], 201)])
def test_what_is_new_is_newer_than_all_before(published: list[datetime], moment: int) -> None:
    assert moment_of(FORMER, published) == moment


def test_tombstones_count_among_what_was_given_before() -> None:
    assert moment_of(Former(deletions=(tombstone("IRQ9", None, at=400),)), [NEWS]) == 401


def test_a_row_that_says_the_same_keeps_its_timestamp_and_a_changed_one_does_not() -> None:
    same, changed, new = stamp_rows([row("IRQ1", 150), row("IRQ2", 150, fatalities=4), row("IRQ3", 150)], FORMER, 300)
    assert [same["timestamp"], changed["timestamp"], new["timestamp"]] == [100, 300, 300]


@pytest.mark.parametrize(
    ("living", "links", "reason", "heir"),
    [
        (["IRQ1"], {"m1": "IRQ1", "m2": "IRQ1", "m3": "IRQ1"}, "merged", "IRQ1"),
        (["IRQ1", "IRQ7"], {"m1": "IRQ1", "m2": "IRQ7", "m3": "IRQ7"}, "renamed", "IRQ7"),
        (["IRQ1", "IRQ7", "IRQ8"], {"m2": "IRQ8", "m3": "IRQ7"}, "renamed", "IRQ7"),
        (["IRQ1"], {"m1": "IRQ1"}, "withdrawn", None),
        (["IRQ1"], {"m1": "IRQ1", "m2": "IRQ7", "m3": "IRQ7"}, "withdrawn", None),
    ],
    ids=["merged", "renamed", "most tellings, then lowest id", "no telling left", "heir set apart"],
)
def test_an_id_that_goes_leaves_a_tombstone(
    living: list[str], links: dict[str, str], reason: str, heir: str | None
) -> None:
    assert deletion_rows(FORMER, living, links, 300) == [
        {"event_id_cnty": "IRQ2", "deleted_timestamp": 300, "reason": reason, "merged_into": heir}
    ]


def test_tombstones_stay_until_the_id_lives_again() -> None:
    former = Former(deletions=(tombstone("IRQ8", "IRQ1"), tombstone("IRQ9", None)))
    assert deletion_rows(former, ["IRQ1", "IRQ8"], {}, 300) == [tombstone("IRQ9", None)]


def test_an_event_names_all_that_it_took_up() -> None:
    chain = [tombstone("IRQ3", "IRQ2"), tombstone("IRQ2", "IRQ1"), tombstone("IRQ5", "IRQ1"), tombstone("IRQ6", None)]
    assert ancestors(chain) == {"IRQ1": ("IRQ2", "IRQ3", "IRQ5")}
