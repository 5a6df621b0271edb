"""Stated amounts as intervals by the ledger convention (docs/codebook.md): "at least 12", "some 60", "dozens"."""

from __future__ import annotations

from conflict_ledger.lexicon import Entry
from conflict_ledger.records import Quantity

OPEN = ("at_least", "more_than")


def vague_interval(entry: Entry) -> Quantity:
    """The interval that the lexicon gives a vague word."""
    low, best, high = (entry.fields[key] for key in ("low", "best", "high"))
    return Quantity(low=int(low), best=int(best), high=int(high) if high else None, qualifier="vague")


def span_of(lower: Quantity, upper: Quantity) -> Quantity:
    """Two amounts as one interval; the best is the lower end as ACLED and the ledger convention have it."""
    if lower.low is None or upper.low is None or upper.low < lower.low:
        return lower
    return Quantity(low=lower.low, best=lower.best, high=upper.high, qualifier="range")


def qualified(amount: Quantity, qualifier: str | None) -> Quantity:
    """Apply a qualifier to an amount by the ledger convention (docs/codebook.md)."""
    low, best, high = amount.low, amount.best, amount.high
    if qualifier is None or low is None or amount.qualifier in ("vague", "range"):
        if qualifier in OPEN:
            return Quantity(low=low, best=best, high=None, qualifier=qualifier)
        return amount
    if qualifier == "at_least":
        return Quantity(low=low, best=low, high=None, qualifier=qualifier)
    if qualifier == "more_than":
        return Quantity(low=low + 1, best=low + 1, high=None, qualifier=qualifier)
    if qualifier == "up_to":
        return Quantity(low=0, best=None, high=high, qualifier=qualifier)
    if qualifier == "less_than":
        return Quantity(low=0, best=None, high=max(low - 1, 0), qualifier="up_to")
    return Quantity(low=round(low * 0.9), best=low, high=round(low * 1.1), qualifier="about")
