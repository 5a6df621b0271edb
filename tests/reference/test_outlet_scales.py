"""The reach of outlets: by name, by domain, at home and abroad, alone and in pairs."""

from __future__ import annotations

from itertools import combinations

import pytest

from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.reference.countries import country_facts
from conflict_ledger.reference.outlet_scales import PRECEDENCE, joined_scales, outlet_of, scale_at

OUTLETS = [
    # source, link, country of the event, reach
    ("Reuters", None, "Kenya", "International"),
    ("Daily Nation", None, "Kenya", "National"),
    ("premium times", None, "Nigeria", "National"),
    (None, "https://edition.cnn.com/2024/05/01/story", "Chad", "International"),
    ("Fox News", None, "United States", "National"),
    ("Fox News", None, None, "International"),
    ("mindanews.com", None, "Philippines", "Subnational"),
    ("Middle East Eye", "https://unknown.example/1", "Syria", "Regional"),
]
UNKNOWN = [("Harbour Post", None), (None, None), ("", "not a link"), ("com", "https://com/"), ("notcnn.com", None)]


@pytest.mark.parametrize(("source", "url", "country", "scale"), OUTLETS)
def test_an_outlet_is_known_by_its_name_or_its_domain(
    source: str | None, url: str | None, country: str | None, scale: str
) -> None:
    outlet = outlet_of(source, url)
    assert outlet is not None
    assert scale_at(outlet, country) == scale


@pytest.mark.parametrize(("source", "url"), UNKNOWN)
def test_no_reach_is_made_up(source: str | None, url: str | None) -> None:
    assert outlet_of(source, url) is None


def test_pairs_stand_in_one_order_and_three_are_never_joined() -> None:
    for first, second in combinations(PRECEDENCE, 2):
        assert joined_scales([second, first]) == f"{first}-{second}"
    assert joined_scales(["International", "National", "Other"]) == "Other-National"


def test_the_list_names_known_countries_and_reaches() -> None:
    for entry in load_lexicon("outlet_scales").entries:
        assert entry.value in PRECEDENCE
        assert "country" not in entry.fields or country_facts(entry.fields["country"]) is not None
