"""Scoring itself: a perfect run scores 1 everywhere, and each fault costs the figure that it belongs to, alone."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from conflict_ledger.evaluation import scores
from conflict_ledger.evaluation.gold import GoldArticle, GoldError, read_gold
from conflict_ledger.evaluation.judgements import Figure, Scores, compare_runs, read_judgements, write_judgements
from conflict_ledger.evaluation.pairing import CollapsedText, LedgerRun
from conflict_ledger.evaluation.scores import accept_levels, fallen_figures, score_articles, score_lines
from conflict_ledger.problems import ConfigurationError
from conflict_ledger.records import Claim, DateRange, Event, EventMention, Extraction, Quantity
from tests.publish.sound_records import DAY, MOSUL, actor, claim, document, event, injured_claim, mention, span_of

GOLD = """\
articles:
  - external_id: herald-1
    source_path: herald/june.jsonl
    title: Bomb at Mosul market
    published_on: "2014-06-14"
    published_basis: [metadata, dateline]
    events:
      - label: market
        event_type: Explosions/Remote violence
        sub_event_type: Remote explosive/landmine/IED
        event_on_low: "2014-06-14"
        event_on_high: "2014-06-14"
        place: [Mosul, Mossul]
        country: Iraq
        admin1: Ninewa
        actors: [Unidentified Armed Group]
    claims:
      - {quote: "At least 12 shoppers", count_text: "At least 12", outcome: killed, low: 12, best: [null, 12],
         high: null, qualifier: at_least, claimant_type: medical, assertion: reported, event: market}
      - {quote: "and 30 injured", count_text: "30", outcome: injured, low: 30, best: 30, high: 30, qualifier: exact,
         claimant_type: [medical, unnamed], assertion: reported, event: market}
    not_claims:
      - {quote: "at a market", count_text: "a", why: not_people}
      - {quote: "on Saturday", count_text: "Saturday", why: optional_vague}
