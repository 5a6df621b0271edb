"""Days of messages and clips that are embedded in an article, and what they settle."""

from __future__ import annotations

from datetime import date

import pytest

from conflict_ledger.ingest.posts import posted_on
from tests.assemble.reading import read


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Roads are shut. Orta Police (@OrtaPolice) 4 May 2021", date(2021, 5, 4)),
        ("A clip shows the mill. (Published Monday, May 3, 2021)", date(2021, 5, 3)),
        ("UPDATE: (Updated 13/5/2021) Roads are shut.", date(2021, 5, 13)),
        ("Ana (@ana) 3 May 2021 and Bo (@bo) 4 May 2021", date(2021, 5, 4)),
        ("The mill (built on 3 May 1921) was hit on 4 May 2021.", None),
        ("The report was published on 3 May 2021.", None),
        ("Ana (@ana) 31 June 2021", None),
    ],
)
def test_the_last_day_of_posting(text: str, day: date | None) -> None:
    assert posted_on(text) == day


def test_a_weekday_is_counted_back_from_a_message_where_publication_is_unknown() -> None:
    text = "Gunmen shot dead two millers near Goma on Sunday.\n\nRoads are shut. Orta Police (@OrtaPolice) May 4, 2021"
    (mention,) = read(text, published_at=None).event_mentions
    assert mention.event_on is not None
    assert mention.event_on.latest == date(2021, 5, 2)


def test_a_known_day_of_publication_is_not_moved_by_a_message() -> None:
    text = (
        "Gunmen shot dead two millers near Goma on Sunday.\n\nRoads are shut. Orta Police (@OrtaPolice) March 2, 2021"
    )
    (mention,) = read(text, published_at="2021-05-05").event_mentions
    assert mention.event_on is not None
    assert mention.event_on.latest == date(2021, 5, 2)
