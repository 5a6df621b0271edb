"""A made-up corpus of any size whose truth is known: which articles tell of which event.

Every event has a place of the gazetteer, a day, a kind, a toll that may rise, and details of its own; one to eight
outlets report it on that and the next days in words of their own, some without a date, some as copies of one wire
text, some recalling an earlier event of the country. About one event in five happens in a town that had another one in
the same week. The first thousand articles of a larger corpus of the same seed are those of a smaller one.

    python benchmarks/corpus.py OUT --articles 10000 --seed 1

writes OUT/raw/*.jsonl, OUT/truth.jsonl (one line an article) and OUT/events.jsonl (one line an event).
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count, pairwise
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
GAZETTEER = HERE.parent / "conflict_ledger" / "lexicons" / "gazetteer.tsv.gz"
WORDS: dict[str, Any] = yaml.safe_load((HERE / "corpus_words.yml").read_text(encoding="utf-8"))
FIRST_DAY = date(2015, 1, 5)
ARTICLES_PER_FILE = 5_000
TOWNS = 40  # of each country, the largest with names of one plain word
REPORTS = (1, 1, 2, 2, 3, 3, 4, 5, 6, 8)  # of an event, each as likely
SAME_TOWN, UNDATED, WIRE_COPY, RISING, SIDE = 0.2, 0.08, 0.15, 0.5, 0.25
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CAPITALISED = ("people", "source", "group", "trades", "things")
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, eq=False)
class Town:
    """A scene; ``land`` is its entry under ``countries``."""

    name: str
    province: str
    latitude: float
    longitude: float
    land: dict[str, Any]


@dataclass(frozen=True)
class Happening:
    """An event as it was; ``first`` and ``last`` are the number of dead (or taken) as first and as last counted."""

    number: int
    kind: dict[str, Any]
    town: Town
    on: date
    first: int
    last: int
    wounded: int
    words: dict[str, str]

    @property
    def name(self) -> str:
        """Its id in the truth."""
        return f"e{self.number:07d}"


@dataclass
class Report:
    """An article and what it is known to tell."""

    happening: Happening
    fields: dict[str, str | None]
    sides: list[dict[str, str]] = field(default_factory=list)
    copy_of: str | None = None


def main() -> None:
    """Write a corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-day", type=float, default=100.0, help="articles a day: how crowded the weeks are")
    options = parser.parse_args()
    write_corpus(options.out, options.articles, options.seed, options.per_day)


def write_corpus(out: Path, articles: int, seed: int, per_day: float = 100.0) -> None:
    """Write the articles and their truth below ``out``, one at a time."""
    (out / "raw").mkdir(parents=True, exist_ok=True)
    told: set[str] = set()
    with ExitStack() as stack:
        truth = stack.enter_context((out / "truth.jsonl").open("w", encoding="utf-8"))
        events = stack.enter_context((out / "events.jsonl").open("w", encoding="utf-8"))
        for number, report in zip(range(articles), reports(seed, per_day), strict=False):
            if number % ARTICLES_PER_FILE == 0:
                path = out / "raw" / f"articles-{number // ARTICLES_PER_FILE:04d}.jsonl"
                raw = stack.enter_context(path.open("w", encoding="utf-8"))
            raw.write(json.dumps(report.fields) + "\n")
            happening = report.happening
            known = {"id": report.fields["id"], "event": happening.name, "copy_of": report.copy_of}
            truth.write(json.dumps(known | {"sides": report.sides}) + "\n")
            if happening.name not in told:
                told = {happening.name}  # reports of one event follow each other
                events.write(json.dumps(_as_truth(happening)) + "\n")


def _as_truth(happening: Happening) -> dict[str, Any]:
    town = happening.town
    return {
        "event": happening.name,
        "kind": happening.kind["id"],
        "on": happening.on.isoformat(),
        "town": town.name,
        "province": town.province,
        "country": town.land["country"],
        "latitude": town.latitude,
        "longitude": town.longitude,
        "first_number": happening.first,
        "last_number": happening.last,
    }


def reports(seed: int, per_day: float) -> Iterator[Report]:
    """Articles without end, event after event, in the order of the days on which the events happened."""
    numbers = count()
    for happening, earlier in happenings(seed, per_day):
        chance = random.Random(f"{seed} reports {happening.number}")
        for report in _reports_of(happening, earlier, chance):
            report.fields["id"] = f"a{next(numbers):07d}"
            yield report


