"""What a group was on a day, and that the facts are well formed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.records import ActorMention, Span
from conflict_ledger.reference.actor_names import actor_type, is_out_of_place
from conflict_ledger.reference.actor_phases import on_that_day
from conflict_ledger.reference.countries import country_facts

GROUP = ActorMention(
    span=Span(0, 7), text="Taliban", actor_id="taliban", name="Taliban", inter=2, country=None, rule="taliban"
)


@pytest.mark.parametrize(
    ("on", "name", "inter"),
    [
        (date(2021, 8, 14), "Taliban", 2),
        (date(2021, 8, 15), "Military Forces of Afghanistan (2021-)", 1),
        (date(2001, 11, 12), "Military Forces of Afghanistan (1996-2001)", 1),
        (date(2001, 11, 13), "Taliban", 2),
        (None, "Taliban", 2),
    ],
)
def test_who_rules_holds_the_power_of_the_state(on: date | None, name: str, inter: int) -> None:
    then = on_that_day(GROUP, on)
    assert (then.name, then.inter) == (name, inter)


def test_rulers_are_external_abroad() -> None:
    rulers = on_that_day(replace(GROUP, actor_id="houthis"), date(2019, 3, 2))
    assert (actor_type(rulers, "Yemen"), actor_type(rulers, "Saudi Arabia")) == (1, 8)


def test_a_group_without_phases_stays_what_it_is() -> None:
    other = replace(GROUP, actor_id="eln_colombia")
    assert on_that_day(other, date(2019, 3, 2)) is other


def test_phases_name_known_groups_and_do_not_overlap() -> None:
    groups = {entry.id for entry in load_lexicon("actors").entries}
    spans: dict[str, list[tuple[str, str]]] = {}
    for entry in load_lexicon("actor_phases").entries:
        assert entry.value in groups, entry.id
        assert "country" not in entry.fields or country_facts(entry.fields["country"]), entry.id
        spans.setdefault(entry.value, []).append((entry.fields.get("from", "0"), entry.fields.get("to", "9")))
    for days in spans.values():
        ends = [day for span in sorted(days) for day in span]
        assert ends == sorted(ends), days


CAPITALS = replace(GROUP, text="ELN", actor_id="eln_colombia")


@pytest.mark.parametrize(
    ("mention", "country", "on", "expected"),
    [
        (CAPITALS, "Colombia", date(2019, 3, 2), False),
        (CAPITALS, "Venezuela", date(2019, 3, 2), False),  # next door
        (CAPITALS, "Nepal", date(2019, 3, 2), True),
        (CAPITALS, None, None, False),
        (CAPITALS, "Colombia", date(1950, 3, 2), True),  # founded later
        (replace(CAPITALS, text="National Liberation Army"), "Nepal", date(2019, 3, 2), False),
    ],
)
def test_capitals_do_not_mean_a_group_of_another_part_of_the_world(
    mention: ActorMention, country: str | None, on: date | None, expected: bool
) -> None:
    assert is_out_of_place(mention, country, on) is expected
