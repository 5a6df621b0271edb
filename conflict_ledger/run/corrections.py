"""Apply human decisions to the material of a run, or refuse the run: a decision that no longer holds is never skipped.

In this order: claims are dropped, events parted, events put together, fields set. Each step is a pure function of the
material and the file, so the order in which articles arrived does not show. Before a step its entries are held against
the rows as they stand then, and all that is found wrong is told at once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from conflict_ledger.corrections.entries import DROP_CLAIM, NOT_SAME, SAME, SET_FIELD, AppliedCorrection, Correction
from conflict_ledger.problems import CorrectionError
from conflict_ledger.publish.acled import Publication, publications_of
from conflict_ledger.publish.rows import claim_rows, event_mention_rows, lent_days
from conflict_ledger.publish.succession import Former
from conflict_ledger.records import Claim, DocumentFacts, Event, Extraction
from conflict_ledger.resolve.clusters import Cluster
from conflict_ledger.resolve.corpus import corpus_of
from conflict_ledger.resolve.events import Links, event_of, events_of, links_of, named_clusters
from conflict_ledger.resolve.regrouping import split_cluster, unite_clusters
from conflict_ledger.resolve.set_fields import set_field
from conflict_ledger.run.correction_guards import differences, event_row, setting_faults
from conflict_ledger.run.correction_names import Names

Check = Callable[[Correction], Iterator[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What the articles tell, linked; ``claims`` are those that decisions name, ``former`` reads the release before."""

    clusters: Sequence[Cluster]
    claims: Mapping[str, Claim]
    extractions: Mapping[str, Extraction]
    facts: Mapping[str, DocumentFacts]
    former: Callable[[], Former]


class Corrector:
    """The events of a run on their way through the decisions.

    ``about`` names the event mentions that each decision was found to be about; ``file`` is named in what is raised.
    """

    def __init__(self, material: Material, corrections: Sequence[Correction], file: str) -> None:
        self._material = material
        self._file = file
        self._clusters = list(material.clusters)
        self._home = _homes(self._clusters)
        self._names = Names(self._home, material.former)
        self._corrections = sorted(corrections, key=lambda one: (sorted(one.targets), one.correction_id))
        self._dropped: set[str] = set()
        self._tellings = _tellings(self._clusters, {one.targets[0] for one in self._of_kind(DROP_CLAIM)})
        self._events: dict[str, Event] = {}
        self._named: dict[str, Cluster] = {}
        self.links: Links = {}
        self.about: dict[str, tuple[str, ...]] = {}

    def correct(self) -> None:
        """Apply all decisions; raises CorrectionError for those that do not hold."""
        self._check(DROP_CLAIM, self._drop_faults)
        self._dropped = {correction.targets[0] for correction in self._of_kind(DROP_CLAIM)}
        self._check(NOT_SAME, self._split_faults)
        self._split()
        self._check(SAME, self._unite_faults)
        self._unite()
        self._check(NOT_SAME, self._contradictions)
        self._named = named_clusters(self._clusters, self._material.facts)
        self.links = links_of(self._named)
        self._check(SET_FIELD, self._setting_faults)

    def events(self) -> Iterator[Event]:
        """The events under all decisions, in order of their ids, each made when it is asked for."""
        set_on: dict[str, list[Correction]] = {}
        for correction in self._of_kind(SET_FIELD):
            set_on.setdefault(self._event_of_set(correction).event_id, []).append(correction)
        for event in events_of(self._named, self._material.extractions, self._material.facts, self._dropped):
            for correction in set_on.get(event.event_id, ()):
                event = set_field(event, correction)
            yield event

    def applied(self, event_of_claim: Mapping[str, str]) -> tuple[AppliedCorrection, ...]:
        """The decisions with the events that they are about now, by id of the decision."""
        applied = []
        for correction in sorted(self._corrections, key=lambda one: one.correction_id):
            if correction.kind == DROP_CLAIM:
                ids = {event_of_claim[correction.targets[0]]}
            else:
                ids = {self.links[mention][0] for mention in self.about[correction.correction_id]}
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
        claim = self._material.claims.get(name)
        if claim is None:
            yield f"it matches nothing: no claim {name}"
            return
        yield from differences(name, correction.expect[0], claim_rows([claim], {})[0])
        homes = {self._home[mention] for mention in self._tellings.get(name, ())}
        holders = [self._clusters[at] for at in homes]
        if not any(_differ(self._event(found), self._event(found, {name})) for found in holders):
            yield f"no longer needed: {name} counts for no event as it is"

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
        apart = self._of_kind(NOT_SAME)
        profiles = [member for cluster in self._clusters for member in cluster.profiles] if apart else []
        corpus = corpus_of(profiles, self._material.facts)
        for correction in apart:
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
        yield from setting_faults(correction, event, self._publications(event))

    def _event_of_set(self, correction: Correction) -> Event:
        """The event that the entry is about, the same object for all entries that are."""
        event_id, _ = self.links[self.about[correction.correction_id][0]]
        if event_id not in self._events:
            self._events[event_id] = replace(self._event(self._named[event_id], self._dropped), event_id=event_id)
        return self._events[event_id]

    def _homes_of(self, correction: Correction) -> set[int]:
        return {self._home[mention] for mention in self.about[correction.correction_id]}

    def _row_of(self, name: str, mention: str) -> Mapping[str, object]:
        """The row that an id names: that of the mention, or of the event that it is in."""
        if name == mention:
            return self._mention_row(mention)
        event = self._event_of(mention)
        return event_row(event, self._publications(event))

    def _mention_row(self, mention: str) -> Mapping[str, object]:
        event = self._event_of(mention)
        told = (one for name in event.document_ids for one in self._material.extractions[name].event_mentions)
        return event_mention_rows([one for one in told if one.event_mention_id == mention], {}, lent_days([event]))[0]

    def _publications(self, event: Event) -> Mapping[str, Publication]:
        return publications_of(self._material.extractions[name].document for name in event.document_ids)

    def _event_of(self, mention: str) -> Event:
        return self._event(self._clusters[self._home[mention]], self._dropped)

    def _event(self, cluster: Cluster, dropped: Collection[str] = ()) -> Event:
        return event_of(cluster, self._material.extractions, self._material.facts, dropped)


def _tellings(clusters: Sequence[Cluster], claims: set[str]) -> dict[str, list[str]]:
    """Claim id, of these claims -> the mentions that tell it."""
    found: dict[str, list[str]] = {}
    for cluster in clusters:
        for name, (member, _) in cluster.members.items():
            for claim in claims.intersection(member.mention.claim_ids):
                found.setdefault(claim, []).append(name)
    return found


def _homes(clusters: Sequence[Cluster]) -> dict[str, int]:
    """Event mention id -> the number of its cluster."""
    return {member.mention.event_mention_id: at for at, cluster in enumerate(clusters) for member in cluster.profiles}


def _differ(one: Event, other: Event) -> bool:
    """Whether they differ in more than the list of their claims: one that has no part in any number is not missed."""
    return replace(one, claim_roles=()) != replace(other, claim_roles=())
