"""Place names on cases as data, and what must hold for any sentence."""

from __future__ import annotations

import time

import pytest

from conflict_ledger.extract.places import find_places
from conflict_ledger.records import Context, PlaceMention, Sentence
from tests.case_files import Case, read_cases
from tests.extract.spans import check_spans


def find(text: str, *, start: int = 0, index: int = 0, capitals: bool = False) -> tuple[PlaceMention, ...]:
    sentence = Sentence(index=index, start=start, end=start + len(text), text=text)
    return find_places(sentence, Context(published_on=None, is_upper_case=capitals))


def shown(mention: PlaceMention) -> str:
    """A mention in the notation of the case files."""
    best = mention.candidates[0]
    how = f"{mention.relation} {mention.rule}".strip()
    return f"{mention.text} = {how} -> {best.name} ({best.kind}, {best.country})"


@pytest.mark.parametrize("case", read_cases("places"), ids=lambda case: case.text[:60])
def test_every_case_gives_its_places_and_no_others(case: Case) -> None:
    found = [shown(mention) for mention in find(case.text, capitals="capitals" in case.fields)]
    assert (found == case["places"]) is case.should_pass, found


@pytest.mark.parametrize("case", read_cases("places"), ids=lambda case: case.text[:60])
def test_spans_quote_the_document_in_order_without_overlap(case: Case) -> None:
    check_spans(case.text, lambda start: find(case.text, start=start, capitals="capitals" in case.fields))


def test_an_ambiguous_name_keeps_all_its_bearers() -> None:
    (georgia,) = find("The men were arrested in Georgia.")
    assert {(place.kind, place.country) for place in georgia.candidates} == {
        ("country", "Georgia"),
        ("admin1", "United States"),
    }


def test_a_container_narrows_the_name_before_it() -> None:
    (alone,) = find("They met in San Miguel.")
    narrowed, _ = find("They met in San Miguel, El Salvador.")
    assert len({place.country for place in alone.candidates}) > 5
    assert {place.country for place in narrowed.candidates} == {"El Salvador"}


def test_a_small_namesake_outside_the_named_province_is_not_believed() -> None:
    assert [mention.text for mention in find("It happened in Woodinville, Nangarhar.")] == ["Nangarhar"]


def test_a_dateline_is_only_looked_for_at_the_head_of_a_document() -> None:
    text = "Goma, a town in the east -- two hours away -- was quiet."
    assert find(text)[0].relation == "dateline"
    assert all(mention.relation != "dateline" for mention in find(text, index=7))


def test_an_unsure_name_is_marked_as_such() -> None:
    (mention,) = find("The road passes Rutshuru and a mill.")
    assert mention.rule == "unsure_name"


def test_no_document_text_takes_long() -> None:
    """Names in a row, hyphens in a row and one endless word: linear, whatever it is."""
    for text in (
        "San " * 20_000,
        "Abuja-" * 20_000,
        "A" * 200_000,
        "Goma Goma " * 10_000,
        "West " * 20_000,
        "in " + "the village of " * 10_000 + "Goma",
    ):
        began = time.perf_counter()
        find(text, index=5)
        assert time.perf_counter() - began < 3.0, text[:20]
