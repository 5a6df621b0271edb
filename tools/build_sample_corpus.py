"""Build the packed files of the sample corpus from their readable sources.

``data/sample_sources/<path>.yml`` holds the records of ``data/raw/<path>``; the ending of ``<path>`` names the
format. The same sources give the same bytes: gzip carries no time, WARC records fixed ids and dates. Parquet alone
depends on the installed pyarrow, which writes its version into the file.

    python tools/build_sample_corpus.py            # write what is missing or different
    python tools/build_sample_corpus.py --check    # write nothing; exit 1 when a file differs
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import yaml

DATA = Path(__file__).resolve().parent.parent / "data"
Records = list[dict[str, Any]]


def read_source(path: Path) -> Records:
    """The records of one source file, each over the file's defaults; texts without the final line break."""
    source: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    defaults = source.get("defaults", {})
    return [{**defaults, **{key: _trimmed(value) for key, value in row.items()}} for row in source["records"]]


def _trimmed(value: Any) -> Any:
    return value.rstrip("\n") if isinstance(value, str) else value


def to_text(records: Records) -> bytes:
    """One article as plain text."""
    (record,) = records
    text: str = record["text"]
    return (text + "\n").encode()


def to_json_lines(records: Records) -> bytes:
    """One JSON object a line, keys in the order news-please writes them: by name."""
    return "".join(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in records).encode()


def to_csv(records: Records) -> bytes:
    """Comma-separated, quoted where needed, line breaks inside cells kept."""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(records[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    return out.getvalue().encode()


def to_parquet(records: Records) -> bytes:
    """One row group of plain strings."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    schema = pa.schema([(name, pa.string()) for name in records[0]])
    pq.write_table(pa.Table.from_pylist(records, schema=schema), out, compression="zstd")
    return out.getvalue()


def to_warc(records: Records) -> bytes:
    """Response records of HTML, gzipped one by one as the format asks."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for record in records:
        html = record["html"].encode()
        http = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        fixed = {
            "WARC-Record-ID": f"<urn:uuid:{uuid5(NAMESPACE_URL, record['url'])}>",
            "WARC-Date": record["fetched_at"],
        }
        writer.write_record(
            writer.create_warc_record(
                record["url"], "response", payload=io.BytesIO(html), http_headers=http, warc_headers_dict=fixed
            )
        )
    return out.getvalue()


WRITERS: dict[str, Callable[[Records], bytes]] = {
    ".txt": to_text,
    ".jsonl": to_json_lines,
    ".ndjson": to_json_lines,
    ".csv": to_csv,
    ".parquet": to_parquet,
    ".warc": to_warc,
}


def build(name: str, records: Records) -> bytes:
    """The bytes of ``name``, compressed as its last ending says."""
    stem, packing = (Path(name).stem, Path(name).suffix) if name.endswith((".gz", ".zst")) else (name, "")
    content = WRITERS[Path(stem).suffix](records)
    if packing == ".gz" and not stem.endswith(".warc"):  # the WARC writer has already compressed each record
        return gzip.compress(content, mtime=0)
    if packing == ".zst":
        import zstandard

        return bytes(zstandard.ZstdCompressor(level=10).compress(content))
    return content


def main(arguments: list[str] | None = None) -> int:
    """Write or compare every packed file; the number of differing files decides the exit code with ``--check``."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="write nothing, exit 1 when a file differs")
    check = parser.parse_args(arguments).check
    differing = 0
    for source in sorted((DATA / "sample_sources").rglob("*.yml")):
        target = DATA / "raw" / source.relative_to(DATA / "sample_sources").with_suffix("")
        content = build(target.name, read_source(source))
        if target.exists() and target.read_bytes() == content:
            continue
        differing += 1
        print(("differs: " if check else "written: ") + str(target.relative_to(DATA.parent)))
        if not check:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    return 1 if check and differing else 0


if __name__ == "__main__":
    sys.exit(main())
