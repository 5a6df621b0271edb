"""Casualty claims beside their sentences: one table per outcome of an event, all rows on one axis.

The event's range stands on top and says which claim each bound comes from; below it the claims by type of
claimant, each with its interval, its sentence with the counting words marked, and the way to its document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from conflict_ledger.publish.report_intervals import (
    Scale,
    axis,
    column_background,
    fit_scale,
    interval_drawing,
)
from conflict_ledger.publish.report_markup import Html, anchor, element, joined, jump
from conflict_ledger.publish.report_quotes import document_label, quote_cell
from conflict_ledger.publish.report_ranges import BOUNDS, Documents, bounds_set, range_body
from conflict_ledger.publish.report_tables import Row
from conflict_ledger.publish.report_words import (
    counted,
    cut,
    interval_with_best,
    interval_words,
    meanings,
    plain_name,
)

MOST_CLAIMS = 40  # rows of one outcome; those that a bound of the range comes from are always among them
# Roles of claims that other columns do not tell already.
ROLE_WORDS = {
    "superseded": "superseded",
    "revised_down": "revised down",
    "told_again": "told again",
    "told_closer": "told closer elsewhere",
    "beside_total": "beside the total of another article",
    "same_article": "its article gives another number",
    "other_days": "of other days",
    "died_later": "died later",
}

Ranges = Mapping[tuple[str, str], Row]


def outcome_section(
    outcome: str, claims: list[Row], ranges: Ranges, documents: Documents, history: Sequence[Row] = ()
) -> Html:
    """Heading and table of one outcome of one event.

    ``ranges`` is by outcome and claimant type; ``history`` what the range over all said step by step.
    """
    whole = ranges.get((outcome, "all"), {})
    bounds = [whole.get(name) for name in BOUNDS]
    scale = fit_scale([*bounds, *(row.get(name) for row in (*claims, *history) for name in BOUNDS)])
    shown = _shown_claims(claims, whole)
    left_out = len(claims) - len(shown)
    is_plain = len(claims) == 1 and len(history) < 2 and whole.get("n_claims", 1) == 1  # then the heading says it all
    bodies = [range_body(whole, history, claims, scale, documents)] if whole and not is_plain else []
    for kind, group in groupby(shown, key=claimant_kind):
        bodies.append(_claimant_body(kind, list(group), ranges.get((outcome, kind)), whole, scale, documents))
    background = (
        column_background(scale, whole.get("low"), whole.get("high")) if whole else column_background(scale, 0, 0)
    )
    return element(
        "section",
        element(
            "h4",
            plain_name(outcome).capitalize(),
            element("b", interval_with_best(*bounds)) if whole else None,
        ),
        element("table", _head(scale), joined(bodies), class_="claims", style=background),
        _left_out_note(left_out),
        class_="outcome",
    )


def loose_claims_table(claims: Iterable[Row], documents: Documents) -> Html:
    """Claims that belong to no event, without a drawing: their numbers have nothing to be compared with."""
    rows = joined(_loose_row(claim, documents) for claim in claims)
    heads = joined(element("th", name, scope="col") for name in ("Who says", "People", "In these words"))
    return element("table", element("thead", element("tr", heads)), element("tbody", rows), class_="claims loose")


def _loose_row(claim: Row, documents: Documents) -> Html:
    figure = _figure_cell(claim, {}, documents, outcome=True)
    cells = (_who_cell(claim, documents), figure, quote_cell(claim, documents))
    return element("tr", joined(cells), id=anchor("c", claim["claim_id"]))


def claimant_kind(claim: Row) -> str:
    """The claim's type of claimant; the contract's `unnamed` where none is given."""
    return str(claim.get("claimant_type") or "unnamed")


def _shown_claims(claims: list[Row], whole: Row) -> list[Row]:
    if len(claims) <= MOST_CLAIMS:
        return claims
    bounding = {whole.get(f"{name}_claim_id") for name in BOUNDS}
    first = sorted(claims, key=lambda claim: claim["claim_id"] not in bounding)[:MOST_CLAIMS]
    chosen = {claim["claim_id"] for claim in first}
    return [claim for claim in claims if claim["claim_id"] in chosen]


def _left_out_note(left_out: int) -> Html | None:
    if not left_out:
        return None
    return element("p", f"{counted(left_out, 'more claim')} in the table casualty_claims.", class_="quiet")


def _head(scale: Scale) -> Html:
    names = ("Who says", "People", axis(scale), "In these words")
    cells = (element("th", name, scope="col", class_="chart" if isinstance(name, Html) else None) for name in names)
    return element("thead", element("tr", joined(cells)))


def _claimant_body(
    kind: str, claims: list[Row], own: Row | None, whole: Row, scale: Scale, documents: Documents
) -> Html:
    """The claims of one type of claimant, headed by their own range where there is more than one."""
    name = element("th", _claimant_name(kind), scope="rowgroup", class_="who")
    if own is not None and len(claims) > 1:
        bounds = [own.get(bound) for bound in BOUNDS]
        drawing = interval_drawing(scale, *bounds, kind="group")
        cells = (
            element("td", interval_words(bounds[0], None, bounds[2]), class_="figure"),
            element("td", drawing, class_="chart"),
            element("td", counted(len(claims), "claim"), class_="quiet"),
        )
    else:
        cells = (element("td"), element("td", class_="chart"), element("td"))
    rows = (_claim_row(claim, whole, scale, documents) for claim in claims)
    return element("tbody", element("tr", name, *cells, class_="claimant"), joined(rows))


def _claimant_name(kind: str) -> Html:
    named = plain_name(kind)
    return element("span", named[:1].upper() + named[1:], title=meanings("claimant_types").get(kind))


def _claim_row(claim: Row, whole: Row, scale: Scale, documents: Documents) -> Html:
    bounds = [claim.get(name) for name in BOUNDS]
    return element(
        "tr",
        _who_cell(claim, documents),
        _figure_cell(claim, whole, documents),
        element("td", interval_drawing(scale, *bounds, kind=_drawn_as(claim)), class_="chart"),
        quote_cell(claim, documents),
        id=anchor("c", claim["claim_id"]),
    )


def _drawn_as(claim: Row) -> str:
    if claim.get("assertion") == "denied" or claim.get("dropped_by"):
        return "denied"
    is_part = claim.get("is_total") is False or claim.get("is_cumulative")
    is_aside = claim.get("range_role") in ROLE_WORDS and claim.get("range_role") != "revised_down"
    return "partial" if is_part or is_aside else ""


def _who_cell(claim: Row, documents: Documents) -> Html:
    who = claim.get("claimant_text")
    told = jump("d", claim["document_id"], document_label(claim["document_id"], documents))
    return element(
        "td",
        cut(str(who), 80) if who else element("i", "no source named"),
        element("small", told),
        class_="who",
    )


def _figure_cell(claim: Row, whole: Row, documents: Documents, *, outcome: bool = False) -> Html:
    """The interval in words, who was harmed, and what sets this claim apart from a plain report."""
    parts = (plain_name(claim["outcome"]) if outcome else None, claim.get("victim_text"))
    victims = " · ".join(str(part) for part in parts if part)
    bounds = bounds_set(claim, whole)
    return element(
        "td",
        element("span", _claim_words(claim), class_="number"),
        element("small", cut(victims, 60)) if victims else None,
        element("span", f"sets {bounds}", class_="mark bound") if bounds else None,
        joined(element("span", mark, class_="mark") for mark in _marks(claim, documents)),
        _role_mark(claim),
        class_="figure",
    )


def _marks(claim: Row, documents: Documents) -> Iterator[str]:
    if claim.get("assertion") not in (None, "reported"):
        yield plain_name(claim["assertion"])
    marks = (
        (claim.get("is_total") is False, "part of a total"),
        (claim.get("is_cumulative"), "running total"),
        (claim.get("dropped_by"), "dropped by a person"),
        (documents.get(claim["document_id"], {}).get("duplicate_of"), "in a copied text"),
    )
    yield from (words for holds, words in marks if holds)


def _role_mark(claim: Row) -> Html | None:
    """What else became of the claim, explained on hovering; a count that was replaced leads to the newer one."""
    role, newer = str(claim.get("range_role")), claim.get("revised_by_claim_id")
    words = ROLE_WORDS.get(role)
    if words is None:
        return None
    shown = jump("c", newer, words) if newer else words
    return element("span", shown, class_="mark role", title=meanings("range_roles").get(role))


def _claim_words(claim: Row) -> str:
    words = interval_with_best(claim.get("low"), claim.get("best"), claim.get("high"))
    if claim.get("qualifier") == "none_stated":
        return f"number not stated: {words}" if claim.get("low") else "number not stated"
    return f"about {words}" if claim.get("qualifier") == "about" else words
