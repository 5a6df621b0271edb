"""Many claims to one range per outcome, each bound naming the claim it comes from.

Rules, in order:

1. Denied and running-total claims set no bound; claims that are parts of a total only where nobody states one, and
   then as the least it can be: "four of the dead were soldiers". People beside a total ("five of the wounded have
   died") set none where only another document tells that total: they are not added, since it may count them.
2. A document's tallies are tellings of the same deaths and are never added: a tally is a stated total, or the groups
   told one after the other (``tallies.py``). The largest of each kind of claimant stands for what that one says.
   Where the document opens with a number and names no source for it, that number stands for the document: it has
   weighed what it goes on to quote, so its other own numbers are parts or later news, and quoted counts below it are
   earlier ones. A party's lower count stays, since parties dispute, and so does what the document sets against its
   own number as told by others ("other sources report 9").
3. People told without a number ("soldiers were killed", "a guard was killed", "no one else was") set a bound only
   where nobody states one, and vague words ("several", "dozens", 12 to 99) none where a number within what they mean
   is stated, nor then do smaller ones of that document. ``low`` is the smallest lower bound of the tallies that
   stand and that no later report of the same kind of claimant has gone beyond (``revisions.py``: a toll that rose);
   "up to 20" states none, so it sets ``low``
   (0) only where nobody else does. ``high`` comes from the
   tally, standing or not, that reaches highest: to its upper bound, or, where it is open ("at least 12"), to the
   number it states. It is open where that tally is: "at least 12" beside "15" ends at 15, beside "9" it has no end.
4. ``best`` is the best number of the most trusted tier of claimants with one (``TIERS``), the newest report first;
   a number is preferred to a vague word. What an official speaks of as unverified ("if 12 were killed") is hearsay.
5. Of several claims with the same number a bound names the one that was said first, not a copy or an echo of it.

Rules 2 and 3 are in ``weighing.py``; ACLED's and UCDP's numbers are read from the same claims in ``conventions.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from conflict_ledger.records import CasualtyRange, Claim, DateRange, Quantity
from conflict_ledger.resolve.tallies import Tally
from conflict_ledger.resolve.weighing import weigh

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
MEDIA, HEARSAY = TIER_OF["media"], TIER_OF["unnamed"]
NO_COPIES: Mapping[str, str] = {}
DIED_OF_WOUNDS = "casualties.hurt_has_died"
Totals = Mapping[str, Collection[str]]  # outcome -> ids of the documents that tell a total
GRACE = timedelta(days=3)  # reports of one deed differ by a few days in what they call its day


def usable(claims: Iterable[Claim]) -> list[Claim]:
    """Claims that may set a bound (rule 1)."""
    told = list(claims)
    totals = totals_of(told)
    return [claim if claim.is_total else _as_floor(claim) for claim in told if why_no_bound(claim, totals) is None]


def totals_of(claims: Iterable[Claim]) -> Totals:
    """The documents that tell a total of each outcome, and not only people beside one."""
    totals: dict[str, set[str]] = {}
    for claim in claims:
        if claim.is_total:
            totals.setdefault(claim.outcome, set()).update(() if _is_addition(claim) else (claim.document_id,))
    return totals


def why_no_bound(claim: Claim, totals: Totals) -> str | None:
    """Why a claim may set no bound, as a word of lexicons/range_roles.yml, among the totals that are told."""
    if claim.is_cumulative:
        return "cumulative"
    if claim.assertion == "denied":
        return "denied"
    if not claim.is_total and claim.outcome in totals:
        return "part_of_total"
    whole = totals.get(claim.outcome, ())
    return "beside_total" if whole and claim.document_id not in whole and _is_addition(claim) else None


def _is_addition(claim: Claim) -> bool:
    """Whether it counts people beside those counted before: "two more have died", "five of the wounded have died"."""
    return claim.is_additional or claim.rule == DIED_OF_WOUNDS


def _as_floor(part: Claim) -> Claim:
    """A part as the least that its unstated total can be."""
    number = part.quantity.low
    return replace(part, quantity=Quantity(low=number, best=number, high=None, qualifier="at_least"))


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


def reconcile_claims(
    claims: Sequence[Claim], published: Mapping[str, date | None], originals: Mapping[str, str] = NO_COPIES
) -> tuple[CasualtyRange, ...]:
    """Ranges per outcome, for all claimants together (``all``) and for each claimant type.

    ``published`` maps document ids to publication days, ``originals`` copies to the texts they copy. Ordered by
    outcome, then claimant type, ``all`` first.
    """
    ranges: list[CasualtyRange] = []
    for outcome in sorted({claim.outcome for claim in claims}):
        told = usable(claim for claim in claims if claim.outcome == outcome)
        if not told:
            continue
        ranges.append(range_over(outcome, "all", told, published, originals))
        for claimant_type in sorted({claim.claimant_type for claim in told}):
            theirs = [claim for claim in told if claim.claimant_type == claimant_type]
            ranges.append(range_over(outcome, claimant_type, theirs, published, originals))
    return tuple(ranges)


def range_over(
    outcome: str,
    claimant_type: str,
    claims: Sequence[Claim],
    published: Mapping[str, date | None],
    originals: Mapping[str, str] = NO_COPIES,
) -> CasualtyRange:
    """The range over usable claims of one outcome (rules 2 to 5)."""
    weighed = weigh(claims, published)
    said = _order_of_saying(published)
    low = min(_bounded_below(weighed.current), key=lambda tally: (_low(tally), said(tally)))
    high = min(weighed.tallies, key=lambda tally: (*_reach(tally), said(tally)))
    best = _best(weighed.current, published)
    days = sorted(day for claim in claims if (day := published.get(claim.document_id)) is not None)
    return CasualtyRange(
        outcome=outcome,
        claimant_type=claimant_type,
        low=low.quantity.low,
        best=best.quantity.best if best else None,
        high=high.quantity.high,
        n_claims=len(claims),
        n_documents=len({claim.document_id for claim in claims}),
        n_independent_documents=len({originals.get(claim.document_id, claim.document_id) for claim in claims}),
        low_claim_id=low.lead.claim_id,
        best_claim_id=best.lead.claim_id if best else None,
        high_claim_id=high.lead.claim_id,
        low_added_claim_ids=low.added,
        best_added_claim_ids=best.added if best else (),
        high_added_claim_ids=high.added,
        first_reported_on=days[0] if days else None,
        last_reported_on=days[-1] if days else None,
    )


def _bounded_below(tallies: Sequence[Tally]) -> Sequence[Tally]:
    """Those that say how many there were at the least: "up to 20" does not."""
    return [tally for tally in tallies if tally.quantity.qualifier != "up_to"] or tallies


def _low(tally: Tally) -> int:
    return tally.quantity.low or 0


def _reach(tally: Tally) -> tuple[int, bool]:
    """How high a claim goes, the highest first: to its upper bound, or where that is open to the number it states.

    Closed ones come before open ones.
    """
    bounds = (tally.quantity.high, tally.quantity.best, tally.quantity.low)
    stated = next((bound for bound in bounds if bound is not None), 0)
    return -stated, tally.quantity.high is None


def _order_of_saying(published: Mapping[str, date | None]) -> Callable[[Tally], tuple[date, str, int, str]]:
    """The order in which like numbers were said: the first to say one stands for it, not a copy or an echo."""

    def order(tally: Tally) -> tuple[date, str, int, str]:
        lead = tally.lead
        return published.get(lead.document_id) or date.max, lead.document_id, lead.count_span.start, lead.claim_id

    return order


def _best(tallies: Sequence[Tally], published: Mapping[str, date | None]) -> Tally | None:
    """Rules 4 and 5."""
    stated = [tally for tally in tallies if tally.quantity.best is not None]
    numbers = [tally for tally in stated if tally.quantity.qualifier != "vague"] or stated
    best = min(numbers, key=lambda tally: _trust_key(tally, published), default=None)
    if best is None:
        return None
    tier, same = _tier(best), [tally for tally in numbers if tally.quantity == best.quantity]
    return min((tally for tally in same if _tier(tally) == tier), key=_order_of_saying(published))


def _trust_key(tally: Tally, published: Mapping[str, date | None]) -> tuple[int, int, int, str]:
    day = published.get(tally.lead.document_id)
    return _tier(tally), -(day.toordinal() if day else 0), -(tally.quantity.best or 0), tally.lead.claim_id


def _tier(tally: Tally) -> int:
    tier = TIER_OF.get(tally.lead.claimant_type, len(TIERS))
    return HEARSAY if tally.lead.assertion == "unverified" and tier < MEDIA else tier
