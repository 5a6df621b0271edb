"""Refused records on their way from reading to the quarantine table: one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TextIO

from conflict_ledger.ids import storable_text
from conflict_ledger.records import Refusal


def write_refusal(stream: TextIO, refusal: Refusal) -> None:
    """Append one refusal. Lone surrogates, which no table can hold, are written out as ``\\udc80``."""
    fields = {name: storable_text(value) for name, value in asdict(refusal).items()}
    stream.write(json.dumps(fields, ensure_ascii=False) + "\n")


def read_refusals(path: Path) -> Iterator[Refusal]:
    """The refusals of a file in their order."""
    with path.open(encoding="utf-8", newline="\n") as stream:
        for line in stream:
            yield Refusal(**json.loads(line))
