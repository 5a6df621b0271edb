from __future__ import annotations

import pytest

from conflict_ledger.ingest.headlines import place_title, site_name_start
from conflict_ledger.records import Span
from tests.case_files import Case, read_cases
from tests.ingest.builders import PROSE, build, marked


@pytest.mark.parametrize("case", read_cases("headlines"), ids=lambda case: case.text[:40])
def test_the_title_is_found_in_the_text(case: Case) -> None:
    document = build(case.text.replace("PROSE", PROSE))
    assert (document.title or "-") == case["title"]
    if document.title_span is not None:
        assert document.text[document.title_span.start : document.title_span.end] == document.title


def test_a_title_that_came_as_metadata_is_put_in_front_so_that_it_can_be_quoted() -> None:
    document = build(PROSE, title="Patrols  doubled after raid")
    assert document.text == f"Patrols doubled after raid\n\n{PROSE}"
    assert document.title_span == Span(0, 26)


def test_a_title_that_stands_in_the_text_is_not_put_there_twice() -> None:
    text = f"World\n\nPATROLS doubled after raid\n{PROSE}"
    assert place_title(text, "Patrols doubled after raid") == (text, Span(7, 33))


def test_a_line_below_the_first_prose_is_not_the_title() -> None:
    text = f"{PROSE}\nPatrols doubled after raid\n{PROSE}"
    assert place_title(text, "Patrols doubled after raid")[1] == Span(0, 26)


def test_a_title_that_begins_the_first_sentence_is_not_cut_out_of_it() -> None:
    text = "Gunmen attack village in the north, killing nine people and burning the school and a row of shops."
    assert place_title(text, "Gunmen attack village") == (f"Gunmen attack village\n\n{text}", Span(0, 21))


@pytest.mark.parametrize(
    ("title", "site"),
    [
        ("Two men held after clash - Example News 5", " - Example News 5"),
        ("Two men held after clash | WXYZ-TV", " | WXYZ-TV"),
        ("Two men held after clash - example.com", " - example.com"),
        ("Two men held - police say nine are dead", ""),
        ("Army: nine dead - Reuters", " - Reuters"),
        ("Clash - Example News", ""),
    ],
)
def test_the_name_of_the_site_behind_a_title(title: str, site: str) -> None:
    start = site_name_start(title)
    assert title[start:] == site if start is not None else site == ""


def test_the_sites_name_stays_in_the_text_and_is_marked() -> None:
    document = build(PROSE, title="Two men held after clash - Example News 5")
    assert document.title == "Two men held after clash - Example News 5"
    assert marked(document) == [("site_name", " - Example News 5")]
