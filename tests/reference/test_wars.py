"""Who fights whom, by place and day, and that the list is well formed."""

from __future__ import annotations

from datetime import date

import pytest

from conflict_ledger.lexicon import Entry, load_lexicon
from conflict_ledger.reference.countries import country_facts
from conflict_ledger.reference.wars import war_at

GROUPS = {entry.id for entry in load_lexicon("actors").entries}


@pytest.mark.parametrize(
    ("country", "province", "on", "sides"),
    [
        ("Ukraine", "Odessa", date(2022, 2, 24), ["military", "military"]),
        ("Ukraine", "Donetsk", date(2022, 2, 23), ["military", "dpr_ukraine"]),
        ("Ukraine", "Odessa", date(2022, 2, 23), []),
        ("Sudan", None, date(2023, 4, 14), []),
        ("Sudan", None, date(2023, 4, 15), ["military", "rsf_sudan"]),
        ("Sudan", None, None, []),
    ],
)
def test_a_war_has_its_place_and_time(country: str, province: str | None, on: date | None, sides: list[str]) -> None:
    war = war_at(country, province, on)
    assert [side.actor_id for side in war.sides] == sides if war else sides == []


@pytest.mark.parametrize("entry", load_lexicon("wars").entries, ids=lambda entry: entry.id)
def test_sides_are_states_or_known_groups(entry: Entry) -> None:
    for side in (entry.fields["first"], entry.fields["second"]):
        known = country_facts(side.removeprefix("state: ")) if side.startswith("state: ") else side in GROUPS
        assert known, side
