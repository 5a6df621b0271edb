"""Among many like reports a link needs more; many articles on one story count as one report."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Mapping

import pytest

from conflict_ledger.resolve.crowds import MATE_KEYS, crowds_of
from conflict_ledger.resolve.geocode import choose_place
from conflict_ledger.resolve.link_points import ONE_STORY, STORY_WORDS
from conflict_ledger.resolve.profiles import Profile, profile
from conflict_ledger.resolve.stories import Stories, Story
from tests.assemble.reading import read


class Told(Stories):
    """Articles that share all their keys or none, as the test says, and are alike if they do."""

    def __init__(self, story_of: Mapping[str, int], size: int = STORY_WORDS) -> None:
        super().__init__(words={}, rarity={})
        object.__setattr__(self, "told", (story_of, size))

    def size(self, document_id: str) -> int:
        return int(self.told[1])  # type: ignore[attr-defined]

    def keys(self, document_id: str) -> array[int]:
        first = self.told[0][document_id] * MATE_KEYS  # type: ignore[attr-defined]
        return array("I", range(first, first + MATE_KEYS))

    def compare(self, one: str, other: str, beside: Collection[int] = ()) -> Story:
        return Story(ONE_STORY if self.keys(one) == self.keys(other) else 0.0, self.size(one))


def report(name: int, town: str = "Gao") -> Profile:
    found = read(f"Gunmen killed nine people in {town}, Mali, on 3 May 2021, witness {name} said.", name=f"{name}.txt")
    (mention,) = found.event_mentions
    return profile(mention, choose_place(mention.places, found.places), found.claims)


def crowds(items: list[Profile], stories: list[int], size: int = STORY_WORDS) -> list[float]:
    told = {item.mention.document_id: story for item, story in zip(items, stories, strict=True)}
    found = crowds_of(items, Told(told, size))
    return [found[item.mention.event_mention_id] for item in items]


def test_each_unlike_report_of_the_week_counts() -> None:
    assert crowds([report(at) for at in range(4)], [1, 2, 3, 4]) == [3.0] * 4


def test_reports_on_one_story_are_no_crowd_and_count_as_one_to_others() -> None:
    assert crowds([report(at) for at in range(5)], [1, 1, 1, 1, 2]) == pytest.approx([1.0] * 5)


def test_short_notes_are_unlike_however_their_words_agree() -> None:
    assert crowds([report(at) for at in range(4)], [1, 1, 1, 1], size=STORY_WORDS - 1) == [3.0] * 4


def test_reports_from_another_province_are_no_crowd_unless_they_name_none() -> None:
    items = [report(1, "Gao"), report(2, "Kayes"), report(3, "the north")]
    assert crowds(items, [1, 2, 3]) == [1.0, 1.0, 2.0]
