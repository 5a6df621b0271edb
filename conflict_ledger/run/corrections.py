"""Apply human decisions to the material of a run, or refuse the run: a decision that no longer holds is never skipped.

In this order: claims are dropped, events parted, events put together, fields set. Each step is a pure function of the
material and the file, so the order in which articles arrived does not show. Before a step its entries are held against
the rows as they stand then, and all that is found wrong is told at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from conflict_ledger.corrections.entries import DROP_CLAIM, NOT_SAME, SAME, SET_FIELD, AppliedCorrection, Correction
from conflict_ledger.problems import CorrectionError
from conflict_ledger.publish.acled import Publication
from conflict_ledger.publish.rows import claim_rows, event_mention_rows, lent_days
from conflict_ledger.publish.succession import Former
from conflict_ledger.records import Claim, DocumentFacts, Event, EventMention
from conflict_ledger.resolve.clusters import Cluster
from conflict_ledger.resolve.corpus import corpus_of
from conflict_ledger.resolve.event_view import build_event
from conflict_ledger.resolve.events import build_events, link_mentions
from conflict_ledger.resolve.regrouping import split_cluster, unite_clusters
from conflict_ledger.resolve.set_fields import set_field
from conflict_ledger.run.correction_guards import differences, event_row, setting_faults
from conflict_ledger.run.correction_names import Names

Check = Callable[[Correction], Iterator[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What the articles tell, by id, and what a guard is held against; ``former`` reads the release before."""

    mentions: Mapping[str, EventMention]
    claims: Mapping[str, Claim]
    facts: Mapping[str, DocumentFacts]
    publications: Mapping[str, Publication]
    former: Callable[[], Former]


