"""The names under which articles arrive, and what one record holds once they are sorted out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from conflict_ledger.ids import storable_text

# Our name <- names accepted, best first; the second ones are those news-please writes.
TEXT_NAMES = ("text", "maintext")
FIELD_NAMES = {
    "title": ("title",),
    "published_at": ("published_at", "date_publish"),
    "source": ("source", "source_domain"),
    "url": ("url",),
    "language": ("language",),
    "licence": ("licence", "license"),
}
ALL_NAMES = ("id", *TEXT_NAMES, *(name for names in FIELD_NAMES.values() for name in names))
# How writers of records spell "there is none".
ABSENT = {"", "none", "null", "nan", "nat", "n/a"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as a reader found it. ``position`` counts within its file from 1, None for a file of one.

    ``identity`` is the record's own id; ``kind`` is ``text`` or ``html``.
    """

    content: str
    kind: str = "text"
    identity: str | None = None
    position: int | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One article, or the rest of a file, that could not be read. ``reason`` is a short code."""

    reason: str
    detail: str
    payload: str = ""
    identity: str | None = None
    position: int | None = None


def article_from_fields(fields: Mapping[str, object], position: int) -> Article | Fault:
    """One record of a table or JSON line: its text and the metadata we know, all as text."""
    identity = _value(fields.get("id"))
    text = next((value for name in TEXT_NAMES if (value := fields.get(name)) is not None), None)
    if not isinstance(text, str) or _value(text) is None:
        detail = f"the record has no {' or '.join(TEXT_NAMES)}, or it is empty"
        payload = repr({name: value for name, value in fields.items() if value is not None})
        return Fault(reason="no_text", detail=detail, payload=payload, identity=identity, position=position)
    return Article(content=text, identity=identity, position=position, metadata=_metadata(fields), kind=kind_of(text))


def kind_of(text: str) -> str:
    """``html`` where a text is a page, or paragraphs still in their tags."""
    head = text[:400].lstrip().lower()
    is_page = head.startswith(("<!doctype html", "<html", "<?xml")) or (head.startswith("<") and "</p>" in text)
    return "html" if is_page else "text"


def _metadata(fields: Mapping[str, object]) -> dict[str, str]:
    found = {}
    for name, accepted in FIELD_NAMES.items():
        value = next((value for key in accepted if (value := _value(fields.get(key))) is not None), None)
        if value is not None:
            found[name] = value
    return found


def _value(value: object) -> str | None:
    """A scalar as trimmed text; None for what is absent or no scalar.

    >>> _value(12.0), _value(" None "), _value(7), _value([1])
    ('12', None, '7', None)
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = storable_text(str(value).strip())
    return None if text.lower() in ABSENT else text
