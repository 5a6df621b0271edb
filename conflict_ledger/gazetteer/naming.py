"""Which names of a place are worth knowing, and how they are spelled: the same for every gazetteer we make."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cache

from conflict_ledger.lexicon import FOLDER
from conflict_ledger.reference.place_names import fold_name, strip_accents

# Countries whose many small places cost more false hits than they bring: only larger ones are kept.
QUIET = {
    **dict.fromkeys("DE FR IT ES RO AT CZ BE CH GR NL SE HU HR PT FI SK NO SI DK LV LT EE IE PL IS LU".split(), 5000),
    **dict.fromkeys("JP KR CN CA AU NZ GB".split(), 3000),
    **dict.fromkeys("MX ID BR AR CI MY RS BA".split(), 0),
    "US": 500,
}
ALTERNATES_FROM = 100_000  # in quiet countries only cities of that size keep alternate names
WORD_NAME_FROM = 15_000  # smaller places named like an English word are dropped
MERGED = {"EH": "MA", "HK": "CN", "MO": "CN", "AX": "FI", "SJ": "NO"}  # no country of its own in our table
ARABIC = set("IQ SY YE LY PS LB JO EG SA SD DZ TN MA KW BH QA AE OM MR SO TD IR".split())
MOST_WORDS = 4  # of an alternate name

AREA_WORDS = re.compile(
    r"^(?:(?:State|Region|Republic|Governorate) of|Muhafazat)\s+|"
    r"\s+(?:Province|Governorate|Department|(?:Regional )?State|Region|District|County|Oblast|Kra[iy]|Republic|"
    r"Autonomous District|Oblysy|Povince|Rayon|Division)[’']?$",
    re.IGNORECASE,
)  # fmt: skip
DISTRICT_WORDS = re.compile(
    r"^(Province of|City of|Municipality of|Provincia de|Partido de|Gmina|Powiat|Mu[ḩh]āfaz̧at|Qa[dḑ][aā][ʼ’]?|"
    r"Ville de)\s+|"
    r"\s+(District|Province|Department|Territory|Ville|Raion|Municipality|LGA|Governorate|Rayon|Subdistrict|Zone)$"
)  # fmt: skip
PLAIN = str.maketrans(dict(zip("ʼʾ’‘ʿ`ʻıłŁøØđĐəǝƏß–", "'''''''ilLoOdDeeEs-", strict=True)))
ARTICLE = re.compile(r"^(al|el|ad|ar|as|ash|at|az|an|adh|ath|il) (?=\w{3})")
AREA_HEADER = "iso2\tcode\tname\tcapital\tlatitude\tlongitude\tpopulation\taliases"


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaName:
    """A first level area as we write it: ``capital`` is "" where we know none, ``aliases`` are joined by "; "."""

    name: str
    capital: str
    aliases: str


def merged(iso2: str) -> str:
    """The country of our table that a GeoNames country belongs to."""
    return MERGED.get(iso2, iso2)


def plain_name(name: str) -> str:
    """Accents and marks away, as English-language data sets write names."""
    return " ".join(strip_accents(name.translate(PLAIN)).strip(" '").split())


@cache
def own_area_names() -> dict[tuple[str, str], dict[str, str]]:
    """Our own spelling, capital and aliases of first level areas, by ISO2 and folded GeoNames name."""
    with (FOLDER / "admin1_names.tsv").open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(row["iso2"], row["geonames_name"]): row for row in rows}


@cache
def own_aliases() -> dict[str, tuple[str, ...]]:
    """Place id -> folded spellings of ``place_aliases.tsv`` that GeoNames lacks."""
    with (FOLDER / "place_aliases.tsv").open(encoding="utf-8", newline="") as stream:
        spellings: dict[str, list[str]] = {}
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            spellings.setdefault(row["place_id"], []).extend(fold_name(alias) for alias in row["aliases"].split("; "))
        return {place_id: tuple(folded) for place_id, folded in spellings.items()}


@cache
def area_name(iso2: str, geonames_name: str) -> AreaName:
    """The first level area in ACLED's spelling, GeoNames' one being kept as an alias.

    >>> area_name("IQ", "Nineveh").name, area_name("XX", "Orta Province").name
    ('Ninewa', 'Orta')
    """
    name = plain_name(AREA_WORDS.sub("", geonames_name))
    own = own_area_names().get((iso2, fold_name(name)), {})
    aliases = [alias for alias in own.get("aliases", "").split("; ") if alias]
    if own and fold_name(own["name"]) != fold_name(name) and name not in aliases:
        aliases.append(name)
    joined = "; ".join(dict.fromkeys(aliases))
    return AreaName(name=own.get("name") or name, capital=own.get("capital", ""), aliases=joined)


def district_name(iso2: str, geonames_name: str) -> str:
    """A second level area without the word for what it is; counties of the United States keep theirs."""
    return plain_name(geonames_name if iso2 == "US" else DISTRICT_WORDS.sub("", geonames_name))


def district_id(iso2: str, area: str, name: str) -> str:
    """Second level areas are known by their country, area and name."""
    return f"{iso2}/{fold_name(area)}/{fold_name(name)}".replace(" ", "_")


def town_names(name: str, alternates: Iterable[str], iso2: str, population: int, words: Set[str]) -> dict[str, float]:
    """Folded name -> weight of the name for this town; empty where none is worth keeping."""
    names: dict[str, float] = {}
    main = fold_name(name)
    if usable(main) and not (main in words and population < WORD_NAME_FROM and iso2 in QUIET and iso2 != "US"):
        names[main] = 1.0
    if iso2 not in QUIET or population >= ALTERNATES_FROM:
        for alternate in alternates:
            for folded in variants(alternate, iso2):
                if folded not in words:
                    names.setdefault(folded, 0.5)
        for folded in list(variants(name, iso2)):
            if folded not in words:
                names.setdefault(folded, 0.9)
    return names


def usable(folded: str) -> bool:
    """Only Latin letters (after folding) and digits, and long enough to mean something."""
    return folded.isascii() and folded.replace(" ", "").isalnum() and len(folded) >= 3 and not folded.isdigit()


def variants(name: str, iso2: str) -> Iterator[str]:
    """Folded spellings of an alternate name: not codes, not transcriptions in small letters, no long phrases."""
    if not name[:1].isupper() or (name.isupper() and len(name) < 6) or name.count(" ") >= MOST_WORDS:
        return
    folded = fold_name(name)
    if not usable(folded) or len(folded) < 4:
        return
    yield folded
    if folded[:3] in ("el ", "al ") and folded.count(" ") == 1:
        yield folded.replace(" ", "")
    if iso2 in ARABIC and (match := ARTICLE.match(folded)):
        rest = folded[match.end() :]
        yield "al " + rest
        if len(rest) > 4:
            yield rest


def fame(weight: float, population: int) -> float:
    """How well known a place is under a name: the best known bearer of a name comes first."""
    return weight * math.log10(population + 100)


def is_english(name: str, words: Set[str]) -> bool:
    """Whether every word of a folded name is an ordinary word."""
    return all(part in words for part in name.split(" "))
