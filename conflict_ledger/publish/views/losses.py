"""``loss_reports``: casualty claims in the long form that models of reporting bias read.

The columns are those of Radford et al. (2023), "Estimating conflict losses and reporting biases": a count, what was
lost, who says so, whose loss it is, over which time, and whether the count is a floor (``minimum`` 1) or a ceiling
(``maximum`` 1). As there, a claim of 30 to 40 dead is two rows, a floor of 30 and a ceiling of 40.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from conflict_ledger.publish.near_rows import DOCUMENTS, by_event, walk
from conflict_ledger.publish.row_reading import Row, Tables, dicts_of
from conflict_ledger.publish.views.states import country_of_forces

CLAIM_COLUMNS = (
    "claim_id", "document_id", "event_id_cnty", "outcome", "low", "best", "high", "qualifier", "is_total",
    "is_cumulative", "side", "claimant_text", "claimant_type", "assertion", "event_on_low", "event_on_high",
    "count_start", "dropped_by",
)  # fmt: skip
CLAIMS_AT_ONCE = 20_000
NEAR = (DOCUMENTS, *by_event("events", "event_details"))
KEPT = ("claim_id", "document_id", "event_id_cnty", "is_total", "side", "claimant_text", "assertion", "count_start")
WHOSE = {"civilians": "Civilian", "state forces": "Military", "armed group": "Military", None: "Unspecified"}
LOST = {
    "killed": "Deaths", "injured": "Injuries", "missing": "Missing", "captured": "Captured",
    "displaced": "Displaced", "casualties": "Casualties",
}  # fmt: skip
CUMULATIVE, DAY = "Cumulative", "Day"
POINTS = ("exact", "about")  # one number, said to be the count or near it


def loss_rows(tables: Tables) -> Iterator[Row]:
    """Rows of ``loss_reports``: every claim that nobody denied or took out, in the order of ``casualty_claims``."""
    origin = min((day for claim in _claims(tables) if (day := _day(claim))), default=None)
    for claim in _claims(tables):
        day, country = _day(claim), _country(claim)
        category, source = f"{WHOSE[claim['side']]} {LOST[claim['outcome']]}", claim["claimant_type"]
        for count, minimum, maximum in counts_of(claim):
            yield {name: claim[name] for name in KEPT} | {
                "days": (day - origin).days + 1 if day and origin else None,
                "loss_count": count,
                "category": category,
                "claim_source": source,
                "loss_country": country,
                "time_frame": _time_frame(claim),
                "minimum": minimum,
                "maximum": maximum,
                "loss_type": None if country is None else f"{category}-{country}",
                "source_target": None if country is None else f"{source}-{country}",
                "counted_on": day,
                "reported_on": claim["reported_on"],
            }


def _claims(tables: Tables) -> Iterator[Row]:
    """The claims that stand, with ``reported_on`` and ``countries``; one that names no day has those of its event."""
    names = ("event_on_low", "event_on_high")
    for claims, near in walk("casualty_claims", tables, NEAR, CLAIMS_AT_ONCE):
        published, countries = dict(_published(near)), _countries(near)
        days = {row["event_id_cnty"]: row for row in dicts_of(near["event_details"], "event_id_cnty", *names)}
        for claim in dicts_of(claims, *CLAIM_COLUMNS):
            if claim["assertion"] != "denied" and claim["dropped_by"] is None:
                own = {} if claim["event_on_low"] is not None else days.get(claim["event_id_cnty"], {})
                yield {
                    **claim,
                    **{name: own[name] for name in names if own},
                    "reported_on": published.get(claim["document_id"]),
                    "countries": countries.get(claim["event_id_cnty"], (None, None)),
                }


def counts_of(claim: Row) -> Iterator[tuple[int, int, int]]:
    """(count, 1 if a floor, 1 if a ceiling) for each row that a claim makes.

    >>> list(counts_of({"qualifier": "range", "low": 30, "best": 30, "high": 40}))
    [(30, 1, 0), (40, 0, 1)]
    """
    low, best, high = claim["low"], claim["best"], claim["high"]
    if best is not None and (claim["qualifier"] in POINTS or low == high):
        yield best, 0, 0
        return
    if low is not None and claim["qualifier"] != "up_to":
        yield low, 1, 0
    if high is not None:
        yield high, 0, 1


def _time_frame(claim: Row) -> str | None:
    """Over which time the count runs: up to the report, or one day; None for several days or an unknown one."""
    if claim["is_cumulative"]:
        return CUMULATIVE
    is_day = claim["event_on_low"] is not None and claim["event_on_low"] == claim["event_on_high"]
    return DAY if is_day else None


def _day(claim: Row) -> date | None:
    """The day that a count belongs to: that of the report for a running total, else the one day of the losses."""
    frame = _time_frame(claim)
    if frame == CUMULATIVE:
        reported: date | None = claim["reported_on"]
        return reported
    found: date | None = claim["event_on_low"]
    return found if frame == DAY else None


def _published(tables: Tables) -> Iterator[tuple[str, date]]:
    for row in dicts_of(tables["documents"], "document_id", "published_at"):
        if row["published_at"] is not None:
            yield row["document_id"], row["published_at"].date()


def _countries(tables: Tables) -> dict[str, tuple[str | None, str | None]]:
    """Event id -> its country, and the country of the one state whose forces take part, where one does."""
    found = {}
    for row in dicts_of(tables["events"], "event_id_cnty", "country", "actor1", "actor2"):
        forces = {country for name in ("actor1", "actor2") if (country := country_of_forces(row[name]))}
        found[row["event_id_cnty"]] = row["country"], forces.pop() if len(forces) == 1 else None
    return found


def _country(claim: Row) -> str | None:
    """Whose loss it is: the state for state forces where it is known, else the country in which it happened."""
    country, state = claim["countries"]
    found: str | None = (state or country) if claim["side"] == "state forces" else country
    return found
