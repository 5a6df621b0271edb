"""Score a run against the gold: one judgement for each thing that was expected or found, figures as their means.

An attribute such as the claimant type is judged on claims that were found; what was not found counts in
``claims recall`` alone, what was found and not expected in ``claims precision``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conflict_ledger.event_scores import EventPairing, judge_grouping, judge_ledger, judge_told
from conflict_ledger.gold import Accepted, GoldArticle, GoldClaim
from conflict_ledger.gold_pairing import ClaimPairs, CollapsedText, number_at, pair_claims, pair_events
from conflict_ledger.gold_run import Key, LedgerRun
from conflict_ledger.judgements import Judgement
from conflict_ledger.records import Claim, Document, Extraction

# (title, precision or found share, recall share)
BALANCED = (
    ("claims F1", "claims precision", "claims recall"),
    ("events F1", "events precision", "events recall"),
    ("grouping B-cubed F1", "grouping B-cubed precision", "grouping B-cubed recall"),
)
# A miss of one of these is only there when it goes wrong: no judgement means that nothing wrong was found.
FOUND_ONLY = frozenset({"claims precision", "events precision"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A share between 0 and 1 and the number of judgements behind it."""

    value: float
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Every judgement of a run."""

    judgements: tuple[Judgement, ...]

    def figures(self) -> dict[str, Figure]:
        """Figure name -> mean of its judgements, in the order in which they were first made."""
        scores: dict[str, list[float]] = {}
        for judgement in self.judgements:
            scores.setdefault(judgement.figure, []).append(judgement.score)
        figures = {name: Figure(value=sum(each) / len(each), n=len(each)) for name, each in scores.items()}
        for name, precision, recall in BALANCED:
            if precision in figures and recall in figures:
                figures[name] = _balance(figures[precision], figures[recall])
        return dict(sorted(figures.items(), key=lambda item: _place_in_table(item[0], list(scores))))

    def errors(self) -> tuple[Judgement, ...]:
        """What went wrong, figure by figure."""
        return tuple(judgement for judgement in self.judgements if judgement.score < 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Between two runs: judgements that are right now and were wrong, and the other way round."""

    gained: tuple[Judgement, ...]
    lost: tuple[Judgement, ...]


def _balance(precision: Figure, recall: Figure) -> Figure:
    total = precision.value + recall.value
    return Figure(value=2 * precision.value * recall.value / total if total else 0.0, n=recall.n)


def _place_in_table(name: str, order: Sequence[str]) -> tuple[int, str]:
    """A balanced figure stands right after those it is made of."""
    parts = [name, *(part for title, *made_of in BALANCED if title == name for part in made_of)]
    return max(order.index(part) for part in parts if part in order), name


def score_articles(gold: Sequence[GoldArticle], run: LedgerRun) -> Scores:
    """Judge a run on the articles of the gold; an article that was not kept costs all that it expects."""
    judgements: list[Judgement] = []
    pairings: list[EventPairing] = []
    for article in gold:
        extraction = run.extractions.get((article.source_path, article.external_id))
        judgements.append(_judge_kept(article, extraction))
        if extraction is None:
            judgements += [_missed_claim(article, claim, ()) for claim in article.claims if not claim.is_optional]
            continue
        pairing, found = _judge_article(article, extraction, run)
        judgements += found
        pairings.append(pairing)
    judgements += judge_grouping(pairings, run)
    judgements += judge_ledger(pairings, run)
    return Scores(judgements=tuple(sorted(judgements, key=lambda each: _ORDER[each.figure.split()[0]])))


_ORDER = {"documents": 0, "claims": 1, "claim": 2, "events": 3, "event": 4, "grouping": 5, "ledger": 6}


