"""Cases as data: tests/cases/<module>/*.yml, each a list of mappings with `text` and what is expected of it.

`expect: fail` marks a strict expected failure: the day it starts to pass, its test says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conflict_ledger.lexicon import read_yaml

FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    """One case; ``case["claims"]`` reads a field."""

    text: str
    fields: dict[str, Any]
    should_pass: bool

    def __getitem__(self, name: str) -> Any:
        return self.fields[name]


def read_cases(module: str) -> list[Case]:
    """All cases of a module, file by file."""
    cases = []
    for path in sorted((FOLDER / module).glob("*.yml")):
        for raw in read_yaml(path):
            cases.append(Case(raw["text"], raw, raw.get("expect", "pass") == "pass"))
    assert cases, f"no cases for {module}"
    return cases
