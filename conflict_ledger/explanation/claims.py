"""The numbers of an event: each range, how it came to be known day by day, and what became of every claim.

Each bound names its claim, and each claim says what the range does with it (``range_role``) and where its words stand:
the way from a number to a sentence and back.
"""

from __future__ import annotations

from collections.abc import Iterator

from conflict_ledger.explanation.published import BOUNDS, PublishedEvent, Row, one_line, shown
from conflict_ledger.publish.report_words import counted, meanings

PLAIN_ROLES = ("bound", "within")  # they need no reason
WEIGHTIEST_FIRST = {"bound": 0, "within": 1, "revised_down": 2, "superseded": 3}


def claim_lines(found: PublishedEvent) -> Iterator[str]:
    """Per outcome the range over all claims with its history, then each kind of claimant with its claims."""
    told = sorted({(row["outcome"], row["claimant_type"]) for row in (*found.claims.values(), *found.ranges)})
    for outcome in dict.fromkeys(outcome for outcome, _ in told):
        for kind in ("all", *(kind for name, kind in told if name == outcome and kind != "all")):
            yield ""
            yield from _range_lines(outcome, kind, found)
            yield from _claims_of(outcome, kind, found)


def _range_lines(outcome: str, kind: str, found: PublishedEvent) -> Iterator[str]:
    row = _range(outcome, kind, found)
    if row is None:
        yield f"{outcome}, {kind}: no number stands"
        return
    yield f"{outcome}, {kind}: {_numbers(row)}"
    if kind == "all":
        yield f"    how    {'; '.join(_extent(row))}"
    steps = [step for step in found.history if (step["outcome"], step["claimant_type"]) == (outcome, kind)]
    if kind == "all" or len(steps) > 1:
        yield from _history_lines(sorted(steps, key=lambda step: step["step"]))


def _range(outcome: str, kind: str, found: PublishedEvent) -> Row | None:
    return next((row for row in found.ranges if (row["outcome"], row["claimant_type"]) == (outcome, kind)), None)


def _numbers(row: Row) -> str:
    return ", ".join(f"{bound} {_number(row, bound)}" for bound in BOUNDS)


def _number(row: Row, bound: str) -> str:
    return "open" if bound == "high" and row[bound] is None else shown(row[bound])


def _extent(row: Row) -> Iterator[str]:
    """How many say so, how the range came about, and how far the claimants are apart."""
    claims, documents = counted(row["n_claims"], "claim"), counted(row["n_documents"], "document")
    yield f"{claims} in {documents}, {row['n_independent_documents']} of them independent"
    yield f"basis {row['basis']}"
    if row["spread"] is not None:
        yield f"spread {row['spread']:g}"
    if row["perpetrator_to_state"] is not None:
        yield f"perpetrator to state {row['perpetrator_to_state']:g}"
    if row["claimants_overlap"] is not None:
        yield "all claimants leave a common number" if row["claimants_overlap"] else "claimants leave no common number"


def _history_lines(steps: list[Row]) -> Iterator[str]:
    """The toll as of any day: since when which numbers were known, each with its claim."""
    for at, step in enumerate(steps):
        since = step["known_since"] or "reports of no known day"
        says = "nothing stated any more" if step["basis"] is None else "; ".join(_stated(step))
        yield f"    {'known' if at == 0 else '     '}  since {since}: {says}"


def _stated(step: Row) -> Iterator[str]:
    """The bounds of a step, those of one claim together."""
    by_claim: dict[str | None, list[str]] = {}
    for bound in BOUNDS:
        by_claim.setdefault(step[f"{bound}_claim_id"], []).append(f"{bound} {_number(step, bound)}")
    for claim_id, numbers in by_claim.items():
        yield f"{', '.join(numbers)} ({claim_id})" if claim_id else ", ".join(numbers)


def _claims_of(outcome: str, kind: str, found: PublishedEvent) -> Iterator[str]:
    claims = [row for row in found.claims.values() if (row["outcome"], row["claimant_type"]) == (outcome, kind)]
    for claim in sorted(claims, key=lambda claim: WEIGHTIEST_FIRST.get(claim["range_role"], len(WEIGHTIEST_FIRST))):
        yield from _claim_lines(claim, found)


def _claim_lines(claim: Row, found: PublishedEvent) -> Iterator[str]:
    """What the range makes of a claim and why, who says it, by which rule it was read, and its words."""
    yield f"  {claim['claim_id']}  {'; '.join(_roles(claim, found)) or 'within'}"
    role = claim["range_role"]
    if claim["dropped_by"]:
        yield f"    why    correction {claim['dropped_by']}"
    elif role not in PLAIN_ROLES:
        yield f"    why    {meanings('range_roles')[role]}"
    who = one_line(claim["claimant_text"] or claim["claimant_type"])
    yield f"    said   {claim['assertion']} by {who}, rule {claim['rule']}"
    yield from found.quote(claim["document_id"], claim["count_start"], claim["count_end"])


def _roles(claim: Row, found: PublishedEvent) -> Iterator[str]:
    """The bounds that a claim gives, of the whole range and of its kind's, and what else became of it."""
    kind, role = claim["claimant_type"], claim["range_role"]
    whole, own = (_bounds_given(claim, _range(claim["outcome"], name, found)) for name in ("all", kind))
    if whole:
        yield f"gives {', '.join(whole)}"
    if own:
        yield f"{'all' if own == [*BOUNDS] else ', '.join(own)} of {kind}"
    if role not in PLAIN_ROLES:
        newer = found.claims.get(claim["revised_by_claim_id"])
        by = f' by "{one_line(newer["count_text"])}" ({newer["claim_id"]})' if newer else ""
        yield role.replace("_", " ") + by


def _bounds_given(claim: Row, row: Row | None) -> list[str]:
    """The bounds of a range that come from a claim, or to which it is added."""
    if row is None:
        return []
    name = claim["claim_id"]
    leads = [bound for bound in BOUNDS if row[f"{bound}_claim_id"] == name]
    added = [bound for bound in BOUNDS if name in (row[f"{bound}_added_claim_ids"] or "").split("; ")]
    return [*leads, *(f"added to {bound}" for bound in added)]
