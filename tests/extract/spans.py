"""What must hold for the spans of any finder, wherever in a document its sentence stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from conflict_ledger.records import ActorMention, DateMention, PlaceMention

LEAD_IN = "Ein Vorspann – "  # not in ASCII, so that bytes and characters differ

Find = Callable[[int], Iterable[ActorMention | DateMention | PlaceMention]]


def check_spans(text: str, find: Find) -> None:
    """``find`` reads the sentence ``text`` at an offset: its mentions quote the document, in order, not overlapping."""
    document, position = LEAD_IN + text, len(LEAD_IN)
    for mention in find(len(LEAD_IN)):
        assert document[mention.span.start : mention.span.end] == mention.text
        assert position <= mention.span.start < mention.span.end
        position = mention.span.end
