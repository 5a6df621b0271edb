"""One article, several events; one event, told many times."""

from __future__ import annotations

from datetime import date

import pytest

from tests.assemble.reading import link, read


def test_one_event_told_three_times_is_one_mention() -> None:
    text = (
        "Gunmen attacked a village near Goma on Monday, killing 12 people.\n\n"
        "The attackers also wounded nine villagers, residents said.\n\n"
        "Police put the toll in Goma at 14 dead."
    )
    (mention,) = read(text).event_mentions
    assert len(mention.claim_ids) == 3
    assert mention.event_on is not None
    assert mention.event_on.earliest == date(2021, 5, 3)
    assert mention.date_basis == "weekday"


def test_two_towns_on_two_days_are_two_events() -> None:
    text = (
        "Gunmen killed 12 villagers near Goma on Monday.\n\n"
        "On Saturday, a bomb exploded at a market in Bukavu, killing seven shoppers."
    )
    mentions = read(text).event_mentions
    assert len(mentions) == 2
    assert {mention.event_on.earliest for mention in mentions if mention.event_on} == {
        date(2021, 5, 1),
        date(2021, 5, 3),
    }


def test_taking_a_town_is_another_event_than_killings_elsewhere() -> None:
    text = (
        "M23 rebels executed 30 captured soldiers near Rutshuru last week.\n\n"
        "On Monday, the rebels captured the town of Sake after heavy fighting with the army."
    )
    assert len(read(text).event_mentions) == 2


def test_different_victims_in_one_sentence_with_a_place_of_their_own() -> None:
    text = "Rebels killed captured soldiers as well as 17 civilians in a single street in Goma."
    assert len(read(text).event_mentions) == 2


def test_no_date_and_no_publication_date_stays_unknown() -> None:
    (mention,) = read("Gunmen killed 12 villagers near Goma.", published_at=None).event_mentions
    assert mention.event_on is None
    assert mention.date_basis == "none"


def test_no_date_in_the_text_is_bounded_by_publication_and_says_so() -> None:
    (mention,) = read("Gunmen killed 12 villagers near Goma.").event_mentions
    assert mention.event_on is not None
    assert (mention.event_on.earliest, mention.event_on.latest) == (date(2021, 5, 2), date(2021, 5, 5))
    assert mention.date_basis == "before_publication"


def test_history_makes_no_event_of_today() -> None:
    text = "Hundreds marched on Monday to commemorate the massacre of 300 villagers in Goma 20 years ago."
    assert all("Violence" not in mention.event_type for mention in read(text).event_mentions)


def test_mention_ids_are_unique_within_a_document() -> None:
    text = "Rebels killed captured soldiers as well as 17 civilians in a single street in Goma."
    ids = [mention.event_mention_id for mention in read(text).event_mentions]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("Gunmen killed three policemen in Mosul on Monday.", "stated"),
        ("MOSUL, Iraq (AFP) - Gunmen killed three policemen on Monday.", "dateline"),
        ("Iraqi gunmen killed three policemen on Monday.", "country_only"),
        ("Gunmen killed three policemen on Monday.", "none"),
    ],
)
def test_a_mention_says_which_words_can_tell_its_place(text: str, basis: str) -> None:
    (mention,) = read(f"{text}\n").event_mentions
    assert mention.place_basis == basis


def test_a_town_of_the_dateline_places_an_event_whose_words_name_none() -> None:
    (event,) = link(read("MOSUL, Iraq (AFP) - Gunmen killed three policemen on Monday.\n"))
    assert event.place is not None
    assert (event.place.name, event.place_basis) == ("Mosul", "dateline")
