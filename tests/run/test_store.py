"""The extraction store: a cache that may vanish and never lies."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from conflict_ledger.run.store import ExtractionStore, Kept, StoreDamaged, extraction_key
from tests.examples import RECORD

KEPT = Kept("d_1", "2021-05-03")


def test_what_was_put_is_known_and_read_in_the_order_asked(tmp_path: Path) -> None:
    with ExtractionStore(tmp_path / "s.sqlite", "v1") as store:
        store.put([("a", KEPT, b"first"), ("b", Kept("d_2", None), b"second")])
    with ExtractionStore(tmp_path / "s.sqlite", "v1") as store:
        assert store.known(["b", "a", "c"]) == {"a": KEPT, "b": Kept("d_2", None)}
        assert list(store.read(["b", "a"])) == [b"second", b"first"]


def test_more_keys_than_one_statement_takes(tmp_path: Path) -> None:
    keys = [f"k{number:04}" for number in range(1_000)]
    with ExtractionStore(tmp_path / "s.sqlite", "v1") as store:
        store.put((key, KEPT, key.encode()) for key in keys)
        assert set(store.known(keys)) == set(keys)
        assert [payload.decode() for payload in store.read(keys)] == keys


def test_another_code_version_starts_with_nothing(tmp_path: Path) -> None:
    with ExtractionStore(tmp_path / "s.sqlite", "v1") as store:
        store.put([("a", KEPT, b"old")])
    with ExtractionStore(tmp_path / "s.sqlite", "v2") as store:
        assert store.known(["a"]) == {}


def test_a_file_that_is_no_database_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    path.write_bytes(b"not a database at all" * 100)
    with ExtractionStore(path, "v1") as store:
        store.put([("a", KEPT, b"new")])
        assert list(store.read(["a"])) == [b"new"]


def test_a_database_damaged_inside_or_of_another_make_is_replaced(tmp_path: Path) -> None:
    damaged, foreign = tmp_path / "damaged.sqlite", tmp_path / "foreign.sqlite"
    with ExtractionStore(damaged, "code") as store:
        store.put((f"key{number}", KEPT, b"words" * 50) for number in range(500))
    content = bytearray(damaged.read_bytes())
    content[9_000:30_000] = b"\xa5" * 21_000
    damaged.write_bytes(content)
    with sqlite3.connect(foreign) as database:
        database.execute("CREATE TABLE extractions (something)")
    database.close()
    for path in (damaged, foreign):
        with ExtractionStore(path, "code") as store:
            assert store.known(["key0"]) == {}
            store.put([("key0", KEPT, b"words")])
            assert list(store.read(["key0"])) == [b"words"]


def test_a_damaged_row_is_gone_after_it_was_met(tmp_path: Path) -> None:
    with ExtractionStore(tmp_path / "store.sqlite", "code") as store:
        store.put([("key", KEPT, b"words")])
        with store._database as database:
            database.execute("UPDATE extractions SET payload = x'00'")
        with pytest.raises(StoreDamaged):
            list(store.read(["key"]))
        assert store.known(["key"]) == {}


def test_a_missing_row_names_the_file(tmp_path: Path) -> None:
    with (
        ExtractionStore(tmp_path / "s.sqlite", "v1") as store,
        pytest.raises(StoreDamaged, match=r"s\.sqlite was damaged; the bad row is gone, run again"),
    ):
        list(store.read(["never put"]))


@pytest.mark.parametrize(
    "other",
    [
        replace(RECORD, digest="0" * 64),
        replace(RECORD, source_path="elsewhere.txt"),
        replace(RECORD, external_id="other"),
        replace(RECORD, ordinal=1),
    ],
    ids=["content", "path", "id", "ordinal"],
)
def test_the_key_changes_with_everything_that_matters(other: object) -> None:
    assert extraction_key(other, "v1", "acled") != extraction_key(RECORD, "v1", "acled")  # type: ignore[arg-type]


def test_the_key_changes_with_code_and_scope() -> None:
    keys = {extraction_key(RECORD, code, scope) for code in ("v1", "v2") for scope in ("acled", "violence")}
    assert len(keys) == 4
