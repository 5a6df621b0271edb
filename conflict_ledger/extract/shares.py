"""Numbers stated as a share of a whole: "about half of the 200 recruits"."""

from __future__ import annotations

from fractions import Fraction

from conflict_ledger.extract.intervals import qualified
from conflict_ledger.extract.quantities import QuantityReading, read_quantity
from conflict_ledger.extract.tokens import Tokens, longest_phrase, phrase_index
from conflict_ledger.records import Quantity

LEADS = phrase_index(
    [(word, "about") for word in ("about", "almost", "around", "close to", "nearly", "roughly", "some")]
    + [("at least", "at_least"), ("more than", "more_than"), ("over", "more_than"), ("up to", "up_to")]
    + [("less than", "less_than"), ("fewer than", "less_than")]
)
SHARES = phrase_index(
    [(form, Fraction(1, 2)) for form in ("half", "a half", "one half")]
    + [(form, Fraction(1, 3)) for form in ("a third", "one third", "one-third")]
    + [(form, Fraction(2, 3)) for form in ("two thirds", "two-thirds")]
    + [(form, Fraction(1, 4)) for form in ("a quarter", "one quarter", "one-quarter")]
    + [(form, Fraction(3, 4)) for form in ("three quarters", "three-quarters")]
    + [(form, Fraction(1, 5)) for form in ("a fifth", "one fifth", "one-fifth")]
)
OWNERS = frozenset("the its their his her our".split())
# "A third of the 90 people killed were women" tells of 90 killed and of no share of them.
HARMED = frozenset("casualties dead deaths executed fatalities injured killed murdered victims who wounded".split())
VERBS = frozenset("is are was were has have had . , ; :".split())
REACH = 6  # tokens behind the whole in which its noun and verb stand


def read_share(tokens: Tokens, at: int) -> QuantityReading | None:
    """ "About half of the 200" at token ``at``: about 100; None where the whole is no exact number of people."""
    lead = longest_phrase(tokens, at, LEADS)
    start, qualifier = lead or (at, "about")
    share = longest_phrase(tokens, start, SHARES) if start < len(tokens) else None
    if share is None:
        return None
    start = share[0] + (tokens.words[share[0] : share[0] + 1] == ("of",))
    if start + 1 >= len(tokens) or tokens.words[start] not in OWNERS:
        return None
    whole = read_quantity(tokens, start + 1)
    if whole is None or not whole.counts or whole.quantity.qualifier != "exact" or _are_harmed(tokens, whole.end):
        return None
    number = round((whole.quantity.low or 0) * share[1])
    return QuantityReading(at, whole.end, qualified(Quantity(low=number, best=number, high=number), qualifier))


def _are_harmed(tokens: Tokens, start: int) -> bool:
    """Whether the whole is of people harmed: "the 90 killed", "the 90 people who"."""
    behind = tokens.words[start : start + REACH]
    stop = next((at for at, word in enumerate(behind) if word in VERBS), len(behind))
    return not HARMED.isdisjoint(behind[:stop])
