"""Who states a number, with what standing, and when it happened."""

from __future__ import annotations

from datetime import date

import pytest

from conflict_ledger.records import Claim
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
    ("victims", "side"),
    [("soldiers", "state forces"), ("rebels", "armed group"), ("villagers", "civilians"), ("people", None)],
)
def test_the_kind_of_victims_tells_their_side(victims: str, side: str | None) -> None:
    assert only(f"Twelve {victims} were killed in Goma on Friday.").side == side
