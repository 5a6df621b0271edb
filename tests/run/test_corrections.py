"""Decisions of persons on the events of a few articles: what each does, and what stops the run."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from conflict_ledger.corrections.file import read_corrections
from conflict_ledger.problems import CorrectionError
from conflict_ledger.publish.acled import event_rows, publications_of
from conflict_ledger.publish.succession import Former
from conflict_ledger.records import Event, Extraction
from conflict_ledger.run.codec import decode_record, encode_record
from conflict_ledger.run.resolution import Decisions, Resolution, resolve_extractions
from tests.assemble.reading import read

POLICE = read("Gunmen attacked a clinic in Bunia on Monday, killing 8 patients, police said.", name="police.txt")
NURSES = read(
    "Nurses said 11 patients were killed when gunmen attacked a clinic in Bunia on Monday.",
    name="nurses.txt",
    published_at="2021-05-06",
)
RELATIVES = read(
    "On Monday gunmen attacked a clinic in Bunia. Relatives said 9 patients were killed.",
    name="relatives.txt",
    published_at="2021-05-07",
)
MARKET = read("Gunmen attacked a market in Butembo on Monday, killing 5 traders, the army said.", name="market.txt")
ALL = (POLICE, NURSES, RELATIVES, MARKET)
STAMP = "reason: checked by phone, by: data editor, on: 2021-06-01"


def mention(extraction: Extraction) -> str:
    (found,) = extraction.event_mentions
    return found.event_mention_id


def claim(extraction: Extraction) -> str:
    (found,) = extraction.claims
    return found.claim_id


def resolve(*entries: str, of: tuple[Extraction, ...] = ALL, former: Former | None = None) -> Resolution:
    lines = "\n".join(f"  - {{{entry}, {STAMP}}}" for entry in entries)
    corrections = read_corrections(f"corrections:\n{lines}\n".encode(), "corrections.yml")
    return resolve_extractions(
        of, Decisions(corrections=corrections, file="corrections.yml", former=lambda: former or Former())
    )


def event_of(resolution: Resolution, extraction: Extraction) -> Event:
    return next(event for event in resolution.events if mention(extraction) in event.mention_ids)


def row_of(resolution: Resolution, extraction: Extraction) -> dict[str, Any]:
    publications = publications_of(item.document for item in ALL)
    return event_rows([event_of(resolution, extraction)], publications)[0]


PLAIN = resolve_extractions(ALL)
CLINIC, TRADERS = event_of(PLAIN, POLICE).event_id, event_of(PLAIN, MARKET).event_id

SAME = (
    f"id: one, kind: same_event, events: [{CLINIC}, {TRADERS}], "
    f"expect: {{{CLINIC}: {{location: Bunia, n_documents: 3}}, {TRADERS}: {{location: Butembo}}}}"
)
APART = (
    f"id: two, kind: not_same_event, mentions: [{mention(POLICE)}, {mention(RELATIVES)}], "
    f"expect: {{{mention(POLICE)}: {{trigger_text: attacked}}, {mention(RELATIVES)}: {{event_on_low: 2021-05-03}}}}"
)
DROP = f'id: less, kind: drop_claim, claim: {claim(NURSES)}, expect: {{count_text: "11", claimant_type: medical}}'
SET = f"id: dead, kind: set_field, event: {CLINIC}, field: fatalities, from: 8, to: 10"


def test_without_decisions_there_are_two_events() -> None:
    assert [len(event.document_ids) for event in PLAIN.events] in ([1, 3], [3, 1])
    assert resolve(of=ALL) == PLAIN


def test_two_events_are_put_together_under_the_older_id() -> None:
    found = resolve(SAME)
    (event,) = found.events
    assert event.event_id in (CLINIC, TRADERS)
    assert len(event.document_ids) == len(event.mention_ids) == 4
    assert set(found.event_of_claim.values()) == {event.event_id}
    killed = next(item for item in event.ranges if (item.outcome, item.claimant_type) == ("killed", "all"))
    assert (killed.low, killed.high, killed.n_claims) == (5, 11, 4)
    assert [(item.correction.correction_id, item.event_ids) for item in found.corrections] == [
        ("one", (event.event_id,))
    ]


def test_two_mentions_are_kept_apart_and_the_others_go_where_they_agree() -> None:
    found = resolve(APART)
    first, second = event_of(found, POLICE), event_of(found, RELATIVES)
    assert first.event_id != second.event_id
    assert CLINIC in (first.event_id, second.event_id)
    assert event_of(found, NURSES) in (first, second)
    assert sum(len(event.document_ids) for event in found.events) == 4
    assert found.corrections[0].event_ids == tuple(sorted((first.event_id, second.event_id)))


def test_three_mentions_may_be_kept_apart_by_pairs() -> None:
    by_number = dict(enumerate((POLICE, NURSES, RELATIVES)))
    pairs = [
        f"id: pair-{one}{other}, kind: not_same_event, mentions: [{mention(by_number[one])}, "
        f"{mention(by_number[other])}], expect: {{{mention(by_number[one])}: {{date_basis: weekday}}, "
        f"{mention(by_number[other])}: {{date_basis: weekday}}}}"
        for one, other in ((0, 1), (0, 2), (1, 2))
    ]
    assert len(resolve(*pairs).events) == 4


def test_a_mention_may_be_moved_from_one_event_to_another() -> None:
    to_market = (
        f"id: moved, kind: same_event, events: [{mention(RELATIVES)}, {TRADERS}], "
        f"expect: {{{mention(RELATIVES)}: {{trigger_text: attacked}}, {TRADERS}: {{fatalities: 5}}}}"
    )
    from_nurses = APART.replace("id: two", "id: apart").replace(mention(POLICE), mention(NURSES))
    found = resolve(APART, from_nurses.replace("attacked", "killed"), to_market)
    assert event_of(found, RELATIVES) == event_of(found, MARKET)
    assert event_of(found, POLICE) != event_of(found, MARKET)


def test_a_dropped_claim_bounds_no_range_and_keeps_its_event() -> None:
    found = resolve(DROP)
    event = event_of(found, POLICE)
    killed = next(item for item in event.ranges if (item.outcome, item.claimant_type) == ("killed", "all"))
    assert (killed.low, killed.high, killed.n_claims) == (8, 9, 2)
    named = {name for item in event.ranges for name in (item.low_claim_id, item.best_claim_id, item.high_claim_id)}
    assert claim(NURSES) not in named
    assert found.event_of_claim[claim(NURSES)] == event.event_id
    assert event.mention_ids == event_of(PLAIN, POLICE).mention_ids  # links rest on what was told


SETTINGS = [
    ("event_date, from: 2021-05-03, to: 2021-05-02", "time", {"event_date": "2021-05-02", "time_precision": "1"}),
    ("sub_event_type, from: Attack, to: Armed clash", "kind", {"event_type": "Battles", "civilian_targeting": "None"}),
    (
        "sub_event_type, from: Attack, to: Mob violence",
        "kind",
        {"event_type": "Riots", "tags": "crowd size=no report"},
    ),
    (
        "location, from: Bunia, to: {location: Beni, country: Democratic Republic of Congo, latitude: 0.4911, "
        "longitude: 29.4731, geo_precision: 2}",
        "place",
        {"location": "Beni", "admin1": "None", "latitude": "0.4911", "geo_precision": "2", "iso": "180"},
    ),
    (
        "actor1, from: Unidentified Armed Group (Democratic Republic of Congo), to: {actor1: M23, inter1: Rebel group}",
        "actor1",
        {"actor1": "M23", "inter1": "Rebel group", "interaction": "Rebel group-Civilians"},
    ),
    (
        "actor2, from: Civilians (Democratic Republic of Congo), to: ",
        "actor2",
        {"actor2": "None", "inter2": "None", "interaction": "Political militia only"},
    ),
    ("fatalities, from: 8, to: 10", "fatalities", {"fatalities": "10"}),
]


@pytest.mark.parametrize(("setting", "decision", "expected"), SETTINGS)
def test_a_field_is_set_with_what_follows_from_it(setting: str, decision: str, expected: dict[str, str]) -> None:
    found = resolve(f"id: set, kind: set_field, event: {CLINIC}, field: {setting}")
    row = row_of(found, POLICE)
    assert {name: str(row[name]) for name in expected} == expected
    event, before = event_of(found, POLICE), event_of(PLAIN, POLICE)
    (reason,) = [reason for reason in event.reasons if reason.decision == decision]
    assert reason.rule == "correction/set"
    assert reason.detail is not None and reason.detail.endswith("; data editor, 2021-06-01: checked by phone")
    assert event.ranges == before.ranges and event.event_id == before.event_id
    bases = {name: getattr(event, f"{name}_basis") for name in ("date", "place", "fatalities")}
    same = {"time": "date", "place": "place", "fatalities": "fatalities"}.get(decision)
    assert {name for name, basis in bases.items() if basis == "corrected"} == ({same} if same else set())


def test_fields_of_an_event_are_set_after_it_was_put_together() -> None:
    setting = f"id: dead, kind: set_field, event: {TRADERS}, field: fatalities, from: 5, to: 11"
    (event,) = resolve(SAME, setting).events
    assert (event.fatalities, event.fatalities_basis) == (11, "corrected")


def test_decisions_on_one_event_add_up() -> None:
    day = f"id: day, kind: set_field, event: {CLINIC}, field: event_date, from: 2021-05-03, to: 2021-05-02"
    event = event_of(resolve(DROP, SET, day), POLICE)
    assert (event.fatalities, event.date_basis, event.fatalities_basis) == (10, "corrected", "corrected")


@pytest.mark.parametrize("order", list(permutations(ALL))[::5])
def test_neither_the_order_of_articles_nor_that_of_entries_shows(order: tuple[Extraction, ...]) -> None:
    assert resolve(SAME, of=order) == resolve(SAME)
    assert resolve(APART, DROP, of=order) == resolve(DROP, APART)
    assert resolve(DROP, SET, of=order) == resolve(SET, DROP)


def test_a_resolution_with_decisions_is_stored_and_read_again() -> None:
    found = resolve(SAME, DROP)
    assert decode_record(Resolution, encode_record(found)) == found


NOWHERE = "DRC1"
# (entries, what the message must say)
FAILING = [
    ([SAME.replace(TRADERS, NOWHERE)], f"one: it matches nothing: no event or event mention {NOWHERE}"),
    ([SAME.replace("Butembo", "Beni")], f"one: location of {TRADERS} is Butembo, expected was Beni"),
    ([SAME.replace("n_documents: 3", "actor2: ")], f"one: actor2 of {CLINIC} is Civilians"),
    (
        [SAME.replace(TRADERS, mention(NURSES)).replace("location: Butembo", "trigger_text: killed")],
        f"one: no longer needed: they are one event already, {CLINIC}",
    ),
    ([APART.replace(mention(POLICE), "m_0a")], "two: it matches nothing: no event or event mention m_0a"),
    (
        [APART.replace("attacked", "shelled")],
        f"two: trigger_text of {mention(POLICE)} is attacked, expected was shelled",
    ),
    ([APART.replace(mention(RELATIVES), mention(MARKET))], "two: no longer needed: they are two events already"),
    (
        [
            APART,
            f"id: back, kind: same_event, events: [{mention(POLICE)}, {mention(RELATIVES)}], expect: "
            f"{{{mention(POLICE)}: {{trigger_text: attacked}}, {mention(RELATIVES)}: {{trigger_text: attacked}}}}",
        ],
        "two: it contradicts back",
    ),
    ([DROP.replace(claim(NURSES), "c_0a")], "less: it matches nothing: no claim c_0a"),
    ([DROP.replace('"11"', '"12"')], f"less: count_text of {claim(NURSES)} is 11, expected was 12"),
    ([SET.replace(CLINIC, NOWHERE)], f"dead: it matches nothing: no event or event mention {NOWHERE}"),
    ([SET.replace("from: 8", "from: 9")], f"dead: fatalities of {CLINIC} is 8, expected was 9"),
    ([SET.replace("to: 10", "to: 8")], f"dead: no longer needed: fatalities of {CLINIC} is 8 already"),
    (
        [SET.replace("fatalities, from: 8, to: 10", "event_date, from: 2021-05-03, to: 2021-05-09")],
        f"dead: 2021-05-09 is after the newest report of {CLINIC}, of 2021-05-07",
    ),
    ([SET, SET.replace("id: dead", "id: again").replace(CLINIC, mention(POLICE))], f"sets fatalities of {CLINIC} too"),
]


@pytest.mark.parametrize(("entries", "message"), FAILING)
def test_a_decision_that_does_not_hold_stops_the_run(entries: list[str], message: str) -> None:
    with pytest.raises(CorrectionError) as raised:
        resolve(*entries)
    assert str(raised.value).startswith("corrections.yml: nothing is published")
    assert message in str(raised.value)


def test_a_claim_that_counts_for_nothing_need_not_be_dropped() -> None:
    yearly = read(
        "Gunmen attacked a mill in Butembo on Monday, killing 3 millers. "
        "Some 400 people have been killed in the province since January, the ministry said.",
        name="yearly.txt",
    )
    (total,) = [told for told in yearly.claims if told.is_cumulative]
    entry = f"id: less, kind: drop_claim, claim: {total.claim_id}, expect: {{count_text: {total.count_text}}}"
    with pytest.raises(CorrectionError, match=f"less: no longer needed: {total.claim_id} counts for no event as it is"):
        resolve(entry, of=(yearly,))


def test_an_id_leads_to_its_oldest_telling_whatever_took_the_event_up() -> None:
    alone = event_of(resolve_extractions((NURSES,)), NURSES).event_id
    assert alone != CLINIC
    found = resolve(SET.replace(CLINIC, alone))
    assert event_of(found, POLICE).fatalities == 10


def test_where_the_telling_is_gone_the_release_before_is_asked() -> None:
    gone = {"event_id_cnty": NOWHERE, "merged_into": "DRC2", "reason": "merged", "deleted_timestamp": 1}
    heir = {"event_id_cnty": "DRC2", "merged_into": CLINIC, "reason": "merged", "deleted_timestamp": 2}
    entry = SET.replace(CLINIC, NOWHERE)
    assert event_of(resolve(entry, former=Former(deletions=(gone, heir))), POLICE).fatalities == 10
    told = {mention(POLICE): NOWHERE, mention(MARKET): NOWHERE, mention(NURSES): NOWHERE, "m_0a": NOWHERE}
    assert event_of(resolve(entry, former=Former(event_of_mention=told)), POLICE).fatalities == 10
    circle = gone | {"merged_into": NOWHERE}
    with pytest.raises(CorrectionError, match="matches nothing"):
        resolve(entry, former=Former(deletions=(circle,)))
