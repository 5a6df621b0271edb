"""All nouns of the project: frozen records that the stages hand to each other.

One invariant carries the house: for every record with a span and a text,
``document.text[span.start:span.end] == text``. ``None`` always means "not known".
"""

from __future__ import annotations

from datetime import date, datetime

from conflict_ledger.frozen import record

LEAD = 4  # sentences, the title included, in which news says what it is about


@record(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of Python characters in ``Document.text``."""

    start: int
    end: int


@record(frozen=True, slots=True, kw_only=True)
class DateRange:
    """What a text says of a day: both ends inclusive.

    ``precision`` is one of ``day``, ``week``, ``month``, ``year``; ``implied`` names the parts
    (``year``, ``month``, ``day``) that were worked out and not said.
    """

    earliest: date
    latest: date
    precision: str = "day"
    implied: tuple[str, ...] = ()


@record(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A stated number of people as an interval: ``high`` None is open upwards, ``best`` None no defensible number.

    ``qualifier``: exact, at_least, more_than, up_to, about, range, vague, none_stated.
    """

    low: int | None
    best: int | None
    high: int | None
    qualifier: str = "exact"

    @property
    def is_number(self) -> bool:
        """Whether the words state a number: "3" and "at least 3" do, "several" and "soldiers" do not."""
        return self.qualifier not in ("vague", "none_stated")

    def __add__(self, other: Quantity) -> Quantity:
        """The interval of a sum of different people: one open or unknown end leaves that of the sum so."""
        is_alike = self.qualifier == other.qualifier and self.qualifier not in ("range", "vague")
        return Quantity(
            low=(self.low or 0) + (other.low or 0),
            best=None if self.best is None or other.best is None else self.best + other.best,
            high=None if self.high is None or other.high is None else self.high + other.high,
            qualifier=self.qualifier if is_alike else "range",
        )


@record(frozen=True, slots=True, kw_only=True)
class RawRecord:
    """One article as it came, before any cleaning: what is hashed to know whether it is new.

    ``kind`` is ``text`` or ``html``; ``metadata`` holds the fields that came beside it (title, published_at,
    source, url, language, licence) as sorted (name, value) pairs; ``ordinal`` counts records of the same id
    in one file. ``digest`` hashes content and metadata.
    """

    source_path: str
    external_id: str
    ordinal: int
    kind: str
    content: str
    metadata: tuple[tuple[str, str], ...]
    digest: str


@record(frozen=True, slots=True, kw_only=True)
class Region:
    """A part of a document that is kept and shown but never extracted from (menu, teaser, comment box)."""

    span: Span
    label: str


@record(frozen=True, slots=True, kw_only=True)
class Document:
    """One article as stored. ``text`` is final: no later step may add or remove a character.

    ``title_span`` is where the title stands in ``text`` (a title that came as metadata and is not in the
    text is put in front of it). ``published_basis`` says how ``published_at`` came about: ``metadata``,
    ``dateline``, ``updated_line``, ``date_line``, ``url``, ``sidecar`` or ``none``.
    """

    document_id: str
    external_id: str
    source_path: str
    title: str | None
    source: str | None
    url: str | None
    language: str | None
    published_at: datetime | None
    published_precision: str | None  # "day" or "minute"
    published_basis: str
    text: str
    text_sha256: str
    title_span: Span | None = None
    boilerplate: tuple[Region, ...] = ()

    @property
    def published_on(self) -> date | None:
        """The day of publication, the base for relative dates."""
        return None if self.published_at is None else self.published_at.date()


@record(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One record or row that was not kept, with all that is needed to try it again."""

    source_path: str
    external_id: str
    stage: str  # ingest, extract, check
    reason: str  # a short code such as "empty_text", or the failing rule
    detail: str  # one sentence for a person
    payload: str  # the record as read (cut to a set length), or the row as JSON


@record(frozen=True, slots=True, kw_only=True)
class Issue:
    """One thing noticed and not understood; never fatal."""

    code: str
    document_id: str
    span: Span
    words: str


@record(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of the body (or the title), never of boilerplate; ``text == document.text[start:end]``."""

    index: int
    start: int
    end: int
    text: str
    is_title: bool = False

    @property
    def is_lead(self) -> bool:
        """Whether it is one of the first sentences, which tell the topic."""
        return self.index < LEAD

    def quote(self, span: Span) -> str:
        """The words of a span of the document, as far as they stand in the sentence."""
        return self.between(span.start, span.end)

    def before(self, place: int) -> str:
        """The words that lead up to a place of the document."""
        return self.between(self.start, place)

    def between(self, start: int, end: int) -> str:
        """The words from one place of the document up to another; none where the second comes first.

        >>> Sentence(index=0, start=40, end=57, text="Two guards died.").between(44, 50)
        'guards'
        """
        return self.text[max(0, start - self.start) : max(0, end - self.start)]


@record(frozen=True, slots=True, kw_only=True)
class Context:
    """What a finder may know beside its sentence."""

    published_on: date | None
    is_upper_case: bool = False  # wire copy in capitals: case tells nothing
    reference_on: date | None = None  # a full date elsewhere in the document: gives a year to "14 June"


@record(frozen=True, slots=True, kw_only=True)
class Place:
    """One gazetteer entry. ``kind``: city, admin2, admin1, country, region (a named area without borders).

    A province or district stands at its capital, as ACLED codes it; a country has no coordinates.
    ``is_approximate``: the coordinates are good to about 10 km only.
    """

    place_id: str
    name: str
    kind: str
    country: str | None  # ACLED's spelling
    iso3: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    population: int = 0
    is_approximate: bool = False


@record(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place name in the text with every candidate it may mean, best known first.

    ``relation`` is a word such as ``near`` or ``north of`` before it, or ``demonym`` for "Iraqi", which is
    evidence of a country and never a place. ``village`` says how it tells where a village lies
    that is in no gazetteer: ``address`` ("X village, Goma"), ``around`` ("the village of X in Goma") or empty.
    """

    span: Span
    text: str
    candidates: tuple[Place, ...]
    relation: str
    rule: str
    village: str = ""


@record(frozen=True, slots=True, kw_only=True)
class PlaceChoice:
    """Where an event took place, and why. ``geo_precision`` is ACLED's: 1 the town, 2 near it or its district,
    3 only the province or region; None for a country alone, which is no location.

    ``basis``: stated, document, dateline, country_only, actor, none; ``reason`` names what decided.
    """

    place: Place | None
    geo_precision: int | None
    basis: str
    reason: str
    said: PlaceMention | None = None  # the name that was read as the place
    for_village: bool = False  # it stands for a village that is in no gazetteer


@record(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date expression resolved against the publication date.

    ``basis``: absolute, weekday, relative, or named (a date used as an event's name: "the October 7 attacks").
    """

    span: Span
    text: str
    value: DateRange
    basis: str
    rule: str


@record(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """An armed or organised actor. ``actor_id`` is the lexicon entry shared by all its names.

    ``inter`` is ACLED's actor type code 1-8; ``country`` the state it belongs to where the words say so
    ("Iraqi soldiers": military of Iraq). ``part`` is what it does in the deed of its sentence: doer,
    target or policing; an ``is_ally`` stands on the side of the actor named before it.
    """

    span: Span
    text: str
    actor_id: str
    name: str
    inter: int
    country: str | None
    rule: str
    part: str | None = None
    is_ally: bool = False


@record(frozen=True, slots=True, kw_only=True)
class TriggerMention:
    """A word that says that something happened: its event and sub-event type and the rule that fired."""

    span: Span
    text: str
    event_type: str
    sub_event_type: str
    weight: float
    rule: str


@record(frozen=True, slots=True, kw_only=True)
class CueMention:
    """A word that governs others; ``kind``: attribution, negation, hedge, denial, confirmation ..."""

    span: Span
    text: str
    kind: str
    value: str
    rule: str


@record(frozen=True, slots=True, kw_only=True)
class AttributionMention:
    """Who is said to say something: ``span`` and ``text`` quote the speaker, ``verb_span`` the saying.

    ``claimant_type`` is None for a pronoun or a bare name, which only the document can resolve. ``governs``
    tells on which side of the verb the statement stands: ``before``, ``after``, ``both``, or ``none``.
    """

    span: Span
    text: str
    verb_span: Span
    claimant_type: str | None
    assertion: str
    governs: str
    rule: str


@record(frozen=True, slots=True, kw_only=True)
class CasualtyMention:
    """Words that state a number of people harmed, before anyone asks who said it.

    ``count_span`` quotes the counting words ("at least 12", "a policeman"); ``trigger_span`` the harm words.
    ``part_of`` is the index in the sentence's list of the total this number is a part of.
    """

    span: Span
    count_span: Span
    count_text: str
    trigger_span: Span
    outcome: str
    quantity: Quantity
    victim_text: str | None
    victim_type: str | None
    rule: str
    is_total: bool = True
    is_cumulative: bool = False


@record(frozen=True, slots=True, kw_only=True)
class CrowdMention:
    """A count of people who demonstrate; ``size`` is how ACLED would write it: dozens, around 300, at least 1000."""

    span: Span
    text: str
    quantity: Quantity
    size: str
    rule: str


@record(frozen=True, slots=True, kw_only=True)
class SentenceMentions:
    """All found in one sentence: ``openers`` a speaker who begins it, ``figures`` counts without a word of harm."""

    sentence: Sentence
    dates: tuple[DateMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    triggers: tuple[TriggerMention, ...] = ()
    cues: tuple[CueMention, ...] = ()
    attributions: tuple[AttributionMention, ...] = ()
    casualties: tuple[CasualtyMention, ...] = ()
    openers: tuple[AttributionMention, ...] = ()
    figures: tuple[CasualtyMention, ...] = ()
    crowds: tuple[CrowdMention, ...] = ()


@record(frozen=True, slots=True, kw_only=True)
class Claim:
    """One number stated by one source in one sentence: stays as its source made it."""

    claim_id: str
    document_id: str
    outcome: str
    quantity: Quantity
    count_span: Span
    count_text: str
    is_total: bool
    is_cumulative: bool
    victim_text: str | None
    victim_type: str | None
    side: str | None
    claimant_text: str | None
    claimant_type: str
    assertion: str  # reported claimed confirmed denied unverified estimated
    event_on: DateRange | None
    sentence_index: int
    sentence: str
    sentence_start: int
    rule: str
    is_shot: bool = False  # said to be shot, not whether they lived
    is_additional: bool = False  # told as people beside those counted before: "another guard", "was also killed"
    taken_up: str | None = None  # the words that take up people told before: "he", "the victim", "all three"


@record(frozen=True, slots=True, kw_only=True)
class KindReason:
    """Why an event is of its kind: the rule that decided, the words behind it, the votes of all words."""

    rule: str
    span: Span
    text: str
    votes: tuple[tuple[str, float], ...] = ()


@record(frozen=True, slots=True, kw_only=True)
class EventMention:
    """One event as one article tells it: the unit that is linked across articles."""

    event_mention_id: str
    document_id: str
    event_type: str
    sub_event_type: str
    event_on: DateRange | None
    date_basis: str  # of lexicons/date_bases.yml
    places: tuple[PlaceMention, ...]
    place_basis: str  # stated, document, dateline, country_only or none: the nearest words that can tell the place
    actors: tuple[ActorMention, ...]
    targets: tuple[str, ...]  # victim types
    trigger_span: Span
    trigger_text: str
    sentence_index: int
    scope: str  # acled or violence
    claim_ids: tuple[str, ...]
    names: tuple[str, ...] = ()  # capitalised words of its sentences, and
    words: tuple[str, ...] = ()  # the others: shared rare ones speak for one event
    sites: tuple[str, ...] = ()  # named places within a town, as kind:name
    dated_by: DateMention | None = None  # the words that gave event_on
    kind_reason: KindReason | None = None
    crowd: CrowdMention | None = None  # the first count of those who demonstrate


@record(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that one document gave."""

    document: Document
    claims: tuple[Claim, ...]
    event_mentions: tuple[EventMention, ...]
    issues: tuple[Issue, ...]
    places: tuple[PlaceMention, ...] = ()  # every distinct place name of the document: evidence for geocoding


@record(frozen=True, slots=True, kw_only=True)
class LinkEvidence:
    """Two event mentions that were put together, or nearly were; ids in order."""

    event_mention_id: str
    other_mention_id: str
    score: float
    points_needed: float
    decision: str  # linked or rejected
    reason: str  # of lexicons/link_reasons.yml


@record(frozen=True, slots=True, kw_only=True)
class StoryWords:
    """The words of an article for comparing it: 32-bit hashes in order, and how often each stands.

    Both are bytes (four a hash, one a count) held as Latin-1 text, which takes a byte of memory each.
    """

    hashes: str = ""
    counts: str = ""


@record(frozen=True, slots=True, kw_only=True)
class DocumentFacts:
    """What linking needs of a document once its text is put away."""

    document_id: str
    published_on: date | None
    source: str | None
    duplicate_of: str | None
    words: StoryWords = StoryWords()
    is_of_series: bool = False  # says itself that it tells one of several like deeds


@record(frozen=True, slots=True, kw_only=True)
class CasualtyRange:
    """One outcome of one event; each bound names its claim, and those added where an article counts group by group."""

    outcome: str
    claimant_type: str
    low: int | None
    best: int | None
    high: int | None
    n_claims: int
    n_documents: int
    n_independent_documents: int
    low_claim_id: str | None
    best_claim_id: str | None
    high_claim_id: str | None
    first_reported_on: date | None
    last_reported_on: date | None
    basis: str = "stated"  # of lexicons/range_bases.yml
    low_added_claim_ids: tuple[str, ...] = ()
    best_added_claim_ids: tuple[str, ...] = ()
    high_added_claim_ids: tuple[str, ...] = ()
    known_since: date | None = None  # day of the report that gave it these bounds; None where no report has a day
    spread: float | None = None  # of the rows ``all``, as the two that follow
    perpetrator_to_state: float | None = None
    claimants_overlap: bool | None = None


@record(frozen=True, slots=True, kw_only=True)
class FormerRange:
    """What a range said from one report day to the next change; ``stated`` is None where nobody stated it any more."""

    outcome: str
    claimant_type: str
    known_since: date | None
    stated: CasualtyRange | None


@record(frozen=True, slots=True, kw_only=True)
class ClaimRole:
    """How the range of an event uses a claim (lexicons/range_roles.yml), and the later claim that revised it."""

    claim_id: str
    role: str
    revised_by: str | None = None


@record(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why one thing about an event is coded as it is: the rule that decided and the words it read, if any.

    ``decision`` is an id of lexicons/decisions.yml; ``rule`` a basis or the entry that fired; ``detail`` what was
    weighed. ``claim_id`` is given where the words are a claim's count.
    """

    decision: str
    rule: str
    detail: str | None = None
    document_id: str | None = None
    event_mention_id: str | None = None
    claim_id: str | None = None
    span: Span | None = None
    text: str | None = None


@record(frozen=True, slots=True, kw_only=True)
class Event:
    """One real event: a view over its mentions and claims.

    ``link_scores`` has one score per mention, in the order of ``mention_ids``; ``document_ids`` names each
    document once. ``grade``: confirmed, fair, weak, contested, discounted, or None where no deaths are counted.
    """

    event_id: str
    mention_ids: tuple[str, ...]
    document_ids: tuple[str, ...]
    link_scores: tuple[float, ...]
    event_type: str
    sub_event_type: str
    event_on: DateRange | None
    date_basis: str
    place: Place | None
    geo_precision: int | None
    place_basis: str
    actor1: ActorMention | None
    actor2: ActorMention | None
    scope: str
    ranges: tuple[CasualtyRange, ...]
    fatalities: int
    fatalities_basis: str
    n_independent_documents: int
    several_as: int = 3
    ucdp: CasualtyRange | None = None  # the killed as UCDP's coders would write them
    grade: str | None = None
    beside: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())  # names of those with actor1, and with actor2
    reasons: tuple[Reason, ...] = ()  # in the order of lexicons/decisions.yml
    former_ranges: tuple[FormerRange, ...] = ()  # what the ranges said before
    claim_roles: tuple[ClaimRole, ...] = ()
    lent_to: tuple[str, ...] = ()  # mentions whose articles do not say when: they take the days of the event
