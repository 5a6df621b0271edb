"""Articles that are about something else give neither claims nor events, and say so among the issues."""

from __future__ import annotations

import pytest

from tests.assemble.reading import read

MATCH = (
    "Rovers won the derby on Sunday after two missed penalties.\n\nThe striker fired home and the visitors were under "
    "attack until half-time.\n\nHis side lost three men to injury."
)
QUAKE = "An earthquake of magnitude 7 killed 120 people on Sunday, officials said.\n\nThe tremor injured 300."
STORY = "In the film, a village is shelled and forty men are killed.\n\nThe actor won a prize at the film festival."


@pytest.mark.parametrize(("text", "topic"), [(MATCH, "sport"), (QUAKE, "disaster"), (STORY, "fiction")])
def test_other_topics_give_nothing(text: str, topic: str) -> None:
    extraction = read(text)
    assert extraction.claims == ()
    assert extraction.event_mentions == ()
    assert all(issue.code == f"count_in_article_on_{topic}" for issue in extraction.issues)


def test_what_was_left_out_stands_among_the_issues() -> None:
    assert {issue.words for issue in read(QUAKE).issues} == {"120", "300"}


def test_a_quake_in_passing_does_not_silence_a_massacre() -> None:
    text = "Gunmen killed 12 villagers near Goma on Monday.\n\nThe area was hit by an earthquake in March."
    assert len(read(text).claims) == 1


def test_the_police_who_report_an_attack_did_not_commit_it() -> None:
    (mention,) = read(
        "Twelve shoppers were killed by a bomb in a market in Goma on Monday, police said."
    ).event_mentions
    assert all(actor.inter != 1 for actor in mention.actors)


def test_a_word_of_sport_beside_people_shot_says_where_it_happened() -> None:
    text = "Two boys were shot dead on Sunday as shots were fired near a soccer field in Goma.\n\nThe shooting went on."
    assert {claim.quantity.best for claim in read(text).claims} == {2}


def test_a_flood_of_guests_beside_people_shot_is_no_disaster() -> None:
    text = "Five people were shot outside a dance hall in Goma on Sunday.\n\nThe street was flooded with guests."
    assert {claim.quantity.best for claim in read(text).claims} == {5}


def test_a_shot_by_accident_stays_one() -> None:
    text = "A boy accidentally shot two people at a boat yard in Goma on Sunday.\n\nNeighbours told of the shooting."
    assert read(text).claims == ()


@pytest.mark.parametrize(
    "text",
    [
        "Two men were shot dead in East Hollywood on Sunday.",
        "Gunmen shot dead Oscar Tollivar and his brother in Goma on Sunday.",
    ],
)
def test_names_that_films_share_with_towns_and_people_make_no_film_of_a_killing(text: str) -> None:
    assert read(text, scope="violence").event_mentions


def test_the_stars_of_films_still_do() -> None:
    text = "A Hollywood star shoots two robbers dead in the sequel, and may get an Oscar."
    assert read(text, scope="violence").event_mentions == ()


def test_one_word_of_sport_told_again_and_again_is_no_match() -> None:
    text = (
        "Two boys shot while playing soccer in Goma.\n\nGunmen opened fire on Sunday on boys who played soccer. "
        "They had met for soccer, neighbours said."
    )
    assert read(text, scope="violence").event_mentions
