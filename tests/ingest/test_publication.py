from __future__ import annotations

import pytest

from conflict_ledger.ingest.datelines import read_dateline
from conflict_ledger.ingest.layout import Line
from conflict_ledger.ingest.publication import read_date_line
from tests.case_files import Case, read_cases
from tests.ingest.builders import PROSE, build


@pytest.mark.parametrize("case", read_cases("publication"), ids=lambda case: case.text[:50])
def test_a_printed_line_is_read_or_left_alone(case: Case) -> None:
    found = read_date_line(case.text)
    if found is None:
        words = "no"
    elif found[1] is None:
        words = f"{found[0]} ?"
    else:
        moment, precision = found[1]
        words = f"{found[0]} {moment:%Y-%m-%d}{f' {moment:%H:%M}' if precision == 'minute' else ''} {precision}"
    assert words == case["found"]


@pytest.mark.parametrize("case", read_cases("datelines"), ids=lambda case: case.text[:50])
def test_a_dateline_is_read_or_left_alone(case: Case) -> None:
    found = read_dateline(Line(0, len(case.text), case.text))
    if found is None:
        assert case["found"] == "no"
        return
    day = f"{found.stamp.moment:%Y-%m-%d}" if found.stamp else "-"
    assert f"{found.place or '-'} | {found.agency or '-'} | {day}" == case["found"]
    assert case.text[found.end :] == case["rest"]


def published(text: str, **metadata: str) -> str:
    document = build(text, **metadata)
    return f"{document.published_basis} {document.published_on} {document.published_precision}"


def test_the_order_of_trust() -> None:
    dateline = f"GOMA, 3 MAY 2014 (AFP) -- {PROSE}"
    printed = f"Clash on the lake shore\n5 May 2014\nUpdated: 6 May 2014 10:00\n{dateline}"
    side = {"sidecar.published_at": "2014-05-07", "url": "https://news.example/2014/05/08/clash"}
    assert published(printed, published_at="2014-05-02 10:30:00", **side) == "metadata 2014-05-02 minute"
    assert published(printed, **side) == "dateline 2014-05-03 day"
    assert published(printed.replace(", 3 MAY 2014", ""), **side) == "date_line 2014-05-05 day"
    assert published(f"Clash\nUpdated: 6 May 2014 10:00\n{PROSE}", **side) == "updated_line 2014-05-06 minute"
    assert published(PROSE, **side) == "sidecar 2014-05-07 day"
    assert published(PROSE, url=side["url"]) == "url 2014-05-08 day"
    assert published(PROSE) == "none None None"


def test_the_date_of_publication_goes_before_that_of_an_update() -> None:
    text = f"Clash\nUpdated: 6 May 2014 10:00\nPublished: 5 May 2014\n{PROSE}"
    assert published(text) == "date_line 2014-05-05 day"


def test_an_impossible_date_is_refused_and_not_the_document() -> None:
    assert published(PROSE, published_at="2014-02-31") == "none None None"
    assert published(PROSE, published_at="2014-02-31", url="https://news.example/2014/03/01/") == "url 2014-03-01 day"


def test_a_dateline_without_a_year_gives_no_date() -> None:
    assert published(f"GOMA, June 3 (Reuters) - {PROSE}") == "none None None"


def test_an_ambiguous_date_needs_the_outlet_or_its_zone() -> None:
    text = f"Clash on the lake shore\n06/05/14\n{PROSE}"
    assert published(text) == "none None None"
    assert published(text, source="BBC News") == "date_line 2014-05-06 day"
    assert published(text, url="https://www.nytimes.com/clash") == "date_line 2014-06-05 day"
    assert published(text, url="https://paper.example.ng/clash") == "date_line 2014-05-06 day"


def test_dates_below_the_head_of_a_text_are_not_those_of_publication() -> None:
    chronology = "\n".join(f"June {day}, 2014\n{PROSE} Day {day}." for day in range(10, 14))
    assert published(f"{PROSE} One.\n{PROSE} Two.\n{PROSE} Three.\n{chronology}") == "none None None"


@pytest.mark.parametrize(
    ("text", "metadata", "source"),
    [
        (PROSE, {"source": "Delta Record"}, "Delta Record"),
        (PROSE, {"sidecar.source": "Delta Record"}, "Delta Record"),
        (f"Clash on the shore\n9 March 2015 | Place: Kano | Agency: AFP\n{PROSE}", {}, "AFP"),
        (f"{PROSE}\n\nSource:\nDelta Record and agencies", {}, "Delta Record"),
        (f"GOMA, 3 MAY 2014 (RADIO NORTE) -- {PROSE}", {}, "RADIO NORTE"),
        (f"GOMA, June 3 (Reuter) - {PROSE}", {}, "Reuters"),
        (PROSE, {"url": "https://www.delta.example/clash"}, "delta.example"),
        (PROSE, {}, None),
        ("Sources: two officers who would not be named for fear of their lives spoke to us of the raid.", {}, None),
    ],
)
def test_who_published(text: str, metadata: dict[str, str], source: str | None) -> None:
    assert build(text, **metadata).source == source
