"""The size of a crowd: whom a number counts, and how ACLED writes it."""

from __future__ import annotations

import pytest

from conflict_ledger.extract.engine import find_mentions
from conflict_ledger.records import Context, CrowdMention, Sentence
from tests.case_files import Case, read_cases

CASES = read_cases("crowds")


def crowds_in(text: str) -> tuple[CrowdMention, ...]:
    sentence = Sentence(index=0, start=7, end=7 + len(text), text=text)
    return find_mentions([sentence], Context(published_on=None))[0].crowds


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text[:50])
def test_cases(case: Case) -> None:
    found = crowds_in(case.text)
    expected = [(case["size"], case["words"])] if "size" in case.fields else []
    assert [(crowd.size, crowd.text) for crowd in found] == expected


def test_the_span_quotes_the_document() -> None:
    text = "In Kisii, roughly 150 traders protested against new fees."
    (crowd,) = crowds_in(text)
    assert text[crowd.span.start - 7 : crowd.span.end - 7] == crowd.text == "roughly 150"
