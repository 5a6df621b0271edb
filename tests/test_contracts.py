"""The committed contracts hold, fit the outside contract, and malformed ones are refused by file and column."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from conflict_ledger.contract import TABLES, convert, load_contract, load_contracts, parse_contract
from conflict_ledger.problems import ContractError

SCHEMAS = Path(__file__).parents[1] / "schemas"
COUNTS_THE_UNKNOWN = ("monthly_admin1",)  # an unknown month has a row of its own
AS_NUMBERS = {("events_numeric", name) for name in ("inter1", "inter2", "interaction")}
CONTRACTS = load_contracts(SCHEMAS)
ACLED = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
).split()
# What readers outside rely on, by table (contract.md).
PUBLIC = {
    "documents": "document_id external_id source_path title source url language published_at published_basis text "
    "text_sha256 duplicate_of run_id",
    "casualty_claims": "claim_id document_id event_id_cnty outcome low best high count_text qualifier is_total "
    "is_cumulative victim_text victim_type side claimant_text claimant_type assertion event_on_low event_on_high "
    "sentence sentence_start count_start count_end rule",
    "event_mentions": "event_mention_id event_id_cnty document_id event_on_low event_on_high date_basis "
    "place_candidates place_basis actors event_type sub_event_type trigger_start trigger_end link_score",
    "event_documents": "event_id_cnty document_id",
    "event_details": "event_id_cnty event_on_low event_on_high scope date_basis place_basis n_documents "
    "n_independent_documents grade merged_from",
    "casualty_ranges": "event_id_cnty outcome claimant_type low best high n_claims n_documents low_claim_id "
    "best_claim_id high_claim_id first_reported_on last_reported_on",
    "quarantine": "external_id source_path stage reason payload",
    "issues": "code document_id words",
}
WIDTHS = {
    "event_date": "date32", "year": "int16", "time_precision": "int8", "geo_precision": "int8", "latitude": "float64",
    "longitude": "float64", "fatalities": "int32", "timestamp": "int64",
}  # fmt: skip


def test_events_are_exactly_the_columns_of_acled_in_order() -> None:
    assert list(CONTRACTS["events"].names) == ACLED
    assert {name: CONTRACTS["events"].column(name).arrow for name in WIDTHS} == WIDTHS


@pytest.mark.parametrize("table", PUBLIC)
def test_public_columns_are_there_in_their_order(table: str) -> None:
    public = PUBLIC[table].split()
    if table in ("event_mentions", "quarantine", "issues"):
        assert set(public) <= set(CONTRACTS[table].names)
    else:
        assert [name for name in CONTRACTS[table].names if name in public] == public


def test_a_table_like_another_has_its_columns_without_their_checks() -> None:
    numeric, events = CONTRACTS["events_numeric"], CONTRACTS["events"]
    assert numeric.names == events.names
    assert numeric.column("fatalities").arrow == events.column("fatalities").arrow
    assert (numeric.column("fatalities").minimum, events.column("fatalities").minimum) == (None, 0)


def test_a_table_like_another_adds_no_columns(tmp_path: Path) -> None:
    (tmp_path / "few.yml").write_text("columns: [{name: one, type: string, describes: the one}]")
    (tmp_path / "more.yml").write_text(
        "{table: more, one_row_is: one, key: [one], like: few, columns: [{name: two, type: string, describes: two}]}"
    )
    with pytest.raises(ContractError, match=r"more.yml: few has no columns \['two'\]"):
        load_contract(tmp_path / "more.yml")


@pytest.mark.parametrize("table", TABLES)
def test_every_single_key_is_unique_and_every_key_is_required(table: str) -> None:
    contract = CONTRACTS[table]
    if table not in COUNTS_THE_UNKNOWN:
        assert all(contract.column(name).required for name in contract.key)
    if len(contract.key) == 1 and table != "quarantine":
        assert contract.column(contract.key[0]).unique


@pytest.mark.parametrize("table", TABLES)
def test_examples_fit_their_own_columns(table: str) -> None:
    import re

    for column in CONTRACTS[table].columns:
        if column.example is not None:
            value = convert(column.name, column.type, column.example)
            assert not column.pattern or re.search(column.pattern, column.example), column.name
            assert not column.one_of or value in column.one_of, column.name


def test_columns_of_one_name_have_one_type_in_every_table() -> None:
    kinds: dict[str, set[str]] = {}
    for contract in CONTRACTS.values():
        for column in contract.columns:
            if (contract.table, column.name) not in AS_NUMBERS:
                kinds.setdefault(column.name, set()).add(column.arrow)
    assert {name: found for name, found in kinds.items() if len(found) > 1} == {}


def test_rules_say_why_in_a_sentence_of_their_own() -> None:
    for contract in CONTRACTS.values():
        for rule in contract.rules:
            assert rule.why and not rule.why.endswith("."), rule.id


SOUND: dict[str, Any] = {
    "table": "counts",
    "one_row_is": "one count",
    "key": ["count_id"],
    "columns": [
        {"name": "count_id", "type": "string", "required": "true", "unique": "true", "describes": "id"},
        {"name": "low", "type": "integer", "minimum": "0", "describes": "least"},
        {"name": "said_on", "type": "date", "minimum": "1900-01-01", "describes": "day"},
    ],
    "derived": [{"name": "fits", "describes": "whether it fits"}],
    "rules": [
        {
            "id": "fits", "why": "it has to", "severity": "critical", "column": "fits", "value_set": ["true"],
            "expectation": "expect_column_values_to_be_in_set",
        }
    ],
}  # fmt: skip


def test_values_of_a_contract_are_converted_to_the_column_type() -> None:
    contract = parse_contract("counts.yml", SOUND)
    assert contract.column("low").minimum == 0
    assert str(contract.column("said_on").minimum) == "1900-01-01"
    assert contract.column("count_id").required is True
    assert contract.rules[0].arguments == {"column": "fits", "value_set": [True]}
    assert contract.sort_by == ("count_id",)


# (path into SOUND, value to put there, what the message must name)
BROKEN: list[tuple[tuple[Any, ...], Any, str]] = [
    (("colums",), [], "counts.yml: needs"),
    (("columns", 1, "typ"), "x", "counts.yml: low: unknown keys"),
    (("columns", 1, "type"), "int", "counts.yml: low: the type is 'int'"),
    (("columns", 1, "describes"), "", "counts.yml: low: describes is missing"),
    (("columns", 1, "width"), "float32", "counts.yml: low: the width 'float32'"),
    (("columns", 1, "minimum"), "none", "counts.yml: low: 'none' is no integer"),
    (("columns", 2, "minimum"), "yesterday", "counts.yml: said_on: 'yesterday' is no date"),
    (("columns", 1, "required"), "yes", "counts.yml: low: 'yes' is neither true nor false"),
    (("columns", 1, "one_of"), {"lexicon": "no_such"}, "counts.yml: low: no lexicon no_such"),
    (("columns", 1, "one_of"), {"lexicon": "outcomes"}, "counts.yml: low: '[a-z]+' is no integer"),
    (("columns", 1, "one_of"), "killed", "counts.yml: low: one_of is neither"),
    (("columns", 1, "references"), "events", "counts.yml: low: references 'events'"),
    (("columns", 1, "name"), "count_id", "two columns have the same name"),
    (("columns", 1), "low", "counts.yml: a column is no mapping"),
    (("key",), ["id"], "counts.yml: id: stands in key"),
    (("derived", 0, "type"), "boolean", "counts.yml: a derived column needs exactly"),
    (("rules", 0, "why"), None, "counts.yml: a rule needs"),
    (("rules", 0, "severity"), "grave", "counts.yml: fits: the severity is 'grave'"),
    (("rules", 0, "expectation"), "expect_table_row_count_to_be_between", "counts.yml: fits: expect_table_row"),
    (("rules", 0, "colunm"), "low", "counts.yml: fits: .* does not take"),
    (("rules", 0, "column"), "lwo", "counts.yml: fits: column is 'lwo'"),
]


@pytest.mark.parametrize(("path", "value", "message"), BROKEN)
def test_a_malformed_contract_is_refused_by_name(path: tuple[Any, ...], value: Any, message: str) -> None:
    broken = copy.deepcopy(SOUND)
    place = broken
    for step in path[:-1]:
        place = place[step]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    with pytest.raises(ContractError, match=message):
        parse_contract("counts.yml", broken)


def test_two_rules_of_one_id_are_refused() -> None:
    broken = SOUND | {"rules": SOUND["rules"] * 2}
    with pytest.raises(ContractError, match="two rules have the same id"):
        parse_contract("counts.yml", broken)


def test_a_file_must_be_there_and_declare_the_table_it_is_named_after(tmp_path: Path) -> None:
    with pytest.raises(ContractError, match=r"issues\.yml: no such contract"):
        load_contract(tmp_path / "issues.yml")
    (tmp_path / "notes.yml").write_text((SCHEMAS / "issues.yml").read_text())
    with pytest.raises(ContractError, match=r"notes\.yml: declares the table issues"):
        load_contract(tmp_path / "notes.yml")


def test_a_reference_must_lead_to_a_column(tmp_path: Path) -> None:
    for path in SCHEMAS.glob("*.yml"):
        changed = path.read_text().replace("references: documents.document_id", "references: documents.id")
        (tmp_path / path.name).write_text(changed)
    with pytest.raises(ContractError, match=r"documents\.id, which is not there"):
        load_contracts(tmp_path)
