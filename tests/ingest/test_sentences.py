from __future__ import annotations

import re
import time

import pytest

from conflict_ledger.ingest import sentences
from conflict_ledger.ingest.sentences import LONGEST, split_sentences
from conflict_ledger.records import Document, Region, Span
from tests.case_files import Case, read_cases
from tests.examples import DOCUMENT
from tests.ingest.builders import build


def document(text: str, **changes: object) -> Document:
    from dataclasses import replace

    return replace(DOCUMENT, text=text, **({"title_span": None, "boilerplate": ()} | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("case", read_cases("sentences"), ids=lambda case: case.text[:40])
def test_a_text_is_split_where_its_sentences_end(case: Case) -> None:
    found = [sentence.text for sentence in split_sentences(document(case.text))]
    assert (found == case["sentences"]) is case.should_pass, found


def test_sentences_quote_the_text_and_are_numbered_in_order() -> None:
    text = "A title line\n\nTwo died. Three fled.\nThe army came."
    found = split_sentences(document(text))
    assert [text[sentence.start : sentence.end] for sentence in found] == [sentence.text for sentence in found]
    assert [sentence.index for sentence in found] == [0, 1, 2, 3]
    assert [sentence.text for sentence in found] == ["A title line", "Two died.", "Three fled.", "The army came."]


def test_marked_regions_are_stepped_over_also_inside_a_line() -> None:
    text = "Menu\nGOMA, 3 May -- Two died. Share this\nThree fled."
    regions = tuple(
        Region(span=Span(text.index(words), text.index(words) + len(words)), label="x")
        for words in ("Menu", "GOMA, 3 May -- ", "Share this")
    )
    found = [sentence.text for sentence in split_sentences(document(text, boilerplate=regions))]
    assert found == ["Two died.", "Three fled."]


def test_a_region_over_several_lines_hides_them_all() -> None:
    text = "Two died.\nMore news\nA teaser.\nAnother."
    region = Region(span=Span(10, len(text)), label="related")
    assert [sentence.text for sentence in split_sentences(document(text, boilerplate=(region,)))] == ["Two died."]


def test_the_title_is_one_flagged_sentence_whatever_stops_it_has() -> None:
    text = "Clash in Goma. Two dead, U.N. says\n\nThe army said so."
    found = split_sentences(document(text, title_span=Span(0, text.index("\n"))))
    assert [(sentence.is_title, sentence.text) for sentence in found] == [
        (True, "Clash in Goma. Two dead, U.N. says"),
        (False, "The army said so."),
    ]


def test_junk_before_a_title_is_no_part_of_it() -> None:
    found = split_sentences(build(") Gunmen attack village in the north\n\nThe army said nine people had died there."))
    assert found[0].text == "Gunmen attack village in the north"
    assert found[0].is_title


@pytest.mark.parametrize("text", ["word " * 3_000, "x" * 10_000])
def test_a_sentence_over_the_limit_is_cut_and_nothing_is_lost(text: str) -> None:
    text = text.strip()
    found = split_sentences(document(text))
    assert max(len(sentence.text) for sentence in found) <= LONGEST
    assert "".join(sentence.text for sentence in found).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("unit", [".", "a. ", '."', "U.S. ", "Aa", "ABThe ", "(", "1. ", "?!", "the.The"])
def test_hostile_texts_take_linear_time(unit: str) -> None:
    started = time.process_time()
    split_sentences(document((unit * 300_000)[:300_000]))
    assert time.process_time() - started < 1.5


def test_the_automaton_and_the_pattern_see_the_same_seams() -> None:
    plain = re.compile(sentences.ANY_SEAM.pattern)
    texts = [
        "by ABCThe militants",
        "streetPolice came",
        "LinkedIn is",
        "held. The end",
        "ISISHe said",
        "aThe x",
        "THe x",
    ]
    for text in texts:
        has_seam = any(found["mark"] is None for found in sentences.MARKS_AND_SEAMS.finditer(text))
        assert has_seam == bool(plain.search(text)) == bool(sentences.ANY_SEAM.search(text)), text
