"""Raw file -> RawRecords -> Documents: the way into the ledger.

Every article that goes in comes out once, as a RawRecord or as a Refusal; every RawRecord becomes a Document
or a Refusal.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from conflict_ledger.ids import stable_id, storable_text, text_hash
from conflict_ledger.ingest import sidecars
from conflict_ledger.ingest.boilerplate import mark_regions
from conflict_ledger.ingest.cleaning import normalise_text
from conflict_ledger.ingest.datelines import find_dateline
from conflict_ledger.ingest.fields import Article, Fault
from conflict_ledger.ingest.furniture import read_furniture
from conflict_ledger.ingest.headlines import find_title, place_title
from conflict_ledger.ingest.languages import find_language
from conflict_ledger.ingest.layout import split_lines
from conflict_ledger.ingest.outlets import date_order
from conflict_ledger.ingest.pages import read_article_page
from conflict_ledger.ingest.publication import choose_publication, find_date_lines, find_source
from conflict_ledger.ingest.readers import PAYLOAD_LIMIT, read_file
from conflict_ledger.records import Document, RawRecord, Refusal

LOG = logging.getLogger(__name__)
# What the libraries that read archives and tables raise, beside what they announce, on content made to break them.
READER_ERRORS = (ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, TypeError, ValueError)
PAPERS = (sidecars.ENDING, ".md", ".yml", ".yaml", ".gitkeep")
PAPER_STEMS = ("license", "licence", "sources", "notice")  # the whole name; "notice of siege" may be an article
# A report of 50 pages has 120,000 characters; what is longer is a book or a dump, and would take over a second.
TEXT_LIMIT = 120_000
LINE_LIMIT = 10_000
# Names of sidecar values inside RawRecord.metadata: they only fill what the article itself lacks.
SIDE = "sidecar."


def list_raw_files(raw_root: Path) -> list[Path]:
    """Every data file below ``raw_root``, sorted; without sidecars, hidden files and papers about the data.

    A folder that may not be searched is listed itself, so that its loss is written down.
    """
    found = (path for path in _shown_files(raw_root) if not _is_paper(path))
    return sorted(found, key=lambda path: path.relative_to(raw_root).as_posix())


def list_passed_over(raw_root: Path) -> list[str]:
    """The files below ``raw_root`` that are called like papers about data and so are not read, sorted, by name."""
    return sorted(raw_name(path, raw_root) for path in _shown_files(raw_root) if _is_paper(path) and not _is_side(path))


def _shown_files(raw_root: Path) -> Iterator[Path]:
    for path in raw_root.rglob("*"):
        is_hidden = any(part.startswith(".") for part in path.relative_to(raw_root).parts)
        if not is_hidden and _is_input(path):
            yield path


def _is_side(path: Path) -> bool:
    """Whether a file is the sidecar of one that is there."""
    name = path.name
    return name.lower().endswith(sidecars.ENDING) and path.with_name(name[: -len(sidecars.ENDING)]).is_file()


def _is_input(path: Path) -> bool:
    try:
        return path.is_file() or (path.is_dir() and not os.access(path, os.R_OK | os.X_OK))
    except PermissionError:  # in a folder that is listed itself
        return False


def raw_name(path: Path, raw_root: Path) -> str:
    """A raw file's path below ``raw_root`` as text that can be stored, whatever bytes its name is made of."""
    return storable_text(path.relative_to(raw_root).as_posix())


def _is_paper(path: Path) -> bool:
    return path.name.lower().endswith(PAPERS) or is_named_like_paper(path.name)


def is_named_like_paper(name: str) -> bool:
    """Whether a file is called like papers about data, though its ending may be that of an article.

    >>> is_named_like_paper("README-2.txt"), is_named_like_paper("NOTICE"), is_named_like_paper("notice-of-siege.txt")
    (True, True, False)
    """
    named = Path(name.lower())
    is_paper = named.stem.startswith("readme") or named.stem in PAPER_STEMS
    return is_paper and named.suffix in {"", ".txt", ".rst"}


def read_records(path: Path, raw_root: Path) -> Iterator[RawRecord | Refusal]:
    """Stream the records of one raw file; bad content is a Refusal, never an error.

    Only the ids seen are kept (as hashes), so memory does not grow with the articles' size.
    """
    source_path = raw_name(path, raw_root)
    side, side_fault = sidecars.read_sidecar(path)
    if side_fault is not None:
        yield _refuse(source_path, Fault(reason="bad_sidecar", detail=side_fault))
    seen: dict[int, int] = {}
    if path.is_dir():
        yield _refuse(source_path, Fault(reason="unreadable", detail="the folder cannot be searched"))
        return
    try:
        for item in read_file(path):
            yield (_refuse(source_path, item) if isinstance(item, Fault) else _record(source_path, item, side, seen))
    except (FileNotFoundError, PermissionError) as error:
        yield _refuse(source_path, Fault(reason="unreadable", detail=f"the file cannot be opened: {error.strerror}"))
    except READER_ERRORS as error:
        LOG.warning("%s cannot be read on: %r", source_path, error)
        detail = f"the reader failed ({type(error).__name__}); what came before was read"
        yield _refuse(source_path, Fault(reason="reader_error", detail=detail))


