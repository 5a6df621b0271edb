"""A cluster of mentions as one Event: the view that the tables show, each value with its basis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from conflict_ledger.ids import stable_number
from conflict_ledger.records import CasualtyRange, Claim, DateRange, DocumentFacts, Event, EventMention, Place
from conflict_ledger.reference.countries import country_facts
from conflict_ledger.resolve.beside_actors import Beside, associated
from conflict_ledger.resolve.claim_roles import claim_roles
from conflict_ledger.resolve.conventions import acled_fatalities, several_as, ucdp_estimate
from conflict_ledger.resolve.event_actors import Pair, choose_actors
from conflict_ledger.resolve.event_sides import Setting
from conflict_ledger.resolve.fatalities import of_that_time
from conflict_ledger.resolve.fates import ranges_of
from conflict_ledger.resolve.grades import grade_reports
from conflict_ledger.resolve.lent_days import lent_to
from conflict_ledger.resolve.profiles import Profile
from conflict_ledger.resolve.range_history import View, with_history
from conflict_ledger.resolve.reasons import actor_reasons, beside_reasons, fatality_reasons, mention_reasons
from conflict_ledger.resolve.tags import tag_reasons

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
AREA = "area"  # the basis of a place that stands for a village in it
PLACE_ORDER = ("city", "admin1", "region", "country")


def build_event(
    members: Sequence[Profile],
    scores: Sequence[float],
    claims: Mapping[str, Claim],
    facts: Mapping[str, DocumentFacts],
) -> Event:
    """The event that the member mentions tell; members in the order in which they joined."""
    when, event_on = _dated_on(members)
    where = min(members, key=_place_rank)
    place = where.choice.place
    own = of_that_time(told := _claims_of(members, claims), event_on)
    typical = _typical(members)
    country = place.country if place else None
    sides, beside = _sides(mentions := [member.mention for member in members], typical.mention, place, event_on)
    documents, published, originals = _documents(members, facts)
    ranges, former = with_history(ranges_of(own, published, originals), _view(members, claims, published), published)
    fatalities = acled_fatalities(own, published, several := several_as(country, event_on))
    lent = lent_to(mentions, when.mention if when else None, published)
    return Event(
        event_id=event_id_of(members, facts),
        mention_ids=tuple(member.mention.event_mention_id for member in members),
        document_ids=documents,
        link_scores=tuple(scores),
        event_type=typical.mention.event_type,
        sub_event_type=typical.mention.sub_event_type,
        event_on=event_on,
        date_basis=when.mention.date_basis if when else "none",
        place=place,
        geo_precision=where.choice.geo_precision,
        place_basis=AREA if where.choice.for_village else where.choice.basis,
        actor1=sides[0],
        actor2=sides[1],
        beside=(tuple(one.name for one in beside[0]), tuple(one.name for one in beside[1])),
        scope="acled" if any(member.mention.scope == "acled" for member in members) else "violence",
        ranges=ranges,
        fatalities=fatalities.number,
        fatalities_basis=fatalities.basis,
        several_as=several,
        ucdp=ucdp_estimate(own, ranges),
        n_independent_documents=len(set(originals.values())),
        grade=grade_reports(own, ranges, originals, mentions),
        reasons=(
            *mention_reasons(when, typical, where, members, len(lent)),
            *(*actor_reasons(sides, mentions), *beside_reasons(beside), *fatality_reasons(fatalities, several)),
            *tag_reasons(typical, members, ranges),
        ),
        former_ranges=former,
        claim_roles=claim_roles(told, own, ranges, published),
        lent_to=lent,
    )


def _documents(
    members: Sequence[Profile], facts: Mapping[str, DocumentFacts]
) -> tuple[tuple[str, ...], dict[str, date | None], dict[str, str]]:
    """The documents that tell the event, when each was published, and the text of which each is a copy."""
    documents = tuple(dict.fromkeys(member.mention.document_id for member in members))
    published = {name: facts[name].published_on for name in documents}
    return documents, published, {name: facts[name].duplicate_of or name for name in documents}


def _claims_of(members: Sequence[Profile], claims: Mapping[str, Claim]) -> list[Claim]:
    """The claims of the tellings; one that two tellings share counts once."""
    named = dict.fromkeys(claim_id for member in members for claim_id in member.mention.claim_ids)
    return [claims[claim_id] for claim_id in named if claim_id in claims]


def _view(members: Sequence[Profile], claims: Mapping[str, Claim], published: Mapping[str, date | None]) -> View:
    """The ranges that the tellings of some of the documents give by themselves."""

    def view(documents: Collection[str]) -> Sequence[CasualtyRange]:
        known = [member for member in members if member.mention.document_id in documents]
        return ranges_of(of_that_time(_claims_of(known, claims), _dated_on(known)[1]), published)

    return view


def _sides(
    mentions: Sequence[EventMention], typical: EventMention, place: Place | None, event_on: DateRange | None
) -> tuple[Pair, tuple[tuple[Beside, ...], tuple[Beside, ...]]]:
    """The two sides, and who stands beside each."""
    setting = Setting(
        country=place.country if place else None,
        province=place.admin1 if place else None,
        on=event_on.latest if event_on else None,
    )
    sides = choose_actors(mentions, typical, setting)
    return sides, associated(sides, mentions, setting.country, setting.on)


def _oldest(members: Sequence[Profile], facts: Mapping[str, DocumentFacts]) -> str:
    """The mention of the report published first.

    It, and not what runs have seen, makes the id, so that articles may arrive in any order and in any batches; the
    id stays while later reports join, since news is published after what it follows. Reports without a day of
    publication count as the newest.
    """

    def age(member: Profile) -> tuple[bool, date, str, int]:
        mention = member.mention
        published = facts[mention.document_id].published_on
        return published is None, published or date.min, mention.document_id, mention.sentence_index

    return min(members, key=age).mention.event_mention_id


def event_id_of(members: Sequence[Profile], facts: Mapping[str, DocumentFacts]) -> str:
    """ACLED's pattern: three capitals for the country and a number, which hashes the oldest mention."""
    place = min(members, key=_place_rank).choice.place
    country = country_facts(place.country) if place is not None and place.country else None
    return f"{country.event_id_prefix if country else UNKNOWN_COUNTRY}{stable_number(_oldest(members, facts))}"


