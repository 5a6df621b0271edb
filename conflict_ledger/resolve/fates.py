"""People told as wounded whom the same article then tells as dead: one person, harmed once.

"A herder was wounded. Hours later he died in a clinic" leaves nobody injured. Both claims stay as
they are; the first only sets no bound in the view, whose ``basis`` says so where nobody else is told as injured: best
none, at most the number stated. Two ways of telling it are read, each within one document:

* a wounded person, and in the next sentences "he", "the victim" or the like dying;
* "the victim" or "all three" taken to hospital, where nobody but the dead was told as harmed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby, pairwise

from conflict_ledger.records import CasualtyRange, Claim
from conflict_ledger.resolve.claimant_spread import with_spread
from conflict_ledger.resolve.fatalities import NO_COPIES, range_over, reconcile_claims, usable
from conflict_ledger.resolve.survivors import with_survivors

REACH = 2  # sentences from the wound to the death
SHE = re.compile(r"\b(?:she|her|woman|women|girls?|females?|mother|daughter|wife|sister)\b", re.IGNORECASE)
HE = re.compile(r"\b(?:he|his|man|men|boys?|males?|father|son|husband|brother)\b", re.IGNORECASE)
PRONOUN_RULE = "casualties.pronoun"


def ranges_of(
    claims: Sequence[Claim], published: Mapping[str, date | None], originals: Mapping[str, str] = NO_COPIES
) -> tuple[CasualtyRange, ...]:
    """All ranges of an event: those stated, and what follows from people shot and from wounded who died."""
    counted = without_later_dead(claims)
    ranges = with_survivors(reconcile_claims(counted, published, originals), counted, published, originals)
    return with_spread(with_later_dead(ranges, claims, published, originals), claims)


def without_later_dead(claims: Iterable[Claim]) -> list[Claim]:
    """The claims of an event without those of wounded people who are told as dead further on."""
    told = list(claims)
    ordered = sorted(told, key=lambda claim: (claim.document_id, claim.count_span, claim.claim_id))
    dead: set[str] = set()
    for _, group in groupby(ordered, key=lambda claim: claim.document_id):
        of_document = [claim for claim in group if claim.is_total and not claim.is_cumulative]
        dead |= {claim.claim_id for claim in _dying(of_document)}
        dead |= {claim.claim_id for claim in _told_again(of_document, dead)}
    return [claim for claim in told if claim.claim_id not in dead]


def with_later_dead(
    ranges: Sequence[CasualtyRange],
    claims: Sequence[Claim],
    published: Mapping[str, date | None],
    originals: Mapping[str, str] = NO_COPIES,
) -> tuple[CasualtyRange, ...]:
    """The ranges of an event, with one that leaves nobody injured where all of the wounded are told as dead."""
    wounded = usable(claim for claim in claims if claim.outcome == "injured")
    if not wounded or any(found.outcome == "injured" for found in ranges):
        return tuple(ranges)
    nobody = replace(range_over("injured", "all", wounded, published, originals), low=0, best=0, basis="died_later")
    nobody = replace(nobody, best_claim_id=nobody.low_claim_id, best_added_claim_ids=nobody.low_added_claim_ids)
    return tuple(sorted((*ranges, nobody), key=lambda found: found.outcome))


def _dying(claims: Sequence[Claim]) -> list[Claim]:
    """The wounded, one at a time, who die in the sentences that follow."""
    return [
        claim
        for claim, after in pairwise(claims)
        if claim.outcome == "injured"
        and after.outcome == "killed"
        and claim.quantity.high == after.quantity.high == 1
        and after.sentence_index - claim.sentence_index <= REACH
        and _is_known(after)
        and _may_be_same(_words(claim), _words(after))
    ]


def _told_again(claims: Sequence[Claim], dead: Iterable[str]) -> list[Claim]:
    """The wounded whom the words presuppose ("the victim") where only the dead were told before."""
    killed = [claim for claim in claims if claim.outcome == "killed" and claim.assertion != "denied"]
    known = [claim for claim in claims if claim.outcome == "injured" and _is_plain(claim)]
    fresh = [
        claim
        for claim in claims
        if claim.outcome in ("injured", "casualties") and claim not in known and claim.claim_id not in dead
    ]
    number = max((claim.quantity.low or 0 for claim in killed), default=0)
    if any(claim.outcome == "injured" or _number(claim) > number for claim in fresh):
        return []
    return [
        claim
        for claim in known
        if _number(claim) <= number and any(_may_be_same(_words(claim), _words(other)) for other in killed)
    ]


def _is_known(claim: Claim) -> bool:
    """Whether the words take up somebody told before: a pronoun, or a plain noun with "the"."""
    return claim.rule == PRONOUN_RULE or _is_plain(claim)


def _is_plain(claim: Claim) -> bool:
    return claim.taken_up is not None and claim.rule != PRONOUN_RULE and not claim.is_additional


def _words(claim: Claim) -> str:
    """The words for the people; the pronoun where that is all."""
    return claim.taken_up or claim.victim_text or claim.count_text


def _may_be_same(one: str, other: str) -> bool:
    """Whether neither ages nor sexes tell the people apart; of a man and a woman each may be meant."""
    ages = [set(re.findall(r"\d+", words)) for words in (one, other)]
    if all(ages) and ages[0].isdisjoint(ages[1]):
        return False
    sexes = [(SHE.search(words) is not None, HE.search(words) is not None) for words in (one, other)]
    (she, he), (other_she, other_he) = sexes
    return not (she and not he and other_he and not other_she) and not (he and not she and other_she and not other_he)


def _number(claim: Claim) -> int:
    return claim.quantity.best or claim.quantity.low or 0
