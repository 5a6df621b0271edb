"""Who tells an event, and what it was nearly put together with, in the report."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow")

from conflict_ledger.publish import report_near  # noqa: E402
from conflict_ledger.publish.report_content import EventPage  # noqa: E402
from conflict_ledger.publish.report_links import tellings  # noqa: E402
from conflict_ledger.publish.report_near import near_misses  # noqa: E402

HOME = {"m_1": "NIG1", "m_2": "NIG1"}


def link(one: str, other: str, score: float, **more: Any) -> dict[str, Any]:
    return {
        "event_mention_id": one, "other_mention_id": other, "score": score, "points_needed": 5.0,
        "decision": "rejected", "reason": "other_day",
    } | more  # fmt: skip


def tables(*links: dict[str, Any]) -> dict[str, Any]:
    homes = {**HOME, "m_3": "NIG2", "m_4": "NIG3", "m_5": None}
    return {
        "event_links": pa.Table.from_pylist(list(links)),
        "event_mentions": pa.Table.from_pylist(
            [{"event_mention_id": name, "event_id_cnty": event_id} for name, event_id in homes.items()]
        ),
        "events": pa.Table.from_pylist(
            [
                {"event_id_cnty": name, "event_date": date(2021, 5, 3), "sub_event_type": "Attack", "location": "Jos"}
                for name in ("NIG1", "NIG2", "NIG3")
            ]
        ),
    }


def test_the_nearest_pair_of_two_events_stands_for_them() -> None:
    found = near_misses(tables(link("m_1", "m_3", 3.0), link("m_2", "m_3", 4.5), link("m_1", "m_4", 4.0)), HOME)
    assert [(row["event_id_cnty"], row["score"]) for row in found["NIG1"]] == [("NIG2", 4.5), ("NIG3", 4.0)]
    assert found.keys() == {"NIG1"}


def test_links_that_hold_and_mentions_of_no_event_are_no_near_misses() -> None:
    held = link("m_1", "m_3", 9.0, decision="linked", reason="agreement")
    assert near_misses(tables(held, link("m_1", "m_5", 4.5)), HOME) == {}
    assert near_misses({}, HOME) == {}


def test_the_nearest_few_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_near, "MOST_NEAR", 1)
    found = near_misses(tables(link("m_1", "m_3", 4.5), link("m_1", "m_4", 4.0)), HOME)
    assert [row["event_id_cnty"] for row in found["NIG1"]] == ["NIG2"]


def test_a_near_miss_is_told_with_its_points_and_led_to_where_it_is_shown() -> None:
    (near,) = near_misses(tables(link("m_1", "m_3", 4.5)), HOME)["NIG1"]
    mention = {"document_id": "d_1", "link_score": 0.0}
    page = EventPage(event={}, ranges={}, history={}, claims=(), mentions=(mention,), near=(near,))
    documents = {"d_1": {"source": "Harbour Post"}}
    led = str(tellings(page, documents, frozenset({"NIG2"})))
    assert '<a href="#e-NIG2">Attack, 3 May 2021, Jos</a>' in led
    assert "4.50 points of 5.00 needed: the days contradict each other" in led
    assert "Attack, 3 May 2021, Jos (NIG2)" in str(tellings(page, documents, frozenset()))
