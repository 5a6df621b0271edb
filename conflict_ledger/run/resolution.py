"""Between the passes: duplicate texts linked, event mentions of all documents grouped into events.

Only light things are in memory at once: signatures, word hashes, and of event mentions what linking compares; each
article is read again for the events that it tells. What persons decided (``corrections.yml``) is applied here too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import groupby
from operator import itemgetter

from conflict_ledger.corrections.entries import AppliedCorrection, Correction
from conflict_ledger.corrections.file import read_corrections
from conflict_ledger.publish.succession import Former, read_former
from conflict_ledger.records import Claim, DocumentFacts, Event, EventMention, Extraction, LinkEvidence
from conflict_ledger.resolve.duplicates import link_duplicates, signature, stated_facts
from conflict_ledger.resolve.events import Links, link_mentions, profiles_of
from conflict_ledger.resolve.profiles import Profile, put_away
from conflict_ledger.resolve.series import tells_one_of_series
from conflict_ledger.resolve.stories import story_words
from conflict_ledger.run.codec import decode_record, encode_record
from conflict_ledger.run.corrections import Corrector, Material
from conflict_ledger.run.plan import Plan
from conflict_ledger.run.store import ExtractionStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """``duplicate_of`` maps a copy's document id to its original's; ``event_of_claim`` claim id to event id."""

    duplicate_of: dict[str, str]
    event_of_claim: dict[str, str]
    events: tuple[Event, ...] = ()
    corrections: tuple[AppliedCorrection, ...] = ()
    links: tuple[LinkEvidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What persons decided, the file it stands in, and the release before, which is read only if it is asked."""

    corrections: tuple[Correction, ...] = ()
    file: str = ""
    former: Callable[[], Former] = Former


@dataclass(slots=True, kw_only=True)
class _Gathered:
    """What is kept of all documents until their mentions are linked.

    ``stated`` has what each states, as a hash, with its id; ``claims`` are those that decisions name.
    """

    stated: list[tuple[bytes, str]] = field(default_factory=list)
    profiles: list[Profile] = field(default_factory=list)
    facts: dict[str, DocumentFacts] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoredExtractions(Mapping[str, Extraction]):
    """The extractions of a release by document id, each unpacked whenever it is asked for."""

    store: ExtractionStore
    key_of: Mapping[str, str]

    def __getitem__(self, document_id: str) -> Extraction:
        (found,) = read_extractions(self.store, [self.key_of[document_id]])
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self.key_of)

    def __len__(self) -> int:
        return len(self.key_of)


def read_members(plan: Plan) -> list[tuple[str, str]]:
    """(document id, store key) of every document of the release, in order of document id."""
    with plan.members.open(encoding="utf-8") as stream:
        return [(document_id, key) for document_id, key in (line.rstrip("\n").split("\t") for line in stream)]


def read_extractions(store: ExtractionStore, keys: Sequence[str]) -> Iterator[Extraction]:
    """The extractions under ``keys``, in their order, unpacked one at a time."""
    return (decode_record(Extraction, payload) for payload in store.read(keys))


def resolve_documents(plan: Plan) -> None:
    """Group everything that pass 1 found; leaves the events and the resolution in the scratch folder."""
    with ExtractionStore(plan.store, plan.reader) as store:
        extractions = StoredExtractions(store, dict(read_members(plan)))
        resolution, events = _resolve(extractions, decisions_of(plan))
        with plan.events.open("wb") as stream:
            stream.writelines(encode_record(event) + b"\n" for event in events)
    plan.resolution.write_bytes(encode_record(resolution))


def decisions_of(plan: Plan) -> Decisions:
    """What persons decided by the day up to which the run looks; later decisions were not known then."""
    if not plan.corrections.exists():
        return Decisions()
    settings, file = plan.settings, str(plan.settings.corrections_file)
    known = tuple(
        correction
        for correction in read_corrections(plan.corrections.read_bytes(), file)
        if settings.as_of is None or correction.decided_on <= settings.as_of
    )
    return Decisions(corrections=known, file=file, former=cache(lambda: read_former(plan.former)))


