"""Which day an event stands on, by tests/cases/event_days: days of deeds, of sayings and of occasions told apart."""

from __future__ import annotations

import pytest

from tests.assemble.reading import read
from tests.case_files import Case, read_cases


@pytest.mark.parametrize("case", read_cases("event_days"), ids=lambda case: case.text[:60])
def test_the_days_of_the_events(case: Case) -> None:
    days = [
        f"{mention.event_on.earliest} {mention.event_on.latest} {mention.date_basis}" if mention.event_on else "none"
        for mention in read(case.text).event_mentions
    ]
    assert days == case["days"]
