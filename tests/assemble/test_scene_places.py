"""Where the hurt are cared for or live is no place of the deed, and opens no second event."""

from __future__ import annotations

import pytest

from tests.assemble.reading import read


def towns(text: str) -> list[list[str]]:
    mentions = read(text, scope="violence").event_mentions
    return [[place.text for place in mention.places] for mention in mentions]


@pytest.mark.parametrize(
    "text",
    [
        "Three nurses were shot in Goma on Monday. One nurse was taken by boat to a hospital in Bukavu.",
        "Three nurses were shot in Goma on Monday. One nurse died at a clinic in Bukavu.",
        "Three nurses were shot in Goma on Monday. Two nurses are in critical condition at Bukavu General Hospital.",
        "Three nurses were shot in Goma on Monday. Aren Tollivar, 31, of Bukavu, was shot dead in Goma.",
    ],
)
def test_places_of_care_and_homes_are_no_scene(text: str) -> None:
    assert {name for names in towns(text) for name in names} == {"Goma"}
    assert len(towns(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen stormed a hospital in Bukavu on Monday, killing two nurses.",
        "Shells hit Bukavu General Hospital on Monday and killed two nurses.",
    ],
)
def test_a_hospital_that_is_struck_is_a_scene(text: str) -> None:
    assert towns(text) == [["Bukavu"]]
