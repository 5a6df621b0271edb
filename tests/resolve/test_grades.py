"""Each grade on claims made for it, and that copies corroborate nothing."""

from __future__ import annotations

from dataclasses import replace

from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.records import Claim, EventMention, Quantity
from conflict_ledger.reference.actor_kinds import DOER, STATE
from conflict_ledger.resolve.fatalities import reconcile_claims
from conflict_ledger.resolve.grades import HEARSAY, grade_reports
from conflict_ledger.resolve.weighing import DISPUTANTS
from tests.publish.sound_records import actor, mention
from tests.resolve.test_fatalities import PUBLISHED, claim


def grade(*claims: Claim, mentions: tuple[EventMention, ...] = (), **originals: str) -> str | None:
    return grade_reports(claims, reconcile_claims(claims, PUBLISHED), originals, mentions)


def telling(document: str, *inters: int, event_type: str = "Violence against civilians") -> EventMention:
    """An article's telling in which armed sides of these types act."""
    acting = tuple(replace(actor("a side", inter), part=DOER) for inter in inters)
    return mention(document_id=document, event_type=event_type, actors=acting)


def test_without_a_count_of_deaths_there_is_no_grade() -> None:
    assert grade() is None
    assert grade(claim(12, outcome="injured")) is None
    assert grade(claim(3, is_total=False), claim(900, is_cumulative=True)) is None


def test_one_source_is_weak() -> None:
    assert grade(claim(12)) == "weak"
    assert grade(claim(12), claim(14)) == "weak"
    assert grade(claim(12), claim(14, who="police")) == "weak"  # an article and the one that it quotes


def test_two_sources_are_fair_however_their_numbers_differ() -> None:
    assert grade(claim(12), claim(12, document="d_2")) == "fair"
    assert grade(claim(12), claim(19, document="d_2")) == "fair"
    assert grade(claim(12, who="medical"), claim(12, who="police")) == "fair"


def test_copies_parties_and_hearsay_corroborate_nothing() -> None:
    assert grade(claim(12), claim(12, document="d_2"), d_2="d_1") == "weak"
    assert grade(claim(12), claim(12, who="military", document="d_2")) == "weak"
    assert grade(claim(12), claim(12, who="social_media", document="d_2")) == "weak"


def test_a_party_that_contradicts_others_makes_it_contested() -> None:
    assert grade(claim(170, who="medical"), claim(1700, who="perpetrator", document="d_2")) == "contested"
    assert grade(claim(12, who="medical"), claim(0, who="military", document="d_2")) == "contested"


def test_a_toll_that_grows_is_no_contest_and_a_boast_is_no_growth() -> None:
    assert grade(claim(52, who="police"), claim(63, who="government", document="d_2")) == "weak"
    assert grade(claim(63, who="government"), claim(52, who="police", document="d_2")) == "contested"
    assert grade(claim(63, who="government"), claim(52, who="police")) == "contested"  # of one day
    assert grade(claim(52, who="military"), claim(90, who="armed_group", document="d_2")) == "contested"


def test_what_a_party_stands_by_counts_and_not_its_vague_words() -> None:
    scores = claim(20, best=40, high=99, qualifier="vague", who="perpetrator")
    boast = claim(1700, who="perpetrator", side="state forces", document="d_2")
    assert grade(claim(170, who="medical"), scores, boast) == "contested"
    at_least = replace(claim(31, who="government"), quantity=Quantity(low=31, best=31, high=None, qualifier="at_least"))
    assert grade(at_least, claim(57, who="local_official")) == "weak"
    assert grade(at_least, claim(20, who="local_official")) == "contested"


def test_a_denial_contests_and_discounts_what_stands_alone() -> None:
    denied = claim(50, assertion="denied", document="d_2")
    assert grade(claim(50), denied) == "contested"
    assert grade(denied) == "discounted"


def test_who_admits_the_deed_confirms_it_unless_numbers_differ() -> None:
    assert grade(claim(12), claim(12, who="perpetrator", document="d_2")) == "confirmed"
    owned = claim(12, who="perpetrator", side="civilians", document="d_2")
    assert grade(claim(12, who="medical"), owned) == "confirmed"
    assert grade(claim(30, who="medical"), owned) == "contested"


def test_a_boast_of_enemies_killed_and_word_that_nobody_verifies_confirm_nothing() -> None:
    assert grade(claim(12, who="perpetrator", side="state forces")) == "weak"
    assert grade(claim(12, who="perpetrator", assertion="unverified")) == "weak"


def test_violence_laid_to_both_sides_is_contested() -> None:
    killed = claim(12), claim(12, document="d_2")
    laid = telling("d_1", STATE), telling("d_2", 3)
    assert grade(*killed, mentions=laid) == "contested"
    assert grade(*killed, mentions=(telling("d_1", 2), telling("d_2", 3))) == "fair"  # two names for a group
    assert grade(*killed, mentions=(telling("d_1", STATE, 3), telling("d_2", 3))) == "fair"
    battle = tuple(replace(one, event_type="Battles") for one in laid)
    assert grade(*killed, mentions=battle) == "fair"


def test_every_kind_of_claimant_that_is_named_is_one_of_the_vocabulary() -> None:
    assert set(load_lexicon("claimant_types").values()) >= DISPUTANTS | HEARSAY
