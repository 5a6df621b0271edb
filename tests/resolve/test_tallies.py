"""Which numbers of one article count different people, and so add up."""

from __future__ import annotations

import pytest

from conflict_ledger.records import Claim
from conflict_ledger.resolve.fatalities import usable
from conflict_ledger.resolve.tallies import tallies_of
from tests.assemble.reading import read


def killed(text: str) -> list[Claim]:
    return [claim for claim in usable(read(text).claims) if claim.outcome == "killed"]


def largest(text: str, outcome: str = "killed") -> int | None:
    told = [claim for claim in usable(read(text).claims) if claim.outcome == outcome]
    return max(tally.quantity.best or 0 for tally in tallies_of(told))


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("A car bomb killed five shoppers in Goma. The driver was also killed.", 6),
        ("Nine soldiers were killed near Goma on Friday. Six rebels died as well, and two civilians were killed.", 17),
        ("Two guards were killed in Goma. Another three people died in the market.", 5),
        ("Police said four cooks were killed in Goma. A fifth person died on Tuesday.", 5),
        ("A plumber fatally shot two cooks in Goma before killing himself.", 3),
        ("Three people are dead in Goma after a plumber killed himself.", 3),
        ("A guard was shot dead in Goma. A second guard was shot dead in the yard.", 2),
        ("Nine people were killed in Goma. Four were children. Nine people were killed, police said.", 9),
        ("Nine people were killed in Goma. Nine people were also killed, it is said.", 9),
        ("At least 12 people were killed in Goma. Three soldiers were killed in the blast.", 12),
        ("The army said 11 rebels were killed near Goma. Residents said 27 civilians were killed.", 27),
        ("Nine soldiers were killed. Rain fell. Talks went on. The road is shut. Six rebels were killed.", 9),
        ("Two children were killed in Goma. Two women were shot dead as well.", 4),
        ("A cook was shot dead in Goma along with two of her sons.", 3),
        ("Soldiers were killed in Goma. Six rebels were killed as well.", 6),
    ],
)
def test_the_largest_tally(text: str, best: int) -> None:
    assert largest(text) == best


def test_others_who_were_hurt_are_others_than_the_dead() -> None:
    text = "Two clerks were killed and three others wounded in Goma. Three other people were wounded, police said."
    assert largest(text, "injured") == 3


def test_an_addition_looks_back_over_the_wounded_to_the_dead() -> None:
    text = "The blast killed five shoppers and wounded ten. The bomber was also killed."
    assert largest(text) == 6


def test_a_tally_names_all_its_claims_and_the_largest_leads() -> None:
    claims = killed("Two guards were killed in Goma. Another three people died in the market.")
    run = tallies_of(claims)[-1]
    assert [claim.count_text for claim in run.claims] == ["three", "Two"]
    assert run.added == (claims[0].claim_id,)
