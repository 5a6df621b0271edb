"""Many claims, one range: each rule of resolve/fatalities.py on claims made for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from conflict_ledger.records import Claim, DateRange, Quantity, Span
from conflict_ledger.resolve.conventions import acled_fatalities
from conflict_ledger.resolve.fatalities import of_that_time, reconcile_claims
from tests.assemble.reading import read

(BASE,) = read("Twelve people were killed in Goma.").claims
PUBLISHED = {"d_1": date(2021, 5, 1), "d_2": date(2021, 5, 2), "same_day": date(2021, 5, 1)}


def claim(
    low: int,
    *,
    best: int | None = None,
    high: int | None = None,
    document: str = "d_1",
    who: str = "media",
    **other: object,
) -> Claim:
    qualifier = str(other.pop("qualifier", "exact"))
    quantity = Quantity(low=low, best=low if best is None else best, high=high or low, qualifier=qualifier)
    name = f"c_{document}_{low}_{who}"
    made = replace(BASE, claim_id=name, document_id=document, claimant_type=who, quantity=quantity)
    return replace(made, **other)  # type: ignore[arg-type]


def whole(*claims: Claim) -> tuple[int | None, int | None, int | None]:
    row = next(r for r in reconcile_claims(claims, PUBLISHED) if r.claimant_type == "all")
    return row.low, row.best, row.high


def test_documents_that_differ_span_a_range() -> None:
    assert whole(claim(12), claim(19, document="same_day")) == (12, 19, 19)


def test_a_toll_that_rose_leaves_the_old_one_behind() -> None:
    assert whole(claim(12), claim(19, document="d_2")) == (19, 19, 19)
    assert whole(claim(12, who="police"), claim(19, document="d_2")) == (12, 12, 19)


def test_a_toll_that_fell_is_best_and_the_old_one_still_the_most() -> None:
    assert whole(claim(19), claim(12, document="d_2")) == (12, 12, 19)


def told(low: int, at: int, **other: object) -> Claim:
    """A claim of the first document, told at this place of it, in its own voice unless ``who`` says otherwise."""
    text = None if other.get("who", "media") == "media" else "a source"
    return claim(low, count_span=Span(at, at + 2), claimant_text=text, **other)  # type: ignore[arg-type]


def test_several_totals_of_one_article_are_not_added() -> None:
    assert whole(told(12, 0, who="medical"), told(14, 9, who="medical")) == (14, 14, 14)


def test_the_number_that_an_article_opens_with_stands_for_its_own_voice() -> None:
    assert whole(told(12, 0), told(3, 9), told(14, 20)) == (12, 12, 14)


def test_quoted_counts_below_the_opening_number_are_earlier_ones() -> None:
    assert whole(told(12, 0), told(5, 9, who="social_media"), told(8, 20, who="medical")) == (12, 12, 12)
    assert whole(told(12, 0), told(15, 9, who="medical")) == (12, 15, 15)
    reported = told(12, 0, who="unnamed")
    assert whole(reported, told(5, 9, who="social_media")) == (12, 12, 12)


def test_a_partys_lower_count_is_a_dispute() -> None:
    assert whole(told(12, 0), told(5, 9, who="military")) == (5, 5, 12)


def test_an_opening_number_with_a_source_is_one_claim_among_others() -> None:
    assert whole(told(30, 0, who="perpetrator"), told(5, 9, who="medical")) == (5, 5, 30)


def test_an_open_bound_ends_where_somebody_states_as_much() -> None:
    at_least = replace(told(12, 0), quantity=Quantity(low=12, best=12, high=None, qualifier="at_least"))
    assert whole(at_least) == (12, 12, None)
    assert whole(at_least, claim(9, document="d_2")) == (9, 9, None)
    assert whole(at_least, claim(12, document="d_2")) == (12, 12, 12)
    assert whole(at_least, claim(15, document="same_day")) == (12, 15, 15)


def test_people_told_without_a_number_set_no_bound_beside_a_number() -> None:
    guard = claim(1, count_text="a guard", document="d_2")
    assert whole(claim(12), guard) == (12, 12, 12)
    assert acled_fatalities([claim(12), guard], PUBLISHED)[0] == 12
    assert whole(claim(12), claim(1, count_text="one", document="d_2"))[0] == 1
    assert whole(guard) == (1, 1, 1)


def test_a_bound_names_the_claims_added_to_it() -> None:
    soldiers = claim(18, side="state forces", count_span=Span(0, 2))
    rebels = claim(7, side="armed group", count_span=Span(20, 21))
    (row, *_) = reconcile_claims([soldiers, rebels], PUBLISHED)
    assert (row.low, row.best, row.high) == (25, 25, 25)
    assert (row.best_claim_id, row.best_added_claim_ids) == (soldiers.claim_id, (rebels.claim_id,))
    assert acled_fatalities([soldiers, rebels], PUBLISHED)[0] == 25


def test_parts_denied_and_running_totals_set_no_bound() -> None:
    others = (
        claim(3, is_total=False),
        claim(900, is_cumulative=True, document="d_2"),
        claim(50, assertion="denied", document="d_2"),
    )
    assert whole(claim(12), *others) == (12, 12, 12)


def test_a_part_is_the_least_where_nobody_states_the_total() -> None:
    part = claim(4, is_total=False)
    assert whole(part) == (4, 4, None)
    assert acled_fatalities([part], PUBLISHED)[0] == 4
    assert whole(part, claim(12, document="d_2")) == (12, 12, 12)
    assert reconcile_claims([part, claim(900, is_cumulative=True)], PUBLISHED) == ()


def test_a_number_within_a_vague_word_tells_it_closer() -> None:
    dozens = claim(12, best=24, high=99, qualifier="vague", document="d_2")
    assert whole(dozens, claim(31)) == (31, 31, 31)
    assert whole(dozens, claim(8)) == (8, 8, 99)
    assert whole(dozens) == (12, 24, 99)
    several = replace(claim(3, document="d_2"), quantity=Quantity(low=3, best=3, high=None, qualifier="vague"))
    assert whole(several, claim(7)) == (7, 7, 7)
    assert whole(several, claim(2)) == (2, 2, None)


@pytest.mark.parametrize(("who", "low"), [("media", 240), ("witness", 240), ("military", 12)])
def test_with_the_vague_words_that_a_number_tells_closer_go_smaller_ones_of_their_article(who: str, low: int) -> None:
    hundreds = claim(100, best=200, high=999, qualifier="vague", document="d_2")
    dozens = claim(12, best=24, high=99, qualifier="vague", document="d_2", who=who)
    counted = claim(240)
    assert whole(hundreds, dozens, counted)[0] == low  # a party's word stays, since parties dispute
    assert acled_fatalities([hundreds, dozens, counted], PUBLISHED)[0] == low
    assert whole(replace(dozens, document_id="d_3"), hundreds, counted)[0] == 12  # another article knows less


def test_up_to_a_number_says_nothing_of_the_least() -> None:
    most = replace(told(0, 0), quantity=Quantity(low=0, best=None, high=30, qualifier="up_to"))
    assert whole(most) == (0, None, 30)
    assert whole(most, told(21, 9, who="medical")) == (21, 21, 30)


@pytest.mark.parametrize(("who", "low"), [("Other local sources", 6), ("another outlet", 6), ("another villager", 12)])
def test_what_other_sources_are_set_against_stands_with_it(who: str, low: int) -> None:
    fewer = replace(told(6, 9, who="unnamed"), claimant_text=who)
    claims = (told(12, 0), told(14, 4, who="unnamed"), fewer)
    assert whole(*claims) == (low, 12, 14)
    assert acled_fatalities(claims, PUBLISHED)[0] == (6 if low == 6 else 14)


def test_the_trusted_speaker_gives_the_best_number() -> None:
    assert whole(claim(170, who="medical"), claim(1700, who="perpetrator", document="d_2"))[1] == 170


def test_what_an_official_calls_unverified_is_no_number_of_his() -> None:
    doubted = claim(1700, who="government", document="d_2", assertion="unverified")
    assert whole(claim(170, who="military"), doubted)[1] == 170


def test_among_equals_the_newest_report_gives_the_best_number() -> None:
    assert whole(claim(52, who="police"), claim(63, who="government", document="d_2"))[1] == 63


def test_an_army_that_counts_is_believed_before_an_unattributed_line() -> None:
    assert whole(claim(170, who="military"), claim(1700, who="media", document="d_2"))[1] == 170


def test_a_bare_plural_sets_no_bound_beside_a_number() -> None:
    plural = claim(2, best=3, qualifier="none_stated", document="d_2")
    assert whole(claim(12), plural) == (12, 12, 12)


def test_acled_takes_the_lowest_of_the_documents() -> None:
    same_day = claim(19, document="same_day")
    assert acled_fatalities([claim(12), same_day], PUBLISHED)[:2] == (12, "lowest_article")


def test_acled_leaves_an_article_that_later_ones_have_gone_beyond() -> None:
    assert acled_fatalities([claim(12), claim(19, document="d_2")], PUBLISHED)[0] == 19
    assert acled_fatalities([claim(12, who="police"), claim(19, document="d_2")], PUBLISHED)[0] == 12
    assert acled_fatalities([claim(19), claim(12, document="d_2")], PUBLISHED)[0] == 12


def test_acled_is_never_below_the_range() -> None:
    """The first article's largest number is of another kind than the one that shows it to be out of date."""
    later = (claim(6, document="d_2"), claim(8, who="police", document="d_2"))
    told = [claim(5), claim(3, who="police"), *later]
    assert acled_fatalities(told, PUBLISHED)[0] >= (whole(*told)[0] or 0)


