"""What the docs promise: commands that exist, files that are there, tables that a run writes."""

from __future__ import annotations

import re
from pathlib import Path

from conflict_ledger.cli import COMMANDS
from conflict_ledger.contract import TABLES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PACKAGE = ROOT / "conflict_ledger"
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def test_every_command_is_in_the_readme() -> None:
    assert {name for name in COMMANDS if f"conflict-ledger {name}" not in README} == set()


def test_every_command_in_the_readme_exists() -> None:
    named = set(re.findall(r"conflict-ledger ([a-z]+)", README))
    assert named <= {*COMMANDS, "keeps"}


def test_every_table_is_in_the_readme() -> None:
    assert {table for table in TABLES if f"`{table}`" not in README} == set()


def test_links_between_docs_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8"))
        assert [target for target in targets if not (page.parent / target).exists()] == []


def test_packages_and_modules_named_in_the_architecture_exist() -> None:
    told = ARCHITECTURE.partition("## Where it differs")[0]  # behind it stands what is not built
    named = set(re.findall(r"`([a-z_/]+\.py)`", told))
    assert len(named) > 30
    assert {name for name in named if not list(ROOT.glob(name)) and not list(PACKAGE.glob(f"**/{name}"))} == set()


def test_every_module_that_assembles_or_resolves_is_in_the_architecture() -> None:
    modules = [
        *(PACKAGE / "assemble").glob("[a-z]*.py"),
        *(PACKAGE / "resolve").glob("[a-z]*.py"),
    ]
    assert [path.name for path in modules if not re.search(rf"\b{path.stem}\.", ARCHITECTURE)] == []


def test_the_readme_tells_no_placeholder() -> None:
    assert "@@" not in README
