"""Records come back from bytes as they went in."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pytest

from conflict_ledger import records
from conflict_ledger.run.codec import decode_record, encode_record
from tests.examples import EXTRACTION


def test_an_extraction_comes_back_equal() -> None:
    assert decode_record(records.Extraction, encode_record(EXTRACTION)) == EXTRACTION


def test_dates_and_tuples_keep_their_types() -> None:
    back = decode_record(records.Extraction, encode_record(EXTRACTION))
    mention = back.event_mentions[0]
    assert mention.event_on is not None
    assert type(mention.event_on.earliest) is date
    assert type(back.document.published_at) is datetime
    assert type(mention.places[0].candidates) is tuple
    hash(back)  # only tuples, no list anywhere


RECORDS = [
    kind
    for kind in vars(records).values()
    if isinstance(kind, type) and dataclasses.is_dataclass(kind) and kind.__module__ == records.__name__
]


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: str(kind.__name__))
def test_every_record_class_has_rules_for_all_its_fields(kind: type[Any]) -> None:
    from conflict_ledger.run.codec import reader_of

    assert callable(reader_of(kind))


@dataclasses.dataclass(frozen=True)
class Odd:
    values: Sequence[int]


def test_a_type_without_a_rule_is_refused() -> None:
    with pytest.raises(TypeError, match="no rule"):
        decode_record(Odd, b'{"values": [1]}')
