"""Rows become exactly the table that the contract declares, or an error that names column and row."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from conflict_ledger.contract import TABLES, load_contracts
from conflict_ledger.problems import ContractError
from conflict_ledger.publish.tables import (
    arrow_schema,
    build_table,
    open_writer,
    refuse_row,
    set_apart_unfit,
    sort_rows,
    write_parquet,
)
from tests.publish.sound_records import sound_rows

CONTRACTS = load_contracts(Path(__file__).parents[2] / "schemas")


def changed(table: str, **values: Any) -> list[dict[str, Any]]:
    rows = sound_rows()[table]
    return [rows[0] | values, *rows[1:]]


def test_text_is_plain_and_widths_are_those_that_readers_rely_on() -> None:
    schema = arrow_schema(CONTRACTS["events"])
    assert {str(field.type) for field in schema} == {
        "string", "date32[day]", "int16", "int8", "double", "int32", "int64",
    }  # fmt: skip
    assert schema.field("fatalities").type == pa.int32()
    assert schema.field("fatalities").metadata[b"description"].startswith(b"ACLED's one number of dead")
    assert schema.field("fatalities").metadata[b"unit"] == b"people"
    assert not schema.field("fatalities").nullable


@pytest.mark.parametrize("table", TABLES)
def test_a_table_read_back_is_the_table_that_was_written(table: str, tmp_path: Path) -> None:
    built = build_table(sound_rows()[table], CONTRACTS[table])
    write_parquet(built, tmp_path / "table.parquet")
    again = pq.read_table(tmp_path / "table.parquet")
    assert again.schema.equals(arrow_schema(CONTRACTS[table]), check_metadata=True)
    assert again.to_pylist() == sound_rows()[table]


@pytest.mark.parametrize("table", TABLES)
def test_no_rows_make_an_empty_table(table: str) -> None:
    assert build_table([], CONTRACTS[table]).schema == arrow_schema(CONTRACTS[table])


def test_equal_tables_give_equal_bytes_also_in_parts(tmp_path: Path) -> None:
    table = build_table(sound_rows()["documents"], CONTRACTS["documents"])
    for name in ("one", "two"):
        write_parquet(table, tmp_path / name)
        with open_writer(tmp_path / f"{name}_parts", CONTRACTS["documents"]) as writer:
            writer.write_table(table.slice(0, 1))
            writer.write_table(table.slice(1))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert (tmp_path / "one_parts").read_bytes() == (tmp_path / "two_parts").read_bytes()
    assert pq.read_table(tmp_path / "one_parts") == table


BAD: list[tuple[str, dict[str, Any], str]] = [
    ("events", {"tag": None}, r"events: row 0: unknown \['tag'\], missing \[\]"),
    ("events", {"notes": None}, "events.notes: row 0: null in a required column"),
    ("events", {"fatalities": 2**31}, r"events\.fatalities"),
    ("events", {"fatalities": 2**70}, r"events\.fatalities"),
    ("events", {"fatalities": 1.5}, r"events\.fatalities: holds \['float'\]"),
    ("events", {"year": True}, r"events\.year: holds \['bool'\]"),
    ("events", {"year": "2014"}, r"events\.year: holds \['str'\]"),
    ("events", {"event_date": datetime(2014, 6, 14, 9)}, r"events\.event_date: holds \['datetime'\]"),
    ("events", {"latitude": float("nan")}, r"events\.latitude: holds a number that is not finite"),
    ("events", {"location": "Mo\ud800sul"}, r"events\.location"),
    ("events", {"location": 7}, r"events\.location: holds \['int'\]"),
    ("documents", {"published_at": date(2014, 6, 14)}, r"documents\.published_at: holds \['date'\]"),
    ("casualty_claims", {"is_total": 1}, r"casualty_claims\.is_total: holds \['int'\]"),
]


@pytest.mark.parametrize(("table", "values", "message"), BAD)
def test_what_does_not_fit_is_refused_by_column(table: str, values: dict[str, Any], message: str) -> None:
    with pytest.raises(ContractError, match=message):
        build_table(changed(table, **values), CONTRACTS[table])


def test_a_missing_column_is_refused() -> None:
    rows = sound_rows()["issues"]
    del rows[0]["words"]
    with pytest.raises(ContractError, match=r"issues: row 0: unknown \[\], missing \['words'\]"):
        build_table(rows, CONTRACTS["issues"])


def test_unfit_rows_are_set_apart_and_the_others_kept() -> None:
    rows = [sound_rows()["issues"][0] | {"words": words} for words in ("a", "b\ud800", "c", "d", "e\udc80")]
    fit, refused = set_apart_unfit(rows, CONTRACTS["issues"])
    assert [row["words"] for row in fit] == ["a", "c", "d"]
    assert len(refused) == 2
    assert {refusal.stage for refusal in refused} == {"table"}
    assert r"b\ud800" in refused[0].payload
    build_table(
        [{"refusal_id": "q_0", "rule": None, **_columns(refusal)} for refusal in refused], CONTRACTS["quarantine"]
    )


def _columns(refusal: Any) -> dict[str, str]:
    return {name: getattr(refusal, name) for name in refusal.__dataclass_fields__}


def test_a_refused_row_says_where_it_comes_from() -> None:
    rows = sound_rows()
    document = refuse_row(rows["documents"][0], CONTRACTS["documents"], "documents.url.pattern", "why", stage="check")
    assert (document.external_id, document.source_path) == ("herald-1", "herald/june.jsonl")
    ranges = refuse_row(rows["casualty_ranges"][0], CONTRACTS["casualty_ranges"], "x", "why", stage="check")
    assert (ranges.external_id, ranges.source_path) == ("IRQ1/killed/all", "casualty_ranges")


def test_rows_sort_by_the_contract_with_the_whole_after_its_parts() -> None:
    rows = sound_rows()["casualty_ranges"]
    shuffled = sort_rows(rows[::-1], CONTRACTS["casualty_ranges"])
    assert [(row["outcome"], row["claimant_type"]) for row in shuffled] == [
        ("injured", "all"), ("killed", "medical"), ("killed", "all"),
    ]  # fmt: skip


def test_rows_without_a_value_sort_last() -> None:
    rows = [sound_rows()["casualty_claims"][0] | {"count_start": start} for start in (None, 5, 3)]
    assert [row["count_start"] for row in sort_rows(rows, CONTRACTS["casualty_claims"])] == [3, 5, None]
