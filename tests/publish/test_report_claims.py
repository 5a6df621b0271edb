"""The claims of one outcome: words, marks, quotation and the cap, each seen in the markup of one table."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.publish import report_claims, report_ranges
from conflict_ledger.publish.report_claims import outcome_section
from conflict_ledger.publish.report_quotes import MOST_QUOTED, marked_sentence

DOCUMENTS = {"d_1": {"source": "Harbour Post"}, "d_2": {"source": "Delta Record", "duplicate_of": "d_1"}}


def claim(number: int, **more: Any) -> dict[str, Any]:
    sentence = "Medics said 12 people died."
    return {
        "claim_id": f"c_{number}", "document_id": "d_1", "outcome": "killed", "low": 12, "best": 12, "high": 12,
        "claimant_type": "medical", "claimant_text": "Medics", "sentence": sentence, "sentence_start": 40,
        "count_text": "12", "count_start": 52, "count_end": 54, "rule": "killed.died",
    } | more  # fmt: skip


def whole(low: int | None = 12, high: int | None = 12, **more: Any) -> dict[tuple[str, str], dict[str, Any]]:
    row = {"low": low, "best": 12, "high": high, "n_claims": 2, "n_documents": 1}
    ids = {"low_claim_id": "c_1", "best_claim_id": "c_1", "high_claim_id": "c_2"}
    return {("killed", "all"): row | ids | more}


@pytest.mark.parametrize(
    ("more", "mark"),
    [
        ({"assertion": "denied"}, "denied"),
        ({"is_total": False}, "part of a total"),
        ({"is_cumulative": True}, "running total"),
        ({"document_id": "d_2"}, "in a copied text"),
        ({"dropped_by": "toll-of-another-year"}, "dropped by a person"),
        ({"assertion": "reported", "is_total": True, "is_cumulative": False}, None),
    ],
)
def test_what_sets_a_claim_apart_is_marked(more: dict[str, Any], mark: str | None) -> None:
    page = outcome_section("killed", [claim(9, **more)], {}, DOCUMENTS)
    assert re.findall(r'class="mark">([^<]+)<', page) == ([mark] if mark else [])


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "12"),
        ({"high": None, "qualifier": "at_least"}, "12 or more"),
        ({"low": 200, "best": None, "high": 900}, "200–900"),
        ({"low": None, "best": None, "high": 40}, "up to 40"),
        ({"low": 18, "best": 20, "high": 22, "qualifier": "about"}, "about 18–22, best 20"),
        ({"low": 0, "best": 0, "high": 0}, "none"),
        ({"low": None, "best": None, "high": None, "qualifier": "none_stated"}, "number not stated"),
        ({"low": 2, "best": None, "high": None, "qualifier": "none_stated"}, "number not stated: 2 or more"),
    ],
)
def test_the_interval_is_said_in_words(more: dict[str, Any], words: str) -> None:
    assert f'<span class="number">{words}</span>' in outcome_section("killed", [claim(9, **more)], {}, DOCUMENTS)


def test_denied_dropped_and_partial_claims_are_drawn_apart() -> None:
    told = [claim(1, assertion="denied"), claim(2, is_total=False), claim(3), claim(4, dropped_by="toll")]
    page = outcome_section("killed", told, {}, DOCUMENTS)
    assert re.findall(r'svg class="interval ?(\w*)"', page) == ["denied", "partial", "", "denied"]


def test_claims_say_which_bounds_they_set() -> None:
    claims = [claim(1), claim(2, high=None)]
    page = outcome_section("killed", claims, whole(high=None), DOCUMENTS)
    assert re.findall(r'class="mark bound">([^<]+)<', page) == ["sets lowest and best", "sets the open end"]
    assert "<b>lowest and best 12</b>" in page
    assert "<b>open upwards</b>" in page


def test_a_single_claim_needs_no_row_for_its_range() -> None:
    assert 'class="range"' not in outcome_section("killed", [claim(1)], whole(n_claims=1), DOCUMENTS)
    assert 'class="range"' in outcome_section("killed", [claim(1), claim(2)], whole(), DOCUMENTS)


def test_claims_beyond_the_cap_are_counted_and_the_bounding_ones_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_claims, "MOST_CLAIMS", 2)
    page = outcome_section("killed", [claim(n) for n in (7, 8, 9, 1, 2)], whole(), DOCUMENTS)
    assert re.findall(r'tr id="c-c_5f_(\d)"', page) == ["1", "2"]
    assert "3 more claims in the table casualty_claims." in page


def test_a_claimant_type_with_several_claims_shows_its_own_range() -> None:
    own = {("killed", "medical"): {"low": 12, "best": None, "high": 30}}
    page = outcome_section("killed", [claim(1), claim(2, high=30)], whole(high=30) | own, DOCUMENTS)
    assert 'class="interval group"' in page
    assert '<td class="figure">12–30</td>' in page


def test_words_that_do_not_stand_where_they_should_are_not_marked() -> None:
    assert marked_sentence(claim(1)) == "Medics said <mark>12</mark> people died."
    assert "<mark>" not in marked_sentence(claim(1, count_start=53))
    assert "<mark>" not in marked_sentence(claim(1, count_start=10))


def test_a_long_sentence_is_cut_around_its_words() -> None:
    long = "a" * 5000 + " 12 " + "b" * 5000
    quoted = marked_sentence(claim(1, sentence=long, sentence_start=0, count_start=5001))
    assert "a <mark>12</mark> b" in quoted
    assert len(quoted) < MOST_QUOTED + 50
    assert quoted.startswith("…")
    assert quoted.endswith("…")


def test_every_role_is_told_by_a_mark_by_a_bound_or_by_another_column() -> None:
    told_otherwise = {"bound", "within", "denied", "cumulative", "part_of_total", "dropped", "no_event"}
    roles = {entry.id for entry in load_lexicon("range_roles").entries}
    assert roles == told_otherwise | {*report_claims.ROLE_WORDS}


def test_a_replaced_count_leads_to_the_newer_one_and_is_drawn_apart() -> None:
    old = claim(1, range_role="superseded", revised_by_claim_id="c_2")
    page = outcome_section("killed", [old, claim(2, range_role="bound")], {}, DOCUMENTS)
    assert re.findall(r'class="mark role" title="below [^"]+"><a href="([^"]+)">([^<]+)<', page) == [
        ("#c-c_5f_2", "superseded")
    ]
    assert re.findall(r'svg class="interval ?(\w*)"', page) == ["partial", ""]


def step(number: int, day: int | None, low: int, high: int | None, **more: Any) -> dict[str, Any]:
    known = None if day is None else date(2021, 5, day)
    ids = {"low_claim_id": f"c_{number}", "best_claim_id": f"c_{number}", "high_claim_id": f"c_{number}"}
    return {"step": number, "known_since": known, "low": low, "best": low, "high": high, "basis": "stated"} | ids | more


def test_the_toll_as_it_was_known_stands_below_the_range_newest_first() -> None:
    steps = [step(1, None, 8, 8), step(2, 4, 9, 9), step(3, 6, 12, 12)]
    claims = [claim(1, low=8, count_text="eight"), claim(2), claim(3)]
    page = outcome_section("killed", claims, whole(known_since=date(2021, 5, 6)), DOCUMENTS, steps)
    assert "as known since 6 May 2021" in page
    former = page.split('<tr class="former">')[1:]
    assert [re.findall(r'class="who">([^<]+)<.*?class="figure">([^<]+)<', row)[0] for row in former] == [
        ("Known from 4 May 2021", "9"),
        ("From undated reports", "8"),
    ]
    assert 'href="#c-c_5f_1">“eight”, Medics</a>' in former[1]


def test_a_range_that_never_changed_has_no_past() -> None:
    page = outcome_section("killed", [claim(1), claim(2)], whole(), DOCUMENTS, [step(1, 4, 12, 12)])
    assert "former" not in page
    assert "as known since" not in page


def test_a_number_that_nobody_stated_any_more_says_so() -> None:
    gone = {"low": None, "best": None, "high": None, "basis": None}
    page = outcome_section(
        "killed", [claim(1), claim(2)], whole(), DOCUMENTS, [step(1, 4, 1, 1) | gone, step(2, 5, 12, 12)]
    )
    assert '<span class="quiet">nothing stated</span>' in page


def test_former_ranges_beyond_the_cap_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_ranges, "MOST_STEPS", 1)
    steps = [step(number, number, number, number) for number in range(1, 5)]
    page = outcome_section("killed", [claim(1), claim(2)], whole(), DOCUMENTS, steps)
    assert page.count('class="former"') == 1
    assert "2 earlier ranges in the table casualty_range_history." in page


def test_how_far_claimants_are_apart_is_said() -> None:
    apart = whole(claimants_overlap=False, perpetrator_to_state=10.0)
    page = outcome_section("killed", [claim(1), claim(2)], apart, DOCUMENTS)
    assert "claimants leave no common number" in page
    assert "perpetrators to state: 10 to 1" in page
