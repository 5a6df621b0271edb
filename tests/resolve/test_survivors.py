"""People shot of whom no death is told: injured in the view, never in the claims."""

from __future__ import annotations

import pytest

from conflict_ledger.records import CasualtyRange
from tests.assemble.reading import link, read


def injured(text: str) -> CasualtyRange | None:
    (event,) = link(read(text, scope="violence"))
    return next((row for row in event.ranges if row.outcome == "injured" and row.claimant_type == "all"), None)


@pytest.mark.parametrize(
    ("text", "best", "basis"),
    [
        ("Four people were shot at a market in Goma on Monday.", 4, "shot_not_dead"),
        ("Four people were shot in Goma on Monday. One person was killed in the shooting.", 3, "shot_not_dead"),
        ("Four people were shot in Goma on Monday. Two people were in critical condition.", 4, "shot_not_dead"),
        ("Four people were shot in Goma on Monday. Five people were wounded in the shooting.", 5, "stated"),
    ],
)
def test_those_shot_and_not_dead_are_injured(text: str, best: int, basis: str) -> None:
    row = injured(text)
    assert row is not None
    assert (row.best, row.basis) == (best, basis)
    assert row.best_claim_id is not None


@pytest.mark.parametrize(
    "text",
    [
        "Dozens of captured soldiers were shot in Goma on Monday.",
        "Four people were shot in Goma on Monday. All four people were killed in the attack.",
    ],
)
def test_nobody_is_left_over(text: str) -> None:
    assert injured(text) is None


def test_the_claim_itself_stays_what_it_says() -> None:
    (claim,) = read("Four people were shot at a market in Goma on Monday.").claims
    assert claim.outcome == "casualties" and claim.is_shot
