"""Between the passes: duplicate texts linked, event mentions of all documents grouped into events.

Only light things are in memory at once: signatures, event mentions, and claims without their sentences. What persons
decided (``corrections.yml``) is applied here too, when all events are known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from conflict_ledger.corrections.entries import AppliedCorrection, Correction
from conflict_ledger.corrections.file import read_corrections
from conflict_ledger.publish.acled import Publication, publications_of
from conflict_ledger.publish.rows import event_links
from conflict_ledger.publish.succession import Former, read_former
from conflict_ledger.records import Claim, DocumentFacts, Event, EventMention, Extraction, LinkEvidence
from conflict_ledger.resolve.duplicates import Signature, link_duplicates, signature
from conflict_ledger.resolve.events import build_events, link_mentions
from conflict_ledger.resolve.stories import story_words
from conflict_ledger.run.codec import decode_record, encode_record
from conflict_ledger.run.corrections import Corrector, Material
from conflict_ledger.run.plan import Plan
from conflict_ledger.run.store import ExtractionStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """``duplicate_of`` maps a copy's document id to its original's; ``event_of_claim`` claim id to event id."""

    events: tuple[Event, ...]
    duplicate_of: dict[str, str]
    event_of_claim: dict[str, str]
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
    signatures: list[Signature] = field(default_factory=list)
    mentions: list[EventMention] = field(default_factory=list)
    claims: dict[str, Claim] = field(default_factory=dict)
    facts: dict[str, DocumentFacts] = field(default_factory=dict)
    publications: dict[str, Publication] = field(default_factory=dict)


def read_members(plan: Plan) -> list[tuple[str, str]]:
    """(document id, store key) of every document of the release, in order of document id."""
    with plan.members.open(encoding="utf-8") as stream:
        return [(document_id, key) for document_id, key in (line.rstrip("\n").split("\t") for line in stream)]


def read_extractions(store: ExtractionStore, keys: Sequence[str]) -> Iterator[Extraction]:
    """The extractions under ``keys``, in their order, unpacked one at a time."""
    return (decode_record(Extraction, payload) for payload in store.read(keys))


def resolve_documents(plan: Plan) -> Resolution:
    """Group everything that pass 1 found; leaves the resolution in the scratch folder."""
    keys = [key for _, key in read_members(plan)]
    with ExtractionStore(plan.store, plan.reader) as store:
        resolution = resolve_extractions(read_extractions(store, keys), decisions_of(plan))
    with plan.resolution.open("wb") as stream:
        stream.write(encode_record(replace(resolution, events=())) + b"\n")
        stream.writelines(encode_record(event) + b"\n" for event in resolution.events)
    return resolution


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
    gathered = _gather(extractions)
    duplicate_of = link_duplicates(gathered.signatures)
    gathered.signatures.clear()  # the largest thing kept of a document, and not needed any more
    for copy, original in duplicate_of.items():
        gathered.facts[copy] = replace(gathered.facts[copy], duplicate_of=original)
    if decisions is None or not decisions.corrections:
        clusters, links = link_mentions(gathered.mentions, gathered.claims, gathered.facts)
        events = build_events(clusters, gathered.claims, gathered.facts)
        return replace(_resolution(events, duplicate_of, gathered), links=links)
    corrector = Corrector(_material(gathered, decisions), decisions.corrections, decisions.file)
    resolution = _resolution(corrector.events(), duplicate_of, gathered)
    applied = corrector.applied(resolution.events, resolution.event_of_claim)
    return replace(resolution, corrections=applied, links=corrector.links)


def _resolution(events: tuple[Event, ...], duplicate_of: dict[str, str], gathered: _Gathered) -> Resolution:
    return Resolution(
        events=events,
        duplicate_of=duplicate_of,
        event_of_claim=claims_of_events(events, gathered.mentions),
    )


def _material(gathered: _Gathered, decisions: Decisions) -> Material:
    return Material(
        mentions={mention.event_mention_id: mention for mention in gathered.mentions},
        claims=gathered.claims,
        facts=gathered.facts,
        publications=gathered.publications,
        former=decisions.former,
    )


def read_resolution(plan: Plan) -> Resolution:
    """What ``resolve_documents`` left behind, but for the events: see ``read_events``."""
    with plan.resolution.open("rb") as stream:
        return decode_record(Resolution, stream.readline())


def read_events(plan: Plan) -> Iterator[Event]:
    """The events that ``resolve_documents`` left behind, one at a time, in order of their ids."""
    with plan.resolution.open("rb") as stream:
        stream.readline()
        for line in stream:
            yield decode_record(Event, line)


def _gather(extractions: Iterable[Extraction]) -> _Gathered:
    gathered = _Gathered()
    for extraction in extractions:
        document = extraction.document
        gathered.signatures.append(signature(document))
        gathered.mentions.extend(extraction.event_mentions)
        gathered.claims.update((claim.claim_id, replace(claim, sentence="")) for claim in extraction.claims)
        gathered.facts[document.document_id] = facts_for_linking(extraction)
        gathered.publications.update(publications_of([document]))
    return gathered


def facts_for_linking(extraction: Extraction) -> DocumentFacts:
    """What linking needs of a document, as long as nothing is known of duplicates."""
    document = extraction.document
    return DocumentFacts(
        document_id=document.document_id,
        published_on=document.published_on,
        source=document.source,
        duplicate_of=None,
        places=extraction.places,
        words=story_words(document),
    )


def claims_of_events(events: Iterable[Event], mentions: Iterable[EventMention]) -> dict[str, str]:
    """Claim id -> event id. A claim that several tellings share goes to the one linked best, then lowest id."""
    links = event_links(events)
    best: dict[str, tuple[float, str]] = {}
    for mention in mentions:
        if mention.event_mention_id not in links:
            continue
        event_id, score = links[mention.event_mention_id]
        for claim_id in mention.claim_ids:
            best[claim_id] = min(best.get(claim_id, (1.0, "~")), (-score, event_id))
    return {claim_id: event_id for claim_id, (_, event_id) in sorted(best.items())}