def _external_id(source_path: str, item: Article | Fault) -> str:
    if item.identity is not None:  # a lone surrogate, which no table can hold, is written out
        return item.identity.encode("utf-8", "backslashreplace").decode("utf-8")
    return source_path if item.position is None else f"{source_path}#{item.position}"


def _refuse(source_path: str, fault: Fault) -> Refusal:
    return Refusal(
        source_path=source_path,
        external_id=_external_id(source_path, fault),
        stage="ingest",
        reason=fault.reason,
        detail=fault.detail,
        payload=fault.payload[:PAYLOAD_LIMIT],
    )


def _record(source_path: str, article: Article, side: Mapping[str, str], seen: dict[int, int]) -> RawRecord:
    external_id = _external_id(source_path, article)
    key = hash_key(external_id)
    ordinal = seen.get(key, 0)
    seen[key] = ordinal + 1
    pairs = dict(article.metadata) | {SIDE + name: side[name] for name in sidecars.FILLS if name in side}
    metadata = tuple(sorted(pairs.items()))
    return RawRecord(
        source_path=source_path,
        external_id=external_id,
        ordinal=ordinal,
        kind=article.kind,
        content=article.content,
        metadata=metadata,
        digest=_digest(article.kind, article.content, metadata),
    )


def hash_key(text: str) -> int:
    """A 64-bit number for a text, the same in every process."""
    return int.from_bytes(sha256(text.encode("utf-8", "surrogatepass")).digest()[:8], "big")


def _digest(kind: str, content: str, metadata: tuple[tuple[str, str], ...]) -> str:
    return text_hash("\x1f".join((kind, content, *(part for pair in metadata for part in pair))))


def build_document(record: RawRecord) -> Document | Refusal:
    """The article as stored: text final, title, date of publication with its basis, source, boilerplate marked."""
    given = {name: value for name, value in record.metadata if not name.startswith(SIDE)}
    side = {name.removeprefix(SIDE): value for name, value in record.metadata if name.startswith(SIDE)}
    content = record.content
    if record.kind == "html":
        content, declared = read_article_page(content)
        given = declared | given
    body = normalise_text(content)
    given, side = _clean_values(given), _clean_values(side)
    title = given.get("title") or side.get("title") or ""
    if (fault := _text_fault(record.kind, body, len(title))) is not None:
        return _refuse(record.source_path, replace(fault, identity=record.external_id, payload=record.content))
    return _lay_out(record, body, given, side)


def _clean_values(pairs: Mapping[str, str]) -> dict[str, str]:
    cleaned = {name: " ".join(normalise_text(value).split()) for name, value in pairs.items()}
    return {name: value for name, value in cleaned.items() if value}


def _text_fault(kind: str, text: str, title_length: int) -> Fault | None:
    """What keeps a normalised text from being an article; a title from outside becomes part of it."""
    if not any(letter.isalnum() for letter in text):
        if kind == "html":
            return Fault(reason="no_text", detail="no article was found in the page")
        return Fault(reason="empty_text", detail="there is nothing to read")
    if len(text) + title_length > TEXT_LIMIT or text.count("\n") > LINE_LIMIT:
        detail = f"the text has over {TEXT_LIMIT:,} characters or {LINE_LIMIT:,} lines: more than any article"
        return Fault(reason="text_too_long", detail=detail)
    return None


def _lay_out(record: RawRecord, body: str, given: Mapping[str, str], side: Mapping[str, str]) -> Document:
    """Find title, dates and boilerplate in the text and build the Document."""
    text, title = place_title(body, given.get("title") or side.get("title"))
    lines = split_lines(text)
    kinds = tuple(read_furniture(line.text) for line in lines)
    order = date_order(given.get("source") or side.get("source"), given.get("url") or side.get("url"))
    dateline = find_dateline(lines)
    date_lines = find_date_lines(lines, order) if record.kind == "text" else ()
    if title is None:
        title = find_title(lines, kinds, date_lines, dateline)
    printed = dateline if record.kind == "text" else None
    publication = choose_publication(given, side, printed, date_lines, order)
    return Document(
        document_id=stable_id("d_", record.source_path, record.external_id, record.ordinal),
        external_id=record.external_id,
        source_path=record.source_path,
        title=None if title is None else text[title.start : title.end],
        source=find_source(given, side, dateline, lines),
        url=given.get("url") or side.get("url"),
        language=find_language(given.get("language") or side.get("language"), text),
        published_at=publication.moment,
        published_precision=publication.precision,
        published_basis=publication.basis,
        text=text,
        text_sha256=text_hash(text),
        title_span=title,
        boilerplate=mark_regions(text, lines, kinds, title, dateline, date_lines),
    )
