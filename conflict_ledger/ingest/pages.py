"""A web page to its article: the text by trafilatura, the metadata by the page's own declarations only.

Nothing is ever dated from a page's body: on pages about 10 June that gave the day of the event.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

# name/property/itemprop of <meta> -> our field, best first.
META_DATES = (
    "article:published_time", "og:published_time", "datepublished", "date.issued", "dc.date.issued", "dcterms.issued",
    "dcterms.date", "dc.date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "parsely-pub-date", "sailthru.date", "article_date_original", "originalpublicationdate",
    "cxenseparse:recs:publishtime", "date",
)  # fmt: skip
META_TITLES = ("og:title", "twitter:title", "dc.title", "headline")
META_SOURCES = ("og:site_name", "application-name", "dc.publisher", "publisher")
META_LINKS = ("og:url",)
BLOCKS = frozenset(
    "p div li ul ol h1 h2 h3 h4 blockquote td tr table pre br section article header footer title".split()
)
HIDDEN = frozenset({"script", "style", "noscript", "head", "template", "svg"})
# The extraction takes 40 to 80 microseconds an element (measured); large real pages have 3,000 to 8,000.
MOST_ELEMENTS = 12_000
# Paragraphs with less text than this are no article; then all the text of the page is taken.
FEWEST_CHARACTERS = 40
ARTICLE_TYPES = re.compile(r"Article|Posting|Report|WebPage")
_PUBLISHED_CLASS = re.compile(r"publish|posted|entry-date|dateline|article-date|timestamp", re.IGNORECASE)
# More tags, opening and closing, than any real page: not even parsed. Depth needs no limit: the parser has one.
MOST_TAGS = 200_000
# The parser compares each attribute of a tag with all before it: 20,000 of them take 8 s. Real tags have under 30.
# Quotes count behind "=" only, and may hold ">"; comments, scripts and styles hold no tags, whatever they look like.
_TAG = re.compile(
    r"""<(?:!--.*?(?:-->|\Z)|(?:script|style)\b[^>]*+>.*?(?:</(?:script|style)|\Z))
    |<(?P<name>[a-z][\w:-]{0,20})(?P<rest>(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+)>?""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_QUOTED = re.compile(r"""=\s*+(?:"[^"]*+"|'[^']*+')""")
_ATTRIBUTE = re.compile(r"[^\s/=]+")
LONG_TAG = 80  # characters; a shorter tag has no room for attributes enough to matter
MOST_ATTRIBUTES = 40
JSON_LIMIT = 400_000
JSON_NODES = 400


def read_article_page(content: str) -> tuple[str, dict[str, str]]:
    """The article's text ("" where there is none) and the metadata the page declares of itself."""
    from lxml import etree, html  # type: ignore[import-untyped]

    if content.count("<") > MOST_TAGS:
        return "", {}
    content = _TAG.sub(_shorten_tag, content)
    try:
        tree = html.document_fromstring(content.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return "", {}
    return _article_text(content, tree), _metadata(tree)


def _shorten_tag(found: re.Match[str]) -> str:
    """The tag alone where it has more attributes than any real one."""
    rest = found["rest"]
    if rest is None or len(rest) < LONG_TAG:
        return found[0]
    return f"<{found['name']}>" if len(_ATTRIBUTE.findall(_QUOTED.sub(" ", rest))) > MOST_ATTRIBUTES else found[0]


def _article_text(content: str, tree: Any) -> str:
    text = None
    if content.count("<") - content.count("</") <= MOST_ELEMENTS:
        import trafilatura

        text = trafilatura.extract(content, include_comments=False, include_tables=True)
    return text or _paragraph_text(tree)


def _paragraph_text(tree: Any) -> str:
    """The paragraphs of a page too short, too large or too odd for the extraction; all its text if it has none."""
    paragraphs = (" ".join(node.text_content().split()) for node in tree.iter("p"))
    found = [paragraph for paragraph in dict.fromkeys(paragraphs) if paragraph]
    if sum(map(len, found)) < FEWEST_CHARACTERS:
        found = [" ".join(line.split()) for line in "".join(_pieces(tree)).split("\n")]
    return "\n\n".join(block for block in found if block)


def _pieces(tree: Any) -> Iterator[str]:
    """All text of a page in reading order, a newline around each block; one walk, whatever the nesting."""
    from lxml import etree

    hidden = 0
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        is_hidden = node.tag in HIDDEN
        if event == "start":
            hidden += is_hidden
            text = node.text
        else:
            hidden -= is_hidden
            text = node.tail
        if node.tag in BLOCKS:
            yield "\n"
        if text and not hidden:
            yield text.replace("\n", " ")


def _metadata(tree: Any) -> dict[str, str]:
    meta = _meta_values(tree)
    linked = dict(_linked_data(tree))
    candidates: dict[str, Iterable[str | None]] = {
        "title": (
            linked.get("headline"),
            _first(meta, META_TITLES),
            _text_of(tree, "h1"),
            _text_of(tree, "title"),
        ),
        "published_at": (linked.get("datePublished"), _first(meta, META_DATES), _published_time(tree)),
        "source": (linked.get("publisher"), _first(meta, META_SOURCES)),
        "url": (_canonical(tree), _first(meta, META_LINKS), linked.get("url")),
        "language": (tree.get("lang") or tree.get("xml:lang"), linked.get("inLanguage")),
    }
    chosen = {name: next((value for value in values if value), None) for name, values in candidates.items()}
    return {name: " ".join(value.split()) for name, value in chosen.items() if value}


def _meta_values(tree: Any) -> dict[str, str]:
    values: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = node.get("property") or node.get("name") or node.get("itemprop") or ""
        content = (node.get("content") or "").strip()
        if name and content:
            values.setdefault(name.lower(), content)
    return values


def _first(values: Mapping[str, str], names: Iterable[str]) -> str | None:
    return next((values[name] for name in names if name in values), None)


def _text_of(tree: Any, tag: str) -> str | None:
    node = next(tree.iter(tag), None)
    return None if node is None else node.text_content().strip() or None


def _canonical(tree: Any) -> str | None:
    links = (node.get("href") for node in tree.iter("link") if (node.get("rel") or "").lower() == "canonical")
    return next((link for link in links if link and link.startswith("http")), None)


def _published_time(tree: Any) -> str | None:
    """``<time>`` marked as the publication's, or the only day that the page's ``<time>`` elements name."""
    nodes = [node for node in tree.iter("time") if node.get("datetime")]
    for node in nodes:
        is_marked = node.get("pubdate") is not None or node.get("itemprop") == "datePublished"
        if is_marked or _PUBLISHED_CLASS.search(node.get("class") or ""):
            return str(node.get("datetime"))
    days = {node.get("datetime")[:10] for node in nodes}
    return str(nodes[0].get("datetime")) if len(days) == 1 else None


def _linked_data(tree: Any) -> Iterator[tuple[str, str]]:
    """The fields of the page's first JSON-LD article."""
    for node in tree.iter("script"):
        if (node.get("type") or "").lower() != "application/ld+json" or len(node.text or "") > JSON_LIMIT:
            continue
        try:
            content = json.loads(node.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        article = next((item for item in _objects(content) if "datePublished" in item or "headline" in item), None)
        if article is not None:
            yield from _article_fields(article)
            return


def _objects(content: Any) -> Iterator[dict[str, Any]]:
    """Objects typed as articles, breadth first over lists and graphs."""
    queue = [content]
    for count, item in enumerate(queue):
        if count > JSON_NODES:
            return
        if isinstance(item, list):
            queue.extend(item)
        elif isinstance(item, dict):
            if ARTICLE_TYPES.search(str(item.get("@type", ""))):
                yield item
            queue.extend(item[name] for name in ("@graph", "mainEntity", "mainEntityOfPage") if name in item)


def _article_fields(article: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in ("headline", "datePublished", "url", "inLanguage"):
        if isinstance(article.get(name), str):
            yield name, article[name]
    publisher = article.get("publisher")
    if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
        yield "publisher", publisher["name"]
