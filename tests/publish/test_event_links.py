"""The number of events under a stricter and a looser bar, and links that a person decided."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from conflict_ledger.publish.event_links import count_events, event_link_rows
from tests.publish.sound_records import link

HOMES = {"m_1": "IRQ1", "m_2": "IRQ1", "m_3": "IRQ2", "m_4": "IRQ3"}


def counted(*links: tuple[str, str, float, str]) -> dict[str, int]:
    names = ("event_mention_id", "other_mention_id", "score", "reason")
    rows: list[dict[str, Any]] = [dict(zip(names, row, strict=True)) | {"points_needed": 5.0} for row in links]
    return count_events(
        {
            "events": pa.table({"event_id_cnty": sorted(set(HOMES.values()))}),
            "event_mentions": pa.table({"event_mention_id": list(HOMES), "event_id_cnty": list(HOMES.values())}),
            "event_links": pa.table({name: [row[name] for row in rows] for name in (*names, "points_needed")}),
        }
    )


@pytest.mark.parametrize(
    ("links", "strict", "loose"),
    [
        ([("m_1", "m_2", 9.0, "agreement")], 3, 3),
        ([("m_1", "m_2", 6.0, "agreement")], 4, 3),
        ([("m_1", "m_2", 4.0, "held_together")], 4, 3),
        ([("m_2", "m_3", 4.0, "below")], 3, 2),
        ([("m_2", "m_3", 2.0, "below")], 3, 3),
        ([("m_2", "m_3", 4.0, "other_day"), ("m_3", "m_4", 9.0, "same_document")], 3, 3),
        ([("m_1", "m_3", 4.0, "below"), ("m_2", "m_3", 4.0, "below"), ("m_3", "m_4", 4.0, "below")], 3, 1),
    ],
)
def test_a_bar_two_points_higher_or_lower(links: list[Any], strict: int, loose: int) -> None:
    assert counted(*links) == {"strict": strict, "published": 3, "loose": loose}


@pytest.mark.parametrize(
    ("homes", "decision", "reason"),
    [
        ({}, "rejected", "below"),
        ({"m_000000000001": "IRQ1", "m_000000000002": "IRQ2"}, "rejected", "below"),
        ({"m_000000000001": "IRQ1", "m_000000000002": "IRQ1"}, "linked", "decided"),
    ],
)
def test_where_a_person_put_two_together_the_evidence_says_so(
    homes: dict[str, str], decision: str, reason: str
) -> None:
    (row,) = event_link_rows([link()], homes)
    assert (row["decision"], row["reason"]) == (decision, reason)