def _judge_article(article: GoldArticle, extraction: Extraction, run: LedgerRun) -> tuple[EventPairing, list[Judgement]]:
    key: Key = (article.source_path, article.external_id)
    text = CollapsedText(extraction.document.text)
    claims = pair_claims(article, text, extraction.claims)
    demanded = [event for event in article.events if event.scope == "acled" or run.scope == "violence"]
    claims_of = {event.event_id: _claims_told(event.mention_ids, extraction) for event in run.told[key]}
    pairing = EventPairing(
        article=article,
        extraction=extraction,
        pairs=pair_events(demanded, run.told[key], claims, claims_of),
    )
    judgements = [
        *_judge_document(article, extraction.document, run),
        *_judge_found(article, text, extraction, claims),
        *(each for gold, claim in claims.pairs for each in _judge_claim(article, gold, claim, extraction)),
        *_judge_claim_events(article, claims, pairing, run),
        *judge_told(pairing),
    ]
    return pairing, judgements


def _claims_told(mention_ids: Iterable[str], extraction: Extraction) -> set[str]:
    """The claims of one article that count for the event of these mentions."""
    wanted = set(mention_ids)
    return {
        claim
        for mention in extraction.event_mentions
        if mention.event_mention_id in wanted
        for claim in mention.claim_ids
    }


def _judge_kept(article: GoldArticle, extraction: Extraction | None) -> Judgement:
    return _judgement("documents kept", article, "", extraction is not None, "kept", "not kept")


def _judge_document(article: GoldArticle, document: Document, run: LedgerRun) -> Iterator[Judgement]:
    title = " ".join(document.title.split()) if document.title else None
    for name, accepted, found in (
        ("title", article.title, title),
        ("published_on", article.published_on, document.published_on),
        ("published_basis", article.published_basis, document.published_basis),
    ):
        yield _judge_value(f"documents {name}", article, "", accepted, found)
    original = run.duplicate_of.get(document.document_id)
    copies = {original, *(copy for copy, of in run.duplicate_of.items() if of == document.document_id)} - {None}
    if article.repeats or original:
        ids = {item.document.document_id: item.document.external_id for item in run.extractions.values()}
        found_ids = {ids[copy] for copy in copies if copy is not None}
        is_right = article.repeats in found_ids
        yield _judgement("documents duplicate_of", article, "", is_right, article.repeats, sorted(found_ids) or None)


def _judge_found(
    article: GoldArticle, text: CollapsedText, extraction: Extraction, claims: ClaimPairs
) -> Iterator[Judgement]:
    for gold, _ in claims.pairs:
        if not gold.is_optional:
            yield _judgement("claims recall", article, gold.quote, True, _numbers(gold), "found")
    for gold in claims.missed:
        if not gold.is_optional:
            yield _missed_claim(article, gold, _found_at(text, gold, extraction.claims))
    for _, claim in claims.pairs:
        yield _judgement("claims precision", article, _subject(claim), True, "expected", "found")
    for claim in claims.extra:
        number = number_at(article, text, claim)
        # A sum of counts that stand apart in the sentence is neither demanded nor wrong.
        if claim.rule.endswith("+sum") or (number is not None and number.why.startswith("optional_")):
            continue
        why = f"no claim ({number.why if number else 'not in the gold, or counted twice'})"
        yield _judgement("claims precision", article, _subject(claim), False, why, claim.rule, claim.sentence)


def _found_at(text: CollapsedText, gold: GoldClaim, claims: Iterable[Claim]) -> tuple[str, ...]:
    """The outcomes of claims that were made of a missed number: right number, wrong harm."""
    span = text.find(gold.quote, gold.count_texts[0])
    if span is None:
        return ()
    return tuple(c.outcome for c in claims if c.count_span.start < span.end and span.start < c.count_span.end)


def _missed_claim(article: GoldArticle, gold: GoldClaim, others: Sequence[str]) -> Judgement:
    got = f"as {', '.join(others)}" if others else "nothing"
    return _judgement("claims recall", article, gold.quote, False, _numbers(gold), got, gold.quote)


