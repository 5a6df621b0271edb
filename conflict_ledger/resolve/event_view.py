"""A cluster of mentions as one Event: the view that the tables show, each value with its basis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta

from conflict_ledger.ids import stable_number
from conflict_ledger.records import Claim, DateRange, DocumentFacts, Event, Place, PlaceChoice
from conflict_ledger.reference.countries import country_facts
from conflict_ledger.resolve.conventions import acled_fatalities, several_as, ucdp_estimate
from conflict_ledger.resolve.event_actors import choose_actors
from conflict_ledger.resolve.fatalities import of_that_time, reconcile_claims
from conflict_ledger.resolve.grades import grade_reports
from conflict_ledger.resolve.likeness import Profile
from conflict_ledger.resolve.survivors import with_survivors

UNKNOWN_COUNTRY = "XXX"  # a code that ISO 3166 leaves to users
DATE_ORDER = (
    "stated",
    "weekday",
    "relative",
    "inherited",
    "before_statement",
    "eve_of_publication",
    "before_publication",
    "none",
)
PLACE_ORDER = ("city", "admin1", "region", "country")


def build_event(
    members: Sequence[Profile],
    scores: Sequence[float],
    claims: Mapping[str, Claim],
    facts: Mapping[str, DocumentFacts],
) -> Event:
    """The event that the member mentions tell; members in the order in which they joined."""
    lead = members[0].mention
    event_on, date_basis = _time(members)
    choice = min((member.choice for member in members), key=_place_rank)
    own = [claims[claim_id] for member in members for claim_id in member.mention.claim_ids if claim_id in claims]
    own = of_that_time(own, event_on)
    event_type, sub_event_type = _kind(members)
    country = choice.place.country if choice.place else None
    several = several_as(country, event_on)
    fatalities, basis = acled_fatalities(own, several)
    mentions = [member.mention for member in members]
    actor1, actor2 = choose_actors(mentions, event_type, country, event_on.latest if event_on else None)
    documents = tuple(dict.fromkeys(member.mention.document_id for member in members))
    originals = {document: facts[document].duplicate_of or document for document in documents}
    published = {document: facts[document].published_on for document in documents}
    ranges = with_survivors(reconcile_claims(own, published), own, published)
    return Event(
        event_id=_event_id(lead.event_mention_id, choice.place),
        mention_ids=tuple(member.mention.event_mention_id for member in members),
        document_ids=documents,
        link_scores=tuple(scores),
        event_type=event_type,
        sub_event_type=sub_event_type,
        event_on=event_on,
        date_basis=date_basis,
        place=choice.place,
        geo_precision=choice.geo_precision,
        place_basis=choice.basis,
        actor1=actor1,
        actor2=actor2,
        scope="acled" if any(member.mention.scope == "acled" for member in members) else "violence",
        ranges=ranges,
        fatalities=fatalities,
        fatalities_basis=basis,
        several_as=several,
        ucdp=ucdp_estimate(own, ranges),
        n_independent_documents=len(set(originals.values())),
        grade=grade_reports(own, ranges, originals),
    )


def _event_id(anchor: str, place: Place | None) -> str:
    """ACLED's pattern: three capitals and a number; the number hashes the mention that opened the event."""
    country = country_facts(place.country) if place is not None and place.country else None
    return f"{country.event_id_prefix if country else UNKNOWN_COUNTRY}{stable_number(anchor)}"


def _time(members: Sequence[Profile]) -> tuple[DateRange | None, str]:
    """The best founded range; where several have that basis, the one most mentions give, then the narrowest."""
    dated = [member.mention for member in members if member.mention.event_on is not None]
    if not dated:
        return None, "none"
    basis = min((mention.date_basis for mention in dated), key=_basis_rank)
    ranges = [mention.event_on for mention in dated if mention.date_basis == basis and mention.event_on]
    counted = Counter(ranges)
    return max(ranges, key=lambda value: (counted[value], -_days(value).days, -value.earliest.toordinal())), basis


def _basis_rank(basis: str) -> int:
    return DATE_ORDER.index(basis) if basis in DATE_ORDER else len(DATE_ORDER)


def _days(value: DateRange) -> timedelta:
    return value.latest - value.earliest


def _place_rank(choice: PlaceChoice) -> tuple[bool, int, int, str]:
    """The most exact place said of the event itself first, then what documents lend it; ``none`` last."""
    if choice.place is None:
        return (True, len(PLACE_ORDER), 9, "")
    kind = PLACE_ORDER.index(choice.place.kind) if choice.place.kind in PLACE_ORDER else len(PLACE_ORDER)
    return (choice.basis != "stated", kind, choice.geo_precision or 9, choice.place.place_id)


def _kind(members: Sequence[Profile]) -> tuple[str, str]:
    """The kind most mentions give; the first one among equals."""
    kinds = [(member.mention.event_type, member.mention.sub_event_type) for member in members]
    counted = Counter(kinds)
    return max(kinds, key=lambda kind: (counted[kind], -kinds.index(kind)))
