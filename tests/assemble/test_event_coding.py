"""From the sentences of one event to ACLED's sub-event type and scope, on cases as data."""

from __future__ import annotations

import re

import pytest

from conflict_ledger.assemble.event_coding import DECISIONS, classify, weigh
from conflict_ledger.assemble.event_scope import scope_of
from conflict_ledger.extract.actors import find_actors
from conflict_ledger.extract.event_types import find_backgrounds, find_triggers
from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.records import Context, Sentence, Span, TriggerMention
from tests.case_files import Case, read_cases

CASES = read_cases("event_types")
SPLIT = re.compile(r"(?<=\.)\s+")


def code(case: Case) -> tuple[tuple[str, str, str] | None, str]:
    """What the case is coded as, and its scope ("none" for no event)."""
    context = Context(published_on=None, is_upper_case="capitals" in case.fields)
    texts = SPLIT.split(case.text)
    sentences = [Sentence(index=i, start=0, end=len(text), text=text) for i, text in enumerate(texts)]
    triggers = [mention for sentence in sentences for mention in find_triggers(sentence, context)]
    actors = [mention for sentence in sentences for mention in find_actors(sentence, context)]
    cues = [mention for sentence in sentences for mention in find_backgrounds(sentence, context)]
    coded = classify(triggers, actors)
    return coded, scope_of(coded, actors, cues) or "none"


def trigger(sub_event_type: str, weight: float, rule: str) -> TriggerMention:
    kinds = {entry.value: entry.fields["event_type"] for entry in load_lexicon("event_hierarchy").entries}
    return TriggerMention(
        span=Span(0, 1),
        text="x",
        event_type=kinds[sub_event_type],
        sub_event_type=sub_event_type,
        weight=weight,
        rule=rule,
    )


@pytest.mark.parametrize("case", [c for c in CASES if "code" in c.fields], ids=lambda case: case.text[:60])
def test_reports_are_coded(case: Case) -> None:
    coded, scope = code(case)
    assert (coded is not None and coded[1] == case["code"] and scope == "acled") is case.should_pass, (coded, scope)


@pytest.mark.parametrize("case", [c for c in CASES if "scope" in c.fields], ids=lambda case: case.text[:60])
def test_other_stories_are_no_events(case: Case) -> None:
    coded, scope = code(case)
    assert (scope == case["scope"]) is case.should_pass, (coded, scope)


def test_all_twenty_five_sub_event_types_have_a_case() -> None:
    covered = {case["code"] for case in CASES if "code" in case.fields}
    assert covered == {entry.value for entry in load_lexicon("event_hierarchy").entries}


def test_between_near_equals_the_hierarchy_decides() -> None:
    votes = [trigger("Attack", 0.78, "a.a"), trigger("Arrests", 0.8, "b.b")]
    coded = classify(votes, ())
    assert coded == ("Violence against civilians", "Attack", "votes/a.a")


def test_one_weak_word_is_no_event_and_two_are() -> None:
    weak = trigger("Attack", 0.4, "attack.word")
    assert classify([weak, weak], ()) is None  # the same rule again adds nothing
    assert classify([weak, trigger("Attack", 0.49, "kill.word")], ()) is not None


def test_the_rule_names_the_decision_and_the_strongest_entry() -> None:
    clash, shell = (
        trigger("Armed clash", 0.8, "clash.x"),
        trigger("Shelling/artillery/missile attack", 0.85, "shelling.y"),
    )
    assert classify([shell, clash], ()) == ("Battles", "Armed clash", "battle/clash.x")
    assert classify([shell], ()) == (shell.event_type, shell.sub_event_type, "remote/shelling.y")


def test_sexual_violence_outranks_any_number_of_other_attacks() -> None:
    attacks = [trigger("Attack", 0.9, f"kill.{name}") for name in "abcd"]
    coded = classify([*attacks, trigger("Sexual violence", 0.96, "sexual.word")], ())
    assert coded is not None and coded[1] == "Sexual violence"


def test_order_of_triggers_does_not_matter() -> None:
    votes = [
        trigger("Attack", 0.7, "kill.a"),
        trigger("Peaceful protest", 0.8, "protest.b"),
        trigger("Arrests", 0.5, "c.c"),
    ]
    assert classify(votes, ()) == classify(votes[::-1], ())


def test_decisions_have_names_of_their_own() -> None:
    names = [name for name, _ in DECISIONS]
    assert len(set(names)) == len(names)
    assert all(decide(weigh([])) is None for _, decide in DECISIONS)
