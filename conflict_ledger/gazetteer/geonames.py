"""Read files of GeoNames as they are downloaded: ``allCountries.txt`` or ``<ISO2>.txt``, or the ``.zip`` of one.

Tab-separated, UTF-8, without a header; each line is one feature of 19 fields, of which a handful is used here.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Set
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TextIO

from conflict_ledger.problems import ConfigurationError

FIELDS = 19
CLASS, CODE = 6, 7  # feature class ("P" populated place, "A" area) and feature code
NO_PLACES = {"PPLH", "PPLQ", "PPLCH"}  # gone long ago, abandoned, a capital of old
# What news names as a scene beside towns and areas: camps of refugees are read as towns, islands and woods as regions.
CAMPS = {"CMPRF"}
STRETCHES = {"ISL", "ISLS", "FRST"}
AREA_LEVELS = {"ADM1": 1, "ADM2": 2, "ADM3": 3}


class Feature(NamedTuple):
    """One line; ``codes`` are the GeoNames codes of the areas it lies in, "" where there is none."""

    place_id: str
    name: str
    alternates: str
    latitude: str
    longitude: str
    kind: str
    code: str
    iso2: str
    codes: tuple[str, str, str]
    population: int


def read_features(dump: Path, kinds: Set[str]) -> Iterator[Feature]:
    """The features of a dump that are of those kinds, in its order.

    Raises ConfigurationError, with the number of the line, for a file that is no dump.
    """
    with _open(dump) as stream:
        for number, line in enumerate(stream, 1):
            fields = line.rstrip("\r\n").split("\t")
            if len(fields) != FIELDS:
                raise ConfigurationError(f"{dump}, line {number}: {len(fields)} fields instead of GeoNames' {FIELDS}")
            kind = kind_of(fields[CLASS], fields[CODE])
            if kind in kinds:
                yield _feature(fields, kind, f"{dump}, line {number}")


def kind_of(feature_class: str, code: str) -> str:
    """How a feature is read: "city", "area", "region" (without borders), "" for what is left out.

    >>> kind_of("P", "PPLA2"), kind_of("A", "ADM2"), kind_of("S", "CMPRF"), kind_of("T", "ISL"), kind_of("H", "STM")
    ('city', 'area', 'city', 'region', '')
    """
    if feature_class == "P":
        return "" if code in NO_PLACES else "city"
    if feature_class == "A":
        return "area" if code in AREA_LEVELS else ""
    if code in CAMPS:
        return "city"
    return "region" if code in STRETCHES else ""


def _feature(fields: list[str], kind: str, where: str) -> Feature:
    try:
        point = f"{float(fields[4]):.4f}", f"{float(fields[5]):.4f}"
        people = int(fields[14] or 0)
    except ValueError as error:
        raise ConfigurationError(f"{where}: {error}") from None
    return Feature(
        place_id=fields[0], name=fields[1], alternates=fields[3], latitude=point[0], longitude=point[1], kind=kind,
        code=fields[CODE], iso2=fields[8], codes=(fields[10], fields[11], fields[12]), population=people,
    )  # fmt: skip


def read_codes(path: Path) -> Iterator[tuple[tuple[str, ...], str]]:
    """``admin1CodesASCII.txt`` or ``admin2Codes.txt``: ("IQ", "08"), "Nineveh"; nothing where there is no file."""
    if path.is_file():
        with path.open(encoding="utf-8") as stream:
            for line in stream:
                codes, name = line.split("\t")[:2]
                yield tuple(codes.split(".")), name


@contextmanager
def _open(dump: Path) -> Iterator[TextIO]:
    """The text of a dump; of an archive the one text that is named like it."""
    if not dump.is_file():
        raise ConfigurationError(f"{dump} is not a file")
    if dump.suffix != ".zip":
        with dump.open(encoding="utf-8", newline="\n") as stream:
            yield stream
        return
    try:
        with (
            zipfile.ZipFile(dump) as archive,
            archive.open(f"{dump.stem}.txt") as member,
            io.TextIOWrapper(member, encoding="utf-8", newline="\n") as text,
        ):
            yield text
    except (KeyError, zipfile.BadZipFile):
        raise ConfigurationError(f"{dump} holds no {dump.stem}.txt") from None
