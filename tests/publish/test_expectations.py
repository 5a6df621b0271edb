"""Every rule must catch the fault planted for it, name its row, and leave the sound rows alone."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from conflict_ledger.contract import TABLES, load_contracts
from conflict_ledger.problems import ContractError
from conflict_ledger.publish import acled, expectations, rows
from conflict_ledger.publish.check_report import CheckReport
from conflict_ledger.publish.checked_frames import DERIVE, CheckedTable, checked_table
from conflict_ledger.publish.event_details import event_detail_rows
from conflict_ledger.publish.expectations import all_rules, check_tables
from conflict_ledger.publish.stored_tables import StoredTable
from conflict_ledger.publish.succession import Former, stamp_rows
from conflict_ledger.publish.tables import build_table
from tests.publish.planted_faults import FAULTS, REPEATS, copy_of, event_id, planted_tables
from tests.publish.sound_records import event, mention, sound_rows, with_views

CONTRACTS = load_contracts(Path(__file__).parents[2] / "schemas")
RULES = {rule.id: rule for contract in CONTRACTS.values() for rule in all_rules(contract)}


def built(found: dict) -> dict:
    return {name: build_table(found[name], CONTRACTS[name]) for name in TABLES}


def whole(table: CheckedTable) -> pa.Table:
    ((_, frame),) = table.slices(10**6)
    return frame


def stored(tables: dict[str, pa.Table]) -> dict[str, StoredTable]:
    """The tables as they lie in files, in row groups smaller than a slice; a fault may be a null."""
    found = {}
    for name, table in tables.items():
        file = pa.BufferOutputStream()
        fields = pa.schema([field.with_nullable(True) for field in table.schema])
        pq.write_table(pa.table(table.columns, schema=fields), file, row_group_size=50)
        found[name] = StoredTable(pq.ParquetFile(pa.BufferReader(file.getvalue())))
    return found


def test_every_rule_of_a_contract_has_a_planted_fault() -> None:
    own = {rule.id for contract in CONTRACTS.values() for rule in contract.rules}
    assert own == set(FAULTS)


@pytest.mark.parametrize("name", TABLES)
def test_derived_columns_are_those_that_the_contract_declares(name: str) -> None:
    tables = built(sound_rows())
    derived = DERIVE[name](tables[name], tables)
    assert set(derived) == {item.name for item in CONTRACTS[name].derived}


def test_every_derived_column_is_used_by_a_rule() -> None:
    for contract in CONTRACTS.values():
        used = {value for rule in contract.rules for value in rule.arguments.values() if isinstance(value, str)}
        assert {item.name for item in contract.derived} <= used, contract.table


def test_every_reference_is_looked_up_in_its_own_table() -> None:
    tables = built(sound_rows())
    tables["event_details"] = tables["event_details"].slice(0, 0)
    frame = whole(checked_table(tables, CONTRACTS["events"], ()))
    rules = {rule.id: rule.arguments["column"] for rule in all_rules(CONTRACTS["events"]) if ".references" in rule.id}
    assert {rule: frame[column].to_pylist() for rule, column in rules.items()} == {
        "events.event_id_cnty.references_event_documents": [True],
        "events.event_id_cnty.references_event_details": [False],
    }


def test_texts_stay_out_of_the_checks() -> None:
    frame = whole(checked_table(built(sound_rows()), CONTRACTS["documents"], {"document_id"}))
    assert frame["text"].to_pylist() == [True, True]


def test_a_table_that_lacks_a_column_is_refused() -> None:
    tables = built(sound_rows())
    tables["events"] = tables["events"].drop_columns(["tags"])
    with pytest.raises(ContractError, match="events: the columns are"):
        check_tables(tables, CONTRACTS)


@pytest.fixture(scope="module")
def faulty() -> dict[str, pa.Table]:
    return planted_tables(CONTRACTS)[0]


@pytest.fixture(scope="module")
def faulty_files(faulty: dict[str, pa.Table]) -> dict[str, StoredTable]:
    return stored(faulty)


@pytest.mark.parametrize("name", TABLES)
def test_a_slice_by_itself_is_seen_as_in_the_whole_table(
    name: str, faulty: dict[str, pa.Table], faulty_files: dict[str, StoredTable]
) -> None:
    seen = whole(checked_table(faulty, CONTRACTS[name], CONTRACTS[name].names)).to_pydict()
    slices = checked_table(faulty_files, CONTRACTS[name], CONTRACTS[name].names).slices(61)
    pieces = [frame.to_pydict() for _, frame in slices]
    assert len(pieces) > 1
    assert {column: [value for piece in pieces for value in piece[column]] for column in seen} == seen


@pytest.fixture(scope="module")
def planted() -> tuple[CheckReport, dict[str, int]]:
    """The checks of a stored ledger in slices of which the first holds few of the faults."""
    tables, numbers = planted_tables(CONTRACTS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(expectations, "SLICE_ROWS", 150)
        return check_tables(stored(tables), CONTRACTS), numbers


@pytest.mark.slow
def test_no_rule_breaks(planted: tuple[CheckReport, dict[str, int]]) -> None:
    assert [(result.rule, result.error) for result in planted[0].broken] == []
    assert {result.rule for result in planted[0].results} == set(RULES)


@pytest.mark.slow
@pytest.mark.parametrize("rule", sorted(RULES))
def test_the_planted_fault_is_caught(planted: tuple[CheckReport, dict[str, int]], rule: str) -> None:
    report, numbers = planted
    table = RULES[rule].id.split(".")[0]
    result = next(found for found in report.results if found.rule == rule)
    assert result.n_failed >= 1
    first = planted_rows(table, numbers)[rule]
    assert first in result.positions


@pytest.mark.slow
def test_the_sound_copy_fails_nothing(planted: tuple[CheckReport, dict[str, int]]) -> None:
    report, _ = planted
    for result in report.results:
        sound = range(len(copy_of(0)[result.table]))
        assert not set(result.positions) & set(sound), result.rule


def planted_rows(table: str, numbers: dict[str, int]) -> dict[str, int]:
    """Rule -> position of the damaged row: copies stand one after another, those with a repeated row are longer."""
    size, positions, at = len(sound_rows()[table]), {}, len(sound_rows()[table])
    for rule in numbers:
        positions[rule] = at
        at += size + (rule.startswith(f"{table}.") and rule.endswith(REPEATS))
    return positions


@pytest.mark.slow
def test_a_sound_ledger_passes_slice_by_slice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expectations, "SLICE_ROWS", 1)
    report = check_tables(built(sound_rows()), CONTRACTS)
    assert report.is_good
    assert report.failed == ()


@pytest.mark.slow
def test_positions_count_from_the_first_row_of_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expectations, "SLICE_ROWS", 1)
    found = sound_rows()
    found["casualty_claims"][1] |= {"best": 31}
    (result,) = check_tables(built(found), CONTRACTS).failed[:1]
    assert (result.positions, result.failing_keys) == ((1,), ("c_000000000002",))


@pytest.mark.slow
def test_a_ledger_of_unknowns_passes() -> None:
    found = sound_rows()
    bare = event(
        event_on=None, date_basis="none", place=None, geo_precision=None, place_basis="none", actor1=None, actor2=None,
        ranges=(), ucdp=None, fatalities=0, fatalities_basis="none_reported", grade=None,
        event_type="Battles", sub_event_type="Armed clash",
    )  # fmt: skip
    told = mention(event_on=None, date_basis="none", places=(), place_basis="none", targets=(), claim_ids=())
    facts = {"d_000000000001": acled.Publication(source=None, published_at=None)}
    for row in found["documents"]:
        row |= {"published_at": None, "published_precision": None, "published_basis": "none", "boilerplate": None}
    found |= {
        "events": stamp_rows(acled.event_rows([bare], facts), Former(), 0), "deletions": [], "corrections": [],
        "event_details": event_detail_rows([bare], {}),
        "event_mentions": rows.event_mention_rows([told], rows.event_links([bare]), {}),
        "event_links": [],
        "casualty_ranges": [], "casualty_range_history": [],
        "casualty_claims": [], "event_reasons": [], "issues": [], "quarantine": [],
    }  # fmt: skip
    report = check_tables(built(with_views(found)), CONTRACTS)
    assert [(result.rule, result.error) for result in report.critical] == []


def test_copies_do_not_share_ids() -> None:
    assert copy_of(1)["events"][0]["event_id_cnty"] == event_id(1) != copy_of(2)["events"][0]["event_id_cnty"]
