"""Numbers and vague words as intervals, by the ledger's convention."""

from __future__ import annotations

import pytest

from conflict_ledger.extract.quantities import QuantityReading, read_quantity
from conflict_ledger.extract.tokens import tokenize
from tests.case_files import Case, read_cases


def readings(text: str) -> list[str]:
    tokens, found, at = tokenize(text), [], 0
    while at < len(tokens):
        reading = read_quantity(tokens, at)
        if reading is None:
            at += 1
            continue
        found.append(shown(reading, text[tokens.starts[reading.start] : tokens.ends[reading.end - 1]]))
        at = reading.end
    return found


def shown(reading: QuantityReading, words: str) -> str:
    if not reading.counts:
        return f"not {words}"
    q = reading.quantity
    bounds = "/".join("-" if value is None else str(value) for value in (q.low, q.best, q.high))
    return f"{bounds} {q.qualifier} {words}"


@pytest.mark.parametrize("case", read_cases("quantities"), ids=lambda case: case.text)
def test_readings(case: Case) -> None:
    assert readings(case.text) == case["reads"]


@pytest.mark.parametrize("text", ["at least 12", "dozens", "27 to 28", "some 60", "up to 9", "1.2 million"])
def test_low_never_exceeds_best_or_high(text: str) -> None:
    reading = read_quantity(tokenize(text), 0)
    assert reading is not None
    q = reading.quantity
    known = [value for value in (q.low, q.best, q.high) if value is not None]
    assert known == sorted(known)


def test_a_number_without_end_is_read_without_harm() -> None:
    assert readings("million " * 300) == ["1000000/1000000/1000000 exact million"]  # the last one by itself