def _judge_claim(article: GoldArticle, gold: GoldClaim, claim: Claim, extraction: Extraction) -> Iterator[Judgement]:
    """One claim that was found, field by field."""
    quantity = claim.quantity
    is_part_of_sum = not claim.is_total and any(
        other.rule.endswith("+sum") and other.sentence_index == claim.sentence_index for other in extraction.claims
    )
    for name, accepted, found in (
        ("low", gold.low, quantity.low),
        ("best", gold.best, quantity.best),
        ("high", gold.high, quantity.high),
        ("qualifier", gold.qualifier, quantity.qualifier),
        ("claimant_type", gold.claimant_type, claim.claimant_type),
        ("assertion", gold.assertion, claim.assertion),
        ("is_total", (*gold.is_total, False) if is_part_of_sum else gold.is_total, claim.is_total),
        ("is_cumulative", gold.is_cumulative, claim.is_cumulative),
    ):
        yield _judge_value(f"claim {name}", article, gold.quote, accepted, found, claim.sentence)
    are_equal = quantity.low in gold.low and quantity.best in gold.best and quantity.high in gold.high
    found_numbers = f"{quantity.low}/{quantity.best}/{quantity.high}"
    yield _judgement("claim low, best and high", article, gold.quote, are_equal, _numbers(gold), found_numbers)


def _judge_claim_events(
    article: GoldArticle, claims: ClaimPairs, pairing: EventPairing, run: LedgerRun
) -> Iterator[Judgement]:
    """Whether a claim counts for the event it is about, as linked over all articles."""
    event_of_label = {
        gold.label: run.event_of_mention.get(event.mention_ids[0]) for gold, event in pairing.pairs.pairs
    }
    label_of_event = {event: label for label, event in event_of_label.items()}
    out_of_scope = {event.label for event in article.events if event.scope != "acled" and run.scope == "acled"}
    for gold, claim in claims.pairs:
        event = run.event_of_claim.get(claim.claim_id)
        accepted = tuple(None if label in out_of_scope else label for label in gold.event)
        found = None if event is None else label_of_event.get(event, "an event that the gold does not know")
        yield _judge_value("claim event", article, gold.quote, accepted, found, claim.sentence)


def _judge_value(
    figure: str, article: GoldArticle, subject: str, accepted: Accepted, found: Any, sentence: str = ""
) -> Judgement:
    expected = " or ".join(str(answer) for answer in accepted)
    return _judgement(figure, article, subject, found in accepted, expected, found, sentence)


def _judgement(
    figure: str, article: GoldArticle, subject: str, is_right: bool, expected: Any, got: Any, sentence: str = ""
) -> Judgement:
    return Judgement(
        figure=figure,
        article=article.external_id,
        subject=subject,
        score=float(is_right),
        expected=str(expected),
        got=str(got),
        sentence=" ".join(sentence.split()),
    )


def _subject(claim: Claim) -> str:
    return f"{claim.outcome} {claim.count_text!r} at {claim.count_span.start}"


def _numbers(gold: GoldClaim) -> str:
    bounds = ("|".join(str(answer) for answer in each) for each in (gold.low, gold.best, gold.high))
    return f"{'|'.join(gold.outcome)} {'/'.join(bounds)}"


def compare_runs(before: Scores, after: Scores) -> Changes:
    """Gains and losses, judgement by judgement; what only one of the runs could be judged on is left out."""
    old, new = _by_subject(before.judgements), _by_subject(after.judgements)
    gained, lost = [], []
    for key in [*old, *(key for key in new if key not in old)]:
        is_found_only = key[0] in FOUND_ONLY
        if not is_found_only and not (key in old and key in new):
            continue
        was, now = (side[key].score if key in side else 1.0 for side in (old, new))
        if now > was:
            gained.append(new.get(key, old.get(key)))
        elif now < was:
            lost.append(new.get(key, old.get(key)))
    return Changes(gained=tuple(filter(None, gained)), lost=tuple(filter(None, lost)))


def _by_subject(judgements: Iterable[Judgement]) -> Mapping[tuple[str, str, str], Judgement]:
    return {(each.figure, each.article, each.subject): each for each in judgements}
