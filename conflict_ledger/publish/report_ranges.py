"""The range of one outcome of an event, drawn above its claims: the claim behind each bound, and what was known before.

A toll that changed with the days has a row for each range that stood before, on the same axis: the toll as of any day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from conflict_ledger.publish.report_intervals import Scale, interval_drawing
from conflict_ledger.publish.report_markup import Html, element, joined, jump
from conflict_ledger.publish.report_quotes import document_label
from conflict_ledger.publish.report_tables import Row
from conflict_ledger.publish.report_words import counted, cut, day_words, interval_words, listed

BOUNDS = ("low", "best", "high")
BOUND_WORDS = {"low": "lowest", "best": "best", "high": "highest"}
NO_BOUND = {"low": "no lower bound", "best": "no single best number", "high": "open upwards"}
MOST_STEPS = 12  # former ranges that are shown, the newest of them

Documents = Mapping[str, Row]


def range_body(whole: Row, history: Sequence[Row], claims: list[Row], scale: Scale, documents: Documents) -> Html:
    """The event's range with its claims, and below it what was known before, newest first."""
    by_id = {claim["claim_id"]: claim for claim in claims}
    former = list(reversed(history))[1:]  # the last step is the range itself
    left_out = len(former) - MOST_STEPS
    rows = [
        _row("All sources", _extent(whole, claims, former), whole, by_id, scale, documents, labelled=True),
        *(
            _row(_since(step), [], step, by_id, scale, documents, class_="former", kind="group")
            for step in former[:MOST_STEPS]
        ),
    ]
    if left_out > 0:
        note = f"{counted(left_out, 'earlier range')} in the table casualty_range_history."
        rows.append(element("tr", element("td", note, colspan=4, class_="quiet")))
    return element("tbody", joined(rows), class_="range")


def bounds_set(claim: Row, whole: Row) -> str | None:
    """Which bounds of the event's range come from this claim, in words."""
    names = [name for name in BOUNDS if whole.get(f"{name}_claim_id") == claim["claim_id"]]
    if len(names) == len(BOUNDS):
        return "the range"
    return listed([BOUND_WORDS[name] if whole.get(name) is not None else "the open end" for name in names]) or None


def _row(
    title: str,
    remarks: Sequence[str],
    row: Row,
    by_id: Mapping[str, Row],
    scale: Scale,
    documents: Documents,
    *,
    labelled: bool = False,
    kind: str = "",
    class_: str | None = None,
) -> Html:
    bounds = [row.get(name) for name in BOUNDS]
    smalls = joined(element("small", remark) for remark in remarks)
    is_gone = "basis" in row and row["basis"] is None
    cells = (
        element("th", title, smalls, scope="row", class_="who"),
        element("td", None if is_gone else interval_words(bounds[0], None, bounds[2]), class_="figure"),
        element("td", interval_drawing(scale, *bounds, kind=kind, labelled=labelled), class_="chart"),
        element("td", _origin_list(row, by_id, documents, is_gone=is_gone), class_="why"),
    )
    return element("tr", joined(cells), class_=class_)


def _extent(whole: Row, claims: list[Row], former: Sequence[Row]) -> list[str]:
    """How many say so, since when it is known, and how far the claimants are apart."""
    n_documents, ratio = whole.get("n_documents"), whole.get("perpetrator_to_state")
    told = counted(whole.get("n_claims", len(claims)), "claim")
    remarks = [
        told + ("" if n_documents is None else f" in {counted(n_documents, 'document')}"),
        f"as known since {day_words(whole['known_since'])}" if former and whole.get("known_since") else None,
        "claimants leave no common number" if whole.get("claimants_overlap") is False else None,
        None if ratio is None else f"perpetrators to state: {ratio:g} to 1",
    ]
    return [remark for remark in remarks if remark]


def _since(step: Row) -> str:
    since = step.get("known_since")
    return f"Known from {day_words(since)}" if since else "From undated reports"


def _origin_list(row: Row, by_id: Mapping[str, Row], documents: Documents, *, is_gone: bool) -> Html:
    if is_gone:
        return element("span", "nothing stated", class_="quiet")
    return element("ul", joined(_origins(row, by_id, documents)))


def _origins(row: Row, by_id: Mapping[str, Row], documents: Documents) -> Iterator[Html]:
    """One line for each claim that gives a bound, bounds of the same claim and number in one line."""
    origins: dict[tuple[str, str], list[str]] = {}
    for name in BOUNDS:
        value = row.get(name)
        words = NO_BOUND[name] if value is None else f"{value:,}"
        names = origins.setdefault((words, str(row.get(f"{name}_claim_id") or "")), [])
        names += [] if value is None else [BOUND_WORDS[name]]
    for (words, claim_id), names in origins.items():
        quoted = _origin_words(by_id.get(claim_id), claim_id, documents)
        named = f"{listed(names)} {words}" if names else words
        yield element("li", element("b", named), ": " if quoted else None, quoted)


def _origin_words(claim: Row | None, claim_id: str, documents: Documents) -> Any:
    if claim is None:
        return claim_id or None
    who = claim.get("claimant_text") or document_label(claim["document_id"], documents)
    return jump("c", claim_id, f"“{cut(str(claim.get('count_text') or claim_id), 40)}”, {cut(str(who), 60)}")
