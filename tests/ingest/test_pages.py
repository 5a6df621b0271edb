from __future__ import annotations

import io
import time
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from conflict_ledger.ingest.articles import build_document
from conflict_ledger.ingest.pages import read_article_page
from conflict_ledger.records import Document, RawRecord
from tests.ingest.builders import PROSE, build, outcome, read

BODY = (
    f"<article><h1>Patrols doubled after raid</h1><p>The raid was on 10 June 2014 and nine people died in it.</p>"
    f"<p>{PROSE}</p><p>{PROSE} It was the second raid of the year.</p></article>"
)


def page(head: str = "", body: str = BODY) -> str:
    return f'<!DOCTYPE html><html lang="en-GB"><head>{head}</head><body>{body}</body></html>'


LINKED = (
    '{"@graph":[{"@type":"WebSite","name":"W"},{"@type":"NewsArticle","headline":"H","publisher":{"name":"Delta"},'
    '"datePublished":"2014-06-12T08:30:00+02:00"}]}'
)
DATED = {
    f'<script type="application/ld+json">{LINKED}</script>': "metadata 2014-06-12 08:30",
    '<meta property="article:published_time" content="2014-06-12T08:30:00Z">': "metadata 2014-06-12 08:30",
    '<meta itemprop="datePublished" content="2014-06-12">': "metadata 2014-06-12 00:00",
    '<meta name="pubdate" content="Thu, 12 Jun 2014 08:30:00 GMT">': "metadata 2014-06-12 08:30",
    '<link rel="canonical" href="https://delta.example/2014/06/12/raid">': "url 2014-06-12 00:00",
    '<script type="application/ld+json">{broken</script>': "none -",
    "": "none -",
}


@pytest.mark.parametrize(("head", "expected"), DATED.items())
def test_a_page_is_dated_by_its_declarations_and_never_by_its_body(head: str, expected: str) -> None:
    document = build(page(head), kind="html")
    assert (
        f"{document.published_basis} {f'{document.published_at:%Y-%m-%d %H:%M}' if document.published_at else '-'}"
        == expected
    )
    assert "10 June 2014" in document.text


def test_a_time_element_counts_when_it_is_marked_or_the_only_day() -> None:
    lone = build(page(body=f'<time datetime="2014-06-12T09:00">Thursday</time>{BODY}'), kind="html")
    assert str(lone.published_on) == "2014-06-12"
    two = build(
        page(body=f'<time datetime="2014-06-12">a</time><time datetime="2014-06-13">b</time>{BODY}'), kind="html"
    )
    assert two.published_on is None
    marked = '<time datetime="2014-06-13">b</time><time class="entry-date" datetime="2014-06-12">a</time>'
    assert str(build(page(body=marked + BODY), kind="html").published_on) == "2014-06-12"


def test_title_source_and_language_of_a_page() -> None:
    head = (
        '<meta property="og:title" content="Patrols doubled &amp; more"><meta property="og:site_name" content="Delta">'
    )
    document = build(page(head), kind="html")
    assert (document.title, document.source, document.language) == ("Patrols doubled & more", "Delta", "en")
    assert document.text.startswith("Patrols doubled & more\n\n")


def test_readers_comments_are_left_out() -> None:
    comments = (
        f'<div id="comments" class="comments"><p>{PROSE} I saw ninety dead there myself, says a reader.</p></div>'
    )
    assert "ninety" not in build(page(body=BODY + comments), kind="html").text


def test_a_page_too_short_for_the_extraction_still_gives_its_paragraphs() -> None:
    text, _ = read_article_page("<p>Nine died in Goma.</p><p>It is over.</p>")
    assert text.split() == "Nine died in Goma. It is over.".split()


def test_scripts_are_no_text() -> None:
    assert (
        read_article_page("<div>Nine died<script>var killed = 40;</script><style>p{}</style></div>")[0].strip()
        == "Nine died"
    )


