"""Reading tables row by row for the checks and views: columns together, quoted texts, days of publication."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow

Tables = Mapping[str, "pyarrow.Table"]
Row = dict[str, Any]
# An outlet's clock may be a day behind the place of the event: from UTC-12 to UTC+14 are 26 hours.
GRACE = timedelta(days=1)
BATCH_ROWS = 10_000


class Texts:
    """The texts of documents by id. The last one read is kept: rows come sorted by document."""

    def __init__(self, documents: pyarrow.Table) -> None:
        self._positions = {name: row for row, name in enumerate(documents["document_id"].to_pylist())}
        self._column = documents["text"]
        self._last: tuple[str | None, str | None] = (None, None)

    def text(self, document_id: str | None) -> str | None:
        """The text, or None where there is no such document."""
        if self._last[0] != document_id:
            position = None if document_id is None else self._positions.get(document_id)
            self._last = (document_id, None if position is None else self._column[position].as_py())
        return self._last[1]

    def quote(self, document_id: str | None, start: int | None, end: int | None) -> str | None:
        """text[start:end]; None where the document or an end is missing."""
        text = self.text(document_id)
        return None if text is None or start is None or end is None else text[start:end]


def rows_of(table: pyarrow.Table, *names: str) -> Iterator[tuple[Any, ...]]:
    """The named columns, one tuple per row, without holding all rows as Python objects at once."""
    for batch in table.select(names).to_batches(max_chunksize=BATCH_ROWS):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def dicts_of(table: pyarrow.Table, *names: str) -> Iterator[Row]:
    """The named columns, one dict per row, without holding all rows as Python objects at once."""
    for batch in table.select(names).to_batches(max_chunksize=BATCH_ROWS):
        yield from batch.to_pylist()


def having(table: Any, column: str, values: Any) -> Any:
    """The rows of a table in which a column has one of the values; null is one where it is among them."""
    import pyarrow.compute as pc

    return table.filter(pc.is_in(table[column], value_set=values))


def both_or_neither(table: pyarrow.Table, first: str, second: str) -> list[bool]:
    """Per row: whether two columns are both null or both not."""
    return [(one is None) == (other is None) for one, other in rows_of(table, first, second)]


def null_exactly_where(table: pyarrow.Table, name: str, basis: str, word: str = "none") -> list[bool]:
    """Per row: whether ``name`` is null exactly where ``basis`` is ``word``."""
    return [(value is None) == (why == word) for value, why in rows_of(table, name, basis)]


def publications(tables: Tables) -> dict[str, datetime]:
    """Document id -> time of publication, where known."""
    pairs = rows_of(tables["documents"], "document_id", "published_at")
    return {document_id: moment for document_id, moment in pairs if moment is not None}


def latest_days(document_ids: Iterable[str], published: Mapping[str, datetime]) -> list[date | None]:
    """Per row: the last day on which what its document reports can have happened."""
    moments = (published.get(document_id) for document_id in document_ids)
    return [None if moment is None else (moment + GRACE).date() for moment in moments]


def newest_publications(tables: Tables) -> dict[str, datetime]:
    """Event id -> newest publication among its documents, where one is known."""
    published = publications(tables)
    newest: dict[str, datetime] = {}
    for event_id, document_id in rows_of(tables["event_documents"], "event_id_cnty", "document_id"):
        moment = published.get(document_id)
        if moment is not None:
            newest[event_id] = max(moment, newest.get(event_id, moment))
    return newest


def in_order(positions: Sequence[int | None]) -> bool:
    """Whether no position is missing and none is smaller than the one before it."""
    known = [position for position in positions if position is not None]
    return len(known) == len(positions) and known == sorted(known)
