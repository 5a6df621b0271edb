"""How far the reports of an event's deaths bear each other out, in Airwars' words, by rules in this order:

1. No count of deaths: no grade, since nothing was weighed.
2. ``discounted``: every count was denied where it was told. (Airwars discounts combatants; a ledger counts them.)
3. ``contested``: reports lay one-sided violence to opposite sides; or somebody denies a count, or a party to the
   conflict stands by a number outside all that another source says, for numbers are what this ledger is about. Tolls
   grow: a lower count told before the higher one is no contest, nor do the numbers of bystanders that differ make one.
4. ``confirmed``: those who did it state the deaths themselves, and not those of their armed enemies: that is a boast.
5. ``fair``: two or more sources that are no party and no hearsay: independent documents, or kinds of claimants that are
   named (the article's own voice beside the police that it quotes is one source).
6. ``weak``: anything else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf

from conflict_ledger.records import CasualtyRange, Claim, EventMention
from conflict_ledger.reference.actor_kinds import ARMED, ARMED_GROUPS, DOER
from conflict_ledger.resolve.fatalities import usable
from conflict_ledger.resolve.weighing import DISPUTANTS

BOASTERS = frozenset({"armed_group", "perpetrator"})
FIGHTERS = ("state forces", "armed group")
ONE_SIDED = ("Violence against civilians", "Explosions/Remote violence")
HEARSAY = frozenset({"social_media", "unnamed"})
ENOUGH_SOURCES = 2


def grade_reports(
    claims: Sequence[Claim],
    ranges: Sequence[CasualtyRange],
    originals: Mapping[str, str],
    mentions: Sequence[EventMention] = (),
) -> str | None:
    """The grade of an event with these claims, ranges and tellings.

    ``originals`` maps its documents to the texts they copy.
    """
    killed = [claim for claim in claims if claim.outcome == "killed"]
    standing = usable(killed)
    told = [claim for claim in killed if claim.is_total and not claim.is_cumulative] or standing
    if not told:
        return None
    if not standing:
        return "discounted"
    if len(standing) < len(told) or _compete(ranges) or _are_laid_to_both_sides(mentions):
        return "contested"
    if any(map(_admits, standing)):
        return "confirmed"
    credible = [claim for claim in standing if claim.claimant_type not in DISPUTANTS | HEARSAY]
    documents = {originals.get(claim.document_id, claim.document_id) for claim in credible}
    kinds = {claim.claimant_type for claim in credible} - {"media"}  # what an article says itself repeats whom it names
    return "fair" if max(len(documents), len(kinds)) >= ENOUGH_SOURCES else "weak"


def _admits(claim: Claim) -> bool:
    """Whether those who did it own up to a death that is no deed of arms against their enemies."""
    is_own_word = claim.claimant_type == "perpetrator" and claim.assertion != "unverified"
    return is_own_word and claim.side not in FIGHTERS


def _are_laid_to_both_sides(mentions: Sequence[EventMention]) -> bool:
    """Whether one article tells that forces of a state did it, another one that a group did, and neither names both."""
    doers: dict[str, set[bool]] = {}
    for mention in mentions:
        if mention.event_type in ONE_SIDED:
            acting = (one for one in mention.actors if one.part == DOER and one.inter in ARMED)
            doers.setdefault(mention.document_id, set()).update(one.inter in ARMED_GROUPS for one in acting)
    return {True} in doers.values() and {False} in doers.values()


def _compete(ranges: Sequence[CasualtyRange]) -> bool:
    """Whether a party's count of deaths lies outside what somebody else says, and not because the toll has grown."""
    kinds = [found for found in ranges if found.outcome == "killed" and found.claimant_type != "all"]
    return any(
        _is_outside(party, other) and not _has_grown(party, other)
        for party in kinds
        for other in kinds
        if party.claimant_type in DISPUTANTS
    )


def _is_outside(party: CasualtyRange, other: CasualtyRange) -> bool:
    """Whether what a party stands by has nothing of the other's range: its best number, and more where it is open."""
    low, high = (party.low or 0, _top(party)) if party.best is None else (party.best, party.best)
    return low > _top(other) or (inf if party.high is None else high) < (other.low or 0)


def _top(found: CasualtyRange) -> float:
    return inf if found.high is None else found.high


def _has_grown(one: CasualtyRange, other: CasualtyRange) -> bool:
    """Whether the lower of two counts was last told before the higher one was first told; boasts are no growth."""
    lower, higher = sorted((one, other), key=lambda found: (_top(found), found.low or 0))
    last, first = lower.last_reported_on, higher.first_reported_on
    is_boast = not BOASTERS.isdisjoint((one.claimant_type, other.claimant_type))
    return not is_boast and last is not None and first is not None and last < first