class Corrector:
    """The events of a run on their way through the decisions.

    ``about`` names the event mentions that each decision was found to be about; ``file`` is named in what is raised.
    """

    def __init__(self, material: Material, corrections: Sequence[Correction], file: str) -> None:
        self._material = material
        self._file = file
        self._names = Names(material.mentions, material.former)
        self._corrections = sorted(corrections, key=lambda one: (sorted(one.targets), one.correction_id))
        self._clusters, self.links = link_mentions(list(material.mentions.values()), material.claims, material.facts)
        self._claims = dict(material.claims)
        self._home = _homes(self._clusters)
        self._tellings = _tellings(material.mentions, {one.targets[0] for one in self._of_kind(DROP_CLAIM)})
        self._events: dict[str, Event] = {}
        self.about: dict[str, tuple[str, ...]] = {}

    def events(self) -> tuple[Event, ...]:
        """The events under all decisions; raises CorrectionError for those that do not hold."""
        self._check(DROP_CLAIM, self._drop_faults)
        for correction in self._of_kind(DROP_CLAIM):
            del self._claims[correction.targets[0]]
        self._check(NOT_SAME, self._split_faults)
        self._split()
        self._check(SAME, self._unite_faults)
        self._unite()
        self._check(NOT_SAME, self._contradictions)
        built = build_events(self._clusters, self._claims, self._material.facts)
        self._events = {mention: event for event in built for mention in event.mention_ids}
        self._check(SET_FIELD, self._setting_faults)
        return self._with_fields_set(built)

    def applied(self, events: Sequence[Event], event_of_claim: Mapping[str, str]) -> tuple[AppliedCorrection, ...]:
        """The decisions with the events that they are about now, by id of the decision."""
        event_of = {mention: event.event_id for event in events for mention in event.mention_ids}
        applied = []
        for correction in sorted(self._corrections, key=lambda one: one.correction_id):
            if correction.kind == DROP_CLAIM:
                ids = {event_of_claim[correction.targets[0]]}
            else:
                ids = {event_of[mention] for mention in self.about[correction.correction_id]}
            applied.append(AppliedCorrection(correction=correction, event_ids=tuple(sorted(ids))))
        return tuple(applied)

    def _of_kind(self, kind: str) -> list[Correction]:
        return [correction for correction in self._corrections if correction.kind == kind]

    def _check(self, kind: str, faults_of: Check) -> None:
        faults = [
            f"{correction.correction_id}: {fault}"
            for correction in self._of_kind(kind)
            for fault in faults_of(correction)
        ]
        if faults:
            raise CorrectionError.of(self._file, faults)

    def _find(self, correction: Correction) -> Iterator[str]:
        """Look up the mentions behind the ids of an entry; a fault for each id that leads to none."""
        found = {name: self._names.mention(name, self._home) for name in correction.targets}
        self.about[correction.correction_id] = tuple(mention for mention in found.values() if mention is not None)
        yield from (f"it matches nothing: no event or event mention {name}" for name in found if found[name] is None)

    def _drop_faults(self, correction: Correction) -> Iterator[str]:
        name = correction.targets[0]
        claim = self._claims.get(name)
        if claim is None:
            yield f"it matches nothing: no claim {name}"
            return
        yield from differences(name, correction.expect[0], claim_rows([claim], {})[0])
        holders = {self._home[mention] for mention in self._tellings.get(name, ())}
        if all(_numbers(self._event(at, self._claims)) == _numbers(self._event_without(at, name)) for at in holders):
            yield f"no longer needed: {name} counts for no event as it is"

    def _event_without(self, at: int, name: str) -> Event:
        told = {other for member in self._clusters[at].profiles for other in member.mention.claim_ids} - {name}
        return self._event(at, {other: self._claims[other] for other in told if other in self._claims})

    def _split_faults(self, correction: Correction) -> Iterator[str]:
        missing = list(self._find(correction))
        if missing:
            yield from missing
            return
        for name, expected in zip(correction.targets, correction.expect, strict=True):
            yield from differences(name, expected, self._mention_row(name))
        if len(self._homes_of(correction)) > 1:
            yield "no longer needed: they are two events already"

    def _split(self) -> None:
        profiles = [member for cluster in self._clusters for member in cluster.profiles]
        corpus = corpus_of(profiles, self._material.facts)
        for correction in self._of_kind(NOT_SAME):
            homes = self._homes_of(correction)
            if len(homes) == 1:  # an entry before this one may have parted them
                at = homes.pop()
                self._clusters[at : at + 1] = split_cluster(self._clusters[at], correction.targets, corpus)
                self._home = _homes(self._clusters)

    def _unite_faults(self, correction: Correction) -> Iterator[str]:
        missing = list(self._find(correction))
        if missing:
            yield from missing
            return
        mentions = self.about[correction.correction_id]
        for name, mention, expected in zip(correction.targets, mentions, correction.expect, strict=True):
            yield from differences(name, expected, self._row_of(name, mention))
        if len(self._homes_of(correction)) == 1:
            yield f"no longer needed: they are one event already, {self._event_of(mentions[0]).event_id}"

    def _unite(self) -> None:
        for correction in self._of_kind(SAME):
            homes = sorted(self._homes_of(correction))
            united = unite_clusters([self._clusters[at] for at in homes])
            rest = [cluster for at, cluster in enumerate(self._clusters) if at not in homes]
            self._clusters = [*rest, united]
            self._home = _homes(self._clusters)

    def _contradictions(self, correction: Correction) -> Iterator[str]:
        homes = self._homes_of(correction)
        if len(homes) == 1:
            against = [one.correction_id for one in self._of_kind(SAME) if homes == self._homes_of(one)]
            yield f"it contradicts {', '.join(against)}: what it keeps apart would be one event"

    def _setting_faults(self, correction: Correction) -> Iterator[str]:
        missing = list(self._find(correction))
        if missing:
            yield from missing
            return
        event = self._event_of_set(correction)
        others = [one for one in self._of_kind(SET_FIELD) if one.field == correction.field and one is not correction]
        for other in others:
            if other.correction_id in self.about and self._event_of_set(other) is event:
                yield f"{other.correction_id} sets {correction.field} of {event.event_id} too"
        yield from setting_faults(correction, event, self._material.publications)

    def _with_fields_set(self, events: Sequence[Event]) -> tuple[Event, ...]:
        set_on: dict[str, list[Correction]] = {}
        for correction in self._of_kind(SET_FIELD):
            set_on.setdefault(self._event_of_set(correction).event_id, []).append(correction)
        corrected = []
        for event in events:
            for correction in set_on.get(event.event_id, ()):
                event = set_field(event, correction)
            corrected.append(event)
        return tuple(corrected)

    def _event_of_set(self, correction: Correction) -> Event:
        return self._events[self.about[correction.correction_id][0]]

    def _homes_of(self, correction: Correction) -> set[int]:
        return {self._home[mention] for mention in self.about[correction.correction_id]}

    def _mention_row(self, mention: str) -> Mapping[str, object]:
        lent = lent_days([self._event_of(mention)])
        return event_mention_rows([self._material.mentions[mention]], {}, lent)[0]

    def _row_of(self, name: str, mention: str) -> Mapping[str, object]:
        """The row that an id names: that of the mention, or of the event that it is in."""
        if name == mention:
            return self._mention_row(mention)
        return event_row(self._event_of(mention), self._material.publications)

    def _event_of(self, mention: str) -> Event:
        return self._event(self._home[mention], self._claims)

    def _event(self, at: int, claims: Mapping[str, Claim]) -> Event:
        cluster = self._clusters[at]
        return build_event(cluster.profiles, cluster.scores, claims, self._material.facts)


def _tellings(mentions: Mapping[str, EventMention], claims: set[str]) -> dict[str, list[str]]:
    """Claim id, of these claims -> the mentions that tell it."""
    found: dict[str, list[str]] = {}
    for name, mention in mentions.items():
        for claim in claims.intersection(mention.claim_ids):
            found.setdefault(claim, []).append(name)
    return found


def _homes(clusters: Sequence[Cluster]) -> dict[str, int]:
    """Event mention id -> the number of its cluster."""
    return {member.mention.event_mention_id: at for at, cluster in enumerate(clusters) for member in cluster.profiles}


def _numbers(event: Event) -> Event:
    """The event without the list of its claims: one that has no part in any number is not missed."""
    return replace(event, claim_roles=())
