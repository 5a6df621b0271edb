"""Counts of separate groups of one document, added up where the text gives no total.

ACLED's ``fatalities`` and every range ask how many were harmed in all. An article may say it in one number, or name
group after group: "left nine dead. The driver died as well". Each stated number is a tally of its own; a run of
numbers about different people is one more. Whether the sum or a stated total is believed is for the rules of
``fatalities.py``; repeated tellings of the same deaths never make a run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from operator import add

from conflict_ledger.records import Claim, Quantity

REACH = 2  # sentences from one group to the next
NUMERAL = re.compile(r"\d|\bone\b", re.IGNORECASE)
# Kinds of victims that never overlap, by side; women and children may be on any.
SIDES = ("state forces", "armed group", "civilians")


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers of one document that count different people, the largest first; ``quantity`` is their sum."""

    claims: tuple[Claim, ...]
    quantity: Quantity

    @property
    def lead(self) -> Claim:
        """The claim that carries most of the sum."""
        return self.claims[0]

    @property
    def first(self) -> Claim:
        """The claim told first."""
        return min(self.claims, key=lambda claim: claim.count_span)

    @property
    def added(self) -> tuple[str, ...]:
        """Ids of the claims added to the lead."""
        return tuple(claim.claim_id for claim in self.claims[1:])


def tallies_of(claims: Iterable[Claim]) -> list[Tally]:
    """A tally for each claim and one for each run of claims that add up, in text order.

    ``claims`` are of one outcome or more, of one event, from any documents; a run stays within one document,
    outcome and kind of speaker.
    """
    ordered = sorted(claims, key=lambda claim: (claim.document_id, claim.count_span, claim.claim_id))
    runs: list[list[Claim]] = []
    for _, told in groupby(ordered, key=lambda claim: claim.document_id):
        runs += _runs_of(list(told))
    alone = [Tally((claim,), claim.quantity) for claim in ordered]
    return alone + [_tally(run) for run in runs if len(run) > 1]


def _runs_of(claims: Sequence[Claim]) -> list[list[Claim]]:
    """The claims of one document, cut wherever one does not add to that told last."""
    runs: list[list[Claim]] = []
    before: list[Claim] = []
    for claim in claims:
        if runs and _adds_to(runs[-1], claim, before):
            runs[-1].append(claim)
        else:
            runs.append([claim])
        before.append(claim)
    return runs


def has_number(claim: Claim) -> bool:
    """Whether the words count somebody: "one guard" does, "a guard", "guards" and "nobody else" do not."""
    if claim.quantity.qualifier == "none_stated" or claim.quantity.high == 0:
        return False
    return claim.quantity.best != 1 or NUMERAL.search(claim.count_text) is not None


def _adds_to(run: Sequence[Claim], claim: Claim, before: Sequence[Claim]) -> bool:
    """Whether the claim counts more people than the run that ends in the claim told last."""
    return (
        _is_next(claim, run[-1])
        and (claim.is_additional or _is_of_another_side(claim, run))
        and not _is_told_before(claim, before)
    )


def _is_told_before(claim: Claim, before: Sequence[Claim]) -> bool:
    """Whether the document has stated the same number above one: it is told again, then, not more of them."""
    best = claim.quantity.best
    return best != 1 and any(other.quantity.best == best and _may_be_same(other, claim) for other in before)


def _may_be_same(one: Claim, other: Claim) -> bool:
    """Whether the words let both be the same people: "two men" and "two women" are not, "two people" may be."""
    kinds = {one.victim_type, other.victim_type}
    return len(kinds) == 1 or not kinds.isdisjoint((None, "person"))


def _is_next(claim: Claim, last: Claim) -> bool:
    """Whether both stand close together, in one voice or the article's own, about the same harm."""
    return (
        claim.outcome == last.outcome
        and (claim.claimant_type == last.claimant_type or _goes_on(claim))
        and "none_stated" not in (claim.quantity.qualifier, last.quantity.qualifier)
        and claim.sentence_index - last.sentence_index <= REACH
    )


def _goes_on(claim: Claim) -> bool:
    """Whether the article itself adds to what somebody told: "police said four died. A fifth victim died on Sunday"."""
    return claim.is_additional and claim.claimant_type == "media"


def _is_of_another_side(claim: Claim, run: Sequence[Claim]) -> bool:
    """Whether the people counted are on another side than all those of the run: soldiers beside rebels."""
    return (
        has_number(claim)
        and claim.side in SIDES
        and all(other.side in SIDES and other.side != claim.side for other in run)
    )


def _tally(run: Sequence[Claim]) -> Tally:
    ranked = sorted(run, key=lambda claim: (-(claim.quantity.low or 0), claim.count_span))
    return Tally(tuple(ranked), reduce(add, (claim.quantity for claim in run)))
