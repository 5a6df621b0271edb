"""States in UCDP's terms: the number of Gleditsch and Ward, the name and the region that go with it."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache

from conflict_ledger.lexicon import FOLDER
from conflict_ledger.reference.countries import country_facts

# UCDP's regions are ranges of these numbers.
REGIONS = (
    (2, 199, "Americas"),
    (200, 399, "Europe"),
    (400, 626, "Africa"),
    (630, 699, "Middle East"),
    (700, 990, "Asia"),
)
STATE_FORCES = re.compile(r"(?:Military|Police|Mutiny of (?:Military|Police)) Forces of (?:the )?([^(]+?)(?: \(.*)?")
GOVERNMENT = re.compile(r"Government of (?:the )?([^(]+?)(?: \(.*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state: its number, its name as UCDP writes it, and its region."""

    number: int
    name: str
    region: str | None


@cache
def _states() -> dict[str, State]:
    with (FOLDER / "gleditsch_ward.tsv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {
        row["country"]: State(
            number=int(row["gwno"]), name=row["ucdp_name"] or row["country"], region=_region(int(row["gwno"]))
        )
        for row in rows
    }


def _region(number: int) -> str | None:
    return next((name for first, last, name in REGIONS if first <= number <= last), None)


def state_of_country(country: str | None) -> State | None:
    """The state of a country in our spelling; None for territories that the list does not count as states.

    >>> state_of_country("Myanmar").name, state_of_country("Aruba")
    ('Myanmar (Burma)', None)
    """
    return _states().get(country or "")


def country_of_forces(actor: str | None) -> str | None:
    """The country whose forces or government an actor is, in our spelling; None where the name tells none.

    >>> country_of_forces("Military Forces of the Philippines (2016-2022)"), country_of_forces("Islamic State")
    ('Philippines', None)
    """
    found = STATE_FORCES.fullmatch(actor or "") or GOVERNMENT.fullmatch(actor or "")
    facts = country_facts(found[1]) if found else None
    return facts.name if facts else None
