"""Short passages: which numbers become claims, whose they are and how they stand."""

from __future__ import annotations

import pytest

from tests.assemble.reading import read
from tests.case_files import Case, read_cases


@pytest.mark.parametrize("case", read_cases("claims"), ids=lambda case: case.text[:60])
def test_claims_of_a_passage(case: Case) -> None:
    got = [
        f"{claim.outcome}|{claim.count_text}|{claim.claimant_type}|{claim.assertion}"
        + ("|cumulative" if claim.is_cumulative else "")
        for claim in read(case.text).claims
    ]
    assert got == case["claims"]
