"""The straight path in plain functions: raw folder -> release. The order of the steps stands here only.

Each step takes a Plan and leaves its result in the plan's scratch folder, so that a step can be run by
anything: called directly, or as a Prefect task (flows/build_ledger.py) that is handed paths and not data.
"""

from __future__ import annotations

import logging
import os
import shutil
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from string import ascii_lowercase

from conflict_ledger.clock import seconds, utc_now
from conflict_ledger.contract import TABLES
from conflict_ledger.gazetteer.choice import use_gazetteer
from conflict_ledger.ingest.articles import build_document
from conflict_ledger.ingest.posts import posted_on
from conflict_ledger.problems import LedgerError
from conflict_ledger.publish.manifest import read_manifest
from conflict_ledger.publish.release import finished_release, point_to
from conflict_ledger.publish.run_lock import hold_run_lock
from conflict_ledger.publish.summary import markdown_summary, text_summary
from conflict_ledger.records import (
    Context,
    Document,
    Extraction,
    PlaceMention,
    RawRecord,
    Refusal,
    Sentence,
    SentenceMentions,
)
from conflict_ledger.run.checking import check_release
from conflict_ledger.run.extraction import Counts, Progress, extract_documents, pack, refuse
from conflict_ledger.run.plan import Plan, plan_run
from conflict_ledger.run.progress import ProgressLog
from conflict_ledger.run.publication import publish_release
from conflict_ledger.run.resolution import resolve_documents
from conflict_ledger.run.settings import Settings, check_settings
from conflict_ledger.run.tabulation import write_tables
from conflict_ledger.run.workers import Packed, open_workers

LOG = logging.getLogger(__name__)
Clock = Callable[[], str]

SMALL_LETTERS = ascii_lowercase.encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a run ended: ``status`` is ``published``, ``unchanged`` or ``restored`` (a release that an
    earlier run made of this input, to follow the current one, became current again); ``release`` is its folder."""

    status: str
    release_id: str
    release: Path

    def summary(self, out: Path) -> str:
        """A few lines for the person who started the run."""
        return text_summary(self.status, read_manifest(self.release), out)

    def markdown(self) -> str:
        """The same for a page, with every table."""
        return markdown_summary(self.status, read_manifest(self.release))


def extract_record(record: RawRecord, scope: str) -> Packed | Refusal:
    """One record through cleaning and extraction, packed for the store.

    Whatever goes wrong in it costs this one record only. A broken lexicon or installation is no record's fault and
    ends the run.
    """
    try:
        document = build_document(record)
        return document if isinstance(document, Refusal) else pack(extract_document(document, scope))
    except (LedgerError, ImportError):
        raise
    except Exception as error:
        where = _last_own_line(error)
        LOG.warning("%s could not be extracted: %s at %s", record.external_id, type(error).__name__, where)
        return refuse(record, "extract", "extraction_error", f"{type(error).__name__} at {where}")


def extract_document(document: Document, scope: str) -> Extraction:
    """One document to its claims and event mentions.

    ``scope`` is ``acled`` or ``violence`` and decides which event mentions are kept.
    """
    from conflict_ledger.assemble.claims import build_claims
    from conflict_ledger.assemble.event_mentions import build_event_mentions
    from conflict_ledger.assemble.timing import Timeline

    context = context_of(document)
    mentions = find_in_document(document, context)
    timeline = Timeline(document, mentions)
    claims = build_claims(document, mentions, timeline)
    dateline = find_in_dateline(document, context)
    event_mentions, issues = build_event_mentions(document, mentions, claims, timeline, scope, dateline)
    said = [*(place for found in mentions for place in found.places), *dateline]
    places = {(place.text, place.rule): place for place in reversed(said)}
    return Extraction(
        document=document,
        claims=claims,
        event_mentions=event_mentions,
        issues=issues,
        places=tuple(sorted(places.values(), key=lambda place: place.span)),
    )


def context_of(document: Document) -> Context:
    """What the finders may know of the document beside their sentence."""
    written_on = document.published_on or posted_on(document.text)
    return Context(published_on=written_on, is_upper_case=is_upper_case(document.text))


def find_in_document(document: Document, context: Context | None = None) -> tuple[SentenceMentions, ...]:
    """Every sentence of a document with all that was found in it."""
    from conflict_ledger.extract.engine import find_mentions
    from conflict_ledger.ingest.sentences import split_sentences

    return find_mentions(split_sentences(document), context or context_of(document))


def find_in_dateline(document: Document, context: Context) -> tuple[PlaceMention, ...]:
    """The places of a dateline: no sentence, so nothing happens there, but evidence of where the story plays."""
    from conflict_ledger.extract.places import find_places

    regions = [region.span for region in document.boilerplate if region.label == "dateline"]
    heads = [Sentence(index=0, start=at.start, end=at.end, text=document.text[at.start : at.end]) for at in regions]
    found = [place for head in heads for place in find_places(head, context)]
    return tuple(place if place.relation == "demonym" else replace(place, relation="dateline") for place in found)


def is_upper_case(text: str) -> bool:
    """Whether a text is wire copy in capitals, where case tells nothing.

    >>> is_upper_case("BOGOTA, 3 MAY 90 (DOMESTIC SERVICE) -- TWO PEOPLE [WORDS INDISTINCT] DIED."), is_upper_case("IS")
    (True, False)
    """
    plain = text.encode(errors="replace")
    if (len(plain) - len(plain.translate(None, SMALL_LETTERS))) * 5 > len(text):
        return False  # a fifth of small letters: what most texts have, told without looking at each character
    letters = sum(map(str.isalpha, text))
    return letters >= 40 and sum(map(str.isupper, text)) > 0.8 * letters


def _last_own_line(error: Exception) -> str:
    """Where in our own code it happened: the same words on every run, unlike most messages."""
    package = Path(__file__).parent
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if package in Path(frame.filename).parents]
    last = own[-1] if own else frames[-1]
    return f"{Path(last.filename).name}:{last.lineno}"


def extract_step(plan: Plan, progress: Progress) -> Counts:
    """Pass 1 with the project's own extractor, in as many processes as the settings say."""
    with open_workers(extract_record, plan.settings) as workers:
        return extract_documents(plan, workers, progress)


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """The six steps, each replaceable by a wrapper of the same shape; what they call stays the same."""

    plan: Callable[[Settings], Plan] = plan_run
    extract: Callable[[Plan, Progress], object] = extract_step
    resolve: Callable[[Plan], object] = resolve_documents
    tabulate: Callable[[Plan], object] = write_tables
    check: Callable[[Plan], object] = check_release
    publish: Callable[[Plan, str, str], Path] = publish_release


