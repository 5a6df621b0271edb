"""Passages with the claims a reader finds in them: how a file of them is read, and how the claims given are paired
with those wanted."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from conflict_ledger.lexicon import read_yaml
from conflict_ledger.records import Claim
from tests.assemble.reading import read

FIGURES = ("numbers", "claimant_type", "assertion", "victim_type", "is_total", "is_cumulative")


@dataclass(frozen=True)
class Wanted:
    """One expected claim; a tuple holds every answer that is right, None that any is."""

    optional: bool
    place: tuple[int, int] | None  # None: a sum, which quotes a whole list
    outcomes: tuple[str, ...]
    numbers: tuple[str, ...]
    claimant_types: tuple[str, ...]
    assertions: tuple[str, ...]
    victim_types: tuple[str, ...] | None
    is_total: bool | None
    is_cumulative: bool | None


def place_of(words: str, text: str) -> tuple[int, int] | None:
    """Where the counting words stand; "four#2" is the second of its kind."""
    if words == "+":
        return None
    words, _, nth = words.partition("#")
    found = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    return found[int(nth or 1) - 1]


def wanted(line: str, text: str) -> Wanted:
    optional = line.startswith("? ")
    words, told, types, *marks = (part.strip() for part in line.removeprefix("? ").split("|"))
    outcomes, numbers, claimants, assertions = told.split()
    flags = set(" ".join(marks).split())
    return Wanted(
        optional=optional,
        place=place_of(words, text),
        outcomes=tuple(outcomes.split(",")),
        numbers=tuple(numbers.split(",")),
        claimant_types=tuple(claimants.split(",")),
        assertions=tuple(assertions.split(",")),
        victim_types=None if types == "*" else tuple(types.split(",")),
        is_total=None if "any_part" in flags else "part" not in flags,
        is_cumulative=None if "any_cumulative" in flags else "cumulative" in flags,
    )


def numbers_of(claim: Claim) -> str:
    quantity = claim.quantity
    return "/".join("-" if bound is None else str(bound) for bound in (quantity.low, quantity.best, quantity.high))


def fits(claim: Claim, expected: Wanted) -> bool:
    """One outcome, and the same words; a sum is known by its number."""
    if claim.outcome not in expected.outcomes:
        return False
    if expected.place is None:
        return (claim.is_total or claim.rule.endswith("+sum")) and numbers_of(claim) in expected.numbers
    start, end = expected.place
    return claim.count_span.start < end and start < claim.count_span.end and not claim.rule.endswith("+sum")


def partner(claims: list[Claim], expected: Wanted) -> Claim | None:
    fitting = [claim for claim in claims if fits(claim, expected)]
    return min(fitting, key=lambda claim: numbers_of(claim) not in expected.numbers, default=None)


def faults(claim: Claim, expected: Wanted) -> list[str]:
    """The figures in which a claim differs from the one wanted."""
    right = {
        "numbers": numbers_of(claim) in expected.numbers,
        "claimant_type": claim.claimant_type in expected.claimant_types,
        "assertion": claim.assertion in expected.assertions,
        "victim_type": expected.victim_types is None or claim.victim_type in expected.victim_types,
        "is_total": expected.is_total in (None, claim.is_total),
        "is_cumulative": expected.is_cumulative in (None, claim.is_cumulative),
    }
    return [name for name in FIGURES if not right[name]]


@dataclass(frozen=True)
class Outcome:
    """How one passage was read: pairs with their faults, what was missed, and what is no claim."""

    found: tuple[tuple[Wanted, Claim, list[str]], ...]
    missed: tuple[Wanted, ...]
    extra: tuple[Claim, ...]

    @property
    def is_right(self) -> bool:
        return not self.missed and not self.extra and not any(wrong for _, _, wrong in self.found)


def outcome_of(case: dict) -> Outcome:  # type: ignore[type-arg]
    claims = list(read(case["text"]).claims)
    found, missed = [], []
    every = [wanted(line, case["text"]) for line in case["claims"]]
    for expected in sorted(every, key=lambda one: one.optional):
        claim = partner(claims, expected)
        if claim is not None:
            claims.remove(claim)
        if not expected.optional:
            if claim is None:
                missed.append(expected)
            else:
                found.append((expected, claim, faults(claim, expected)))
    return Outcome(tuple(found), tuple(missed), tuple(claims))


def in_second_half(case: dict) -> bool:  # type: ignore[type-arg]
    """Half of the passages, by the hash of their text: what was not looked at while rules were changed."""
    return sha256(case["text"].encode()).digest()[0] % 2 == 1


def figures(outcomes: list[Outcome]) -> dict[str, float]:
    n_found = sum(len(one.found) for one in outcomes)
    wrong = Counter(name for one in outcomes for _, _, faults in one.found for name in faults)
    shares = {name: 1 - wrong[name] / n_found for name in FIGURES}
    return shares | {
        "recall": n_found / (n_found + sum(len(one.missed) for one in outcomes)),
        "precision": n_found / (n_found + sum(len(one.extra) for one in outcomes)),
        "passages": sum(one.is_right for one in outcomes) / len(outcomes),
    }


def cases(name: str) -> list[dict]:  # type: ignore[type-arg]
    return list(read_yaml(Path(__file__).parent / name))
