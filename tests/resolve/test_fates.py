"""The wounded who die further on in the same article: no injured in the view, claims as they were told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conflict_ledger.records import CasualtyRange
from conflict_ledger.resolve import fates
from tests.assemble.reading import link, read


def injured(text: str) -> CasualtyRange | None:
    (event,) = link(read(text, scope="violence"))
    return next((row for row in event.ranges if row.outcome == "injured" and row.claimant_type == "all"), None)


@pytest.mark.parametrize(
    "text",
    [
        "A baker was stabbed and wounded in Goma on Monday. He died of the wounds.",
        "Gunmen killed three miners in Goma on Monday. All three were taken to hospital.",
        "Gunmen killed a miner in Goma on Monday. The victim was taken to hospital.",
    ],
)
def test_the_later_dead_are_not_injured(text: str) -> None:
    row = injured(text)
    assert row is not None
    assert (row.low, row.best, row.basis) == (0, 0, "died_later")
    assert row.high and row.low_claim_id == row.best_claim_id == row.high_claim_id


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("A woman was wounded in Goma on Monday. He was killed in the attack.", 1),
        ("Gunmen killed a boy in Goma on Monday, and the girl was taken to hospital.", 1),
        ("Gunmen killed a 30-year-old miner in Goma on Monday, and the 12-year-old was taken to hospital.", 1),
        ("Gunmen killed a miner in Goma on Monday. The other victim was taken to hospital.", 1),
        ("Gunmen killed a miner in Goma on Monday. Both victims were taken to hospital.", 2),
        ("Gunmen killed a miner and wounded a baker in Goma on Monday. The victim was taken to hospital.", 1),
    ],
)
def test_others_stay_injured(text: str, best: int) -> None:
    row = injured(text)
    assert row is not None
    assert (row.best, row.basis) == (best, "stated")


def test_the_claims_stay_what_they_say() -> None:
    claims = read("A baker was stabbed and wounded in Goma on Monday. He died of the wounds.").claims
    assert [claim.outcome for claim in claims] == ["injured", "killed"]


def test_no_rule_between_articles_reads_a_sentence() -> None:
    """A run puts the sentences away before it links: what a rule needs of them is read in assemble/."""
    assert read("Gunmen killed a miner in Goma on Monday.").claims[0].sentence
    modules = Path(fates.__file__).parent.glob("*.py")
    assert [module.name for module in modules if re.search(r"\w\.sentence\b", module.read_text())] == []
