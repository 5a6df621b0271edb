"""Which numbers of the documents stand (rules 2 and 3 of ``fatalities.py``), and which later reports replaced."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from conflict_ledger.records import Claim, Quantity
from conflict_ledger.resolve.revisions import SUPERSEDED, Revision, revisions
from conflict_ledger.resolve.tallies import Tally, has_number, tallies_of

OTHER_SOURCES = re.compile(
    r"(?:(?:an)?other|some|a different) (?:[\w-]+ ){0,2}(?:accounts?|media|outlets?|reports?|sources?)\b", re.IGNORECASE
)
DISPUTANTS = frozenset({"armed_group", "government", "military", "perpetrator"})  # who have a reason to count fewer


class Weighed(NamedTuple):
    """The tallies of one outcome that state something, those that stand, and what later reports made of these."""

    tallies: Sequence[Tally]
    leading: Sequence[Tally]
    revisions: dict[int, Revision]

    @property
    def current(self) -> list[Tally]:
        """Those that stand and that no later report has gone beyond."""
        return [tally for at, tally in enumerate(self.leading) if at not in self._superseded()]

    def _superseded(self) -> set[int]:
        return {at for at, revision in self.revisions.items() if revision.role == SUPERSEDED}


def weigh(claims: Sequence[Claim], published: Mapping[str, date | None]) -> Weighed:
    """Usable claims of one outcome as tallies (rules 2 and 3)."""
    tallies = stated(tallies_of(claims))
    leading = _leading(tallies)
    return Weighed(tallies, leading, revisions(leading, published))


def stated(tallies: Sequence[Tally]) -> Sequence[Tally]:
    """Rule 3: those that state a number that nobody tells closer, else all."""
    return _not_told_closer([tally for tally in tallies if any(map(has_number, tally.claims))]) or tallies


def _leading(tallies: Sequence[Tally]) -> list[Tally]:
    """Rule 2: per document its opening tally where that is its own, and the largest of each kind of claimant."""
    by_document: dict[str, list[Tally]] = {}
    for tally in tallies:
        by_document.setdefault(tally.lead.document_id, []).append(tally)
    leading: list[Tally] = []
    for told in by_document.values():
        opening = _opening(told)
        if not _is_own(opening) and opening.lead.claimant_type != "unnamed":
            leading += _largest(told)
            continue
        quoted = _largest([tally for tally in told if not _is_own(tally)])
        leading += [opening, *(tally for tally in quoted if _stands_beside(tally, opening))]
    return leading


def _opening(tallies: Sequence[Tally]) -> Tally:
    """The tally that begins with the claim told first; the longest of those."""
    first = min(tallies, key=lambda tally: tally.first.count_span).first
    return max((tally for tally in tallies if tally.first == first), key=_low)


def _is_own(tally: Tally) -> bool:
    """Whether the document says so itself and names no source."""
    return tally.lead.claimant_text is None and tally.lead.claimant_type == "media"


def _stands_beside(tally: Tally, opening: Tally) -> bool:
    """Whether a quoted count is more than an earlier one that the document has gone beyond."""
    lead = tally.lead
    return _low(tally) >= _low(opening) or lead.claimant_type in DISPUTANTS or is_set_against(lead)


def is_set_against(claim: Claim) -> bool:
    """Whether the article sets it against other numbers, as told by other sources: "other sources report 60"."""
    return OTHER_SOURCES.match(claim.claimant_text or "") is not None


def _largest(tallies: Sequence[Tally]) -> list[Tally]:
    """Per kind of claimant the tally with the largest lower bound, the first among equals; what is set against the
    others stands beside them."""
    largest: dict[tuple[str, bool], Tally] = {}
    for tally in tallies:
        kind = tally.lead.claimant_type, is_set_against(tally.lead)
        held = largest.get(kind)
        if held is None or _low(tally) > _low(held):
            largest[kind] = tally
    return list(largest.values())


def _not_told_closer(tallies: Sequence[Tally]) -> Sequence[Tally]:
    """Without the vague words that a stated number tells closer: "dozens" (12 to 99) where somebody counts 31.

    With a document's "hundreds" go its "dozens", which told less of the same; but a party's, since parties dispute.
    """
    numbers = [tally.quantity.best or 0 for tally in tallies if tally.quantity.is_number]
    largest: dict[str, int] = {}
    kept = []
    for tally in tallies:
        if _is_told_closer(tally.quantity, numbers):
            document_id = tally.lead.document_id
            largest[document_id] = max(largest.get(document_id, 0), _low(tally))
        else:
            kept.append(tally)
    return [tally for tally in kept if not _tells_less(tally, largest)]


def _tells_less(tally: Tally, largest: Mapping[str, int]) -> bool:
    """Whether it is vague and below the vague words that its document uses as well."""
    is_vague = tally.quantity.qualifier == "vague" and tally.lead.claimant_type not in DISPUTANTS
    return is_vague and _low(tally) < largest.get(tally.lead.document_id, 0)


def _is_told_closer(quantity: Quantity, numbers: Iterable[int]) -> bool:
    low, high = quantity.low, quantity.high
    if quantity.qualifier != "vague" or low is None:
        return False
    return any(low <= number and (high is None or number <= high) for number in numbers)


def _low(tally: Tally) -> int:
    return tally.quantity.low or 0