def happenings(seed: int, per_day: float) -> Iterator[tuple[Happening, Happening | None]]:
    """Events without end, each with an earlier one of its country that a report may recall."""
    towns = read_towns()
    recent: deque[Happening] = deque(maxlen=2_000)
    events_a_day = per_day * len(REPORTS) / sum(REPORTS)
    for number in count():
        chance = random.Random(f"{seed} event {number}")
        on = FIRST_DAY + timedelta(days=int(number / events_a_day))
        taken = {other.town for other in recent if other.on == on}
        neighbours = [other for other in recent if 0 < (on - other.on).days < 6 and other.town not in taken]
        again = chance.random() < SAME_TOWN and neighbours
        town = chance.choice(neighbours).town if again else chance.choice(towns)
        happening = _happening(number, town, on, chance)
        past = [other for other in recent if other.town.land is town.land and 7 <= (on - other.on).days <= 25]
        yield happening, chance.choice(past) if past else None
        recent.append(happening)


def _happening(number: int, town: Town, on: date, chance: random.Random) -> Happening:
    kind = chance.choice(WORDS["kinds"])
    low, high = kind.get("taken") or kind["killed"]
    first = min(high, low + int(chance.expovariate(1 / (0.25 * (high - low)))))
    rises = "taken" not in kind and chance.random() < RISING
    land = town.land
    words = {
        "town": town.name, "province": town.province, "country": land["country"], "adjective": land["adjective"],
        "site": chance.choice(WORDS["sites"][chance.choice(kind["sites"])]),
        "group": chance.choice(land["groups"]),
        "rank": chance.choice(WORDS["ranks"]), "officer": f"{_name(chance)} {_name(chance)}",
        "quarter_name": _name(chance), "quarter": chance.choice(WORDS["quarters"]), "landmark": _name(chance),
        "time": chance.choice(WORDS["times"]), "hospital": chance.choice(WORDS["hospitals"]),
        "doing": chance.choice(WORDS["doing"]), "vehicle": chance.choice(WORDS["vehicles"]),
        "trades": chance.choice(WORDS["trades"]), "things": chance.choice(WORDS["things"]),
        "weather": chance.choice(WORDS["weathers"]), "plan": chance.choice(WORDS["plans"]),
    }  # fmt: skip
    return Happening(
        number=number, kind=kind, town=town, on=on, first=first,
        last=first + (1 + int(chance.expovariate(4 / first)) if rises else 0),
        wounded=first + chance.randint(2, 20), words=words,
    )  # fmt: skip


def _name(chance: random.Random) -> str:
    """A name that nobody bears: two or three syllables."""
    return "".join(chance.choice(WORDS["syllables"]) for _ in range(chance.choice((2, 2, 3)))).capitalize()


def _reports_of(happening: Happening, earlier: Happening | None, chance: random.Random) -> Iterator[Report]:
    outlets = chance.sample(WORDS["outlets"], chance.choice(REPORTS))
    wire: Report | None = None
    for place, outlet in enumerate(outlets):
        if wire is not None and chance.random() < WIRE_COPY:
            yield _copy(wire, outlet)
            continue
        lag = 0 if place == 0 else chance.choice((0, 0, 1, 1, 2, 3))
        report = _report(happening, earlier, outlet, lag, chance)
        wire = wire or report
        yield report


def _copy(wire: Report, outlet: str) -> Report:
    """The first report again in another paper, under a title of its own and with its own last lines."""
    text = str(wire.fields["text"])
    fields = wire.fields | {"source": outlet, "text": f"{text}\n\n{outlet} used material of a news agency."}
    return Report(wire.happening, fields, wire.sides, copy_of=wire.fields["id"])


