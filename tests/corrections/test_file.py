"""What may stand in corrections.yml, and how a file that is wrong is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from conflict_ledger.corrections.entries import KINDS
from conflict_ledger.corrections.file import read_corrections
from conflict_ledger.corrections.values import CHECKS, SETTABLE
from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.problems import ConfigurationError, CorrectionError

SHIPPED = Path(__file__).parents[2] / "data" / "corrections.yml"
COMMON = "reason: two reports of one raid, by: data editor, on: 2024-05-31"
SOUND = {
    "same_event": "kind: same_event, events: [DRC12, m_0a1b], "
    "expect: {DRC12: {location: Goma, actor2: }, m_0a1b: {trigger_text: raided}}",
    "not_same_event": "kind: not_same_event, mentions: [m_0a1b, m_0a1c], "
    "expect: {m_0a1b: {event_on_low: 2024-05-01}, m_0a1c: {event_on_low: 2024-05-02}}",
    "set_field": "kind: set_field, event: DRC12, field: fatalities, from: 12, to: 15",
    "drop_claim": "kind: drop_claim, claim: c_0a1b, expect: {count_text: no, outcome: killed}",
}
PLACE = "location: Goma, country: Democratic Republic of Congo, latitude: -1.67, longitude: 29.22, geo_precision: 1"


def written(*entries: str) -> bytes:
    return "\n".join(["corrections:", *(f"  - {{{entry}, {COMMON}}}" for entry in entries)]).encode()


def faults_of(content: bytes) -> list[str]:
    with pytest.raises(CorrectionError) as raised:
        read_corrections(content, "data/corrections.yml")
    first, *faults = str(raised.value).split("\n  ")
    assert first.startswith("data/corrections.yml: nothing is published")
    assert isinstance(raised.value, ConfigurationError)
    return faults


def test_every_kind_is_read() -> None:
    read = read_corrections(written(*(f"id: {kind}, {entry}" for kind, entry in SOUND.items())), "f")
    assert [found.kind for found in read] == sorted(SOUND)
    by_kind = {found.kind: found for found in read}
    assert by_kind["same_event"].expect == ((("location", "Goma"), ("actor2", "")), (("trigger_text", "raided"),))
    assert by_kind["drop_claim"].expect == ((("count_text", "no"), ("outcome", "killed")),)
    setting = by_kind["set_field"]
    assert (setting.targets, setting.field, setting.former, setting.to) == (
        ("DRC12",), "fatalities", "12", (("fatalities", "15"),),
    )  # fmt: skip
    assert (setting.decided_by, setting.decided_on) == ("data editor", date(2024, 5, 31))


@pytest.mark.parametrize("content", [b"# nothing yet\n", b"corrections:\n", b"corrections: []\n"])
def test_a_file_may_decide_nothing(content: bytes) -> None:
    assert read_corrections(content, "f") == ()


@pytest.mark.parametrize("content", [b"", b" \n\n"])
def test_an_empty_file_is_a_broken_save_and_no_decision_to_drop_all(content: bytes) -> None:
    with pytest.raises(CorrectionError, match="the file is empty"):
        read_corrections(content, "f")


def test_the_shipped_file_decides_nothing_and_its_examples_are_sound() -> None:
    content = SHIPPED.read_text(encoding="utf-8")
    assert read_corrections(content.encode(), "f") == ()
    examples = content.partition("# corrections:\n")[2]
    shown = "corrections:\n" + "\n".join(line.removeprefix("# ") for line in examples.splitlines() if line != "#")
    assert {found.kind for found in read_corrections(shown.partition("\ncorrections: []")[0].encode(), "f")} == set(
        KINDS
    )


def test_a_place_comes_with_all_that_makes_it_one() -> None:
    entry = f"id: a, kind: set_field, event: DRC12, field: location, from: , to: {{{PLACE}}}"
    (found,) = read_corrections(written(entry), "f")
    assert found.former == ""
    assert dict(found.to) == {
        "location": "Goma", "country": "Democratic Republic of Congo", "admin1": "", "latitude": "-1.67",
        "longitude": "29.22", "geo_precision": "1",
    }  # fmt: skip


def test_a_side_may_be_taken_out() -> None:
    (found,) = read_corrections(written("id: a, kind: set_field, event: DRC12, field: actor2, from: M23, to: "), "f")
    assert found.to == (("actor2", ""), ("inter2", ""))


def changed(kind: str, old: str, new: str) -> str:
    assert old in SOUND[kind]
    return f"id: a, {SOUND[kind].replace(old, new)}"


# (entry, what the message must say)
MALFORMED = [
    ("id: a", "a: the kind is None, known are same_event"),
    ("id: a, kind: merge", "a: the kind is 'merge'"),
    ("id: Goma raid, " + SOUND["set_field"], "Goma raid: an id consists of"),
    (SOUND["set_field"], "entry 1: it lacks id"),
    (changed("set_field", "to: 15", "to: 15, note: x"), "a: it has unknown keys note"),
    (changed("set_field", ", from: 12", ""), "a: it lacks from"),
    (changed("set_field", "DRC12", "DRC"), "a: 'DRC' is no id of the form"),
    (changed("set_field", "fatalities", "notes"), "a: the field is 'notes', allowed are event_date"),
    (changed("set_field", "to: 15", "to: some"), "a: fatalities is 'some': no number of people"),
    (changed("set_field", "to: 15", "to: 015"), "a: fatalities is '015': no number of people"),
    (changed("set_field", "to: 15", "to: 99999999999"), "a: fatalities is '99999999999': no number of people"),
    (changed("set_field", "to: 15", "to: "), "a: fatalities is '': needs one value"),
    (changed("set_field", "to: 15", "to: [15]"), "a: to is neither a value nor a mapping"),
    (changed("set_field", "to: 15", "to: {fatalities: 15, location: Goma}"), "a: to has the unknown key location"),
    (changed("set_field", "fatalities, from: 12, to: 15", "event_date, from: , to: May"), "no day such as"),
    (changed("set_field", "fatalities, from: 12, to: 15", "event_date, from: , to: 1789-07-14"), "before 1900-01-01"),
    (changed("set_field", "fatalities, from: 12, to: 15", "sub_event_type, from: , to: Raid"), "allowed are Armed"),
    (changed("set_field", "fatalities, from: 12, to: 15", "actor1, from: , to: M23"), "a: to lacks inter1"),
    (
        changed("set_field", "fatalities, from: 12, to: 15", "location, from: , to: Goma"),
        "a: to lacks country; to lacks l",
    ),
    (
        f"id: a, kind: set_field, event: DRC12, field: location, from: , to: {{{PLACE.replace('-1.67', '61.67')}}}",
        "a: the coordinates do not lie in Democratic Republic of Congo",
    ),
    (
        f"id: a, kind: set_field, event: DRC12, field: location, from: , to: {{{PLACE.replace('-1.67', 'nan')}}}",
        "a: latitude is 'nan': not within 90 degrees",
    ),
    (
        f"id: a, kind: set_field, event: DRC12, field: location, from: , to: {{{PLACE.replace('Goma', 'Goma; Beni')}}}",
        "a: location is 'Goma; Beni': a semicolon",
    ),
    (
        f"id: a, kind: set_field, event: DRC12, field: location, from: , to: {{{PLACE.replace('Democratic', 'Old')}}}",
        "a: country is 'Old Republic of Congo': no country in ACLED's spelling",
    ),
    (changed("same_event", "[DRC12, m_0a1b]", "[DRC12]"), "a: events needs two ids"),
    (changed("same_event", "[DRC12, m_0a1b]", "[DRC12, DRC12]"), "a: events names an id twice"),
    (changed("same_event", "[DRC12, m_0a1b]", "DRC12"), "a: events is no list"),
    (changed("same_event", "DRC12: {", "DRC13: {"), "a: expect lacks DRC12 and has unknown keys DRC13"),
    (changed("same_event", "{location: Goma, actor2: }", "{}"), "a: expect names no column and value of DRC12"),
    (changed("same_event", "location: Goma", "sentence: Goma"), "a: expect names 'sentence', for DRC12 may stand"),
    (changed("not_same_event", "[m_0a1b, m_0a1c]", "[m_0a1b, m_0a1c, m_0a1d]"), "a: mentions needs exactly two"),
    (changed("not_same_event", "[m_0a1b, m_0a1c]", "[m_0a1b, DRC12]"), "a: 'DRC12' is no id of the form m_"),
    (changed("drop_claim", "count_text: no, ", ""), "a: expect needs the count_text"),
    (changed("drop_claim", "c_0a1b", "DRC12"), "a: 'DRC12' is no id of the form c_"),
]


@pytest.mark.parametrize(("entry", "message"), MALFORMED)
def test_a_malformed_entry_is_refused_by_name(entry: str, message: str) -> None:
    (fault,) = faults_of(written(entry))
    assert message in fault


@pytest.mark.parametrize(
    ("given", "instead", "message"),
    [
        ("reason: two reports of one raid", "reason: ''", "a: reason is empty"),
        ("by: data editor", "by: [data editor]", "a: by is empty or no text"),
        ("on: 2024-05-31", "on: yesterday", "a: on is 'yesterday', no day"),
        (", on: 2024-05-31", "", "a: it lacks on"),
    ],
)
def test_no_entry_without_a_reason_a_person_and_a_day(given: str, instead: str, message: str) -> None:
    content = written(f"id: a, {SOUND['set_field']}").decode()
    assert given in content
    assert faults_of(content.replace(given, instead).encode())[0].startswith(message)


def test_all_that_is_wrong_is_told_at_once() -> None:
    faults = faults_of(written("id: a, kind: merge", f"id: b, {SOUND['set_field']}", "id: c"))
    assert [fault[:2] for fault in faults] == ["a:", "c:"]


def test_two_entries_of_one_id_or_of_one_subject_are_refused() -> None:
    entry = SOUND["same_event"]
    turned = entry.replace("[DRC12, m_0a1b]", "[m_0a1b, DRC12]")
    assert faults_of(written(f"id: a, {entry}", f"id: b, {turned}")) == ["b: a decides the same thing"]
    assert faults_of(written(f"id: a, {entry}", f"id: a, {SOUND['set_field']}")) == ["a: the id stands twice"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"corrections: []\ncorrections: []\n", "line 1: the key corrections stands twice"),
        (b"corrections:\n  - {id: a, id: b}\n", "line 2: the key id stands twice"),
        (b"corrections: {id: a}\n", "corrections is no list"),
        (b"decisions: []\n", "the file needs exactly one key, corrections"),
        (b"corrections:\n  - just words\n", "entry 1: it is no mapping"),
        (b"corrections: [\n", "while parsing"),
        (b"corrections: [\xff]\n", "codec can't decode"),
    ],
)
def test_a_file_that_cannot_be_read_as_a_list_of_entries_is_refused(content: bytes, message: str) -> None:
    assert message in faults_of(content)[0]


def test_kinds_and_columns_are_those_of_the_tables() -> None:
    assert set(KINDS) == set(load_lexicon("correction_kinds").values())
    assert set(CHECKS) == {column for columns in SETTABLE.values() for column in columns}
