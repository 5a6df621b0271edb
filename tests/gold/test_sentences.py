"""Sixty sentences on their own: how many claims are found and right. They were scored once before any rule was
changed for them (sentences.yml says how that went); since then they only hold the level."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from conflict_ledger.lexicon import read_yaml
from conflict_ledger.records import Claim
from tests.assemble.reading import read

LEVELS = {
    "recall": 0.93, "precision": 0.97, "numbers": 0.98, "claimant_type": 0.95, "assertion": 0.98, "is_total": 0.93,
}  # fmt: skip


@dataclass(frozen=True)
class Wanted:
    """One expected claim; a tuple holds every answer that is right."""

    outcomes: tuple[str, ...]
    numbers: str
    claimant_types: tuple[str, ...]
    assertions: tuple[str, ...]
    is_total: bool


def wanted(text: str) -> Wanted:
    outcomes, numbers, claimants, assertions, *part = text.split()
    return Wanted(
        tuple(outcomes.split(",")), numbers, tuple(claimants.split(",")), tuple(assertions.split(",")), not part
    )


def numbers_of(claim: Claim) -> str:
    quantity = claim.quantity
    return "/".join("-" if bound is None else str(bound) for bound in (quantity.low, quantity.best, quantity.high))


def partner(claims: list[Claim], expected: Wanted) -> Claim | None:
    """The claim meant: of that outcome and best number, one that is total or part as expected before another."""
    best = expected.numbers.split("/")[1]
    same = [claim for claim in claims if claim.outcome in expected.outcomes]
    fitting = [claim for claim in same if numbers_of(claim).split("/")[1] == best]
    return min(fitting, key=lambda claim: claim.is_total != expected.is_total, default=None)


@cache
def figures() -> dict[str, float]:
    right = dict.fromkeys(LEVELS, 0)
    n_wanted = n_given = n_found = 0
    for case in read_yaml(Path(__file__).parent / "sentences.yml"):
        claims = list(read(case["text"]).claims)
        n_given += len(claims)
        for expected in map(wanted, case["claims"]):
            n_wanted += 1
            claim = partner(claims, expected)
            if claim is None:
                continue
            claims.remove(claim)
            n_found += 1
            right["numbers"] += numbers_of(claim) == expected.numbers
            right["claimant_type"] += claim.claimant_type in expected.claimant_types
            right["assertion"] += claim.assertion in expected.assertions
            right["is_total"] += claim.is_total == expected.is_total
    found = {name: count / n_found for name, count in right.items()}
    return found | {"recall": n_found / n_wanted, "precision": n_found / n_given}


@pytest.mark.parametrize("figure", LEVELS)
def test_the_level_holds(figure: str) -> None:
    assert figures()[figure] >= LEVELS[figure], figures()
