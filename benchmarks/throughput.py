"""Speed of each stage and of the whole on the sample corpus repeated, beside reference tools in the same run.

Machines differ: read the ratios, not the seconds. All seconds are CPU seconds of one core, so that what else
the machine does counts little. The references are what others pay for less: spaCy's blank English tokenizer
(in an environment of its own), dateparser's search, and one regular expression over the text.

    make bench
    python benchmarks/throughput.py --documents 500 --reference path/to/python/with/spacy
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from conflict_ledger.ingest.articles import build_document, list_raw_files, read_records
from conflict_ledger.pipeline import extract_document, find_in_document
from conflict_ledger.records import Document, Extraction, RawRecord
from conflict_ledger.resolve.duplicates import link_duplicates, signature
from conflict_ledger.run.codec import decode_record, encode_record

ROOT = Path(__file__).parent.parent
SLOW_REFERENCE_DOCUMENTS = 20  # dateparser's search takes some 30 ms a document
ONE_PASS = re.compile(r"\b(?:killed|dead|died|wounded|injured|missing|kidnapped|attack\w*|bomb\w*)\b", re.IGNORECASE)
TOKENIZER = """
import json, sys, time
import spacy
tokenize = spacy.blank("en").tokenizer
texts = json.load(sys.stdin)
for _ in range(2):
    started = time.process_time()
    for text in texts:
        tokenize(text)
    print(time.process_time() - started)
"""


@dataclass(frozen=True)
class Measurement:
    """``seconds`` for ``documents`` holding ``words``."""

    name: str
    seconds: float
    documents: int
    words: int

    @property
    def words_per_second(self) -> float:
        """The figure that ratios are made of."""
        return self.words / self.seconds


def main() -> None:
    """Measure, print a table, and as the last line everything as JSON."""
    options = arguments()
    records = list(islice(cycle(sample_records(options.raw)), options.documents))
    documents, measured = measure_stages(records)
    whole, megabytes = measure_whole_run(records)  # before the references: memory is that of the largest child
    references = measure_references(documents, options.reference)
    show([*measured, whole], references, megabytes)
    everything = {item.name: round(item.words_per_second) for item in [*measured, whole, *references]}
    print(json.dumps({"words_per_second": everything, "peak_megabytes": round(megabytes)}))


def arguments() -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raw", type=Path, default=ROOT / "data" / "raw", help="corpus (default: the sample)")
    parser.add_argument("--documents", type=int, default=600, help="repeat the corpus up to this many")
    parser.add_argument("--reference", type=Path, help="a python that has spaCy")
    return parser.parse_args()


def sample_records(raw: Path) -> list[RawRecord]:
    """The corpus as records; what cannot be read is left out."""
    found = (record for path in list_raw_files(raw) for record in read_records(path, raw))
    return [record for record in found if isinstance(record, RawRecord)]


def measure_stages(records: list[RawRecord]) -> tuple[list[Document], list[Measurement]]:
    """Each stage by itself, after a warm-up that loads lexicons and gazetteer."""
    first = build_document(records[0])
    assert isinstance(first, Document)
    extract_document(first, "acled")
    seconds, built = timed(lambda: [build_document(record) for record in records])
    documents = [item for item in built if isinstance(item, Document)]
    words = count_words(documents)

    def measurement(name: str, seconds: float) -> Measurement:
        return Measurement(name, seconds, len(documents), words)

    measured = [measurement("clean and build documents", seconds)]
    found, _ = timed(lambda: [find_in_document(document) for document in documents])
    measured.append(measurement("find mentions", found))
    extracting, extractions = timed(lambda: [extract_document(document, "acled") for document in documents])
    measured.append(measurement("find and assemble (extraction)", extracting))
    packing, packed = timed(lambda: [encode_record(extraction) for extraction in extractions])
    unpacking, _ = timed(lambda: [decode_record(Extraction, payload) for payload in packed])
    measured.append(measurement("to the store and back", packing + unpacking))
    linking, _ = timed(lambda: link_duplicates([signature(document) for document in documents]))
    return documents, [*measured, measurement("link duplicates", linking)]


def measure_references(documents: list[Document], python: Path | None) -> list[Measurement]:
    """The same texts through tools that do less."""
    from dateparser.search import search_dates

    texts = [document.text for document in documents]
    words = count_words(documents)
    few = documents[:SLOW_REFERENCE_DOCUMENTS]
    scanning, _ = timed(lambda: [ONE_PASS.findall(text) for text in texts])
    search_dates("on 3 May 2021", languages=["en"])
    searching, _ = timed(lambda: [search_dates(document.text, languages=["en"]) for document in few])
    references = [
        Measurement("one regular expression", scanning, len(texts), words),
        Measurement("dateparser search_dates(en)", searching, len(few), count_words(few)),
    ]
    if python is None or not python.exists():
        return references
    return [*measure_tokenizer(documents, python), *references]


def measure_tokenizer(documents: list[Document], python: Path) -> list[Measurement]:
    """spaCy's tokenizer in a process of its own: on the distinct texts, then on the same ones again.

    It keeps the words it has seen, so the second pass is little more than a look-up; a long stretch of real news
    lies in between, nearer to the first.
    """
    distinct = list({document.text: document for document in documents}.values())
    done = subprocess.run(
        [str(python), "-c", TOKENIZER],
        input=json.dumps([document.text for document in distinct]),
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
    )
    new, known = map(float, done.stdout.split())
    words = count_words(distinct)
    return [
        Measurement("spaCy blank tokenizer", new, len(distinct), words),
        Measurement("spaCy the second time", known, len(distinct), words),
    ]


def measure_whole_run(records: list[RawRecord]) -> tuple[Measurement, float]:
    """The command from start to summary, checks and report included, and its peak memory in megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        raw, out = Path(folder) / "raw", Path(folder) / "out"
        raw.mkdir()
        with (raw / "articles.jsonl").open("w", encoding="utf-8") as stream:
            for number, record in enumerate(records):
                stream.write(json.dumps(as_json(record, number)) + "\n")
        command = [sys.executable, "-m", "conflict_ledger", "run", "--engine", "local"]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        folders = ["--raw", str(raw), "--out", str(out)]
        subprocess.run([*command, *folders], check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    words = sum(len(record.content.split()) for record in records)
    peak = after.ru_maxrss / 1024
    return Measurement("the whole run, start to report", seconds, len(records), words), peak


def as_json(record: RawRecord, number: int) -> dict[str, str]:
    """A record as one line of JSON, under an id of its own."""
    fields = {name: value for name, value in record.metadata if not name.startswith("sidecar.")}
    return fields | {"id": f"{record.external_id}#{number}", "text": record.content}


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds and result."""
    started = time.process_time()
    result = work()
    return time.process_time() - started, result


def count_words(documents: Iterable[Document]) -> int:
    """Words as the eye counts them: what stands between blanks."""
    return sum(len(document.text.split()) for document in documents)


def show(measured: list[Measurement], references: list[Measurement], megabytes: float) -> None:
    """The table, with each speed as a multiple of the first reference."""
    yardstick = references[0]
    print(f"{'':34}{'documents/s':>12}{'words/s':>12}   x {yardstick.name}")
    for item in [*measured, *references]:
        rate = item.documents / item.seconds
        ratio = item.words_per_second / yardstick.words_per_second
        print(f"{item.name:34}{rate:12,.0f}{item.words_per_second:12,.0f}   {ratio:.3f}")
    print(f"peak memory of the whole run: {megabytes:,.0f} MB")


if __name__ == "__main__":
    main()