def test_acled_counts_a_partys_own_claim_only_alone() -> None:
    own = claim(40, who="perpetrator", document="d_2")
    assert acled_fatalities([claim(12), own], PUBLISHED)[0] == 12
    assert acled_fatalities([own], PUBLISHED)[:2] == (40, "perpetrator_claim")


def test_acled_writes_n_for_more_than_n_and_the_low_end_of_vague_words() -> None:
    assert acled_fatalities([claim(101, qualifier="more_than")], PUBLISHED)[0] == 100
    assert acled_fatalities([claim(12, best=24, high=99, qualifier="vague")], PUBLISHED)[0] == 12


def test_silence_is_zero_with_its_basis() -> None:
    assert acled_fatalities([], PUBLISHED) == (0, "none_reported", ())


def test_a_toll_of_another_time_is_left_out_of_the_event() -> None:
    today = DateRange(earliest=date(2021, 5, 1), latest=date(2021, 5, 1))
    january = DateRange(earliest=date(2021, 1, 1), latest=date(2021, 1, 31), precision="month")
    now, then = claim(12, event_on=today), claim(30, event_on=january)
    assert of_that_time([now, then], today) == [now]
    assert of_that_time([then], today) == [then]
    assert of_that_time([now, then], None) == [now, then]


def test_a_bound_names_who_said_its_number_first_and_no_echo_of_it() -> None:
    first, echo = claim(14, who="police"), claim(14, who="police", document="d_2")
    for claims in ((first, echo), (echo, first)):
        (whole, *_) = reconcile_claims(claims, PUBLISHED)
        assert {whole.low_claim_id, whole.best_claim_id, whole.high_claim_id} == {first.claim_id}
    newer = claim(15, who="police", document="d_2")
    (whole, *_) = reconcile_claims((first, newer), PUBLISHED)
    assert whole.best_claim_id == newer.claim_id  # another number is news, not an echo
