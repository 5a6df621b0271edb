"""Make a gazetteer from GeoNames files: ``conflict-ledger gazetteer build``.

The dump is read line by line, for the names of areas, for their seats, and for the towns. Names are sorted in
pieces on the disk, so that memory is bounded by the areas and one piece, not by the twelve million lines of the world.
"""

from __future__ import annotations

import gzip
import heapq
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from conflict_ledger.gazetteer.areas import Areas, districts, province_lines
from conflict_ledger.gazetteer.choice import AREAS, NAMES, PLACES, SOURCE
from conflict_ledger.gazetteer.geonames import Feature, read_codes, read_features
from conflict_ledger.gazetteer.lines import write_lines
from conflict_ledger.gazetteer.naming import (
    AREA_HEADER,
    QUIET,
    fame,
    is_english,
    merged,
    own_aliases,
    plain_name,
    town_names,
)
from conflict_ledger.lexicon import FOLDER, read_yaml
from conflict_ledger.problems import ConfigurationError
from conflict_ledger.reference.countries import countries_by_iso2
from conflict_ledger.reference.place_names import fold_name

PIECE = 400_000  # names sorted in memory at once, about 100 MB
MOST_BEARERS = 60  # of one name: as many as the reader ever compares
BEST_FAME = 99.0  # above every fame, so that the best known sorts first
SOURCE_TEXT = """\
# Side file of {places}, {names} and {areas}.
purpose: towns, districts and provinces with their names, for reading place names in news text
source: GeoNames (https://www.geonames.org), from the files {files}
licence: CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/), attribution to GeoNames; spellings of ours, MIT
changes: >-
  names folded to plain Latin letters; small towns of some countries, long, non-Latin and word-like alternate names
  left out; provinces and districts placed at their seat or largest town; provinces renamed and given aliases
sha256:
{hashes}
"""


@dataclass(slots=True)
class _NameSorter:
    """Collects (name, fame, number of a place) and gives them back sorted, spilling pieces to ``folder``."""

    folder: Path
    piece: list[str] = field(default_factory=list)
    spilled: list[Path] = field(default_factory=list)

    def add(self, names: dict[str, float], people: int, number: int) -> None:
        """The names of one place."""
        for name, weight in names.items():
            self.piece.append(f"{name}\t{BEST_FAME - fame(weight, people):07.4f}\t{number:09}\n")
        if len(self.piece) >= PIECE:
            self.spill()

    def spill(self) -> None:
        """Put what was collected so far on the disk, in order."""
        path = self.folder / f"names{len(self.spilled)}"
        with path.open("w", encoding="ascii") as stream:
            stream.writelines(sorted(self.piece))
        self.spilled.append(path)
        self.piece.clear()

    def lines(self, words: Set[str]) -> Iterator[str]:
        """``name<TAB>number number ...[<TAB>word]`` in the order of the names, best known place first."""
        self.spill()
        streams = [path.open(encoding="ascii") for path in self.spilled]
        try:
            for name, group in groupby(heapq.merge(*streams), lambda line: line.partition("\t")[0]):
                numbers = (str(int(line.rpartition("\t")[2])) for line in group)
                bearers = " ".join(number for number, _ in zip(numbers, range(MOST_BEARERS), strict=False))
                yield f"{name}\t{bearers}\tword" if is_english(name, words) else f"{name}\t{bearers}"
        finally:
            for stream in streams:
                stream.close()


