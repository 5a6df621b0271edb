"""Triggers, backgrounds and the conditions on the words around them; coding itself is tested in tests/assemble."""

from __future__ import annotations

import pytest

from conflict_ledger.extract.event_conditions import parse_conditions
from conflict_ledger.extract.event_types import HIDING, find_backgrounds, find_triggers
from conflict_ledger.extract.phrases import PhraseBook, inflections, words_of
from conflict_ledger.lexicon import Entry, load_lexicon
from conflict_ledger.problems import LexiconError
from conflict_ledger.records import Context, CueMention, Sentence, TriggerMention
from tests.case_files import Case, read_cases

TYPES = load_lexicon("event_types").entries
BACKGROUNDS = load_lexicon("backgrounds").entries
FROM_ACTORS = {
    "armed",
    "partisans",
    "name",
    "state",
    "military",
    "police",
    "group",
    "civilian",
    "herders",
    "notable",
    "protester",
    "rioter",
    "locals",
    "aircraft",
}


def sentence(text: str, start: int = 0) -> Sentence:
    return Sentence(index=0, start=start, end=start + len(text), text=text)


def triggers(text: str, *, start: int = 0, capitals: bool = False) -> tuple[TriggerMention, ...]:
    return find_triggers(sentence(text, start), Context(published_on=None, is_upper_case=capitals))


def backgrounds(text: str) -> tuple[CueMention, ...]:
    return find_backgrounds(sentence(text), Context(published_on=None))


def rules(text: str) -> list[str]:
    return [trigger.rule for trigger in triggers(text)]


@pytest.mark.parametrize("entry", [e for e in TYPES if e.value != HIDING], ids=lambda entry: entry.id)
def test_trigger_entries_keep_their_examples(entry: Entry) -> None:
    assert entry.matches and entry.skips
    for text in entry.matches:
        assert entry.id in rules(text), rules(text)
    for text in entry.skips:
        assert entry.id not in rules(text)


@pytest.mark.parametrize("entry", BACKGROUNDS, ids=lambda entry: entry.id)
def test_background_entries_keep_their_examples(entry: Entry) -> None:
    assert entry.matches and entry.skips
    for text in entry.matches:
        assert entry.id in [cue.rule for cue in backgrounds(text)]
    for text in entry.skips:
        assert entry.id not in [cue.rule for cue in backgrounds(text)]


def test_every_sub_event_type_has_triggers() -> None:
    known = {entry.value for entry in load_lexicon("event_hierarchy").entries}
    assert {entry.value for entry in TYPES} == known | {HIDING}


def test_conditions_name_known_concepts() -> None:
    known = {entry.value for entry in load_lexicon("event_words").entries} | FROM_ACTORS
    for entry in TYPES:
        for field in ("needs", "lacks"):
            for condition in parse_conditions(entry.fields.get(field, "")):
                assert set(condition.concepts) <= known, entry.id


@pytest.mark.parametrize("text", ["behind police", "police", "target"])
def test_a_condition_on_no_known_place_is_refused(text: str) -> None:
    with pytest.raises(LexiconError, match=text):
        parse_conditions(text)


def test_weights_are_shares() -> None:
    assert all(0 <= float(entry.fields["weight"]) < 1 for entry in TYPES)


@pytest.mark.parametrize("name", ["event_types", "event_words", "backgrounds", "irregular_forms"])
def test_entries_are_sorted(name: str) -> None:
    ids = [entry.id for entry in load_lexicon(name).entries]
    assert ids == sorted(ids)


@pytest.mark.parametrize("case", read_cases("event_types"), ids=lambda case: case.text[:60])
def test_spans_quote_the_document(case: Case) -> None:
    lead_in = "Ein Vorspann – "
    document = lead_in + case.text
    found = triggers(case.text, start=len(lead_in), capitals="capitals" in case.fields)
    for trigger in found:
        assert document[trigger.span.start : trigger.span.end] == trigger.text


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Rebels killed four soldiers.", "kill.soldier"),
        ("Four soldiers were killed by rebels.", "kill.soldier"),
        ("Four soldiers were killed outside the gate of the town.", "kill.soldier"),
        ("Four farmers were killed by rebels.", "kill.civilian"),
        ("Soldiers reportedly killed four farmers.", "kill.civilian"),
        ("Soldiers killed four rebels.", "kill.fighter"),
        ("Rebels attacked the army.", "attack.on_post"),
    ],
)
def test_voice_decides_who_is_the_target(text: str, rule: str) -> None:
    assert rule in rules(text)


def test_an_actor_behind_a_passive_is_no_target() -> None:
    assert "kill.soldier" not in rules("A trader was reportedly killed outside a school for soldiers.")


def test_who_only_speaks_is_no_target() -> None:
    assert "attack.on_post" not in rules("Gunmen attacked a cafe, police said.")
    assert "attack.on_post" in rules("Gunmen attacked a cafe and police.")


def test_the_subject_of_a_capture_is_the_first_actor_of_its_clause() -> None:
    assert "territory.army_takes" in rules("Troops clashed with rebels and captured the village.")
    assert "territory.group_takes" in rules("After troops had left, rebels captured the village.")


def test_what_did_not_happen_triggers_nothing() -> None:
    assert rules("No clashes broke out.") == ["peaceful.no_fight"]
    assert rules("Soldiers could be kidnapped.") == []
    assert "abduction.soldier" in rules("Soldiers were kidnapped.")


def test_the_grounds_of_a_protest_are_not_told_as_events() -> None:
    assert rules("Students protested against the killing of a singer.") == ["protest.verb"]
    assert "riot.burn" in rules("Students protested against the killing of a singer, burning tyres.")


def test_a_capitalised_word_in_a_sentence_is_a_name() -> None:
    assert rules("They met Mr Slaughter there.") == []
    assert "kill.murder" in rules("Slaughter of a family shocks the town.")
    assert "kill.murder" in [t.rule for t in triggers("THEY SAW THE SLAUGHTER THERE.", capitals=True)]


def test_the_heavier_reading_of_the_same_words_wins_in_a_family() -> None:
    assert rules("Rebels recaptured the town.") == ["territory.retaken_by_group"]


def test_forms_may_have_gaps_and_inflections() -> None:
    book = PhraseBook([("take~ .. hostage", "x")])
    for text in ("They took hostage a man.", "They take three of his sons hostage."):
        assert [hit.payload for hit in book.find(words_of(text))] == ["x"]
    assert book.find(words_of("They took a man and later, in the long night, a hostage.")) == []


@pytest.mark.parametrize(
    ("word", "form"), [("seize", "seizing"), ("carry", "carried"), ("stab", "stabbed"), ("clash", "clashes"),
                       ("shoot", "shot"), ("raid", "raided"), ("deploy", "deployed")],
)  # fmt: skip
def test_inflections(word: str, form: str) -> None:
    assert form in inflections(word)
    assert inflections(word)[0] == word


def test_accents_and_hyphens_do_not_hide_a_form() -> None:
    assert "air.strike" in rules("An air-strike hit the depot.")
    assert [trigger.text for trigger in triggers("Señor Díaz spoke of an air-strike.")] == ["air-strike"]