def _report(happening: Happening, earlier: Happening | None, outlet: str, lag: int, chance: random.Random) -> Report:
    is_dated = chance.random() >= UNDATED
    number = happening.last if lag >= 1 else happening.first
    fill = _filling(happening, number, lag, is_dated, chance)
    is_taking = "taken" in happening.kind
    paragraphs = [fill(chance.choice(happening.kind["leads"]))]
    paragraphs += [fill(chance.choice(WORDS["taken_tolls" if is_taking else "tolls"]))] * (chance.random() < 0.6)
    if number > happening.first and chance.random() < 0.8:
        paragraphs.append(fill(chance.choice(WORDS["rises"])))
    paragraphs += [fill(line) for line in chance.sample(WORDS["details"], chance.randint(2, 4))]
    paragraphs += [fill(chance.choice(WORDS["claims"]))] * (chance.random() < 0.5)
    paragraphs += [fill(line) for line in chance.sample(WORDS["background"], chance.randint(1, 3))]
    sides = []
    if earlier is not None and chance.random() < SIDE:
        sides.append({"event": earlier.name, "sentence": _side(earlier, happening.on, chance)})
        paragraphs.append(sides[0]["sentence"])
    paragraphs += chance.sample(WORDS["boilerplate"], chance.randint(0, 2))
    fields = {
        "id": "",
        "title": fill(chance.choice(happening.kind["titles"])),
        "published_at": (happening.on + timedelta(days=lag)).isoformat() if is_dated else None,
        "source": outlet,
        "text": "\n\n".join(paragraphs),
    }
    return Report(happening, fields, sides)


def _filling(happening: Happening, number: int, lag: int, is_dated: bool, chance: random.Random) -> Any:
    """A function that fills a line for one report."""
    words = happening.words | {
        "n": str(number), "m": str(happening.wounded), "before": str(happening.first),
        "people": _people(number, chance), "day": _day(happening.on, lag, is_dated, chance),
    }  # fmt: skip
    words["source"] = chance.choice(WORDS["sources"]).format(**words)
    words |= {name.capitalize(): words[name][:1].upper() + words[name][1:] for name in CAPITALISED}
    words["Adjective"] = words["adjective"]

    def fill(line: str) -> str:
        return _with_articles(line.format(**words))

    return fill


def _with_articles(line: str) -> str:
    """Mend "an" before a name that does not begin with a vowel.

    >>> _with_articles("An Somali air raid, an Iraqi one")
    'A Somali air raid, an Iraqi one'
    """
    words = line.split(" ")
    for at, (word, after) in enumerate(pairwise(words)):
        if word in ("An", "an") and after[:1].isupper() and after[0] not in "AEIOU":
            words[at] = word[0]
    return " ".join(words)


def _people(number: int, chance: random.Random) -> str:
    noun = "person" if number == 1 else chance.choice(("people", "people", "civilians"))
    said = NUMBERS[number] if number < len(NUMBERS) and chance.random() < 0.6 else str(number)
    return f"{chance.choice(('', '', 'at least '))}{said} {noun}"


def _day(on: date, lag: int, is_dated: bool, chance: random.Random) -> str:
    """How a report that many days later names the day."""
    written = (f"on {on.day} {on:%B} {on.year}", f"on {on:%B} {on.day}, {on.year}")
    if not is_dated:
        return chance.choice((*written, f"on {WEEKDAYS[on.weekday()]}"))
    near = [f"on {WEEKDAYS[on.weekday()]}"] * 4 + (["yesterday"] if lag == 1 else [])
    return chance.choice([*near, *written, f"on {on:%B} {on.day}"])


def _side(earlier: Happening, on: date, chance: random.Random) -> str:
    """A sentence that recalls an earlier event."""
    weeks = max(1, round((on - earlier.on).days / 7))
    ago = "a week earlier" if weeks == 1 else f"{NUMBERS[weeks]} weeks earlier"
    number = NUMBERS[earlier.last] if earlier.last < len(NUMBERS) else str(earlier.last)
    side = earlier.kind["side"].format(n_words=number, **earlier.words)
    line: str = chance.choice(WORDS["sides"])
    filled = line.format(earlier=ago.capitalize(), earlier_low=ago, side=side).replace("one people", "one person")
    return filled[0].upper() + filled[1:]


def read_towns() -> list[Town]:
    """The largest towns of the countries of the word list."""
    lands = {land["iso2"]: land for land in WORDS["countries"]}
    found: dict[str, list[tuple[int, Town]]] = {iso2: [] for iso2 in lands}
    with gzip.open(GAZETTEER, "rt", encoding="utf-8") as lines:
        for line in lines:
            _, name, iso2, province, latitude, longitude, people, kind = line.rstrip("\n").split("\t")
            if kind == "city" and iso2 in lands and name.isalpha() and province and len(name) > 4:
                town = Town(name, province, float(latitude), float(longitude), lands[iso2])
                found[iso2].append((int(people), town))
    best = [sorted(towns, key=lambda item: (-item[0], item[1].name))[:TOWNS] for towns in found.values()]
    return [town for towns in best for _, town in towns]


if __name__ == "__main__":
    main()