"""
SUMMED = replace(claim(7), rule="killed.past+sum")


def gold(folder: Path, text: str = GOLD) -> tuple[GoldArticle, ...]:
    folder.mkdir(exist_ok=True)
    (folder / "gold.yml").write_text(text)
    return read_gold(folder)


def telling(number: int, claims: Iterable[Claim], **changed: Any) -> tuple[EventMention, Event]:
    """An event mention of article ``number`` and the event that the article tells by itself."""
    fields = {"event_on": DAY, "event_type": "Explosions/Remote violence"} | changed
    said = {name: value for name, value in fields.items() if name in ("event_on", "event_type", "scope")}
    identity = f"m_{number:012x}"
    ids = tuple(each.claim_id for each in claims)
    found = mention(number, document_id=f"d_{number:012x}", claim_ids=ids, **said)
    told = event(
        event_id=f"IRQ{number}", mention_ids=(identity,), actor1=actor("Unidentified Armed Group", 3), **fields
    )
    return found, told


def article(number: int = 1, claims: tuple[Claim, ...] | None = None, **changed: Any) -> tuple[Extraction, Event]:
    """An article as found: right in everything but ``changed`` fields of its event."""
    claims = (claim(), injured_claim()) if claims is None else claims
    found, told = telling(number, claims, **changed)
    places = mention().places
    extraction = Extraction(document=document(number), claims=claims, event_mentions=(found,), issues=(), places=places)
    return extraction, told


def run_of(*articles: tuple[Extraction, Event], events: tuple[str, ...] = (), scope: str = "acled") -> LedgerRun:
    """A run over these articles; ``events`` names the event that each was linked to, by default its own."""
    linked = events or tuple(told.event_id for _, told in articles)
    pairs = list(zip(articles, linked, strict=True))
    keys = [(extraction.document.source_path, extraction.document.external_id) for extraction, _ in articles]
    return LedgerRun(
        scope=scope,
        extractions=dict(zip(keys, (extraction for extraction, _ in articles), strict=True)),
        told=dict(zip(keys, ((told,) for _, told in articles), strict=True)),
        events=tuple({event_id: replace(told, event_id=event_id) for (_, told), event_id in pairs}.values()),
        event_of_mention={told.mention_ids[0]: event_id for (_, told), event_id in pairs},
        event_of_claim={c: event_id for (item, _), event_id in pairs for c in item.event_mentions[0].claim_ids},
        duplicate_of={},
    )


def wrong_figures(scores: Scores) -> set[str]:
    return {judgement.figure for judgement in scores.errors()}


def test_a_perfect_run_scores_one_everywhere(tmp_path: Path) -> None:
    figures = score_articles(gold(tmp_path), run_of(article())).figures()
    assert {name: figure.value for name, figure in figures.items() if figure.value != 1} == {}
    assert figures["claims recall"].n == 2 and figures["events F1"].n == 1
    assert {"documents title", "claim event", "event place", "event actor", "grouping B-cubed F1"} <= figures.keys()


@pytest.mark.parametrize(
    "changed, wrong",
    [
        ({"quantity": Quantity(low=13, best=None, high=None, qualifier="at_least")}, {"low", "all three numbers"}),
        ({"quantity": Quantity(low=12, best=14, high=None, qualifier="at_least")}, {"best", "all three numbers"}),
        ({"quantity": Quantity(low=12, best=12, high=12, qualifier="at_least")}, {"high", "all three numbers"}),
        ({"quantity": Quantity(low=12, best=12, high=None, qualifier="exact")}, {"qualifier"}),
        ({"claimant_type": "police"}, {"claimant_type"}),
        ({"assertion": "denied"}, {"assertion"}),
        ({"is_total": False}, {"is_total"}),
        ({"is_cumulative": True}, {"is_cumulative"}),
    ],
)
def test_a_wrong_field_of_a_claim_costs_that_field(tmp_path: Path, changed: dict[str, Any], wrong: set[str]) -> None:
    scores = score_articles(gold(tmp_path), run_of(article(claims=(claim(**changed), injured_claim()))))
    assert wrong_figures(scores) == {f"claim {name}" for name in wrong}
    assert all(scores.figures()[name] == Figure(value=0.5, n=2) for name in wrong_figures(scores))


@pytest.mark.parametrize(
    "changed, wrong",
    [
        ({"event_on": None}, {"days", "days meet"}),
        ({"event_on": DateRange(earliest=date(2014, 6, 13), latest=date(2014, 6, 14))}, {"days"}),
        ({"place": replace(MOSUL, place_id="1", name="Tikrit")}, {"place"}),
        ({"place": replace(MOSUL, place_id="1", name="Mossul")}, set()),
        ({"place": replace(MOSUL, name="Al Mawsil")}, set()),  # the gazetteer's name for what the text calls Mosul
        ({"place": replace(MOSUL, admin1="Dihok")}, {"admin1"}),
        ({"place": replace(MOSUL, country="Syria")}, {"country"}),
        ({"event_type": "Battles"}, {"event_type"}),
        ({"sub_event_type": "Armed clash"}, {"sub_event_type"}),
        ({"actor1": None}, {"actor"}),
    ],
)
def test_a_wrong_field_of_an_event_costs_that_field(tmp_path: Path, changed: dict[str, Any], wrong: set[str]) -> None:
    told, found = article()
    scores = score_articles(gold(tmp_path), run_of((told, replace(found, **changed))))
    assert wrong_figures(scores) == {f"{side} {name}" for name in wrong for side in ("event", "ledger")}


def test_wrong_days_or_none_are_right_where_a_note_leaves_them_open(tmp_path: Path) -> None:
    loose = GOLD.replace('low: "2014-06-14"', 'low: "2014-06-09"').replace("admin1: Ninewa", "note: no day is stated")
    narrow = DateRange(earliest=date(2014, 6, 10), latest=date(2014, 6, 12))
    outside = DateRange(earliest=date(2014, 6, 8), latest=date(2014, 6, 12))
    for found, expected in ((narrow, set()), (None, set()), (outside, {"event days", "ledger days"})):
        scores = score_articles(gold(tmp_path, loose), run_of(article(event_on=found)))
        assert wrong_figures(scores) == expected


def test_a_missed_claim_costs_recall_unless_it_is_optional(tmp_path: Path) -> None:
    run = run_of(article(claims=(claim(),)))
    assert score_articles(gold(tmp_path), run).figures()["claims recall"] == Figure(value=0.5, n=2)
    optional = GOLD.replace("claimant_type: [medical, unnamed]", "claimant_type: medical, optional: true")
    assert score_articles(gold(tmp_path, optional), run).figures()["claims recall"] == Figure(value=1.0, n=1)


def test_a_right_number_with_the_wrong_outcome_is_missed_and_false(tmp_path: Path) -> None:
    scores = score_articles(gold(tmp_path), run_of(article(claims=(claim(outcome="missing"), injured_claim()))))
    assert wrong_figures(scores) == {"claims recall", "claims precision"}
    assert [error.got for error in scores.errors() if error.figure == "claims recall"] == ["only missing"]


@pytest.mark.parametrize(
    "extra, n_found",
    [
        (claim(9, count_span=span_of("a market"), count_text="a market"), 3),
        (claim(9), 3),  # the same number twice
        (claim(9, count_span=span_of("Saturday")), 2),  # optional
        (SUMMED, 2),
    ],
)
def test_what_is_found_and_not_expected_costs_precision(tmp_path: Path, extra: Claim, n_found: int) -> None:
    figures = score_articles(gold(tmp_path), run_of(article(claims=(claim(), injured_claim(), extra)))).figures()
    assert figures["claims precision"] == Figure(value=2 / n_found, n=n_found)
    assert figures["claims recall"].value == 1


def test_a_number_is_claimed_once_and_the_claim_with_the_right_numbers_goes_first(tmp_path: Path) -> None:
    wrong = claim(9, quantity=Quantity(low=1, best=1, high=1, qualifier="at_least"))
    figures = score_articles(gold(tmp_path), run_of(article(claims=(wrong, claim(), injured_claim())))).figures()
    assert figures["claim low"] == Figure(value=1, n=2)
    cut = '      - {quote: "12 shoppers", count_text: "12", outcome: killed, low: 12, best: 12, high: null,'
    rest = "qualifier: at_least, claimant_type: medical, assertion: reported, event: market}"
    twice = GOLD.replace("    not_claims:", f"{cut} {rest}\n    not_claims:")
    assert score_articles(gold(tmp_path, twice), run_of(article())).figures()["claims recall"].value == 2 / 3


def test_a_part_of_a_sum_need_not_be_a_total(tmp_path: Path) -> None:
    claims = (claim(is_total=False), injured_claim(), SUMMED)
    assert wrong_figures(score_articles(gold(tmp_path), run_of(article(claims=claims)))) == set()


def test_the_event_that_holds_the_claims_is_the_one_meant(tmp_path: Path) -> None:
    run = run_of(article())
    (key, (told,)), *_ = run.told.items()
    bare, _ = telling(255, ())
    extraction = replace(run.extractions[key], event_mentions=(bare, *run.extractions[key].event_mentions))
    claimless = replace(told, event_id="IRQ0", mention_ids=("m_0000000000ff",))
    both = replace(
        run,
        extractions={key: extraction},
        told={key: (claimless, told)},
        event_of_mention={**run.event_of_mention, "m_0000000000ff": "IRQ0"},
    )
    figures = score_articles(gold(tmp_path), both).figures()
    assert figures["claim event"].value == 1 and figures["events precision"].value == 0.5


def test_a_claim_on_an_event_out_of_scope_counts_for_none(tmp_path: Path) -> None:
    run = replace(run_of(article()), event_of_claim={})
    crime = GOLD.replace("admin1: Ninewa", "scope: violence")
    assert score_articles(gold(tmp_path, crime), run).figures()["claim event"].value == 1
    assert score_articles(gold(tmp_path), run).figures()["claim event"].value == 0


def test_an_event_that_nobody_expects_costs_precision_and_one_out_of_scope_is_not_demanded(tmp_path: Path) -> None:
    crime = GOLD.replace("admin1: Ninewa", "scope: violence")
    figures = score_articles(gold(tmp_path, crime), run_of(article())).figures()
    assert figures["events precision"].value == 0 and "events recall" not in figures
    wide = score_articles(gold(tmp_path, crime), run_of(article(), scope="violence")).figures()
    assert wide["events precision"].value == wide["events recall"].value == 1
    free = crime.replace("    events:", "    optional_events: true\n    events:")
    assert "events precision" not in score_articles(gold(tmp_path, free), run_of(article())).figures()


def test_an_article_that_was_not_kept_costs_all_it_expects(tmp_path: Path) -> None:
    figures = score_articles(gold(tmp_path), run_of()).figures()
    assert {name: figure.value for name, figure in figures.items()} == {
        "documents kept": 0, "claims recall": 0, "events recall": 0,
    }  # fmt: skip


def two_articles(second_label: str) -> str:
    """Two articles of the same content, the second on the event ``second_label``."""
    second = GOLD.partition("articles:\n")[2].replace("herald-1", "herald-2")
    labelled = second.replace("label: market", f"label: {second_label}").replace(
        "event: market", f"event: {second_label}"
    )
    return GOLD + labelled


@pytest.mark.parametrize(
    "label, events, precision, recall",
    [
        ("market", ("IRQ1", "IRQ1"), 1, 1),
        ("market", ("IRQ1", "IRQ2"), 1, 0.5),
        ("other", ("IRQ1", "IRQ2"), 1, 1),
        ("other", ("IRQ1", "IRQ1"), 0.5, 1),
    ],
)
def test_grouping_is_judged_by_what_ended_together(
    tmp_path: Path, label: str, events: tuple[str, ...], precision: float, recall: float
) -> None:
    second = tuple(replace(each, claim_id=each.claim_id + "b") for each in (claim(), injured_claim()))
    run = run_of(article(), article(2, claims=second), events=events)
    figures = score_articles(gold(tmp_path, two_articles(label)), run).figures()
    assert figures["grouping B-cubed precision"] == Figure(value=precision, n=2)
    assert figures["grouping B-cubed recall"] == Figure(value=recall, n=2)
    assert figures["grouping B-cubed F1"].value == pytest.approx(2 * precision * recall / (precision + recall))


def test_a_claim_that_counts_for_another_event_is_wrong(tmp_path: Path) -> None:
    run = run_of(article())
    astray = replace(run, event_of_claim={claim().claim_id: "IRQ9"})
    figures = score_articles(gold(tmp_path), astray).figures()
    assert figures["claim event"] == Figure(value=0, n=2)


def test_copies_are_pairs_whichever_came_first(tmp_path: Path) -> None:
    copy = two_articles("market").replace("herald-2", "herald-2\n    near_duplicate_of: herald-1")
    run = run_of(article(), article(2))
    assert score_articles(gold(tmp_path, copy), run).figures()["documents duplicates"] == Figure(value=0, n=1)
    linked = replace(run, duplicate_of={"d_000000000001": "d_000000000002"})
    assert score_articles(gold(tmp_path, copy), linked).figures()["documents duplicates"] == Figure(value=1, n=1)
    apart = score_articles(gold(tmp_path, two_articles("market")), linked)
    assert apart.figures()["documents duplicates"] == Figure(value=0, n=1)


def test_gains_and_losses_between_two_runs(tmp_path: Path) -> None:
    articles = gold(tmp_path)
    false = claim(9, count_span=span_of("a market"), count_text="a market")
    before = score_articles(articles, run_of(article(claims=(claim(claimant_type="police"), injured_claim(), false))))
    after = score_articles(articles, run_of(article(claims=(claim(), injured_claim()), event_on=None)))
    write_judgements(tmp_path / "before.jsonl", before.judgements)
    kept = read_judgements(tmp_path / "before.jsonl")
    assert kept == before.judgements
    changes = compare_runs(kept, after.judgements)
    assert {each.figure for each in changes.gained} == {"claims precision", "claim claimant_type"}
    assert {each.figure for each in changes.lost} == {
        "event days",
        "event days meet",
        "ledger days",
        "ledger days meet",
    }
    assert compare_runs(after.judgements, after.judgements).gained == ()


@pytest.mark.parametrize(
    "old, new, complaint",
    [
        ("admin1:", "admin_1:", "unknown keys ['admin_1']"),
        ("    title: Bomb at Mosul market\n", "", "missing keys ['title']"),
        ("low: 12,", "low: twelve,", "invalid literal"),
        ("event: market}", "event: market, optional: yes}", "'yes' is neither true nor false"),
        ("articles:", "article:", "expected the one key 'articles'"),
    ],
)
def test_a_gold_file_with_a_slip_is_refused(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    with pytest.raises(GoldError) as error:
        gold(tmp_path, GOLD.replace(old, new, 1))
    assert complaint in str(error.value) and "gold.yml" in str(error.value)


def test_quotes_are_found_across_line_breaks() -> None:
    text = "Police said\n  at least\n\n12 people   died."
    span = CollapsedText(text).find("at least 12 people", "at least 12")
    assert span is not None and text[span.start : span.end] == "at least\n\n12"
    assert CollapsedText(text).find("at least 13", "13") is None


def test_of_held_out_gold_only_figures_are_shown(tmp_path: Path) -> None:
    gold(tmp_path / "held_out")
    (tmp_path / "raw").mkdir()
    lines = list(score_lines(tmp_path / "held_out", tmp_path / "raw"))
    assert any(line.startswith("documents kept") for line in lines) and "herald-1" not in "".join(lines)
    for option in ({"errors": 3}, {"against": tmp_path / "kept"}, {"save": tmp_path / "kept"}):
        with pytest.raises(ConfigurationError):
            list(score_lines(tmp_path / "held_out", tmp_path / "raw", **option))


def test_errors_are_listed_figure_by_figure(tmp_path: Path) -> None:
    gold(tmp_path / "dev")
    (tmp_path / "raw").mkdir()
    lines = list(score_lines(tmp_path / "dev", tmp_path / "raw", errors=1))
    assert "\nclaims recall: 2 wrong" in lines
    assert sum("At least 12 shoppers" in line for line in lines) == 1
    assert sum("and 30 injured" in line for line in lines) == 0


def test_a_fallen_figure_is_told_and_a_risen_one_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reached = {"dev": {"claims F1": Figure(value=0.8, n=10), "events F1": Figure(value=0.5, n=4)}}
    monkeypatch.setattr(scores, "score_folders", lambda gold_root, raw: reached)
    path = accept_levels(tmp_path, tmp_path)
    assert json.loads(path.read_text()) == {
        "dev": {"claims F1": {"value": 0.8, "n": 10}, "events F1": {"value": 0.5, "n": 4}}
    }
    reached["dev"] = {"claims F1": Figure(value=0.795, n=10), "events F1": Figure(value=0.6, n=4)}
    assert fallen_figures(tmp_path, tmp_path) == []
    reached["dev"] = {"claims F1": Figure(value=0.78, n=9)}
    assert fallen_figures(tmp_path, tmp_path) == [
        "dev, claims F1: 0.780 (n 9), accepted 0.800 (n 10)",
        "dev, events F1: was 0.500, is not judged any more",
    ]
