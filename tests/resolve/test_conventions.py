"""ACLED's number for "several" and UCDP's three numbers, from claims made for it."""

from __future__ import annotations

from datetime import date

from conflict_ledger.records import Claim, DateRange, Quantity
from conflict_ledger.resolve.conventions import acled_fatalities, several_as, ucdp_estimate
from conflict_ledger.resolve.fatalities import reconcile_claims
from tests.assemble.reading import read


def claims(*sentences: str) -> list[Claim]:
    return list(read(" ".join(sentences)).claims)


def ucdp(*sentences: str) -> tuple[int, int, int] | None:
    told = claims(*sentences)
    estimate = ucdp_estimate(told, reconcile_claims(told, {}))
    return (estimate.low, estimate.best, estimate.high) if estimate else None


def year(number: int) -> DateRange:
    return DateRange(earliest=date(number, 5, 1), latest=date(number, 5, 1))


def test_several_are_three_or_ten_by_a_listed_input() -> None:
    assert several_as("Kenya", year(2015)) == 3
    assert several_as("Syria", year(2015)) == 10
    assert several_as("Syria", year(2005)) == 3
    assert several_as("Sudan", year(2024)) == 10
    assert several_as("Syria", None) == several_as(None, year(2015)) == 3


def test_the_input_decides_only_where_nobody_counts() -> None:
    for words in ("Several people were killed.", "A number of people were killed.", "Soldiers were killed."):
        assert [acled_fatalities(claims(words), {}, several)[0] for several in (3, 10)] == [3, 10]
    for words in ("Five people were killed.", "Dozens of people were killed."):
        assert acled_fatalities(claims(words), {}, 3)[:2] == acled_fatalities(claims(words), {}, 10)[:2]
    assert acled_fatalities(claims("Several people were killed.", "Police said five had died."), {}, 10)[0] == 5


def test_what_other_sources_report_is_another_number_and_the_lowest_counts() -> None:
    told = claims("At least nine people were killed.", "Other sources said 40 people were killed.")
    assert acled_fatalities(told, {}) == (9, "lowest_article", (told[0],))
    assert (
        acled_fatalities(claims("At least nine people were killed.", "Police said 40 people were killed."), {})[0] == 40
    )


def test_ucdp_writes_the_number_for_open_words() -> None:
    assert ucdp("At least 12 people were killed.") == (12, 12, 12)
    assert ucdp("More than 50 people were killed.") == (50, 50, 50)
    assert ucdp("Up to 40 people were killed.") == (0, 0, 40)


def test_ucdp_spans_what_bystanders_say() -> None:
    assert ucdp("Police said 12 people were killed.", "Doctors said 19 people were killed.") == (12, 19, 19)


def test_ucdp_leaves_out_a_partys_high_number_beside_others() -> None:
    told = ("Doctors said 12 people were killed.", "The rebels said they had killed 90 soldiers.")
    assert ucdp(*told) == (12, 12, 12)
    assert ucdp(told[1]) == (90, 90, 90)


def test_ucdp_is_unsure_of_people_killed_or_wounded() -> None:
    assert ucdp("Thirty people were killed or wounded.") == (0, 0, 30)
    assert ucdp("The minister opened a bridge.") is None


def test_each_number_names_its_claim() -> None:
    told = claims("Police said 12 people were killed.", "Doctors said 19 people were killed.")
    estimate = ucdp_estimate(told, reconcile_claims(told, {}))
    best = {claim.claim_id: claim.quantity for claim in told}
    assert estimate is not None
    assert best[estimate.low_claim_id or ""] == Quantity(low=12, best=12, high=12)
    assert (
        best[estimate.best_claim_id or ""] == best[estimate.high_claim_id or ""] == Quantity(low=19, best=19, high=19)
    )
