"""Numbers stated as a share of a whole: "about half of the 200 recruits"."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from conflict_ledger.extract.intervals import qualified
from conflict_ledger.extract.quantities import QuantityReading, read_quantity
from conflict_ledger.extract.tokens import PhraseIndex, Tokens, longest_phrase, phrase_index
from conflict_ledger.lexicon import load_lexicon, words_of
from conflict_ledger.records import Quantity

OWNERS = frozenset("the its their his her our".split())
VERBS = frozenset("is are was were has have had . , ; :".split())
REACH = 6  # tokens behind the whole in which its noun and verb stand


@cache
def _leads() -> PhraseIndex[str]:
    """Words before a share, with the qualifier that they give it."""
    entries = [entry for entry in load_lexicon("shares").entries if entry.value == "lead"]
    return phrase_index((form, entry.fields["qualifier"]) for entry in entries for form in entry.forms)


@cache
def _shares() -> PhraseIndex[Fraction]:
    entries = [entry for entry in load_lexicon("shares").entries if entry.value == "share"]
    return phrase_index((form, Fraction(entry.fields["fraction"])) for entry in entries for form in entry.forms)


def read_share(tokens: Tokens, at: int) -> QuantityReading | None:
    """ "About half of the 200" at token ``at``: about 100; None where the whole is no exact number of people."""
    lead = longest_phrase(tokens, at, _leads())
    start, qualifier = lead or (at, "about")
    share = longest_phrase(tokens, start, _shares()) if start < len(tokens) else None
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
    """Whether the whole is of people harmed: "a third of the 90 people killed were women" tells of 90 killed and of
    no share of them."""
    behind = tokens.words[start : start + REACH]
    stop = next((at for at, word in enumerate(behind) if word in VERBS), len(behind))
    return not words_of("shares", "harmed").isdisjoint(behind[:stop])
