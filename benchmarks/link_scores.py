"""How well the tellings of a made-up corpus (corpus.py) were put together: pairs of reports, against the truth.

    python benchmarks/link_scores.py CORPUS OUT

A pair is two articles that an event of the release has in common. It is right where both tell one event there: the
article's own, or the earlier one that it recalls in a sentence which the truth names. Precision is the share of right
ones among the pairs found; recall the share of found ones among all pairs of articles on one event, whether anything
was read in them or not. All is counted by event, so the work grows with the pairs and not with their square.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

Telling = tuple[str, str]  # an article and the event it is known to tell there


def main() -> None:
    """Print the figures, and as the last line as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="folder that corpus.py wrote")
    parser.add_argument("out", type=Path, help="output folder of the run")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N wrong and N missed pairs")
    options = parser.parse_args()
    figures, wrong, missed = score_links(options.corpus, options.out)
    for label, pairs in (("wrong", wrong), ("missed", missed)):
        for pair in pairs[: options.errors]:
            print(label, *pair)
    for name, value in figures.items():
        print(f"{name:24}{value:,.4f}" if isinstance(value, float) else f"{name:24}{value:,}")
    print(json.dumps(figures))


def score_links(corpus: Path, out: Path) -> tuple[dict[str, Any], list[Any], list[Any]]:
    """The figures, and the pairs that are wrong and missed."""
    truth = read_truth(corpus / "truth.jsonl")
    found = found_pairs(predicted_events(out, truth))
    right = {pair for pair in found if pair[0][1] == pair[1][1]}
    wanted = wanted_pairs(truth)
    wrong, missed = sorted(found - right), sorted(wanted - right)
    figures = {
        "articles": len(truth),
        "events": len({known["event"] for known in truth.values()}),
        "pairs": len(wanted),
        "pairs_found": len(found),
        "link_precision": len(right) / len(found) if found else 1.0,
        "link_recall": len(wanted & right) / len(wanted) if wanted else 1.0,
    }
    return figures, wrong, missed


def read_truth(path: Path) -> dict[str, dict[str, Any]]:
    """Article id -> what it is known to tell."""
    with path.open(encoding="utf-8") as lines:
        return {known["id"]: known for known in map(json.loads, lines)}


def predicted_events(out: Path, truth: dict[str, dict[str, Any]]) -> dict[str, set[Telling]]:
    """Event id -> the tellings put together there."""
    articles, sides = read_articles(out, truth)
    events: dict[str, set[Telling]] = defaultdict(set)
    for row in read_rows(out, "event_mentions", ["event_id_cnty", "document_id", "trigger_start"]):
        if row["event_id_cnty"] is not None:
            article = articles[row["document_id"]]
            recalled = (event for start, end, event in sides.get(article, ()) if start <= row["trigger_start"] < end)
            events[row["event_id_cnty"]].add((article, next(recalled, truth[article]["event"])))
    return events


def read_articles(
    out: Path, truth: dict[str, dict[str, Any]]
) -> tuple[dict[str, str], dict[str, list[tuple[int, int, str]]]]:
    """Document id -> article id; article id -> where in its text it recalls which other events."""
    articles: dict[str, str] = {}
    sides: dict[str, list[tuple[int, int, str]]] = {}
    for row in read_rows(out, "documents", ["document_id", "external_id", "text"]):
        article = row["external_id"].rpartition("#")[2]
        articles[row["document_id"]] = article
        for side in truth[article]["sides"]:
            start = row["text"].find(side["sentence"])
            sides.setdefault(article, []).append((start, start + len(side["sentence"]), side["event"]))
    return articles, sides


def read_rows(out: Path, table: str, columns: list[str]) -> Iterator[dict[str, Any]]:
    """Rows of a table of the current release, a batch at a time."""
    import pyarrow.parquet as pq

    for batch in pq.ParquetFile(out / table).iter_batches(columns=columns):
        yield from batch.to_pylist()


def found_pairs(events: dict[str, set[Telling]]) -> set[tuple[Telling, Telling]]:
    """Pairs of tellings of different articles that some event has in common."""
    return {
        pair for tellings in events.values() for pair in combinations(sorted(tellings), 2) if pair[0][0] != pair[1][0]
    }


def wanted_pairs(truth: dict[str, dict[str, Any]]) -> set[tuple[Telling, Telling]]:
    """Pairs of articles on one event."""
    articles: dict[str, list[str]] = defaultdict(list)
    for article, known in truth.items():
        articles[known["event"]].append(article)
    return {
        ((one, event), (other, event)) for event, ids in articles.items() for one, other in combinations(sorted(ids), 2)
    }


if __name__ == "__main__":
    main()
