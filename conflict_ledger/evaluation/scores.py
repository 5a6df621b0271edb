"""Score a run against the gold (tests/gold/README.md), show figures and errors, keep the accepted level.

A field such as the claimant type is judged on claims that were found; what was not found counts in
``claims recall`` alone, what was found and not expected in ``claims precision``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, groupby
from pathlib import Path

from conflict_ledger.evaluation.claims import judge, judge_fields, judge_found, missed_claim
from conflict_ledger.evaluation.events import EventPairing, judge_claim_events, judge_grouping, judge_ledger, judge_told
from conflict_ledger.evaluation.gold import GoldArticle, read_gold
from conflict_ledger.evaluation.judgements import (
    Figure,
    Judgement,
    Scores,
    compare_runs,
    read_judgements,
    write_judgements,
)
from conflict_ledger.evaluation.pairing import CollapsedText, LedgerRun, pair_claims, pair_events
from conflict_ledger.evaluation.reading import run_raw
from conflict_ledger.problems import ConfigurationError
from conflict_ledger.records import Document, Extraction

HELD_OUT = "held_out"
LEVELS = "scores.json"  # beside the gold folders: the accepted level of each
TOLERANCE = 0.01  # one judgement in a hundred may go the other way before the suite says so


def score_articles(gold: Sequence[GoldArticle], run: LedgerRun) -> Scores:
    """Judge a run on the articles of the gold; an article that was not kept costs all that it expects."""
    judgements: list[Judgement] = []
    pairings: list[EventPairing] = []
    for article in gold:
        extraction = run.extractions.get((article.source_path, article.external_id))
        judgements.append(judge("documents kept", article, "", (True,), extraction is not None))
        if extraction is None:
            judgements += _judge_absent(article)
        else:
            pairing, judged = _judge_article(article, extraction, run)
            pairings.append(pairing)
            judgements += judged
    judgements += _judge_duplicates(gold, run)
    judgements += judge_grouping(pairings, run)
    judgements += judge_ledger(pairings, run)
    return Scores(judgements=tuple(judgements))


def _judge_article(
    article: GoldArticle, extraction: Extraction, run: LedgerRun
) -> tuple[EventPairing, list[Judgement]]:
    text = CollapsedText(extraction.document.text)
    told = run.told[article.source_path, article.external_id]
    in_scope = [event for event in article.events if run.scope == "violence" or event.scope == "acled"]
    claims = pair_claims(article, text, extraction.claims)
    events = pair_events(in_scope, told, claims, extraction)
    pairing = EventPairing(article=article, extraction=extraction, pairs=events)
    return pairing, [
        *_judge_document(article, extraction.document),
        *judge_found(article, text, claims, extraction.claims),
        *judge_fields(article, claims),
        *judge_claim_events(claims, pairing, run),
        *judge_told(pairing),
    ]


def _judge_absent(article: GoldArticle) -> Iterator[Judgement]:
    yield from (missed_claim(article, claim) for claim in article.claims if not claim.is_optional)
    for event in article.events:
        if not event.is_optional:
            yield judge("events recall", article, event.label, ("the article",), "not kept")


def _judge_document(article: GoldArticle, document: Document) -> Iterator[Judgement]:
    title = " ".join(document.title.split()) if document.title else None
    yield judge("documents title", article, "", article.title, title)
    yield judge("documents published_on", article, "", article.published_on, document.published_on)
    yield judge("documents published_basis", article, "", article.published_basis, document.published_basis)


def _judge_duplicates(gold: Sequence[GoldArticle], run: LedgerRun) -> Iterator[Judgement]:
    """Each pair of articles with one text; which of the two is the original does not matter here."""
    names = {item.document.document_id: item.document.external_id for item in run.extractions.values()}
    found = _pairs({names[copy]: names[original] for copy, original in run.duplicate_of.items()})
    expected = _pairs({each.external_id: each.repeats for each in gold if each.repeats is not None})
    for article in gold:
        for one, other in sorted(found | expected):
            if one == article.external_id:
                is_copy, is_found = (one, other) in expected, (one, other) in found
                yield judge("documents duplicates", article, other, (is_copy,), is_found)


def _pairs(original_of: Mapping[str, str]) -> set[tuple[str, str]]:
    """Every two of the same original and its copies, in order."""
    groups: dict[str, set[str]] = {}
    for copy, original in original_of.items():
        groups.setdefault(original, {original}).add(copy)
    return {pair for group in groups.values() for pair in combinations(sorted(group), 2)}


def score_lines(
    gold: Path, raw: Path, *, errors: int = 0, against: Path | None = None, save: Path | None = None
) -> Iterator[str]:
    """The table of figures of one gold folder, then up to ``errors`` lines for each figure.

    ``save`` keeps the judgements, ``against`` lists gains and losses since some were kept. Of held-out gold only
    figures are shown: what one has seen, one tunes on.
    """
    if gold.resolve().name == HELD_OUT and (errors or against or save):
        raise ConfigurationError(f"{HELD_OUT} gold is never looked at: leave out --errors, --against and --save")
    scores = score_articles(read_gold(gold), run_raw(raw))
    yield from table_lines(scores.figures())
    for figure, wrong in groupby(scores.errors() if errors else (), key=lambda each: each.figure):
        listed = list(wrong)
        yield f"\n{figure}: {len(listed)} wrong"
        yield from (f"  {judgement.line()}" for judgement in listed[:errors])
    if against is not None:
        changes = compare_runs(read_judgements(against), scores.judgements)
        yield f"\ngained {len(changes.gained)}, lost {len(changes.lost)}"
        yield from (f"  + {judgement.line()}" for judgement in changes.gained)
        yield from (f"  - {judgement.line()}" for judgement in changes.lost)
    if save is not None:
        write_judgements(save, scores.judgements)


def table_lines(figures: Mapping[str, Figure]) -> Iterator[str]:
    """Figures for a person, groups apart.

    >>> print(*table_lines({"claims recall": Figure(value=0.5, n=12)}), sep="\\n")
    figure                          score      n
    <BLANKLINE>
    claims recall                   0.500     12
    """
    yield f"{'figure':<30}{'score':>7}{'n':>7}"
    group = ""
    for name, figure in figures.items():
        if name.split()[0] != group:
            group = name.split()[0]
            yield ""
        yield f"{name:<30}{figure.value:7.3f}{figure.n:7d}"


def score_folders(gold_root: Path, raw: Path) -> dict[str, dict[str, Figure]]:
    """Folder name -> figures, for every gold folder below ``gold_root``, all from one run."""
    run = run_raw(raw)
    folders = sorted(path for path in gold_root.iterdir() if path.is_dir() and any(path.glob("*.yml")))
    return {folder.name: score_articles(read_gold(folder), run).figures() for folder in folders}


def accept_levels(gold_root: Path, raw: Path) -> Path:
    """Make what the code reaches now the level below which the suite fails."""
    levels = {
        folder: {name: {"value": round(figure.value, 4), "n": figure.n} for name, figure in figures.items()}
        for folder, figures in score_folders(gold_root, raw).items()
    }
    path = gold_root / LEVELS
    path.write_text(json.dumps(levels, indent=2) + "\n", encoding="utf-8")
    return path


def fallen_figures(gold_root: Path, raw: Path) -> list[str]:
    """One line for each figure that is missing or more than TOLERANCE below its accepted level."""
    levels = json.loads((gold_root / LEVELS).read_text(encoding="utf-8"))
    reached = score_folders(gold_root, raw)
    return [line for folder, accepted in levels.items() for line in _fallen(folder, accepted, reached.get(folder, {}))]


def _fallen(folder: str, accepted: Mapping[str, Mapping[str, float]], reached: Mapping[str, Figure]) -> Iterator[str]:
    for name, level in accepted.items():
        figure = reached.get(name)
        if figure is None:
            yield f"{folder}, {name}: was {level['value']:.3f}, is not judged any more"
        elif figure.value < level["value"] - TOLERANCE:
            yield f"{folder}, {name}: {figure.value:.3f} (n {figure.n}), accepted {level['value']:.3f} (n {level['n']})"
