"""Numbers stated as what is left: "all but two of the 14"."""

from __future__ import annotations

from conflict_ledger.extract.quantities import QuantityReading, read_quantity
from conflict_ledger.extract.tokens import Tokens
from conflict_ledger.records import Quantity

OWNERS = ("the", "its", "their", "his", "her", "our", "some", "about")


def read_all_but(tokens: Tokens, at: int) -> QuantityReading | None:
    """ "All but two of the 14" at token ``at``: twelve; None where the whole or the rest is no exact number."""
    if tokens.words[at : at + 2] != ("all", "but") or at + 2 >= len(tokens):
        return None
    rest = read_quantity(tokens, at + 2)
    if rest is None or tokens.words[rest.end : rest.end + 1] != ("of",):
        return None
    start = rest.end + (2 if tokens.words[rest.end + 1 : rest.end + 2] and tokens.words[rest.end + 1] in OWNERS else 1)
    whole = read_quantity(tokens, start) if start < len(tokens) else None
    if whole is None or not (rest.counts and whole.counts):
        return None
    left = _left(whole.quantity, rest.quantity)
    return None if left is None else QuantityReading(at, whole.end, left)


def _left(whole: Quantity, rest: Quantity) -> Quantity | None:
    if whole.qualifier != "exact" or rest.qualifier != "exact" or whole.low is None or rest.low is None:
        return None
    left = whole.low - rest.low
    return Quantity(low=left, best=left, high=left) if left >= 0 else None
