"""Each link and each near miss says how many points it had, how many it needed, and why."""

from __future__ import annotations

from conflict_ledger.records import Extraction, LinkEvidence
from conflict_ledger.resolve.events import link_mentions, profiles_of
from conflict_ledger.run.resolution import facts_for_linking
from tests.assemble.reading import read

RAID = "Rebels killed nine villagers in Gao on 3 May 2021."


def evidence(*texts: str) -> list[LinkEvidence]:
    readings: list[Extraction] = [read(text, name=f"{at}.txt") for at, text in enumerate(texts)]
    facts = {item.document.document_id: facts_for_linking(item) for item in readings}
    return list(link_mentions([told for item in readings for told in profiles_of(item)], facts)[1])


def test_a_link_says_that_it_agrees_in_enough() -> None:
    (found,) = evidence(RAID, "Nine villagers were killed by rebels in Gao on 3 May 2021.")
    assert (found.decision, found.reason) == ("linked", "agreement")
    assert found.score >= found.points_needed > 0
    assert found.event_mention_id < found.other_mention_id


def test_a_near_miss_says_what_speaks_against_it() -> None:
    (found,) = evidence(RAID, "Rebels killed nine villagers in Gao on 5 May 2021.")
    assert (found.decision, found.reason) == ("rejected", "other_day")


def test_reports_that_agree_in_little_are_no_near_miss() -> None:
    assert evidence(RAID, "A bomb hurt two soldiers in Basra on 9 August 2021.") == []


def test_evidence_does_not_depend_on_the_order_of_reports() -> None:
    texts = [RAID, "Nine villagers were killed by rebels in Gao on 3 May 2021.", "Rebels shot nine people in Gao."]
    assert len(evidence(*texts)) >= 2
    names = [{one.event_mention_id, one.other_mention_id} for one in evidence(*texts)]
    assert all(len(pair) == 2 for pair in names) and len({frozenset(pair) for pair in names}) == len(names)
