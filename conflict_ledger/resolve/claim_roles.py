"""How the range of an event uses each of its claims: the outcome of every rule that weighs them.

Nothing is decided here. Each rule's own function is asked what it left out (``of_that_time``, ``without_later_dead``,
``why_no_bound``, ``weigh``), and the range which claims it names, so that a role can never tell another story.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from conflict_ledger.records import CasualtyRange, Claim, ClaimRole, Quantity
from conflict_ledger.resolve.fatalities import totals_of, usable, why_no_bound
from conflict_ledger.resolve.fates import without_later_dead
from conflict_ledger.resolve.weighing import weigh


def claim_roles(
    told: Sequence[Claim], own: Sequence[Claim], ranges: Sequence[CasualtyRange], published: Mapping[str, date | None]
) -> tuple[ClaimRole, ...]:
    """The roles of all claims ``told`` with an event, ordered by id; ``own`` are those of its days."""
    counted = without_later_dead(own)
    totals = totals_of(counted)
    roles = {claim.claim_id: ClaimRole(claim_id=claim.claim_id, role="other_days") for claim in told}
    roles |= _all(own, "died_later")
    for claim in counted:
        why = why_no_bound(claim, totals)
        roles |= _all([claim], why or "told_closer")
    standing = usable(counted)
    bounding = {name for found in ranges if found.claimant_type == "all" for name in named_claims(found)}
    for outcome in sorted({claim.outcome for claim in standing}):
        for role in _weighed([claim for claim in standing if claim.outcome == outcome], bounding, published):
            roles[role.claim_id] = role
    return tuple(roles[name] for name in sorted(roles))


def named_claims(found: CasualtyRange) -> set[str]:
    """The claims that a range names: those behind its bounds and those added to them."""
    leads = (found.low_claim_id, found.best_claim_id, found.high_claim_id)
    added = (*found.low_added_claim_ids, *found.best_added_claim_ids, *found.high_added_claim_ids)
    return {name for name in (*leads, *added) if name is not None}


def _all(claims: Iterable[Claim], role: str) -> dict[str, ClaimRole]:
    return {claim.claim_id: ClaimRole(claim_id=claim.claim_id, role=role) for claim in claims}


def _weighed(claims: Sequence[Claim], bounding: set[str], published: Mapping[str, date | None]) -> Iterator[ClaimRole]:
    """The roles of usable claims of one outcome, the weakest first: a later one overrides."""
    weighed = weigh(claims, published)
    standing = {_told(tally.lead.document_id, tally.quantity) for tally in weighed.leading}
    for claim in (claim for tally in weighed.tallies for claim in tally.claims):
        is_repeated = _told(claim.document_id, claim.quantity) in standing
        yield ClaimRole(claim_id=claim.claim_id, role="told_again" if is_repeated else "same_article")
    for claim in (claim for tally in weighed.leading for claim in tally.claims):
        yield ClaimRole(claim_id=claim.claim_id, role="within")
    yield from (ClaimRole(claim_id=claim.claim_id, role="bound") for claim in claims if claim.claim_id in bounding)
    for at, revision in weighed.revisions.items():
        by = revision.by.lead.claim_id
        yield ClaimRole(claim_id=weighed.leading[at].lead.claim_id, role=revision.role, revised_by=by)


def _told(document_id: str, quantity: Quantity) -> tuple[str, int | None, int | None]:
    return document_id, quantity.low, quantity.high