def run_ledger(settings: Settings, now: Clock, progress: Progress, steps: Steps | None = None) -> Outcome:
    """Publish a release of everything below ``settings.raw``, or find that nothing is new.

    ``now`` gives the time as ISO text; it goes to the manifest and the lock, nowhere else. Raises
    ConfigurationError, RunLocked, or ReleaseRefused when a check or a floor stopped it.
    """
    check_settings(settings)
    use_gazetteer(settings.gazetteer)
    steps = steps or Steps()
    started_at = now()
    with hold_run_lock(settings.out, f"process {os.getpid()}, since {started_at}"):
        plan = steps.plan(settings)
        try:
            return _earlier_outcome(plan) or _build(plan, steps, progress, started_at, now)
        finally:
            shutil.rmtree(plan.folder, ignore_errors=True)


def run_here(settings: Settings) -> Outcome:
    """The run without Prefect, in this process, with log lines for progress."""
    return run_ledger(settings, utc_now, ProgressLog(seconds))


def _build(plan: Plan, steps: Steps, progress: Progress, started_at: str, now: Clock) -> Outcome:
    steps.extract(plan, progress)
    steps.resolve(plan)
    steps.tabulate(plan)
    steps.check(plan)
    release = steps.publish(plan, started_at, now())
    return Outcome(status="published", release_id=plan.release_id, release=release)


def _earlier_outcome(plan: Plan) -> Outcome | None:
    """The current release if it was made of this very input and code, or one that an earlier run made to follow it."""
    out = plan.settings.out
    if plan.former is not None and read_manifest(plan.former).get("content_id") == plan.content_id:
        status, release = "unchanged", plan.former
    elif (finished := finished_release(out, plan.release_id)) is not None:
        status, release = "restored", finished
    else:
        return None
    point_to(out, release.name, TABLES)
    return Outcome(status=status, release_id=release.name, release=release)
