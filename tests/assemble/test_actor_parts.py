"""Which part the words of a sentence give each actor in its deed, on cases as data."""

from __future__ import annotations

import pytest

from conflict_ledger.assemble.actor_parts import part_of
from conflict_ledger.extract.actors import find_actors
from conflict_ledger.records import Context, Sentence
from tests.case_files import Case, read_cases

HOSTILE = ["was " * 4000, "killed by " * 2000, "fired, " * 3000 + "at", "between and " * 2000]


@pytest.mark.parametrize("case", read_cases("actor_parts"), ids=lambda case: case.text[:60])
def test_every_case_gives_its_parts(case: Case) -> None:
    sentence = Sentence(index=0, start=0, end=len(case.text), text=case.text)
    actors = find_actors(sentence, Context(published_on=None, is_upper_case=False))
    parts = [part_of(case.text, actor.span.start, actor.span.end) or "none" for actor in actors]
    assert (parts == case["parts"]) is case.should_pass, [
        (actor.text, part) for actor, part in zip(actors, parts, strict=True)
    ]


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: words[:12])
def test_only_a_clause_is_read(words: str) -> None:
    text = f"{words} soldiers {words}"
    at = len(words) + 1
    assert part_of(text, at, at + 8) == part_of(text[at - 200 : at + 208], 200, 208)
