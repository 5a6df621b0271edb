"""Judge the claims of one article: which were found, which should not have been, and each found one field by field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from conflict_ledger.evaluation.gold import Accepted, GoldArticle, GoldClaim
from conflict_ledger.evaluation.judgements import Judgement
from conflict_ledger.evaluation.pairing import ClaimPairs, CollapsedText, number_at
from conflict_ledger.records import Claim

OF_SUM = "+sum"  # how the rule of a claim ends that adds up counts which stand apart in its sentence


def judge_found(
    article: GoldArticle, text: CollapsedText, pairs: ClaimPairs, found: Iterable[Claim]
) -> Iterator[Judgement]:
    """Recall over the numbers demanded, precision over the claims made."""
    claims = list(found)
    for gold, _ in pairs.pairs:
        if not gold.is_optional:
            yield judge("claims recall", article, gold.quote, ("found",), "found")
    for gold in pairs.missed:
        if not gold.is_optional:
            yield missed_claim(article, gold, _outcomes_at(text, gold, claims))
    for _, claim in pairs.pairs:
        yield judge("claims precision", article, _subject(claim), ("found",), "found")
    for claim in pairs.extra:
        yield from _judge_extra(article, text, claim)


def _judge_extra(article: GoldArticle, text: CollapsedText, claim: Claim) -> Iterator[Judgement]:
    """A sum of counts that stand apart in the sentence is neither demanded nor wrong; so is ``optional_...``."""
    number = number_at(article, text, claim)
    if claim.rule.endswith(OF_SUM) or (number is not None and number.why.startswith("optional_")):
        return
    why = number.why if number else "not in the gold, or made twice"
    accepted = (f"no claim ({why})",)
    yield judge("claims precision", article, _subject(claim), accepted, claim.rule, claim.sentence)


def missed_claim(article: GoldArticle, gold: GoldClaim, outcomes: Iterable[str] = ()) -> Judgement:
    """A demanded number without a claim; ``outcomes`` are those of claims made of the same words."""
    got = f"only {', '.join(outcomes)}" if outcomes else "no claim"
    return judge("claims recall", article, gold.quote, (_numbers(gold),), got)


def _outcomes_at(text: CollapsedText, gold: GoldClaim, claims: Iterable[Claim]) -> list[str]:
    span = text.find(gold.quote, gold.count_texts[0])
    if span is None:
        return []
    return [each.outcome for each in claims if each.count_span.start < span.end and span.start < each.count_span.end]


def judge_fields(article: GoldArticle, pairs: ClaimPairs) -> Iterator[Judgement]:
    """Each claim that was found, field by field."""
    everything = [*(claim for _, claim in pairs.pairs), *pairs.extra]
    summed = {claim.sentence_index for claim in everything if claim.rule.endswith(OF_SUM)}
    for gold, claim in pairs.pairs:
        quantity = claim.quantity
        numbers = (quantity.low in gold.low, quantity.best in gold.best, quantity.high in gold.high)
        got = f"{quantity.low}/{quantity.best}/{quantity.high}"
        exact = (got,) if all(numbers) else (_numbers(gold),)
        is_total = (*gold.is_total, False) if claim.sentence_index in summed else gold.is_total
        for name, accepted, found in (
            ("low", gold.low, quantity.low),
            ("best", gold.best, quantity.best),
            ("high", gold.high, quantity.high),
            ("all three numbers", exact, got),
            ("qualifier", gold.qualifier, quantity.qualifier),
            ("claimant_type", gold.claimant_type, claim.claimant_type),
            ("assertion", gold.assertion, claim.assertion),
            ("is_total", is_total, claim.is_total),
            ("is_cumulative", gold.is_cumulative, claim.is_cumulative),
        ):
            yield judge(f"claim {name}", article, gold.quote, accepted, found, claim.sentence)


def judge(
    figure: str, article: GoldArticle, subject: str, accepted: Accepted, found: Any, sentence: str = ""
) -> Judgement:
    """Right if what was found is one of the accepted answers."""
    return Judgement(
        figure=figure,
        article=article.external_id,
        subject=subject,
        score=float(found in accepted),
        expected=" or ".join(map(str, accepted)),
        got=str(found),
        sentence=" ".join(sentence.split()),
    )


def _subject(claim: Claim) -> str:
    return f"{claim.outcome} {claim.count_text!r} at {claim.count_span.start}"


def _numbers(gold: GoldClaim) -> str:
    bounds = ("|".join(map(str, each)) for each in (gold.low, gold.best, gold.high))
    return f"{'|'.join(gold.outcome)} {'/'.join(bounds)}"
