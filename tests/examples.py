"""Small records, in our own words, that several tests share."""

from __future__ import annotations

from datetime import date, datetime

from conflict_ledger.ids import text_hash
from conflict_ledger.records import (
    ActorMention,
    Claim,
    DateRange,
    Document,
    EventMention,
    Extraction,
    Issue,
    Place,
    PlaceMention,
    Quantity,
    RawRecord,
    Region,
    Span,
)

TEXT = "Blast in market\n\nGOMA, 3 May 2021 - At least 12 shoppers were killed on Sunday near Goma, a doctor said."
PLACE = Place(
    place_id="g_1",
    name="Goma",
    kind="city",
    country="Democratic Republic of Congo",
    iso3="COD",
    admin1="Nord-Kivu",
    latitude=-1.67,
    longitude=29.22,
    population=144_124,
)
DOCUMENT = Document(
    document_id="d_000000000001",
    external_id="blast.txt",
    source_path="blast.txt",
    title="Blast in market",
    source="Herald",
    url=None,
    language="en",
    published_at=datetime(2021, 5, 3),
    published_precision="day",
    published_basis="dateline",
    text=TEXT,
    text_sha256=text_hash(TEXT),
    title_span=Span(0, 15),
    boilerplate=(Region(span=Span(0, 0), label="menu"),),
)
CLAIM = Claim(
    claim_id="c_000000000001",
    document_id=DOCUMENT.document_id,
    outcome="killed",
    quantity=Quantity(low=12, best=None, high=None, qualifier="at_least"),
    count_span=Span(TEXT.index("At least"), TEXT.index("At least") + 11),
    count_text="At least 12",
    is_total=True,
    is_cumulative=False,
    victim_text="shoppers",
    victim_type="civilians",
    side=None,
    claimant_text="a doctor",
    claimant_type="medical",
    assertion="reported",
    event_on=DateRange(earliest=date(2021, 5, 2), latest=date(2021, 5, 2)),
    sentence_index=1,
    sentence=TEXT[TEXT.index("At least") :],
    sentence_start=TEXT.index("At least"),
    rule="killed.kill",
)
MENTION = EventMention(
    event_mention_id="m_000000000001",
    document_id=DOCUMENT.document_id,
    event_type="Explosions/Remote violence",
    sub_event_type="Remote explosive/landmine/IED",
    event_on=DateRange(earliest=date(2021, 5, 2), latest=date(2021, 5, 2), implied=("year", "month")),
    date_basis="stated",
    places=(
        PlaceMention(
            span=Span(TEXT.rindex("Goma"), TEXT.rindex("Goma") + 4),
            text="Goma",
            candidates=(PLACE,),
            relation="near",
            rule="gazetteer",
        ),
    ),
    place_basis="stated",
    actors=(
        ActorMention(
            span=Span(0, 5),
            text="Blast",
            actor_id="unknown",
            name="Unidentified Armed Group",
            inter=3,
            country=None,
            rule="actors.unknown",
        ),
    ),
    targets=("civilians",),
    trigger_span=Span(0, 5),
    trigger_text="Blast",
    sentence_index=0,
    scope="acled",
    claim_ids=(CLAIM.claim_id,),
)
EXTRACTION = Extraction(
    document=DOCUMENT,
    claims=(CLAIM,),
    event_mentions=(MENTION,),
    issues=(
        Issue(code="casualty_word_without_claim", document_id=DOCUMENT.document_id, span=Span(0, 5), words="Blast"),
    ),
)
RECORD = RawRecord(
    source_path="blast.txt",
    external_id="blast.txt",
    ordinal=0,
    kind="text",
    content=TEXT,
    metadata=(),
    digest=text_hash(TEXT),
)
