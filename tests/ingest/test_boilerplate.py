from __future__ import annotations

import time
from itertools import pairwise

import pytest

from conflict_ledger.ingest.articles import TEXT_LIMIT
from conflict_ledger.ingest.furniture import read_furniture
from conflict_ledger.lexicon import Entry, load_lexicon
from tests.case_files import Case, read_cases
from tests.ingest.builders import build, marked

BODY = (
    "Armed men stopped a bus on the road between the two towns on Thursday night and shot eleven passengers dead.\n\n"
    "The governor said that patrols on the road would be doubled until further notice, and visited the wounded.\n\n"
    "Residents of both towns said it was the fourth attack on the road since the army had left the bridge in March."
)

# Longer than BODY, and about something else.
OTHER = "\n\n".join(
    f"In the harbour of port number {number} the crews of two ships buried {number} sailors whom the storm had drowned."
    for number in range(2, 9)
)


@pytest.mark.parametrize("case", read_cases("boilerplate"), ids=lambda case: case.text[:60])
def test_furniture_is_marked_and_prose_is_not(case: Case) -> None:
    document = build(case.text.replace("BODY", BODY).replace("OTHER", OTHER))
    assert [f"{label}: {words}" for label, words in marked(document)] == case["marked"]


@pytest.mark.parametrize("entry", load_lexicon("boilerplate").entries, ids=lambda entry: entry.id)
def test_every_example_of_the_lexicon(entry: Entry) -> None:
    assert entry.matches
    assert entry.skips
    for line in entry.matches:
        found = read_furniture(line)
        assert found is not None, line
        assert found.label in {entry.value, "menu"}, line
    for line in entry.skips:
        assert read_furniture(line) is None, line


def test_every_form_of_the_lexicon_is_recognised() -> None:
    for entry in load_lexicon("boilerplate").entries:
        for form in entry.forms:
            line = form.replace("#", "12").title()
            assert read_furniture(line) is not None, (entry.id, form)


def test_regions_are_in_order_and_do_not_overlap() -> None:
    text = f"Home » News\nA title of five words\nGOMA, 3 MAY 2014 (AFP) -- {BODY}\n\n12\nMost read\nA teaser\n© 2014 X"
    spans = [region.span for region in build(text).boilerplate]
    assert len(spans) >= 4
    assert all(left.end <= right.start for left, right in pairwise(spans))


def test_the_dateline_is_a_region_of_its_own() -> None:
    assert marked(build(f"GOMA, 3 MAY 2014 (AFP) -- {BODY}")) == [("dateline", "GOMA, 3 MAY 2014 (AFP) -- ")]


@pytest.mark.parametrize(
    "unit", ["Related\nThe army said on Monday that four soldiers had died in the clash.\n", "By A B\n", "9\n"]
)
def test_hostile_pages_take_linear_time(unit: str) -> None:
    started = time.process_time()
    build(unit * min(8_000 // unit.count("\n"), TEXT_LIMIT // len(unit)))
    assert time.process_time() - started < 1.5
