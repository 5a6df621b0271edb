"""The unit of scoring: one thing judged, with what was expected, what was found, and where."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """``score`` is 1 for right, 0 for wrong, between them where an item has a share in a group.

    ``figure``, ``article`` and ``subject`` (a quote, an event's label) name the same thing in every run.
    """

    figure: str
    article: str
    subject: str
    score: float
    expected: str
    got: str
    sentence: str
