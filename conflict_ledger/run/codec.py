"""Frozen records to bytes and back, by their declared types alone.

orjson writes dataclasses, dates and tuples as they stand; reading them back needs the types, which the
dataclass fields declare. Nothing is guessed: a field of a type that is not listed here raises at once.

>>> from conflict_ledger.records import Span
>>> decode_record(Span, encode_record(Span(3, 5)))
Span(start=3, end=5)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from sys import intern
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from conflict_ledger.records import Place

Reader = Callable[[Any], Any]
RecordT = TypeVar("RecordT")
PLAIN = {str, int, float, bool, NoneType}
# A gazetteer entry comes back in thousands of documents: one object for all of them keeps memory bounded.
SHARED = (Place,)
SHORT = 40  # characters of a text that is likely to come back: a rule, a word, an id


def encode_record(record: object) -> bytes:
    """A record (a dataclass of plain values, dates, tuples and records) as JSON bytes."""
    import orjson

    return orjson.dumps(record)


def decode_record(kind: type[RecordT], payload: bytes) -> RecordT:
    """The record of class ``kind`` that ``encode_record`` wrote."""
    import orjson

    untyped: Any = kind  # for mypy, a class that may be anything cannot be a cache key
    record: RecordT = reader_of(untyped)(orjson.loads(payload))
    return record


@cache
def reader_of(kind: Any) -> Reader:
    """A function from JSON values to ``kind``; raises TypeError for a type without a rule."""
    if kind is str:
        return _as_text
    if kind in PLAIN:
        return _as_is
    if kind is datetime or kind is date:
        reader: Reader = kind.fromisoformat
        return reader
    if is_dataclass(kind):
        return _record_reader(kind)
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _optional_reader(get_args(kind))
    if origin is tuple:
        return _tuple_reader(get_args(kind))
    if origin in (dict, Mapping):
        return _mapping_reader(get_args(kind))
    raise TypeError(f"no rule to read {kind!r} back")


def _as_is(raw: Any) -> Any:
    return raw


def _as_text(raw: str) -> str:
    """The text, and the same object for all short texts that are equal: words and rules come back by the thousand."""
    return intern(raw) if len(raw) < SHORT else raw


def _record_reader(kind: Any) -> Reader:
    hints = get_type_hints(kind)
    readers = tuple((field.name, reader_of(hints[field.name])) for field in fields(kind))
    # Most fields are plain text and numbers: handing them over unread halves the time.
    plain = tuple(name for name, reader in readers if reader is _as_is)
    typed = tuple((name, reader) for name, reader in readers if reader is not _as_is)

    def read(raw: dict[str, Any]) -> Any:
        values = {name: raw[name] for name in plain}
        for name, reader in typed:
            values[name] = reader(raw[name])
        return kind(**values)

    return _shared(read) if kind in SHARED else read


def _shared(read: Reader) -> Reader:
    seen: dict[tuple[Any, ...], Any] = {}

    def read_once(raw: dict[str, Any]) -> Any:
        key = tuple(raw.values())
        if key not in seen:
            seen[key] = read(raw)
        return seen[key]

    return read_once


def _optional_reader(options: tuple[Any, ...]) -> Reader:
    present = [option for option in options if option is not NoneType]
    if len(present) != 1:
        if all(option in PLAIN for option in options):
            return _as_is
        raise TypeError(f"no rule to tell {options} apart")
    inner = reader_of(present[0])
    return _as_is if inner is _as_is else lambda raw: None if raw is None else inner(raw)


def _tuple_reader(parts: tuple[Any, ...]) -> Reader:
    if len(parts) == 2 and parts[1] is Ellipsis:
        inner = reader_of(parts[0])
        if parts[0] in SHARED:
            return _shared_tuple(inner)
        return tuple if inner is _as_is else lambda raw: tuple(inner(item) for item in raw)
    readers = tuple(reader_of(part) for part in parts)
    return lambda raw: tuple(reader(item) for reader, item in zip(readers, raw, strict=True))


def _shared_tuple(inner: Reader) -> Reader:
    """One tuple for all that hold the same shared objects, such as the sixty places that a name may mean."""
    seen: dict[tuple[int, ...], tuple[Any, ...]] = {}

    def read_once(raw: list[Any]) -> tuple[Any, ...]:
        items = tuple(inner(item) for item in raw)
        return seen.setdefault(tuple(map(id, items)), items)

    return read_once


def _mapping_reader(parts: tuple[Any, ...]) -> Reader:
    inner = reader_of(parts[1])
    return lambda raw: {key: inner(item) for key, item in raw.items()}
