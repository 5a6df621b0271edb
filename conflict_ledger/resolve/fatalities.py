"""Many claims to one range per outcome, and ACLED's single number, each bound naming the claim it comes from.

Rules, in order:

1. Denied and running-total claims, and claims that are parts of a stated total, set no bound.
2. Within one document the largest total of a claimant type stands for what it says happened; several totals of one
   article are tellings of the same deaths and are never added.
3. A bare plural ("soldiers were killed") sets a bound only where nobody states a number. ``low`` is the smallest
   lower bound of those leading totals, ``high`` the largest upper bound of all (open if one is).
4. ``best`` is the best number of the most trusted tier of claimants with one (``TIERS``), the newest report first;
   a number is preferred to a vague word.
5. ACLED's ``fatalities`` takes each article's largest total, then the lowest over the articles (codebook: where sources
   differ, the lowest), with vague words at their ACLED value; a party's own claims count only when there is no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from conflict_ledger.records import CasualtyRange, Claim, DateRange

# How far claimants are believed for a single best number. Those who count and stand outside come first, parties to the
# fight last; among equals the newest report wins, since tolls are revised (GTD's first rule: the most recent source).
TIERS = (
    ("medical", "intergovernmental", "ngo", "local_official", "police", "government"),
    ("military",),
    ("media",),
    ("witness", "relative", "unnamed", "social_media"),
    ("armed_group", "perpetrator"),
)
TIER_OF = {claimant_type: tier for tier, members in enumerate(TIERS) for claimant_type in members}
GRACE = timedelta(days=3)  # reports of one deed differ by a few days in what they call its day
PARTIES = ("perpetrator", "armed_group")


def usable(claims: Iterable[Claim]) -> list[Claim]:
    """Claims that may set a bound (rule 1)."""
    return [claim for claim in claims if claim.is_total and not claim.is_cumulative and claim.assertion != "denied"]


def of_that_time(claims: Sequence[Claim], event_on: DateRange | None) -> list[Claim]:
    """The claims whose own days meet the event's; all of them where none does or the days are not known.

    A report of today's attack that recalls last year's states both tolls; each belongs to its own time.
    """
    if event_on is None:
        return list(claims)
    meeting = [
        claim
        for claim in claims
        if claim.event_on is None
        or (claim.event_on.earliest <= event_on.latest + GRACE and event_on.earliest <= claim.event_on.latest + GRACE)
    ]
    return meeting or list(claims)


def reconcile_claims(claims: Sequence[Claim], published: Mapping[str, date | None]) -> tuple[CasualtyRange, ...]:
    """Ranges per outcome, for all claimants together (``all``) and for each claimant type.

    ``published`` maps document ids to publication days. Ordered by outcome, then claimant type, ``all`` first.
    """
    ranges: list[CasualtyRange] = []
    for outcome in sorted({claim.outcome for claim in claims}):
        told = usable(claim for claim in claims if claim.outcome == outcome)
        if not told:
            continue
        ranges.append(_range(outcome, "all", told, published))
        for claimant_type in sorted({claim.claimant_type for claim in told}):
            theirs = [claim for claim in told if claim.claimant_type == claimant_type]
            ranges.append(_range(outcome, claimant_type, theirs, published))
    return tuple(ranges)


def _range(
    outcome: str, claimant_type: str, claims: Sequence[Claim], published: Mapping[str, date | None]
) -> CasualtyRange:
    counted = [claim for claim in claims if claim.quantity.qualifier != "none_stated"] or claims
    low = min(_leading(counted), key=lambda claim: (_low(claim), claim.claim_id))
    high = max(counted, key=lambda claim: (_high(claim), claim.claim_id))
    best = _best(_leading(counted), published)
    days = sorted(day for claim in claims if (day := published.get(claim.document_id)) is not None)
    return CasualtyRange(
        outcome=outcome,
        claimant_type=claimant_type,
        low=low.quantity.low,
        best=best.quantity.best if best else None,
        high=high.quantity.high,
        n_claims=len(claims),
        n_documents=len({claim.document_id for claim in claims}),
        low_claim_id=low.claim_id,
        best_claim_id=best.claim_id if best else None,
        high_claim_id=high.claim_id,
        first_reported_on=days[0] if days else None,
        last_reported_on=days[-1] if days else None,
    )


def _leading(claims: Sequence[Claim]) -> list[Claim]:
    """Rule 2: per document and claimant type the claim with the largest lower bound."""
    leading: dict[tuple[str, str], Claim] = {}
    for claim in sorted(claims, key=lambda claim: (claim.document_id, claim.count_span)):
        key = (claim.document_id, claim.claimant_type)
        if key not in leading or _low(claim) > _low(leading[key]):
            leading[key] = claim
    return list(leading.values())


def _low(claim: Claim) -> int:
    return claim.quantity.low or 0


def _high(claim: Claim) -> float:
    """The upper bound; open is larger than any number."""
    return float("inf") if claim.quantity.high is None else claim.quantity.high


def _best(claims: Sequence[Claim], published: Mapping[str, date | None]) -> Claim | None:
    """Rule 4."""
    stated = [claim for claim in claims if claim.quantity.best is not None]
    numbers = [claim for claim in stated if claim.quantity.qualifier != "vague"] or stated
    return min(numbers, key=lambda claim: _trust_key(claim, published), default=None)


def _trust_key(claim: Claim, published: Mapping[str, date | None]) -> tuple[int, int, int, str]:
    day = published.get(claim.document_id)
    tier = TIER_OF.get(claim.claimant_type, len(TIERS))
    return tier, -(day.toordinal() if day else 0), -(claim.quantity.best or 0), claim.claim_id


def acled_fatalities(claims: Sequence[Claim]) -> tuple[int, str]:
    """(number, basis) by ACLED's rules: ``lowest_article``, ``perpetrator_claim`` or ``none_reported``."""
    told = [claim for claim in usable(claims) if claim.outcome == "killed" and claim.quantity.best is not None]
    told = [claim for claim in told if claim.quantity.qualifier != "none_stated"] or told
    neutral = [claim for claim in told if claim.claimant_type not in PARTIES]
    if not told:
        return 0, "none_reported"
    per_document = _largest_per_document(neutral or told)
    number = min(_acled_number(claim) for claim in per_document)
    return number, "lowest_article" if neutral else "perpetrator_claim"


def _largest_per_document(claims: Sequence[Claim]) -> list[Claim]:
    largest: dict[str, Claim] = {}
    for claim in claims:
        held = largest.get(claim.document_id)
        if held is None or _acled_number(claim) > _acled_number(held):
            largest[claim.document_id] = claim
    return list(largest.values())


def _acled_number(claim: Claim) -> int:
    """ACLED writes N for "more than N" and the lower end of vague words: dozens 12, hundreds 100; plurals 3."""
    quantity = claim.quantity
    if quantity.qualifier == "more_than":
        return (quantity.low or 1) - 1
    if quantity.qualifier in ("about", "none_stated"):
        return quantity.best or 0
    return quantity.low or 0