def resolve_extractions(extractions: Iterable[Extraction], decisions: Decisions | None = None) -> Resolution:
    """Copies linked and events grouped over everything that was extracted; the order does not matter.

    Raises CorrectionError for decisions that do not hold.
    """
    known = {extraction.document.document_id: extraction for extraction in extractions}
    resolution, events = _resolve(known, decisions or Decisions())
    return replace(resolution, events=tuple(events))


def _resolve(extractions: Mapping[str, Extraction], decisions: Decisions) -> tuple[Resolution, Iterator[Event]]:
    """What the documents (by id) tell together; the events are made one at a time, in order of their ids."""
    gathered = _gather(extractions.values(), decisions)
    duplicate_of = _copies(gathered.stated, extractions)
    for copy, original in duplicate_of.items():
        gathered.facts[copy] = replace(gathered.facts[copy], duplicate_of=original)
    clusters, evidence = link_mentions(gathered.profiles, gathered.facts)
    material = Material(
        clusters=clusters,
        claims=gathered.claims,
        extractions=extractions,
        facts=gathered.facts,
        former=decisions.former,
    )
    corrector = Corrector(material, decisions.corrections, decisions.file)
    corrector.correct()
    event_of_claim = claims_of_events(corrector.links, (item.mention for item in gathered.profiles))
    resolution = Resolution(
        duplicate_of=duplicate_of,
        event_of_claim=event_of_claim,
        corrections=corrector.applied(event_of_claim),
        links=evidence,
    )
    return resolution, corrector.events()


def read_resolution(plan: Plan) -> Resolution:
    """What ``resolve_documents`` left behind, but for the events: see ``read_events``."""
    return decode_record(Resolution, plan.resolution.read_bytes())


def read_events(plan: Plan) -> Iterator[Event]:
    """The events that ``resolve_documents`` left behind, one at a time, in order of their ids."""
    with plan.events.open("rb") as stream:
        for line in stream:
            yield decode_record(Event, line)


def _gather(extractions: Iterable[Extraction], decisions: Decisions) -> _Gathered:
    named = {target for correction in decisions.corrections for target in correction.targets}
    gathered = _Gathered()
    for extraction in extractions:
        document = extraction.document
        if (facts := stated_facts(document)) is not None:
            gathered.stated.append((facts, document.document_id))
        gathered.profiles.extend(put_away(item) for item in profiles_of(extraction))
        gathered.facts[document.document_id] = facts_for_linking(extraction)
        gathered.claims.update((claim.claim_id, claim) for claim in extraction.claims if claim.claim_id in named)
    return gathered


def _copies(stated: list[tuple[bytes, str]], extractions: Mapping[str, Extraction]) -> dict[str, str]:
    """Copy -> original; only documents that state the same are read again to be compared."""
    copies: dict[str, str] = {}
    for _, alike in groupby(sorted(stated), key=itemgetter(0)):
        names = [name for _, name in alike]
        if len(names) > 1:
            copies |= link_duplicates(signature(extractions[name].document) for name in names)
    return copies


def facts_for_linking(extraction: Extraction) -> DocumentFacts:
    """What linking needs of a document, as long as nothing is known of duplicates."""
    document = extraction.document
    return DocumentFacts(
        document_id=document.document_id,
        published_on=document.published_on,
        source=document.source,
        duplicate_of=None,
        words=story_words(document),
        is_of_series=tells_one_of_series(document),
    )


def claims_of_events(links: Links, mentions: Iterable[EventMention]) -> dict[str, str]:
    """Claim id -> event id. A claim that several tellings share goes to the one linked best, then lowest id."""
    best: dict[str, tuple[float, str]] = {}
    for mention in mentions:
        if mention.event_mention_id not in links:
            continue
        event_id, score = links[mention.event_mention_id]
        for claim_id in mention.claim_ids:
            best[claim_id] = min(best.get(claim_id, (1.0, "~")), (-score, event_id))
    return {claim_id: event_id for claim_id, (_, event_id) in sorted(best.items())}
