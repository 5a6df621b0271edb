"""The casualty grammar on cases as data: every claim of a sentence, and none where none is stated."""

from __future__ import annotations

import time

import pytest

from conflict_ledger.extract.casualties import find_casualties
from conflict_ledger.extract.casualty_rules import RULES
from conflict_ledger.extract.clause_shapes import Rule
from conflict_ledger.extract.harm_words import has_harm
from conflict_ledger.records import CasualtyMention, Context, Sentence
from tests.case_files import Case, read_cases


def sentence(text: str, start: int = 0) -> Sentence:
    return Sentence(index=0, start=start, end=start + len(text), text=text)


def find(text: str, start: int = 0) -> tuple[CasualtyMention, ...]:
    return find_casualties(sentence(text, start), Context(published_on=None))


def shown(mention: CasualtyMention) -> str:
    """A mention in the notation of the case files."""
    q = mention.quantity
    bounds = "/".join("-" if value is None else str(value) for value in (q.low, q.best, q.high))
    part = "" if mention.is_total else " part"
    return f"{mention.outcome} {bounds} {q.qualifier} {mention.count_text}{part}"


@pytest.mark.parametrize("case", read_cases("casualties"), ids=lambda case: case.text[:60])
def test_claims_of_a_sentence(case: Case) -> None:
    got = sorted(map(shown, find(case.text)))
    assert (got == sorted(case["claims"])) == case.should_pass, got


def test_spans_quote_the_document() -> None:
    text = "At least 12 people were killed and 30 wounded."
    document = "x" * 100 + text
    for mention in find(text, start=100):
        assert document[mention.count_span.start : mention.count_span.end] == mention.count_text
        assert mention.victim_text is None or mention.victim_text in text


def test_named_victims_leave_no_name_in_the_record() -> None:
    (mention,) = find("Unknown men shot dead Aren Tollivar in the capital.")
    assert mention.quantity.best == 1
    assert mention.count_text == "shot dead"
    assert mention.victim_text is None


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("Mortars hit the depot, killing 19, police said.", [None]),
        ("Raiders shot dead eight Sunday, hospital staff said.", [None]),
        ("The barrage left 19 wounded, officials at the clinic told reporters.", [None]),
        ("Shells kill 19, residents say", [None]),
        ("In the raid that killed 19, gunmen burned a mill.", [None]),
        ("The toll from a bombing of a mill in Orta has risen to 31, hospital officials said.", [None]),
        ("Mortars killed 19, mostly women, police said.", ["19, mostly women"]),
        ("They killed 19 unarmed, blindfolded men.", ["19 unarmed, blindfolded men"]),
    ],
)
def test_who_speaks_behind_a_number_is_no_victim(text: str, victims: list[str | None]) -> None:
    assert [mention.victim_text for mention in find(text)] == victims


def test_sentences_without_harm_words_are_skipped_by_the_prefilter() -> None:
    assert has_harm("twelve people were killed")
    assert not has_harm("the minister opened a bridge")


def test_a_very_long_sentence_is_read_in_linear_time() -> None:
    text = "12 soldiers and 3 policemen, " * 70 + "were killed."  # the splitter cuts at 2,000 characters
    started = time.process_time()
    find(text)
    assert time.process_time() - started < 0.2


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_reads_the_sentence_it_is_shown_with(rule: Rule) -> None:
    assert f"casualties.{rule.name}" in {mention.rule.partition("+")[0] for mention in find(rule.why)}