def build_gazetteer(dumps: Sequence[Path], out: Path, words: Path | None = None) -> str:
    """Write a gazetteer folder from dumps and the lists of codes beside them; gives one line for a person.

    ``words`` lists English words, one a line; without it those that our own lexicons know are used. ``out`` is
    replaced only when everything is written.
    """
    if out.exists() and not (out / SOURCE).is_file():
        raise ConfigurationError(f"--out {out} exists and is no gazetteer")
    known = english_words(words)
    areas = survey_areas(dumps)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}.") as scratch:
        made = Path(scratch) / "made"
        made.mkdir()
        names = _NameSorter(Path(scratch))
        hashes = {
            PLACES: write_lines(made / PLACES, place_lines(dumps, areas, names, known)),
            NAMES: write_lines(made / NAMES, names.lines(known)),
            AREAS: write_lines(made / AREAS, [AREA_HEADER, *province_lines(areas)]),
        }
        text = SOURCE_TEXT.format(
            places=PLACES, names=NAMES, areas=AREAS, files=", ".join(dump.name for dump in dumps),
            hashes="\n".join(f"  {name}: {digest}" for name, digest in hashes.items()),
        )  # fmt: skip
        (made / SOURCE).write_text(text, encoding="utf-8")
        (made / AREAS).with_suffix(".offsets").unlink()
        counts = [(made / name).with_suffix(".offsets").stat().st_size // 8 - 1 for name in (PLACES, NAMES)]
        if out.exists():
            shutil.rmtree(out)
        made.rename(out)
    return f"wrote {out}: {counts[0]:,} places with {counts[1]:,} names, from GeoNames (CC BY 4.0)"


def survey_areas(dumps: Iterable[Path]) -> Areas:
    """Every area with its names and its seat."""
    areas = Areas()
    folders = []
    for dump in dumps:
        folders.append(dump.parent)
        # Areas first: our own capital of a province is known by the province's name.
        for kind in ("area", "city"):
            for feature in read_features(dump, {kind}):
                areas.add(feature)
    for folder in dict.fromkeys(folders):
        for listed in ("admin1CodesASCII.txt", "admin2Codes.txt"):
            for codes, name in read_codes(folder / listed):
                areas.name(codes, name)
    return areas


def place_lines(dumps: Iterable[Path], areas: Areas, names: _NameSorter, words: Set[str]) -> Iterator[str]:
    """The line of each town worth keeping, then those of the districts; ``names`` gathers names."""
    number = 0
    for dump in dumps:
        for town in read_features(dump, {"city", "region"}):
            if not _is_wanted(town):
                continue
            spelled = town_names(town.name, town.alternates.split(","), town.iso2, town.population, words)
            spelled |= dict.fromkeys(own_aliases().get(town.place_id, ()), 0.9)
            if spelled:
                areas.mark_like_town(town, fold_name(town.name))
                names.add(spelled, town.population, number)
                number += 1
                yield _line(town, areas.province(town))
    for line, people, spelled in districts(areas):
        names.add(spelled, people, number)
        number += 1
        yield line


def _is_wanted(town: Feature) -> bool:
    return town.population >= QUIET.get(town.iso2, 0) and merged(town.iso2) in countries_by_iso2()


def _line(town: Feature, province: str) -> str:
    place = f"{town.place_id}\t{plain_name(town.name)}\t{merged(town.iso2)}\t{province}"
    return f"{place}\t{town.latitude}\t{town.longitude}\t{town.population}\t{town.kind}"


def english_words(listed: Path | None) -> set[str]:
    """Words in small letters that a place may be named like; our own are those of the lexicons and marked names."""
    if listed is not None:
        return {word for word in listed.read_text(encoding="utf-8").split("\n") if word.islower() and word.isalpha()}
    forms = (
        str(form)
        for path in sorted(FOLDER.glob("*.yml"))
        for entry in _entries(read_yaml(path))
        for form in entry.get("forms", ())
    )
    names = gzip.decompress((FOLDER / f"{NAMES}.gz").read_bytes()).decode("utf-8").split("\n")
    known = (line.partition("\t")[0] for line in names if line.endswith("\tword"))
    return {word for form in (*forms, *known) for word in form.split() if word.islower() and word.isalpha()}


def _entries(raw: object) -> Iterator[dict[str, list[str]]]:
    """The entries of a lexicon file; a side file of a table has none."""
    entries = raw.get("entries", ()) if isinstance(raw, dict) else ()
    yield from (entry for entry in entries if isinstance(entry, dict))
