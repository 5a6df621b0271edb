"""How the range uses each claim, what later reports made of it, and how far the claimants are apart."""

from __future__ import annotations

from dataclasses import replace

from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.records import CasualtyRange, Claim, Quantity
from conflict_ledger.resolve.claim_roles import claim_roles
from conflict_ledger.resolve.fates import ranges_of
from tests.resolve.test_fatalities import PUBLISHED, claim, told


def roles(*claims: Claim, own: tuple[Claim, ...] | None = None) -> list[str]:
    """The roles of the claims in their order; each is a word of the vocabulary."""
    kept = claims if own is None else own
    found = {one.claim_id: one for one in claim_roles(claims, kept, ranges_of(kept, PUBLISHED), PUBLISHED)}
    said = [found[one.claim_id].role for one in claims]
    assert set(said) <= {entry.id for entry in load_lexicon("range_roles").entries}
    return said


def whole(*claims: Claim) -> CasualtyRange:
    return next(found for found in ranges_of(claims, PUBLISHED) if found.claimant_type == "all")


def test_bounds_are_named_and_the_rest_lies_within() -> None:
    middle = claim(15, who="police", document="same_day")
    assert roles(claim(12), middle, claim(19, who="medical")) == ["bound", "within", "bound"]


def test_a_rising_toll_supersedes_and_names_the_later_claim() -> None:
    old, new = claim(12), claim(19, document="d_2")
    assert roles(old, new) == ["superseded", "bound"]
    (revised, _) = claim_roles([old, new], [old, new], ranges_of([old, new], PUBLISHED), PUBLISHED)
    assert (revised.claim_id, revised.revised_by) == (old.claim_id, new.claim_id)


def test_people_beside_a_total_lower_no_toll_that_another_article_tells() -> None:
    total, late = claim(14), claim(5, document="d_2", rule="casualties.hurt_has_died")
    more = claim(2, document="d_2", is_additional=True)
    assert roles(total, late) == roles(total, more) == ["bound", "beside_total"]
    assert (whole(total, late).low, whole(total, late).best) == (14, 14)
    assert roles(late) == ["bound"]  # nobody tells a total
    own_total = replace(total, document_id="d_2")
    assert "beside_total" not in roles(own_total, more)  # the article adds them itself


def test_a_toll_that_fell_was_revised_down() -> None:
    assert roles(claim(19), claim(12, document="d_2")) == ["revised_down", "bound"]


def test_another_kind_of_claimant_and_the_same_day_revise_nothing() -> None:
    assert roles(claim(12, who="military"), claim(19, document="d_2")) == ["bound", "bound"]
    assert roles(claim(12), claim(19, document="same_day")) == ["bound", "bound"]


def test_what_sets_no_bound_says_why() -> None:
    total = claim(12, who="medical")
    assert roles(total, claim(900, is_cumulative=True))[1] == "cumulative"
    assert roles(total, claim(3, is_total=False))[1] == "part_of_total"
    assert roles(total, claim(40, assertion="denied"))[1] == "denied"
    assert roles(total, claim(4), own=(total,))[1] == "other_days"
    assert roles(told(12, 0), told(3, 9, who="social_media"))[1] == "same_article"
    again = replace(told(12, 9), claim_id="c_again")
    assert roles(told(12, 0), again) == ["bound", "told_again"]
    dozens = replace(claim(12, document="same_day"), quantity=Quantity(low=12, best=24, high=99, qualifier="vague"))
    assert roles(claim(31), dozens)[1] == "told_closer"


def test_the_distance_between_claimants() -> None:
    found = whole(claim(200, who="military"), claim(1000, who="perpetrator", document="d_2"))
    assert (found.spread, found.perpetrator_to_state, found.claimants_overlap) == (4.0, 5.0, False)
    repeated = claim(1000, who="government", assertion="unverified")
    deed = claim(1000, who="perpetrator", document="d_2")
    assert whole(repeated, deed).perpetrator_to_state is None  # an official who cannot confirm it admits nothing
    assert whole(repeated, deed, claim(250, who="military")).perpetrator_to_state == 4.0
    found = whole(claim(12, who="police"), claim(12, who="medical"))
    assert (found.spread, found.perpetrator_to_state, found.claimants_overlap) == (0.0, None, True)
    assert whole(claim(12)).claimants_overlap is None
    at_least = replace(claim(12), quantity=Quantity(low=12, best=12, high=None, qualifier="at_least"))
    assert whole(at_least).spread is None


def test_copies_are_no_independent_documents() -> None:
    copied = ranges_of([claim(12), claim(12, document="d_2")], PUBLISHED, {"d_2": "d_1"})
    assert [(found.n_documents, found.n_independent_documents) for found in copied] == [(2, 1), (2, 1)]
