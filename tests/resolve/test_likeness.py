"""What a shared number of dead tells of two reports."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conflict_ledger.resolve.geocode import choose_place
from conflict_ledger.resolve.likeness import LINK, Profile, link_score, profile, word_weights
from tests.assemble.reading import read


def report() -> Profile:
    extraction = read("Rebels killed nine people in Goma on Monday.")
    (mention,) = extraction.event_mentions
    return profile(mention, choose_place(mention.places, extraction.places), extraction.claims)


@pytest.mark.parametrize(
    ("one", "other", "points"),
    [
        ({9}, {9, 40}, LINK["same_number"]),
        ({2}, {2}, 0.0),
        ({9}, {12}, LINK["other_number"]),
        ({9}, set(), 0.0),
    ],
)
def test_the_toll_of_many_deeds_tells_nothing(one: set[int], other: set[int], points: float) -> None:
    base = report()
    weights = word_weights([base])
    without = link_score(replace(base, numbers=frozenset()), base, weights)
    both = link_score(replace(base, numbers=frozenset(one)), replace(base, numbers=frozenset(other)), weights)
    assert both is not None and without is not None
    assert both - without == pytest.approx(points)
