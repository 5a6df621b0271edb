"""The made-up corpus: the same from the same seed, true to what it says of itself; links scored as written down."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks"


def script(name: str) -> ModuleType:
    """A benchmark as a module; they are programs and belong to no package."""
    spec = importlib.util.spec_from_file_location(f"benchmark_{name}", FOLDER / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


corpus, link_scores = script("corpus"), script("link_scores")


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    corpus.write_corpus(folder, 600, seed=3, per_day=20)
    return folder


def test_the_same_seed_gives_the_same_articles_and_a_larger_corpus_begins_with_the_smaller(
    small: Path, tmp_path: Path
) -> None:
    for name, size, seed in (("again", 600, 3), ("larger", 800, 3), ("other", 600, 4)):
        corpus.write_corpus(tmp_path / name, size, seed, per_day=20)
    first = (small / "raw" / "articles-0000.jsonl").read_bytes()
    assert (tmp_path / "again" / "raw" / "articles-0000.jsonl").read_bytes() == first
    assert (tmp_path / "larger" / "raw" / "articles-0000.jsonl").read_bytes().startswith(first)
    assert (tmp_path / "other" / "raw" / "articles-0000.jsonl").read_bytes() != first


def test_the_corpus_holds_all_that_makes_linking_hard(small: Path) -> None:
    articles = {article["id"]: article for article in lines(small / "raw" / "articles-0000.jsonl")}
    truth, events = lines(small / "truth.jsonl"), lines(small / "events.jsonl")
    assert [known["id"] for known in truth] == list(articles) and len(articles) == 600
    reports = Counter(known["event"] for known in truth)
    assert set(reports) == {event["event"] for event in events}
    assert {1, 2, 8} <= set(reports.values()) <= set(range(1, 9))
    assert any(article["published_at"] is None for article in articles.values())
    assert any(event["last_number"] > event["first_number"] for event in events)
    copies = [known for known in truth if known["copy_of"]]
    assert copies
    for known in copies:
        original = articles[known["copy_of"]]
        assert articles[known["id"]]["text"].startswith(original["text"])
        assert articles[known["id"]]["source"] != original["source"]
    recalled = [(articles[known["id"]]["text"], side) for known in truth for side in known["sides"]]
    assert recalled and all(side["sentence"] in text and side["event"] in reports for text, side in recalled)
    towns = Counter((event["town"], event["country"]) for event in events)
    assert max(towns.values()) > 1


def test_no_line_is_left_unfilled(small: Path) -> None:
    texts = [article["title"] + article["text"] for article in lines(small / "raw" / "articles-0000.jsonl")]
    assert [text for text in texts if "{" in text or "}" in text or "one people" in text.lower()] == []


def test_pairs_are_counted_by_what_each_article_tells_there() -> None:
    truth = {
        "a": {"event": "x", "sides": []},
        "b": {"event": "x", "sides": []},
        "c": {"event": "x", "sides": []},
        "d": {"event": "y", "sides": []},
    }
    found = link_scores.found_pairs({"E1": {("a", "x"), ("b", "x"), ("d", "y")}, "E2": {("d", "y"), ("d", "x")}})
    assert found == {(("a", "x"), ("b", "x")), (("a", "x"), ("d", "y")), (("b", "x"), ("d", "y"))}
    assert link_scores.wanted_pairs(truth) == {
        (("a", "x"), ("b", "x")),
        (("a", "x"), ("c", "x")),
        (("b", "x"), ("c", "x")),
    }