def _dated_on(members: Sequence[Profile]) -> tuple[Profile | None, DateRange | None]:
    """Who gives the event's days, and these days."""
    when = _dated(members)
    return when, when.mention.event_on if when else None


def _dated(members: Sequence[Profile]) -> Profile | None:
    """Who gives the best founded range; of several with that basis, the one most mentions give, then the narrowest."""
    dated = [(member, member.mention.event_on) for member in members if member.mention.event_on is not None]
    if not dated:
        return None
    basis = min((member.mention.date_basis for member, _ in dated), key=_basis_rank)
    founded = [(member, value) for member, value in dated if member.mention.date_basis == basis]
    counted = Counter(value for _, value in founded)
    return max(founded, key=lambda one: (counted[one[1]], -_days(one[1]).days, -one[1].earliest.toordinal()))[0]


def _basis_rank(basis: str) -> int:
    return DATE_ORDER.index(basis) if basis in DATE_ORDER else len(DATE_ORDER)


def _days(value: DateRange) -> timedelta:
    return value.latest - value.earliest


def _place_rank(member: Profile) -> tuple[bool, int, int, str]:
    """The most exact place said of the event itself first, then what documents lend it; ``none`` last."""
    choice = member.choice
    if choice.place is None:
        return (True, len(PLACE_ORDER), 9, "")
    kind = PLACE_ORDER.index(choice.place.kind) if choice.place.kind in PLACE_ORDER else len(PLACE_ORDER)
    return (choice.basis != "stated", kind, choice.geo_precision or 9, choice.place.place_id)


def _typical(members: Sequence[Profile]) -> Profile:
    """The first mention of the kind that most of them give; of the kind told first among equals."""
    kinds = [(member.mention.event_type, member.mention.sub_event_type) for member in members]
    counted = Counter(kinds)
    return members[kinds.index(max(kinds, key=lambda kind: (counted[kind], -kinds.index(kind))))]
