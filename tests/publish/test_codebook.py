"""The committed codebook says what the contracts say."""

from __future__ import annotations

import re
from pathlib import Path

from conflict_ledger.contract import load_contracts
from conflict_ledger.publish.codebook import render_codebook

ROOT = Path(__file__).parents[2]
CONTRACTS = load_contracts(ROOT / "schemas")
PAGE = render_codebook(CONTRACTS)


def test_the_committed_page_is_up_to_date() -> None:
    committed = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
    assert committed == PAGE, "run: conflict-ledger codebook > docs/codebook.md"


def test_every_table_column_and_rule_is_on_the_page() -> None:
    for contract in CONTRACTS.values():
        section = PAGE.split(f"\n## {contract.table}\n")[1].split("\n## ")[0]
        for column in contract.columns:
            assert f"| `{column.name}` | {column.type}" in section
            assert column.describes.replace("|", "\\|") in section
        for rule in contract.rules:
            assert f"- `{rule.id.split('.')[1]}` ({rule.severity}): {rule.why}." in section


def test_links_lead_to_headings() -> None:
    headings = {re.sub(r"[^a-z0-9_ -]", "", line.lower()).replace(" ", "-")
                for line in re.findall(r"^#+ (.+)$", PAGE, re.MULTILINE)}  # fmt: skip
    assert set(re.findall(r"\]\(#([^)]+)\)", PAGE)) <= headings


def test_tables_are_whole() -> None:
    for block in re.findall(r"(?:^\|.*\n)+", PAGE, re.MULTILINE):
        cells = {len(re.split(r"(?<!\\)\|", line)) for line in block.splitlines()}
        assert len(cells) == 1, block[:200]
