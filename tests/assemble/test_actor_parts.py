"""Which part the words of a sentence give each actor in its deed, on cases as data."""

from __future__ import annotations

import pytest

from conflict_ledger.assemble.actor_parts import part_of, with_parts
from conflict_ledger.extract.actors import find_actors
from conflict_ledger.records import Context, Sentence, SentenceMentions
from tests.assemble.reading import read
from tests.case_files import Case, read_cases

HOSTILE = ["was " * 4000, "killed by " * 2000, "fired, " * 3000 + "at", "between and " * 2000]


@pytest.mark.parametrize("case", read_cases("actor_parts"), ids=lambda case: case.text[:60])
def test_every_case_gives_its_parts_and_allies(case: Case) -> None:
    sentence = Sentence(index=0, start=0, end=len(case.text), text=case.text)
    actors = find_actors(sentence, Context(published_on=None, is_upper_case=False))
    told = with_parts(SentenceMentions(sentence=sentence, actors=actors), list(actors))
    assert [actor.part or "none" for actor in told] == case["parts"], [(actor.text, actor.part) for actor in told]
    if "allies" in case.fields:
        assert [str(actor.is_ally).lower() for actor in told] == case["allies"]


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: words[:12])
def test_only_a_clause_is_read(words: str) -> None:
    text = f"{words} soldiers {words}"
    at = len(words) + 1
    assert part_of(text, at, at + 8) == part_of(text[at - 200 : at + 208], 200, 208)


def test_who_denies_a_deed_is_no_side_of_it() -> None:
    (mention,) = read("A bomb killed two clerks in Goma on Monday, and M23 denied planting it.").event_mentions
    assert mention.actors == ()
