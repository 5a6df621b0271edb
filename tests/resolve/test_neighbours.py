"""Which events a mention is compared with, in a crowd of thousands."""

from __future__ import annotations

import time

import pytest

from conflict_ledger.resolve.events import resolve_events
from conflict_ledger.run.resolution import facts_for_linking
from tests.assemble.reading import link, read

LONG = (
    "The dead were {who}, and the attackers fled towards the {where} after setting the {what} alight, neighbours said. "
)
CROWD = 240


def report(number: int, who: str, where: str, what: str) -> str:
    text = f"Gunmen killed {number} villagers in Mali on 3 May 2021. " + LONG.format(who=who, where=where, what=what)
    return f"Attack number {number}\n\n{text}"


@pytest.fixture(scope="module")
def crowd() -> list[str]:
    return [report(5 + number, f"herders{number}", f"gorge{number}", f"granary{number}") for number in range(CROWD)]


def test_in_a_crowd_a_report_is_still_compared_with_the_one_that_shares_its_rare_words(crowd: list[str]) -> None:
    names = {"who": "beekeepers", "where": "salt pans", "what": "ferry landing"}
    texts = [report(77, **names), *crowd, report(77, **names) + "The mayor of the town spoke of a black day."]
    readings = [read(text, name=f"{number:03}.txt") for number, text in enumerate(texts)]
    twins = {mention.event_mention_id for at in (0, -1) for mention in readings[at].event_mentions}
    assert any(twins <= set(event.mention_ids) for event in link(*readings))


def test_the_work_grows_with_the_number_of_reports_and_not_with_its_square() -> None:
    readings = [
        read(
            f"Gunmen killed {number % 9 + 2} people in Mali on 3 May 2021, report {number} said.", name=f"{number}.txt"
        )
        for number in range(1_600)
    ]
    mentions = [mention for reading in readings for mention in reading.event_mentions]
    claims = {claim.claim_id: claim for reading in readings for claim in reading.claims}
    facts = {reading.document.document_id: facts_for_linking(reading) for reading in readings}
    times = []
    for number in (400, 1_600):
        started = time.process_time()
        resolve_events(mentions[:number], claims, facts)
        times.append(time.process_time() - started)
    assert times[1] < 8 * times[0]  # the square would be 16
