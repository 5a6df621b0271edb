"""Actors on cases as data, every name of the lexicon, and what must hold for any mention."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from conflict_ledger.extract.actors import find_actors
from conflict_ledger.lexicon import Entry, load_lexicon
from conflict_ledger.records import ActorMention, Context, Sentence
from conflict_ledger.reference.actor_names import actor_type, display_name, state_name
from conflict_ledger.reference.countries import country_facts
from tests.case_files import Case, read_cases
from tests.extract.spans import check_spans

GROUPS = load_lexicon("actors").entries
ROLES = load_lexicon("actor_roles").entries


def find(text: str, *, start: int = 0, capitals: bool = False) -> tuple[ActorMention, ...]:
    sentence = Sentence(index=0, start=start, end=start + len(text), text=text)
    return find_actors(sentence, Context(published_on=None, is_upper_case=capitals))


def shown(mention: ActorMention, country: str | None, on: date | None) -> str:
    name = display_name(mention, country, on)
    return f"{mention.text} = {mention.actor_id} | {name} | {actor_type(mention, country)}"


@pytest.mark.parametrize("case", read_cases("actors"), ids=lambda case: case.text[:60])
def test_every_case_gives_its_actors_and_no_others(case: Case) -> None:
    on = date.fromisoformat(case["on"]) if "on" in case.fields else None
    found = [shown(m, case.fields.get("country"), on) for m in find(case.text, capitals="capitals" in case.fields)]
    assert (found == case["actors"]) is case.should_pass, found


@pytest.mark.parametrize("case", read_cases("actors"), ids=lambda case: case.text[:60])
def test_spans_quote_the_document_in_order_without_overlap(case: Case) -> None:
    check_spans(case.text, lambda start: find(case.text, start=start, capitals="capitals" in case.fields))


def test_every_name_of_a_group_leads_to_the_group() -> None:
    roles = {entry.id: entry for entry in ROLES}
    lost = []
    for entry in GROUPS:
        role = roles.get(entry.fields.get("same_as", ""))
        rule = f"role.{role.id}" if role else entry.id
        lost += [form for form in entry.forms if rule not in [m.rule for m in find(f"There {form} stood.")]]
    assert lost == []


def test_the_lexicon_covers_the_world_and_dates_it_rightly() -> None:
    assert len(GROUPS) > 350
    for entry in GROUPS:
        for country in filter(None, entry.fields.get("country", "").split("; ")):
            assert country_facts(country), f"{entry.id}: {country}"
        years = [int(entry.fields[end]) for end in ("from", "to") if end in entry.fields]
        assert years == sorted(years), entry.id


def test_entries_are_sorted() -> None:
    for entries in (GROUPS, ROLES):
        assert [entry.id for entry in entries] == sorted(entry.id for entry in entries)


@pytest.mark.parametrize("entry", [e for e in ROLES if e.value != "none"], ids=lambda entry: entry.id)
def test_roles_keep_their_examples(entry: Entry) -> None:
    assert entry.matches and entry.skips
    for text in entry.matches:
        assert f"role.{entry.id}" in [mention.rule for mention in find(text)], text
    for text in entry.skips:
        assert f"role.{entry.id}" not in [mention.rule for mention in find(text)], text


def test_capitals_tell_a_name_from_a_word() -> None:
    assert [m.actor_id for m in find("IS fighters fled, and it is over.")] == ["islamic_state"]
    assert find("The islamic state of the law was debated.") == ()


def test_a_country_belongs_to_one_actor_only() -> None:
    mentions = find("Iraqi soldiers met Syrian rebels and soldiers.")
    assert (mentions[0].actor_id, mentions[0].country) == ("military:Iraq", "Iraq")
    assert all(m.country != "Iraq" for m in mentions[1:])


def test_an_actor_without_any_country_keeps_its_bare_name() -> None:
    (soldiers,) = find("Soldiers left.")
    assert soldiers.country is None
    assert display_name(soldiers, None) == "Military Forces"
    assert display_name(replace(soldiers, country="Chad"), "Mali") == "Military Forces of Chad"


def test_years_are_given_only_where_one_government_fits() -> None:
    assert state_name("Myanmar", date(2019, 1, 1)) == "Myanmar (2016-2021)"
    assert state_name("Myanmar", date(2023, 1, 1)) == "Myanmar (2021-)"
    assert state_name("Myanmar", date(2021, 1, 1)) == "Myanmar"  # two governments that year
    assert state_name("Myanmar", None) == "Myanmar"
