"""Judge events: as one article tells them, as articles were grouped, and as they stand in the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from conflict_ledger.evaluation.claims import judge
from conflict_ledger.evaluation.gold import Accepted, GoldArticle, GoldEvent
from conflict_ledger.evaluation.judgements import Judgement
from conflict_ledger.evaluation.pairing import ClaimPairs, EventPairs, LedgerRun, do_days_meet, place_names, same_name
from conflict_ledger.records import DateRange, Event, Extraction

AROUND = 90  # characters shown on either side of the word that told an event
FIELDS = ("days", "days meet", "place", "admin1", "country", "event_type", "sub_event_type", "actor")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPairing:
    """One article with its events beside those expected of it."""

    article: GoldArticle
    extraction: Extraction
    pairs: EventPairs


@dataclass(frozen=True, slots=True, kw_only=True)
class _Telling:
    """One gold event of one article and the event of the ledger it ended in: what grouping is judged on."""

    pairing: EventPairing
    gold: GoldEvent
    event_id: str


def judge_told(pairing: EventPairing) -> Iterator[Judgement]:
    """The events of one article, found or not, and field by field where found."""
    article = pairing.article
    for gold, event in pairing.pairs.pairs:
        if not gold.is_optional:
            yield judge("events recall", article, gold.label, ("found",), "found")
        yield judge("events precision", article, _subject(pairing, event), ("found",), "found")
        yield from _judge_fields("event", pairing, gold, event)
    for gold in pairing.pairs.missed:
        if not gold.is_optional:
            accepted = (f"{'|'.join(gold.sub_event_type)} at {'|'.join(map(str, gold.place))}",)
            yield judge("events recall", article, gold.label, accepted, "no event")
    for event in pairing.pairs.extra:
        if not article.are_events_optional:
            got = f"{event.sub_event_type} at {event.place.name if event.place else None}, {_days(event.event_on)}"
            words = _words(pairing, event)
            yield judge("events precision", article, _subject(pairing, event), ("no such event",), got, words)


def _judge_fields(prefix: str, pairing: EventPairing, gold: GoldEvent, event: Event) -> Iterator[Judgement]:
    place = event.place
    admin1 = next((name for name in gold.admin1 if place and same_name(place.admin1, name)), place and place.admin1)
    actors = {side.name for side in (event.actor1, event.actor2) if side is not None}
    days, found_days = _expected_days(gold), f"{_days(event.event_on)} ({event.date_basis})"
    names = place_names(event, pairing.extraction.places)
    found_place = next((name for name in names for answer in gold.place if same_name(name, answer)), names[0])
    for name, accepted, found in (
        ("days", (found_days,) if are_days_right(gold, event.event_on) else (days,), found_days),
        ("days meet", (found_days,) if _meet_or_open(gold, event.event_on) else (days,), found_days),
        ("place", _as_spelt(gold.place, found_place), found_place),
        ("admin1", gold.admin1, admin1),
        ("country", gold.country, place.country if place else None),
        ("event_type", gold.event_type, event.event_type),
        ("sub_event_type", gold.sub_event_type, event.sub_event_type),
        ("actor", gold.actors, next((actor for actor in gold.actors if actor in actors), sorted(actors))),
    ):
        if accepted:
            words = _words(pairing, event) if prefix == "event" else ""
            yield judge(f"{prefix} {name}", pairing.article, gold.label, accepted, found, words)


def _as_spelt(accepted: Accepted, found: str | None) -> Accepted:
    return tuple(found if same_name(found, answer) else answer for answer in accepted)


def are_days_right(gold: GoldEvent, found: DateRange | None) -> bool:
    """The days as the article lets one know them; None where it does not."""
    low, high = (None, None) if found is None else (found.earliest, found.latest)
    if low in gold.event_on_low and high in gold.event_on_high:
        return True
    lows, highs = [day for day in gold.event_on_low if day], [day for day in gold.event_on_high if day]
    if not gold.is_loose or not lows or not highs:
        return False
    return low is None or high is None or (min(lows) <= low and high <= max(highs))


def _meet_or_open(gold: GoldEvent, found: DateRange | None) -> bool:
    return do_days_meet(gold, found) or are_days_right(gold, found)


def judge_claim_events(claims: ClaimPairs, pairing: EventPairing, run: LedgerRun) -> Iterator[Judgement]:
    """Whether a claim counts for the event it is about, as linked over all articles."""
    label_of = {_ledger_id(event, run): gold.label for gold, event in pairing.pairs.pairs}
    judged = {gold.label for gold, _ in pairing.pairs.pairs} | {gold.label for gold in pairing.pairs.missed}
    for gold, claim in claims.pairs:
        event_id = run.event_of_claim.get(claim.claim_id)
        found = None if event_id is None else label_of.get(event_id, "an event that the gold does not know")
        accepted = tuple(label if label in judged else None for label in gold.event)
        yield judge("claim event", pairing.article, gold.quote, accepted, found, claim.sentence)


def judge_grouping(pairings: Iterable[EventPairing], run: LedgerRun) -> Iterator[Judgement]:
    """B-cubed over tellings (an event in an article): how many of those grouped with it belong, and the reverse.

    Source: Bagga and Baldwin 1998. A telling that was not found is not grouped; ``events recall`` counts it.
    """
    tellings = _tellings(pairings, run)
    for one in tellings:
        together = [other for other in tellings if other.event_id == one.event_id]
        belonging = [other for other in tellings if other.gold.label == one.gold.label]
        shared = [other for other in together if other.gold.label == one.gold.label]
        yield _share("precision", one, shared, together)
        yield _share("recall", one, shared, belonging)


def _tellings(pairings: Iterable[EventPairing], run: LedgerRun) -> list[_Telling]:
    return [
        _Telling(pairing=pairing, gold=gold, event_id=_ledger_id(event, run))
        for pairing in pairings
        for gold, event in pairing.pairs.pairs
    ]


def _ledger_id(told: Event, run: LedgerRun) -> str:
    """The event of the whole ledger that this event of one article was linked to."""
    return run.event_of_mention[told.mention_ids[0]]


def _share(name: str, one: _Telling, shared: Sequence[_Telling], all_of: Sequence[_Telling]) -> Judgement:
    others = [f"{other.gold.label} in {other.pairing.article.external_id}" for other in all_of if other not in shared]
    return Judgement(
        figure=f"grouping B-cubed {name}",
        article=one.pairing.article.external_id,
        subject=one.gold.label,
        score=len(shared) / len(all_of),
        expected=f"{'apart from' if name == 'precision' else 'together with'} {', '.join(others) or 'none'}",
        got=one.event_id,
        sentence="",
    )


def judge_ledger(pairings: Iterable[EventPairing], run: LedgerRun) -> Iterator[Judgement]:
    """Each real event once, as the ledger has it after linking; right is what any of its articles would accept."""
    events = {event.event_id: event for event in run.events}
    by_label: dict[str, list[_Telling]] = {}
    for telling in _tellings(pairings, run):
        by_label.setdefault(telling.gold.label, []).append(telling)
    for tellings in by_label.values():
        counted = Counter(telling.event_id for telling in tellings)
        event = events[max(counted, key=lambda event_id: (counted[event_id], event_id))]
        judged = [each for one in tellings for each in _judge_fields("ledger", one.pairing, one.gold, event)]
        for name in FIELDS:
            answers = [each for each in judged if each.figure == f"ledger {name}"]
            if answers:
                yield max(answers, key=lambda each: each.score)


def _trigger(pairing: EventPairing, event: Event) -> tuple[int, int]:
    """Where the word stands that told the event."""
    mentions = {mention.event_mention_id: mention for mention in pairing.extraction.event_mentions}
    span = mentions[event.mention_ids[0]].trigger_span
    return span.start, span.end


def _words(pairing: EventPairing, event: Event) -> str:
    start, end = _trigger(pairing, event)
    text = pairing.extraction.document.text
    return f"{text[max(0, start - AROUND) : start]}[{text[start:end]}]{text[end : end + AROUND]}"


def _subject(pairing: EventPairing, event: Event) -> str:
    return f"{event.sub_event_type} at {_trigger(pairing, event)[0]}"


def _expected_days(gold: GoldEvent) -> str:
    return f"{'|'.join(map(str, gold.event_on_low))} to {'|'.join(map(str, gold.event_on_high))}"


def _days(found: DateRange | None) -> str:
    if found is None:
        return "no day"
    return str(found.earliest) if found.earliest == found.latest else f"{found.earliest} to {found.latest}"
