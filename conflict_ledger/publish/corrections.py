"""Decisions of persons -> rows of ``corrections``, and the marks that they leave on claims."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from conflict_ledger.corrections.entries import DROP_CLAIM, AppliedCorrection, Correction, Values
from conflict_ledger.publish.rows import join

Row = dict[str, Any]


def correction_rows(applied: Iterable[AppliedCorrection]) -> list[Row]:
    """Rows of ``corrections``: each decision as the file has it, with the events that it is about."""
    return [
        {
            "correction_id": correction.correction_id,
            "kind": correction.kind,
            "targets": join(correction.targets),
            "event_ids": join(item.event_ids),
            "claim_id": correction.targets[0] if correction.kind == DROP_CLAIM else None,
            "field": correction.field,
            "from_value": correction.former or None,
            "to_value": correction.to[0][1] or None if correction.to else None,
            "set_with": _values(correction.to[1:]),
            "expect": join(_expected(correction)),
            "reason": correction.reason,
            "decided_by": correction.decided_by,
            "decided_on": correction.decided_on,
        }
        for item in applied
        for correction in (item.correction,)
    ]


def dropped_claims(applied: Iterable[AppliedCorrection]) -> dict[str, str]:
    """Claim id -> the correction that took the claim out."""
    return {
        item.correction.targets[0]: item.correction.correction_id
        for item in applied
        if item.correction.kind == DROP_CLAIM
    }


def _expected(correction: Correction) -> Iterable[str]:
    """The guard of each id: "DRC12: location=Goma, event_date=2019-03-04"."""
    for target, values in zip(correction.targets, correction.expect, strict=True):
        if values:
            yield f"{target}: {', '.join(f'{column}={value}' for column, value in values)}"


def _values(values: Values) -> str | None:
    return join(f"{column}={value}" for column, value in values if value)
