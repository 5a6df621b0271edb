"""The words that take up people told before, and those that tell of new ones."""

from __future__ import annotations

import pytest

from tests.assemble.reading import read


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A baker was wounded in Goma on Monday. She died at night.", "She"),
        ("A baker was wounded in Goma on Monday. The victim died at night.", "The victim"),
        ("Bandits wounded two bakers in Goma. Both men were killed later.", "Both men"),
        ("Bandits wounded five bakers in Goma. All five were killed later.", "five"),
        ("A baker was wounded in Goma on Monday. A man died at night.", None),
        ("A baker was wounded in Goma on Monday. The other man died at night.", None),
        ("A baker was wounded in Goma on Monday. The watchman died at night.", None),
    ],
)
def test_words_that_take_up_people(text: str, words: str | None) -> None:
    assert read(text).claims[-1].taken_up == words
