"""Judge events: as one article tells them, as articles were grouped, and as they stand in the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from conflict_ledger.gold import GoldArticle, GoldEvent
from conflict_ledger.gold_pairing import EventPairs, is_accepted_name, place_name
from conflict_ledger.gold_run import LedgerRun
from conflict_ledger.judgements import Judgement
from conflict_ledger.records import DateRange, Event, Extraction

AROUND = 90  # characters shown on either side of the word that told an event


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
    for gold, event in pairing.pairs.pairs:
        words = _words(pairing, event)
        if not gold.is_optional:
            yield _judgement("events recall", pairing, gold.label, True, "told", "found")
        yield _judgement("events precision", pairing, _subject(pairing, event), True, gold.label, "found", words)
        yield from _judge_fields("event", pairing, gold, event, words)
    for gold in pairing.pairs.missed:
        if not gold.is_optional:
            expected = f"{'|'.join(gold.sub_event_type)} at {'|'.join(map(str, gold.place))}"
            yield _judgement("events recall", pairing, gold.label, False, expected, "nothing")
    for event in pairing.pairs.extra:
        if not pairing.article.are_events_optional:
            words = _words(pairing, event)
            got = f"{event.sub_event_type} at {place_name(event)}, {_days(event.event_on)}"
            yield _judgement("events precision", pairing, _subject(pairing, event), False, "no such event", got, words)


def _judge_fields(
    prefix: str, pairing: EventPairing, gold: GoldEvent, event: Event, words: str
) -> Iterator[Judgement]:
    place, country = place_name(event), event.place.country if event.place else None
    admin1 = event.place.admin1 if event.place else None
    days = f"{'|'.join(map(str, gold.event_on_low))} to {'|'.join(map(str, gold.event_on_high))}"
    for name, is_right, expected, got in (
        ("days", are_days_right(gold, event.event_on), days, f"{_days(event.event_on)} ({event.date_basis})"),
        ("place", is_accepted_name(place, gold.place), _any(gold.place), f"{place} ({event.place_basis})"),
        ("country", country in gold.country, _any(gold.country), country),
        ("event_type", event.event_type in gold.event_type, _any(gold.event_type), event.event_type),
        ("sub_event_type", event.sub_event_type in gold.sub_event_type, _any(gold.sub_event_type), event.sub_event_type),
    ):
        yield _judgement(f"{prefix} {name}", pairing, gold.label, is_right, expected, got, words)
    if gold.admin1:
        is_right = is_accepted_name(admin1, gold.admin1)
        yield _judgement(f"{prefix} admin1", pairing, gold.label, is_right, _any(gold.admin1), admin1, words)
    for actor in gold.actors:
        names = [side.name for side in (event.actor1, event.actor2) if side is not None]
        is_right = any(actor in name for name in names)
        yield _judgement(f"{prefix} actor", pairing, f"{gold.label} {actor}", is_right, actor, names, words)


def are_days_right(gold: GoldEvent, found: DateRange | None) -> bool:
    """The days as the article lets one know them; None where it does not."""
    low, high = (None, None) if found is None else (found.earliest, found.latest)
    if low in gold.event_on_low and high in gold.event_on_high:
        return True
    lows, highs = [day for day in gold.event_on_low if day], [day for day in gold.event_on_high if day]
    if not gold.is_loose or not lows or not highs:
        return False
    return low is None or high is None or (min(lows) <= low and high <= max(highs))


def judge_grouping(pairings: Iterable[EventPairing], run: LedgerRun) -> Iterator[Judgement]:
    """B-cubed over (article, event) tellings: of those grouped with it, how many belong; and the other way round.

    Source: Bagga and Baldwin 1998. Only tellings that were found are grouped at all.
    """
    tellings = _tellings(pairings, run)
    for one in tellings:
        together = [other for other in tellings if other.event_id == one.event_id]
        belonging = [other for other in tellings if other.gold.label == one.gold.label]
        shared = [other for other in together if other.gold.label == one.gold.label]
        yield _share("grouping B-cubed precision", one, shared, together)
        yield _share("grouping B-cubed recall", one, shared, belonging)


def _tellings(pairings: Iterable[EventPairing], run: LedgerRun) -> list[_Telling]:
    return [
        _Telling(pairing=pairing, gold=gold, event_id=run.event_of_mention[event.mention_ids[0]])
        for pairing in pairings
        for gold, event in pairing.pairs.pairs
    ]


def _share(figure: str, one: _Telling, shared: Sequence[_Telling], all_of: Sequence[_Telling]) -> Judgement:
    wrong = [f"{other.gold.label} in {other.pairing.article.external_id}" for other in all_of if other not in shared]
    verb = "without" if figure.endswith("precision") else "with"
    expected = f"{verb} {', '.join(wrong)}" if wrong else ""
    return _judgement(figure, one.pairing, one.gold.label, len(shared) / len(all_of), expected, one.event_id)


def judge_ledger(pairings: Iterable[EventPairing], run: LedgerRun) -> Iterator[Judgement]:
    """Each real event once, as the ledger has it after linking; right is what any of its articles would accept."""
    events = {event.event_id: event for event in run.events}
    by_label: dict[str, list[_Telling]] = {}
    for telling in _tellings(pairings, run):
        by_label.setdefault(telling.gold.label, []).append(telling)
    for tellings in by_label.values():
        counted = Counter(telling.event_id for telling in tellings)
        event = events[max(counted, key=lambda event_id: (counted[event_id], event_id))]
        judged = [list(_judge_fields("ledger", each.pairing, each.gold, event, "")) for each in tellings]
        for name in ("ledger days", "ledger place", "ledger country", "ledger event_type", "ledger sub_event_type"):
            yield max((each for found in judged for each in found if each.figure == name), key=lambda each: each.score)


def _judgement(
    figure: str, pairing: EventPairing, subject: str, score: float, expected: object, got: object, sentence: str = ""
) -> Judgement:
    return Judgement(
        figure=figure,
        article=pairing.article.external_id,
        subject=subject,
        score=float(score),
        expected=str(expected),
        got=str(got),
        sentence=sentence,
    )


def _mention_of(pairing: EventPairing, event: Event) -> tuple[int, int]:
    """Where the word stands that told the event."""
    mentions = {mention.event_mention_id: mention for mention in pairing.extraction.event_mentions}
    span = mentions[event.mention_ids[0]].trigger_span
    return span.start, span.end


def _words(pairing: EventPairing, event: Event) -> str:
    start, end = _mention_of(pairing, event)
    text = pairing.extraction.document.text
    around = f"{text[max(0, start - AROUND) : start]}[{text[start:end]}]{text[end : end + AROUND]}"
    return " ".join(around.split())


def _subject(pairing: EventPairing, event: Event) -> str:
    return f"{event.sub_event_type} at {_mention_of(pairing, event)[0]}"


def _any(accepted: Iterable[object]) -> str:
    return " or ".join(map(str, accepted))


def _days(found: DateRange | None) -> str:
    if found is None:
        return "no day"
    return str(found.earliest) if found.earliest == found.latest else f"{found.earliest} to {found.latest}"
