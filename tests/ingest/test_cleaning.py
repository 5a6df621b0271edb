from __future__ import annotations

import time

import pytest

from conflict_ledger.ingest.cleaning import normalise_text
from tests.case_files import Case, read_cases


@pytest.mark.parametrize("case", read_cases("cleaning"), ids=lambda case: case["raw"][:30])
def test_text_is_normalised(case: Case) -> None:
    raw = case["raw"].encode("latin-1", "backslashreplace").decode("unicode_escape")
    assert normalise_text(raw) == case.text


@pytest.mark.parametrize("case", read_cases("cleaning"), ids=lambda case: case["raw"][:30])
def test_normalising_twice_changes_nothing(case: Case) -> None:
    assert normalise_text(case.text) == case.text


@pytest.mark.parametrize("marks", ["\u0315\u0300", "\u0f73\u0344"])
def test_marks_piled_on_one_letter_take_no_time(marks: str) -> None:
    started = time.process_time()
    text = normalise_text("Rai" + marks * 50_000 + "d")
    assert time.process_time() - started < 0.5
    assert len(text) < 100
    assert text.endswith("d")
