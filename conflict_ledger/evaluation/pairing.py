"""Pair what was found in an article with what its gold expects: claims by their place in the text, events by
the claims they share and by what is said of them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from conflict_ledger.evaluation.gold import GoldArticle, GoldClaim, GoldEvent, GoldNumber
from conflict_ledger.records import Claim, DateRange, Event, Extraction, PlaceMention, Span
from conflict_ledger.reference.place_names import fold_name

# An event is taken for a gold event from this weight on: a shared claim, or agreement in two of place, days and
# type. In an article on one war the type alone, or the place alone, says little; one claim gone astray should not
# outweigh all the rest.
ENOUGH = 4
SHARED_CLAIM, SAME_PLACE, SAME_DAYS, SAME_TYPE, SAME_SUB_TYPE = 4, 3, 2, 2, 1

Key = tuple[str, str]  # source path and external id, as the gold names an article


class CollapsedText:
    """A text with white space collapsed, as the gold quotes it, that knows where its words stood.

    >>> CollapsedText("At least\\n   12 died").find("least 12 died", "12")
    Span(start=12, end=14)
    """

    def __init__(self, text: str) -> None:
        words = list(re.finditer(r"\S+", text))
        self.text = " ".join(word.group() for word in words)
        self._starts = [word.start() for word in words]
        self._offsets: list[int] = []
        offset = 0
        for word in words:
            self._offsets.append(offset)
            offset += len(word.group()) + 1

    def find(self, quote: str, count_text: str) -> Span | None:
        """The span of ``count_text`` inside ``quote`` in the text as stored; None if it is not there."""
        quote, count_text = " ".join(quote.split()), " ".join(count_text.split())
        at, inside = self.text.find(quote), quote.find(count_text)
        if at < 0 or inside < 0:
            return None
        start = at + inside
        return Span(self._stored(start), self._stored(start + len(count_text) - 1) + 1)

    def _stored(self, offset: int) -> int:
        word = bisect_right(self._offsets, offset) - 1
        return self._starts[word] + offset - self._offsets[word]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRun:
    """What one run found: per article, and over all of them.

    ``told`` holds each article's events taken by itself, one per event mention; ``event_of_mention`` and
    ``event_of_claim`` map ids to the event they were linked to; ``duplicate_of`` copy to original (document ids).
    """

    scope: str
    extractions: Mapping[Key, Extraction]
    told: Mapping[Key, tuple[Event, ...]]
    events: tuple[Event, ...]
    event_of_mention: Mapping[str, str]
    event_of_claim: Mapping[str, str]
    duplicate_of: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPairs:
    """``pairs`` are (expected, found); ``missed`` were not found at all; ``extra`` found and not expected."""

    pairs: tuple[tuple[GoldClaim, Claim], ...]
    missed: tuple[GoldClaim, ...]
    extra: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPairs:
    """As ClaimPairs, for the events of one article, each taken by itself."""

    pairs: tuple[tuple[GoldEvent, Event], ...]
    missed: tuple[GoldEvent, ...]
    extra: tuple[Event, ...]


def pair_claims(article: GoldArticle, text: CollapsedText, claims: Sequence[Claim]) -> ClaimPairs:
    """Each claim with at most one gold claim of its outcome whose count it overlaps, same numbers first."""
    scored = []
    for left, gold in enumerate(article.claims):
        spans = [span for cut in gold.count_texts if (span := text.find(gold.quote, cut))]
        for right, claim in enumerate(claims):
            overlap = max((_overlap(span, claim.count_span) for span in spans), default=0)
            if overlap > 0 and claim.outcome in gold.outcome:
                scored.append(((_same_numbers(gold, claim), overlap), left, right))
    chosen = _assign(scored)
    return ClaimPairs(
        pairs=tuple((article.claims[left], claims[right]) for left, right in chosen.items()),
        missed=tuple(gold for left, gold in enumerate(article.claims) if left not in chosen),
        extra=tuple(claim for right, claim in enumerate(claims) if right not in chosen.values()),
    )


def number_at(article: GoldArticle, text: CollapsedText, claim: Claim) -> GoldNumber | None:
    """The number that must not become a claim which this claim was made of, if the gold lists it."""
    for number in article.not_claims:
        span = text.find(number.quote, number.count_text)
        if span is not None and _overlap(span, claim.count_span) > 0:
            return number
    return None


def pair_events(
    gold_events: Sequence[GoldEvent], events: Sequence[Event], claims: ClaimPairs, extraction: Extraction
) -> EventPairs:
    """Each event that one article tells with at most one gold event."""
    claims_of = {mention.event_mention_id: set(mention.claim_ids) for mention in extraction.event_mentions}
    scored = []
    for left, gold in enumerate(gold_events):
        wanted = {claim.claim_id for expected, claim in claims.pairs if gold.label in expected.event}
        for right, event in enumerate(events):
            shared = sum(len(wanted & claims_of[mention]) for mention in event.mention_ids)
            weight = SHARED_CLAIM * shared + _likeness(gold, event, extraction.places)
            if weight >= ENOUGH:
                scored.append(((weight,), left, right))
    chosen = _assign(scored)
    return EventPairs(
        pairs=tuple((gold_events[left], events[right]) for left, right in chosen.items()),
        missed=tuple(gold for left, gold in enumerate(gold_events) if left not in chosen),
        extra=tuple(event for right, event in enumerate(events) if right not in chosen.values()),
    )


def _assign(scored: Iterable[tuple[tuple[int, ...], int, int]]) -> dict[int, int]:
    """Left -> right, best score first, each side once; among equals in the order of the text."""
    chosen: dict[int, int] = {}
    for _, left, right in sorted(scored, key=lambda item: (tuple(-part for part in item[0]), item[1], item[2])):
        if left not in chosen and right not in chosen.values():
            chosen[left] = right
    return dict(sorted(chosen.items()))


def _overlap(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _same_numbers(gold: GoldClaim, claim: Claim) -> int:
    quantity = claim.quantity
    return (quantity.low in gold.low) + (quantity.best in gold.best) + (quantity.high in gold.high)


def _likeness(gold: GoldEvent, event: Event, places: Sequence[PlaceMention]) -> int:
    is_same_place = any(same_name(name, answer) for name in place_names(event, places) for answer in gold.place)
    return (
        SAME_PLACE * is_same_place
        + SAME_DAYS * do_days_meet(gold, event.event_on)
        + SAME_TYPE * (event.event_type in gold.event_type)
        + SAME_SUB_TYPE * (event.sub_event_type in gold.sub_event_type)
    )


def place_names(event: Event, places: Sequence[PlaceMention]) -> list[str | None]:
    """Every name the event's place goes by, the gazetteer's first and then as the text has it.

    A country alone is no place: ``[None]``.
    """
    place = event.place
    if place is None or place.kind == "country":
        return [None]
    said = (each.text for each in places if any(candidate.place_id == place.place_id for candidate in each.candidates))
    return [place.name, *said]


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names of places are the same, accents and hyphens aside.

    >>> same_name("Bogotá", "Bogota"), same_name(None, None), same_name("Mosul", None)
    (True, True, False)
    """
    if one is None or other is None:
        return one is other
    return fold_name(one) == fold_name(other)


def do_days_meet(gold: GoldEvent, found: DateRange | None) -> bool:
    """Whether the days found and the days expected have one in common."""
    lows: list[date] = [day for day in gold.event_on_low if day]
    highs: list[date] = [day for day in gold.event_on_high if day]
    if found is None or not lows or not highs:
        return False
    return found.earliest <= max(highs) and min(lows) <= found.latest
