"""Records become rows with the contract's columns, and nothing is decided or lost on the way."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from conflict_ledger.contract import TABLES, load_contracts
from conflict_ledger.publish import rows
from conflict_ledger.records import DateRange, Region, Span
from tests.publish.sound_records import MOSUL, TEXT, claim, document, event, issue, mention, refusal, sound_rows

CONTRACTS = load_contracts(Path(__file__).parents[2] / "schemas")


@pytest.mark.parametrize("table", TABLES)
def test_rows_have_the_columns_of_the_contract_in_their_order(table: str) -> None:
    for row in sound_rows()[table]:
        assert list(row) == list(CONTRACTS[table].names)


def test_a_document_keeps_its_boilerplate_and_its_original() -> None:
    parts = (Region(span=Span(0, 4), label="menu; top"), Region(span=Span(9, 12), label="footer"))
    (row,) = rows.document_rows([document(boilerplate=parts)], {"d_000000000001": "d_000000000007"}, "r_1")
    assert row["boilerplate"] == "0-4 menu, top; 9-12 footer"
    assert row["duplicate_of"] == "d_000000000007"
    assert (row["title_start"], row["title_end"]) == (0, 20)


def test_a_title_that_stands_nowhere_is_no_title() -> None:
    (row,) = rows.document_rows([document(title_span=None)], {}, "r_1")
    assert (row["title"], row["title_start"]) == (None, None)


def test_moments_are_written_in_utc_where_they_name_a_zone() -> None:
    east = timezone(timedelta(hours=3))
    assert rows.in_utc(datetime(2014, 6, 14, 1, tzinfo=east)) == datetime(2014, 6, 13, 22)
    assert rows.in_utc(datetime(2014, 6, 14, 1, tzinfo=UTC)) == datetime(2014, 6, 14, 1)
    assert rows.in_utc(datetime(2014, 6, 14, 1)) == datetime(2014, 6, 14, 1)
    assert rows.in_utc(None) is None


def test_mentions_name_every_place_they_may_mean_and_their_link() -> None:
    found = mention()
    (linked,) = rows.event_mention_rows([found], {found.event_mention_id: ("IRQ1", 7.5)}, {})
    assert (linked["place_text"], linked["place_candidates"]) == ("Mosul", "Mosul (Iraq)")
    assert (linked["event_id_cnty"], linked["link_score"]) == ("IRQ1", 7.5)
    (loose,) = rows.event_mention_rows([mention(places=())], {}, {})
    assert (loose["event_id_cnty"], loose["link_score"], loose["place_candidates"]) == (None, None, None)


def test_a_claim_keeps_its_span_and_both_ends_of_its_days() -> None:
    week = DateRange(earliest=date(2014, 6, 9), latest=date(2014, 6, 15), precision="week")
    (row,) = rows.claim_rows([claim(event_on=week)], {})
    assert TEXT[row["count_start"] : row["count_end"]] == row["count_text"] == "At least 12"
    assert (row["event_on_low"], row["event_on_high"]) == (date(2014, 6, 9), date(2014, 6, 15))
    assert row["event_id_cnty"] is None


def test_an_event_has_one_row_per_document_with_its_best_link() -> None:
    merged = event(mention_ids=("m_1", "m_2", "m_3"), link_scores=(0.0, 8.0, 6.5), document_ids=("d_1", "d_2"))
    found = rows.event_document_rows([merged], {"m_1": "d_1", "m_2": "d_2", "m_3": "d_2"})
    assert [(row["document_id"], row["n_mentions"], row["link_score"]) for row in found] == [
        ("d_1", 1, 0.0), ("d_2", 2, 8.0),
    ]  # fmt: skip


def test_scores_and_mentions_must_come_in_pairs() -> None:
    with pytest.raises(ValueError, match="shorter"):
        rows.event_links([event(link_scores=())])


def test_the_same_refusal_and_the_same_issue_are_one_row() -> None:
    assert len(rows.refusal_rows([refusal(), refusal(), refusal(payload="[]")])) == 2
    assert len(rows.issue_rows([issue(), issue(), issue(code="odd_date")])) == 2


def test_only_checks_name_a_rule() -> None:
    (read, checked) = rows.refusal_rows([refusal(), refusal(stage="check", reason="events.iso.one_of")])
    assert (read["rule"], checked["rule"]) == (None, "events.iso.one_of")


def test_candidates_without_a_country_stand_alone() -> None:
    from dataclasses import replace

    sahel = replace(MOSUL, name="Sahel", country=None)
    place = replace(mention().places[0], candidates=(sahel, MOSUL))
    (row,) = rows.event_mention_rows([mention(places=(place,))], {}, {})
    assert row["place_candidates"] == "Sahel; Mosul (Iraq)"
