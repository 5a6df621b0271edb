"""Who states a number, with what standing, and when it happened."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import pytest

from conflict_ledger.assemble.figures import ToldHarm
from conflict_ledger.extract.casualties import find_casualties
from conflict_ledger.records import Claim, Context, Sentence, SentenceMentions
from tests.assemble.reading import read


def only(text: str) -> Claim:
    (claim,) = read(text).claims
    return claim


@pytest.mark.parametrize(
    ("text", "claimant_type", "assertion"),
    [
        ("At least 12 people were killed in Goma, police said.", "police", "reported"),
        ("Hospital officials said 12 people were killed in Goma.", "medical", "reported"),
        ("Twelve people were killed in Goma on Friday.", "media", "reported"),
        ("The mayor said 12 people were killed in Goma. It is quiet now.", "local_official", "reported"),
        ("M23 claims to have killed 30 soldiers near Goma.", "perpetrator", "claimed"),
        ("The army denied that 30 soldiers were killed near Goma.", "military", "denied"),
        ("The United Nations said deaths in Goma may run into the hundreds.", "intergovernmental", "estimated"),
        ("A report that 12 people were killed in Goma could not be verified.", "media", "unverified"),
    ],
)
def test_speaker_and_standing(text: str, claimant_type: str, assertion: str) -> None:
    claim = only(text)
    assert (claim.claimant_type, claim.assertion) == (claimant_type, assertion)


def test_a_pronoun_speaks_for_the_person_of_the_sentence_before() -> None:
    text = "The army spokesman, Aren Tollivar, inspected the site. He said that 12 soldiers were killed in Goma."
    assert only(text).claimant_type in ("military", "unnamed")


def test_a_pronoun_resolves_to_the_last_speaker() -> None:
    first, second = read("An army spokesman said 12 men were killed in Goma. He said another nine were wounded.").claims
    assert (first.claimant_type, second.claimant_type) == ("military", "military")


def test_the_nearest_speaker_owns_the_number() -> None:
    claim = only("A rights researcher doubted that M23 claims to have killed 30 soldiers near Goma.")
    assert claim.claimant_type == "perpetrator"


def test_plans_and_threats_are_no_claims() -> None:
    assert read("The group vowed to kill 12 hostages in Goma.").claims == ()


def test_running_totals_are_marked() -> None:
    assert only("More than 9,000 people have been killed in Goma since the war began.").is_cumulative


def test_time_is_the_sentences_own_day() -> None:
    claim = only("Twelve people were killed in Goma on Monday.")  # published on Wednesday 5 May 2021
    assert claim.event_on is not None
    assert (claim.event_on.earliest, claim.event_on.latest) == (date(2021, 5, 3), date(2021, 5, 3))


def test_the_day_of_a_statement_only_bounds_the_event() -> None:
    claim = only("On Monday the rebels posted pictures of 12 soldiers they killed.")
    assert claim.event_on is not None
    assert claim.event_on.latest == date(2021, 5, 3)


def test_every_claim_quotes_the_text() -> None:
    extraction = read("At least 12 people were killed and 30 wounded in Goma, police said. Nine died later.")
    assert len(extraction.claims) >= 2
    for claim in extraction.claims:
        assert extraction.document.text[claim.count_span.start : claim.count_span.end] == claim.count_text
        end = claim.sentence_start + len(claim.sentence)
        assert extraction.document.text[claim.sentence_start : end] == claim.sentence


@pytest.mark.parametrize(
    ("text", "is_additional"),
    [
        ("Another cook died.", True),
        ("A fourth cook died.", True),
        ("The blast also killed a cook.", True),
        ("A cook died too.", True),
        ("A cook was shot dead as well.", True),
        ("A cook died as well as a driver.", False),
        ("A cook died.", False),
    ],
)
def test_people_set_apart_from_those_just_told_are_additional(text: str, is_additional: bool) -> None:
    _, claim, *_ = read(f"Two porters were killed in Goma on Friday. {text}").claims
    assert claim.is_additional is is_additional


@pytest.mark.parametrize(
    ("victims", "side"),
    [
        ("soldiers", "state forces"),
        ("rebels", "armed group"),
        ("M23 fighters", "armed group"),
        ("rebel commanders", "armed group"),
        ("separatist men", "armed group"),
        ("young men", None),
        ("villagers", "civilians"),
        ("people", None),
    ],
)
def test_the_kind_of_victims_tells_their_side(victims: str, side: str | None) -> None:
    assert only(f"Twelve {victims} were killed in Goma on Friday.").side == side


@pytest.mark.parametrize(("source", "outcome"), [("SOHR", "killed"), ("Daily Kamo", "casualties")])
def test_casualties_are_the_dead_where_the_outlet_keeps_the_word_for_them(source: str, outcome: str) -> None:
    (claim,) = read("Shells hit a market in Goma and left 6 casualties.", source=source).claims
    assert claim.outcome == outcome


@pytest.mark.parametrize(
    ("text", "running"),
    [
        ("Warplanes killed 12 farmers near Goma and raised the toll to 115.", [False, True]),
        ("Two more guards died of wounds, raising the toll of the blast to 12.", [False, False]),
        ("Political violence has left 300 dead in the last six months.", [True]),
        ("Five troops were killed near Goma in the worst clash in months.", [False]),
    ],
)
def test_a_toll_that_the_deaths_just_told_raise_is_a_running_one(text: str, running: list[bool]) -> None:
    assert [claim.is_cumulative for claim in read(text).claims] == running


def test_an_endless_list_of_counts_is_assembled_in_linear_time() -> None:
    """What was told long ago is forgotten: with all of it kept, this took many times as long."""
    told = ToldHarm()
    sentence = Sentence(index=0, start=0, end=10, text="12 killed.")
    casualties = find_casualties(sentence, Context(published_on=None))
    started = time.process_time()
    for index in range(20_000):
        told.with_figures(SentenceMentions(sentence=replace(sentence, index=index), casualties=casualties))
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("A bomb killed 12 people in Goma on Monday. Three years ago a similar blast killed 40.", (2018, 2018)),
        ("A bomb killed 12 people in Goma on Monday. The 1988 massacre there left 300 dead.", (1988, 1988)),
        ("A bomb killed 12 people in Goma on Monday. A massacre of 40 people took place there a decade ago.", None),
    ],
)
def test_history_keeps_its_own_time(text: str, years: tuple[int, int] | None) -> None:
    _, past = read(text).claims
    assert (past.event_on and (past.event_on.earliest.year, past.event_on.latest.year)) == years


@pytest.mark.parametrize(
    ("text", "totals"),
    [
        ("A second sailor died on Sunday, bringing the death toll in Goma to nine.", [False, True]),
        ("Another guard died of his wounds, taking the toll in Goma to 12.", [False, True]),
        ("A guard was shot dead in Goma, bringing the toll to 45.", [True, True]),  # of this and other deeds
    ],
)
def test_a_death_is_within_the_toll_that_it_brings_about(text: str, totals: list[bool]) -> None:
    assert [claim.is_total for claim in read(text).claims] == totals
