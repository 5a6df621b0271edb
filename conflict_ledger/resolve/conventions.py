"""ACLED's one number and UCDP's three, read from the claims that ``casualty_ranges`` is made of.

ACLED (``events.fatalities``): each article's largest tally, then the lowest over the articles and over what an article
sets against its own number as told by other sources (codebook: where sources differ, the lowest). An article whose
counts later reports of the same kinds of claimants have gone beyond does not differ, it is out of date. N for "more
than N" and the low end of vague words (dozens 12, hundreds 100). A party's own claims count only when there is no
other. Where nobody counts ("several", "a number of", a bare plural) the number is 3, or 10 in a war of high intensity:
which one is an input, ``lexicons/high_intensity.yml``, and is kept with the event.

UCDP (``event_details.ucdp_low`` to ``ucdp_high``): N for "at least N" and "more than N" in all three, as its coders
write. ``low`` and ``best`` are those of the range, ``high`` the highest number that a source who is no party states (a
party's only when there is no other), so it is never open. Where people are only said to be killed or wounded, or
killed up to N, low and best are 0 and high is the number. No claim, no estimate.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import NamedTuple

from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.records import CasualtyRange, Claim, DateRange
from conflict_ledger.resolve.fatalities import usable
from conflict_ledger.resolve.tallies import Tally, tallies_of
from conflict_ledger.resolve.weighing import is_set_against, stated, weigh

PARTIES = ("perpetrator", "armed_group")
SEVERAL, SEVERAL_IN_WAR = 3, 10  # ACLED's two numbers for an unknown few


@dataclass(frozen=True, slots=True)
class _War:
    country: str
    first: int
    last: int | None


@cache
def _wars() -> tuple[_War, ...]:
    return tuple(
        _War(entry.value, int(entry.fields["from"]), int(to) if (to := entry.fields.get("to")) else None)
        for entry in load_lexicon("high_intensity").entries
    )


def several_as(country: str | None, event_on: DateRange | None) -> int:
    """What "several" dead are coded as in events.fatalities: 10 in a listed war, otherwise 3.

    >>> several_as("Kenya", None)
    3
    """
    if country is None or event_on is None:
        return SEVERAL
    year = event_on.earliest.year
    listed = any(war.country == country and war.first <= year <= (war.last or year) for war in _wars())
    return SEVERAL_IN_WAR if listed else SEVERAL


class Fatalities(NamedTuple):
    """ACLED's number with its basis and the claims it is the sum of."""

    number: int
    basis: str
    claims: tuple[Claim, ...] = ()


def acled_fatalities(
    claims: Sequence[Claim], published: Mapping[str, date | None], several: int = SEVERAL
) -> Fatalities:
    """The number by ACLED's rules; its basis: ``lowest_article``, ``perpetrator_claim`` or ``none_reported``.

    ``published`` maps document ids to publication days.
    """
    told = [claim for claim in usable(claims) if claim.outcome == "killed" and claim.quantity.best is not None]
    neutral = [claim for claim in told if claim.claimant_type not in PARTIES]
    if not told:
        return Fatalities(0, "none_reported")
    weighed = weigh(neutral or told, published)
    current = {tally.lead.document_id for tally in weighed.current}
    tallies = [tally for tally in weighed.tallies if tally.lead.document_id in current]
    uncounted = all(_is_uncounted(claim) for tally in tallies for claim in tally.claims)
    largest: dict[tuple[str, bool], Tally] = {}
    for tally in tallies:
        source = tally.lead.document_id, is_set_against(tally.lead)
        if source not in largest or _acled_number(tally) > _acled_number(largest[source]):
            largest[source] = tally
    lowest = min(largest.values(), key=_acled_number)
    basis = "lowest_article" if neutral else "perpetrator_claim"
    return Fatalities(several if uncounted else _acled_number(lowest), basis, tuple(lowest.claims))


def _acled_number(tally: Tally) -> int:
    return sum(map(_acled_count, tally.claims))


def _is_uncounted(claim: Claim) -> bool:
    """Whether the words say only that there were some: "several", "many", "soldiers were killed"."""
    quantity = claim.quantity
    is_open = not quantity.is_number and quantity.high is None
    return is_open and (quantity.best or 0) <= SEVERAL_IN_WAR


def _acled_count(claim: Claim) -> int:
    quantity = claim.quantity
    if quantity.qualifier == "more_than":
        return (quantity.low or 1) - 1
    if quantity.qualifier in ("about", "none_stated"):
        return quantity.best or 0
    return quantity.low or 0


def ucdp_estimate(claims: Sequence[Claim], ranges: Sequence[CasualtyRange]) -> CasualtyRange | None:
    """Low, best and high deaths by UCDP's rules, each naming its claim; None where nobody speaks of deaths."""
    whole = {found.outcome: found for found in ranges if found.claimant_type == "all"}
    if "killed" in whole:
        return _estimate(whole["killed"], claims)
    if "casualties" in whole:  # "killed or wounded": none for certain, all at most
        found = _estimate(whole["casualties"], claims)
        name = found.high_claim_id
        return replace(found, outcome="killed", low=0, best=0, low_claim_id=name, best_claim_id=name)
    return None


def _estimate(whole: CasualtyRange, claims: Sequence[Claim]) -> CasualtyRange:
    told = {claim.claim_id: claim for claim in usable(claims) if claim.outcome == whole.outcome}
    best_id = whole.best_claim_id or whole.low_claim_id
    best = _written(whole.low if whole.best is None else whole.best, told.get(best_id or ""))
    low = min(best, _written(whole.low, told.get(whole.low_claim_id or "")))
    top = max(_neutral(stated(tallies_of(told.values()))), key=_reach)
    high, high_id = max((best, best_id or ""), _reach(top), key=lambda reach: reach[0])
    return replace(whole, low=low, best=best, high=high, best_claim_id=best_id, high_claim_id=high_id)


def _neutral(tallies: Sequence[Tally]) -> Sequence[Tally]:
    return [tally for tally in tallies if tally.lead.claimant_type not in PARTIES] or tallies


def _written(number: int | None, claim: Claim | None) -> int:
    """The number as UCDP's coders write it: N for "more than N"."""
    over = claim is not None and claim.quantity.qualifier == "more_than" and number == claim.quantity.low
    return (number or 0) - over


def _reach(tally: Tally) -> tuple[int, str]:
    """The highest number that a tally states; an open one ends at what it names."""
    quantity, lead = tally.quantity, tally.lead
    if quantity.high is not None:
        return quantity.high, lead.claim_id
    number = quantity.best if quantity.best is not None else quantity.low
    return _written(number, lead if len(tally.claims) == 1 else None), lead.claim_id
