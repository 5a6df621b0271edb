"""Which tellings are let in as events: weak words with victims, backgrounds in the lead and behind it, other times."""

from __future__ import annotations

import pytest

from tests.assemble.reading import read


def kinds(text: str, scope: str = "acled") -> list[str]:
    """The sub-event types of the events that a text tells."""
    return [mention.sub_event_type for mention in read(text, scope=scope).event_mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two traders were killed in the hamlet of Kalembe on Tuesday.", ["Attack"]),
        ("A sergeant was shot in Mosul on Tuesday.", ["Armed clash"]),
        ("Residents of Kalembe were killed in the dark, it was said.", ["Attack"]),
    ],
)
def test_victims_make_an_event_of_weak_words(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Two traders were killed when a lorry collided with a bus near Goma on Tuesday.",
        "Two men died in Goma on Tuesday.\n\nA toxic leak at the works killed them, the doctors found.",
        "A clerk was killed in Goma.\n\nHis neighbour was found guilty on Tuesday.",
        "Nobody was killed in Goma on Tuesday.",
    ],
)
def test_victims_of_accidents_and_cases_in_court_make_none(text: str) -> None:
    assert kinds(text) == []


def test_beside_a_sure_event_weak_words_make_no_second_one() -> None:
    text = "Gunmen attacked an army post near Goma on Monday.\n\nFour traders were killed in Bukavu on Saturday."
    assert kinds(text) == ["Armed clash"]


def test_what_is_told_behind_the_lead_takes_nothing_from_it() -> None:
    text = (
        "Gunmen killed three farmers near Goma on Monday.\n\nThe gunmen were later convicted of the killings in Goma."
    )
    assert "Attack" in kinds(text)


def test_a_lead_on_a_trial_tells_no_event_of_today() -> None:
    assert kinds("A man went on trial on Monday over the killing of three farmers near Goma.") == []


def test_fire_crews_come_after_air_strikes_too() -> None:
    assert kinds("An air strike hit a market in Mosul on Monday; firefighters found six bodies.") == [
        "Air/drone strike"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 2 March 2021 teachers protested in Goma over arrests made two years ago.", ["Peaceful protest"]),
        ("The heaviest clashes in recent years broke out between rebels and the army near Goma.", ["Armed clash"]),
        ("On Monday the town remembered the 40 farmers killed by rebels two years ago in Goma.", []),
        ("Rebels attacked the army post in Goma two years ago.", []),
    ],
)
def test_another_time_takes_what_stands_next_to_it(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


def test_in_scope_violence_a_shooting_needs_no_number() -> None:
    text = "Detectives seek witnesses to the shooting of a clerk on Elm Street."
    assert kinds(text, scope="violence") == ["Attack"]
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("remark", "expected"),
    [
        ("The gangs of the coast grow rich on cocaine, a curfew or not.", ["Attack"]),
        ("The mayor and a guard were murdered in a robbery near Goma.", []),
    ],
)
def test_a_remark_on_crime_behind_the_event_takes_nothing_from_it(remark: str, expected: list[str]) -> None:
    text = f"Unknown men murdered a mayor near Goma on Monday.\n\nThe mayor was murdered at home.\n\n{remark}"
    assert kinds(text) == expected


def test_a_word_of_another_topic_told_again_is_still_one() -> None:
    raid = "An air strike killed the novelist Ada Moreau and two others at a house in Goma on Tuesday."
    assert kinds(f"{raid}\n\nThe novelist died beside her son in the air strike.") == ["Air/drone strike"]
    assert kinds(f"{raid}\n\nSo ends the first chapter of the film, and the air strike with it.") == []
