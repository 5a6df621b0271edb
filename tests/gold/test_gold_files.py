"""The gold stands on the corpus: every article is annotated and every quote is in the text it was taken from.

Nothing here scores the extraction; that is ``conflict-ledger score``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from conflict_ledger.ingest.articles import build_document, list_raw_files, read_records
from conflict_ledger.records import Document, RawRecord

ROOT = Path(__file__).resolve().parents[2]
RAW = ROOT / "data" / "raw"
FILES = sorted(Path(__file__).parent.glob("*/*.yml"))
ALLOWED = {
    "outcome": {"killed", "injured", "missing", "captured", "displaced", "casualties"},
    "qualifier": {"exact", "at_least", "more_than", "up_to", "about", "range", "vague", "none_stated"},
    "claimant_type": set(
        "perpetrator armed_group government military police medical intergovernmental ngo witness relative "
        "local_official media social_media unnamed".split()
    ),
    "assertion": {"reported", "claimed", "confirmed", "denied", "unverified", "estimated"},
}
Article = dict[str, Any]


@cache
def documents() -> dict[tuple[str, str], Document]:
    """(source path, external id) -> document, for every raw record that was not refused."""
    records = [record for path in list_raw_files(RAW) for record in read_records(path, RAW)]
    built = [build_document(record) for record in records if isinstance(record, RawRecord)]
    return {(each.source_path, each.external_id): each for each in built if isinstance(each, Document)}


@cache
def articles() -> tuple[Article, ...]:
    return tuple(each for path in FILES for each in yaml.safe_load(path.read_text(encoding="utf-8"))["articles"])


def key(article: Article) -> tuple[str, str]:
    return article["source_path"], article["external_id"]


def text_of(article: Article) -> str:
    """The stored text with white space collapsed, as quotes are compared."""
    return " ".join(documents()[key(article)].text.split())


def listed(value: object) -> list[Any]:
    """A gold value is one answer or a list of accepted answers."""
    return value if isinstance(value, list) else [value]


def claim_faults(claim: dict[str, Any], labels: set[str]) -> list[str]:
    """What is wrong with the values of one expected claim."""
    faults = [
        f"{field}: {answer}"
        for field, allowed in ALLOWED.items()
        for answer in listed(claim[field])
        if answer not in allowed
    ]
    faults += [f"event: {each}" for each in listed(claim["event"]) if each is not None and each not in labels]
    bounds = [claim[name] for name in ("low", "best", "high") if isinstance(claim[name], int)]
    return faults + ([] if bounds == sorted(bounds) else [f"bounds: {bounds}"])


def quote_faults(item: dict[str, Any], text: str) -> list[str]:
    """A quote stands once in the text and its number once in the quote; boilerplate may have been removed."""
    quote, count = (" ".join(item[name].split()) for name in ("quote", "count_text"))
    found = text.count(quote)
    is_missing_allowed = item.get("why") == "boilerplate" and found == 0
    faults = [] if found == 1 or is_missing_allowed else [f"found {found} times: {quote}"]
    return faults + ([] if quote.count(count) == 1 else [f"no single {count!r} in: {quote}"])


def test_every_article_is_annotated_once() -> None:
    assert sorted(key(each) for each in articles()) == sorted(documents())


@pytest.mark.parametrize("article", articles(), ids=lambda each: each["external_id"])
def test_quotes_and_values(article: Article) -> None:
    labels = {event["label"] for event in article["events"]}
    text = text_of(article)
    faults = [fault for claim in article["claims"] for fault in claim_faults(claim, labels)]
    faults += [fault for item in article["claims"] + article["not_claims"] for fault in quote_faults(item, text)]
    assert faults == []


def test_duplicates_are_what_they_say() -> None:
    texts = {article["external_id"]: text_of(article) for article in articles()}
    exact = [(each["external_id"], each["duplicate_of"]) for each in articles() if "duplicate_of" in each]
    near = [(each["external_id"], each["near_duplicate_of"]) for each in articles() if "near_duplicate_of" in each]
    assert exact and all(texts[copy] == texts[original] for copy, original in exact)
    assert near and all(texts[copy] != texts[original] for copy, original in near)


def test_every_raw_file_says_where_it_comes_from() -> None:
    for path in list_raw_files(RAW):
        sidecar = yaml.safe_load(path.with_name(path.name + ".meta.yml").read_text(encoding="utf-8"))
        assert sidecar["licence"].startswith("CC0, written for conflict-ledger"), path
        assert "example.org" in sidecar["url"] and sidecar["facts_from"], path


def test_packed_files_match_their_sources() -> None:
    from tools.build_sample_corpus import build, read_source

    sources = ROOT / "data" / "sample_sources"
    for source in sorted(sources.rglob("*.yml")):
        target = RAW / source.relative_to(sources).with_suffix("")
        if target.suffix != ".parquet":  # its bytes hold the version of pyarrow
            assert build(target.name, read_source(source)) == target.read_bytes(), target.name
