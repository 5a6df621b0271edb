"""Speakers and words of standing."""

from __future__ import annotations

import pytest

from conflict_ledger.extract.attributions import find_attributions
from conflict_ledger.extract.cues import find_standing
from conflict_ledger.extract.standing_shapes import shapes
from conflict_ledger.records import Context, Sentence
from tests.case_files import Case, read_cases

CONTEXT = Context(published_on=None)


def sentence(text: str) -> Sentence:
    return Sentence(index=0, start=7, end=7 + len(text), text=text)


@pytest.mark.parametrize("case", read_cases("attributions"), ids=lambda case: case.text[:60])
def test_speakers(case: Case) -> None:
    found = find_attributions(sentence(case.text), CONTEXT)
    got = [f"{a.claimant_type or '?'}|{a.assertion}|{a.governs}|{a.text}" for a in found]
    assert got == case["speakers"]


@pytest.mark.parametrize("case", read_cases("attributions"), ids=lambda case: case.text[:60])
def test_spans_quote_the_text(case: Case) -> None:
    for found in find_attributions(sentence(case.text), CONTEXT):
        assert case.text[found.span.start - 7 : found.span.end - 7] == found.text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The number could not be verified.", "unverified"),
        ("They allegedly shot 12 men.", "unverified"),
        ("The toll may run into the hundreds.", "estimated"),
        ("Since the war began, 9,000 have died.", "cumulative"),
        ("The group vowed to kill 12 hostages.", "irrealis"),
        ("Pictures were posted on Sunday.", "statement"),
        ("A report that 12 died was false.", "denied"),
        ("The ministry has no way of confirming that 12 died.", "unverified"),
        ("Nor have officials confirmed that 12 died.", "unverified"),
        ("It is not clear whether 12 died.", "unverified"),
        # Told apart from the shapes' own examples, which would follow a wrong value.
        ("Two clerks are on trial for plotting the murders of four judges.", "irrealis"),
        ("A mock raid left 20 dead.", "irrealis"),
        ("Unless the troops leave, two captives will be shot.", "irrealis"),
        ("So far this year 40 have died.", "cumulative"),
        ("Landmines kill 30 herders each month.", "cumulative"),
        *((shape.why, shape.value) for shape in shapes()),
    ],
)
def test_standing(text: str, value: str) -> None:
    assert value in {cue.value for cue in find_standing(sentence(text), CONTEXT)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A bomb killed 12 people earlier this year.", "cumulative"),
        ("Two weeks ago 12 people died.", "cumulative"),
        ("He has been a soldier since the army took him.", "cumulative"),
        ("If 40 men were indeed killed, it is the worst attack yet.", "irrealis"),
        ("The plan failed and guards killed 12.", "irrealis"),
        ("The army confirmed that 12 died.", "unverified"),
    ],
)
def test_no_such_standing(text: str, value: str) -> None:
    assert value not in {cue.value for cue in find_standing(sentence(text), CONTEXT)}


def test_plain_statements_have_no_standing() -> None:
    assert find_standing(sentence("Gunmen killed 12 villagers on Friday."), CONTEXT) == ()
