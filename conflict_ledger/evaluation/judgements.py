"""What scoring is made of: one thing judged at a time, figures as means of judgements, and two runs compared."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

GROUPS = ("documents", "claims", "claim", "events", "event", "grouping", "ledger")  # first words of figures
# Title, and the precision and recall it balances.
BALANCED = (
    ("claims F1", "claims precision", "claims recall"),
    ("events F1", "events precision", "events recall"),
    ("grouping B-cubed F1", "grouping B-cubed precision", "grouping B-cubed recall"),
)
# Judged on what was found alone: where there is no judgement, nothing wrong was found.
OF_FOUND = frozenset({"claims precision", "events precision"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """``score`` is 1 for right, 0 for wrong, between them where an item has a share in a group.

    ``figure``, ``article`` and ``subject`` (a quote, an event's label) name the same thing in every run.
    """

    figure: str
    article: str
    subject: str
    score: float
    expected: str
    got: str
    sentence: str

    def line(self) -> str:
        """All of it in one line."""
        place = f"{self.article}, {self.subject}" if self.subject else self.article
        sentence = f' "{self.sentence}"' if self.sentence else ""
        return f"{self.figure}: {place}: expected {self.expected}, got {self.got}{sentence}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A mean between 0 and 1 and the number of judgements behind it."""

    value: float
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Every judgement of a run."""

    judgements: tuple[Judgement, ...]

    def figures(self) -> dict[str, Figure]:
        """Figure name -> mean, in the order of the table."""
        scores: dict[str, list[float]] = {}
        for judgement in self.judgements:
            scores.setdefault(judgement.figure, []).append(judgement.score)
        figures = {name: Figure(value=sum(each) / len(each), n=len(each)) for name, each in scores.items()}
        for title, precision, recall in BALANCED:
            if precision in figures and recall in figures:
                figures[title] = _balance(figures[precision], figures[recall])
        return dict(sorted(figures.items(), key=lambda item: _table_order(item[0])))

    def errors(self) -> tuple[Judgement, ...]:
        """What went wrong, in the order of the table and then of the gold."""
        order = {name: place for place, name in enumerate(self.figures())}
        wrong = (judgement for judgement in self.judgements if judgement.score < 1)
        return tuple(sorted(wrong, key=lambda each: order[each.figure]))


def _table_order(figure: str) -> int:
    return GROUPS.index(figure.split()[0])


def _balance(precision: Figure, recall: Figure) -> Figure:
    total = precision.value + recall.value
    return Figure(value=2 * precision.value * recall.value / total if total else 0.0, n=recall.n)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Between two runs: judgements that are better now, and worse. Each as the later run has it, if it does."""

    gained: tuple[Judgement, ...]
    lost: tuple[Judgement, ...]


def compare_runs(before: Sequence[Judgement], after: Sequence[Judgement]) -> Changes:
    """Gains and losses, judgement by judgement; what only one of the runs could be judged on is left out."""
    old, new = _by_subject(before), _by_subject(after)
    gained: list[Judgement] = []
    lost: list[Judgement] = []
    for key in sorted(old.keys() | new.keys()):
        if key[0] not in OF_FOUND and not (key in old and key in new):
            continue
        was, now = (side[key].score if key in side else 1.0 for side in (old, new))
        if now != was:
            (gained if now > was else lost).append(new[key] if key in new else old[key])
    return Changes(gained=tuple(gained), lost=tuple(lost))


def _by_subject(judgements: Iterable[Judgement]) -> Mapping[tuple[str, str, str], Judgement]:
    return {(each.figure, each.article, each.subject): each for each in judgements}


def write_judgements(path: Path, judgements: Iterable[Judgement]) -> None:
    """One JSON object a line, for a later comparison."""
    lines = (json.dumps(asdict(each), ensure_ascii=False) + "\n" for each in judgements)
    path.write_text("".join(lines), encoding="utf-8")


def read_judgements(path: Path) -> tuple[Judgement, ...]:
    """What ``write_judgements`` left."""
    with path.open(encoding="utf-8") as stream:
        return tuple(Judgement(**json.loads(line)) for line in stream)