BOMBS = {
    "nested": "<div>" * 100_000 + "Four killed",
    "unclosed": "<a " * 300_000,
    "angles": "<" * 1_000_000,
    "attributes": "<p " + " ".join(f'a{number}="b"' for number in range(100_000)) + ">Four killed</p>",
    "bare attributes": "<p " + " ".join(f"a{number}" for number in range(60_000)) + ">Four killed</p>",
    "quoted brackets": "<p " + " ".join(f"a{number}='<>'" for number in range(60_000)) + ">Four killed</p>",
    "loose brackets": "<p " + " <x ".join(f"a{number}" for number in range(60_000)) + ">Four killed</p>",
    "glued attributes": "<p " + "".join(f"a{number}='1'" for number in range(60_000)) + ">Four killed</p>",
    "many tags of 99": ("<p " + " ".join(f"a{number}" for number in range(99)) + ">x</p>") * 10_000,
    "open scripts": "<script>" * 60_000 + "Four killed",
    "paragraphs": "<p>" * 40_000 + "Four killed",
    "cells": "<table>" + "<tr><td>x</td></tr>" * 45_000,
    "inline": "".join(f"<b>{number}</b>" for number in range(60_000)),
    "linked data": '<script type="application/ld+json">' + "[" * 200_000 + "</script><p>x</p>",
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_neither_hangs_nor_crashes(name: str) -> None:
    read_article_page("<p>warm up the imports of the extraction</p>")
    started = time.process_time()
    read_article_page(f"<html><body>{BOMBS[name]}</body></html>")
    assert time.process_time() - started < 2


def test_long_tags_with_few_attributes_and_scripts_full_of_signs_are_left_alone() -> None:
    image = f'<img alt="a > b" src="data:image/png;base64,{"A+/ " * 2_000}">'
    script = f"<script>if (a<b) {{ {'x y z ' * 500} }}</script>"
    assert PROSE in read_article_page(page(head=script, body=BODY + image))[0]


def test_zeros_in_a_page_do_no_harm() -> None:
    assert "Nine\x00" not in build(page(body="<p>Nine\x00 people died in the raid.</p>"), kind="html").text


def archive(*pages: tuple[str, str, str, bytes]) -> bytes:
    """A web archive of (record type, status, content type, content)."""
    sink = io.BytesIO()
    writer = WARCWriter(sink, gzip=True)
    for number, (kind, status, content_type, content) in enumerate(pages):
        headers = StatusAndHeaders(status, [("Content-Type", content_type)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            f"https://delta.example/{number}",
            kind,
            payload=io.BytesIO(content),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": "2020-01-01T00:00:00Z"},
        )
        writer.write_record(record)
    return sink.getvalue()


def test_the_pages_of_a_web_archive(tmp_path: Path) -> None:
    russian = "<html><body><p>Девять человек погибли при обстреле рынка в городе, сообщила полиция.</p></body></html>"
    content = archive(
        ("response", "200 OK", "text/html; charset=utf-8", page().encode()),
        ("request", "GET / HTTP/1.1", "text/html", b""),
        ("response", "200 OK", "image/png", b"\x89PNG"),
        ("response", "404 Not Found", "text/html", b"<p>gone</p>"),
        ("response", "200 OK", "text/html; charset=windows-1251", russian.encode("cp1251")),
        ("response", "200 OK", "text/html", b""),
    )
    items = read(tmp_path, "a.warc.gz", content)
    assert [outcome(item)[1] for item in items] == ["kept", "http_status", "kept", "empty_text"]
    documents = [build_document(item) for item in items if isinstance(item, RawRecord)]
    first, second = [document for document in documents if isinstance(document, Document)]
    assert (first.url, first.published_at, first.published_basis) == ("https://delta.example/0", None, "none")
    assert second.text.startswith("Девять человек")


def test_a_truncated_archive_keeps_what_came_before(tmp_path: Path) -> None:
    pages = [("response", "200 OK", "text/html", page(body=f"{BODY}<p>{number}</p>").encode()) for number in range(20)]
    content = archive(*pages)
    outcomes = [outcome(item)[1] for item in read(tmp_path, "a.warc.gz", content[: len(content) * 2 // 3])]
    assert outcomes.count("kept") >= 10
    assert outcomes[-1] == "truncated"
