"""What is told of one act that took place, and what only speaks of such acts."""

from __future__ import annotations

import pytest

from tests.assemble.reading import read

AROUND = (
    "The minister spoke for an hour.",
    "He thanked the teachers of the coast.",
    "The harvest had been poor, he added.",
    "Roads would be mended next spring.",
    "Visitors filled the hall.",
)


def kinds(sentence: str, first: bool = True) -> list[str]:
    """The events of a long article in which one sentence tells something, at its head or at its end."""
    text = [sentence, *AROUND] if first else [*AROUND, sentence]
    return [mention.sub_event_type for mention in read("\n\n".join(text)).event_mentions]


@pytest.mark.parametrize(
    "sentence",
    [
        "Rebels ambushed an army patrol.",
        "The ambush of the army patrol was the work of rebels.",
        "Two bombings shook the harbour.",
        "The rebels tried to attack the army post.",
        "Police call the fire at the mill arson.",
        "A trader was kidnapped by the rebels.",
        "Rebels killed four soldiers.",
        "The rebels and the army signed a peace agreement.",
        "A series of bombings shook the harbour.",
        "The rebels denied any part in the ambush of the army patrol.",
        "The rebels managed to stage an ambush on the army patrol.",
        "A shepherd blamed the rebels for killing the farmers of the lake.",
    ],
)
def test_a_deed_that_took_place_is_an_event(sentence: str) -> None:
    assert len(kinds(sentence)) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "The rebels live on kidnappings.",
        "He asked the rebels to stop the bombings.",
        "Traders are kidnapped by the rebels.",
        "The rebels ought to be ambushed by soldiers.",
        "He demanded a ceasefire between the rebels and the army.",
        "The rebels offered to sign a peace agreement with the army.",
        "Such ambushes by the rebels help nobody.",
        "Since January rebels have murdered 40 traders.",
        "The minister denied that rebels had ambushed an army patrol.",
        "The army rejected reports of an ambush by the rebels.",
        "The rebels wanted to stage an ambush on the army patrol.",
        "The rebels would never stage another ambush on soldiers.",
        "The lawyers stayed at home in protest.",
        "The rebels and the army still hope to reach an agreement on a truce.",
        "The rebels showed him 24 mortars.",
    ],
)
def test_talk_of_such_deeds_is_none(sentence: str) -> None:
    assert kinds(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Rebels had ambushed an army patrol.", 0),
        ("Rebels had ambushed an army patrol on 3 May 2012.", 1),
        ("Rebels had ambushed an army patrol near Goma.", 1),
        ("Rebels had ambushed an army patrol in May 2012.", 0),
        ("Rebels had killed several soldiers.", 1),
        ("Rebels had set the mill on fire. Some 30 families were displaced.", 1),
        ("In Goma there were ambushes by the rebels on army patrols.", 0),
        ("In Goma on 3 May 2012 there were ambushes by the rebels on army patrols.", 1),
    ],
)
def test_behind_the_opening_a_deed_needs_a_day_a_town_or_a_count(sentence: str, expected: int) -> None:
    assert len(kinds(sentence, first=False)) == expected


def test_a_note_of_a_few_sentences_is_about_what_it_tells() -> None:
    assert len(read("Ambushes by rebels on army patrols.").event_mentions) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A bomb went off in Goma.\n\nThe army imposed a curfew.", ["Remote explosive/landmine/IED"]),
        ("The army imposed a curfew in Goma.", ["Change to group/activity"]),
        (
            "A bomb went off in Goma on Monday.\n\nRebels looted shops at the lake and 300 people were displaced.",
            ["Remote explosive/landmine/IED", "Looting/property destruction"],
        ),
        (
            "The army deployed a battalion to Goma on Monday.\n\nA bomb went off in Kampala on Friday.",
            ["Change to group/activity", "Remote explosive/landmine/IED"],
        ),
    ],
)
def test_steps_told_around_violence_are_no_events_of_their_own(text: str, expected: list[str]) -> None:
    assert [mention.sub_event_type for mention in read(text).event_mentions] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The embassy handed over a protest note on Monday.",
        "On Monday he warned of a social explosion.",
        "An army dispatch arrived on Monday.",
    ],
)
def test_set_phrases_tell_no_deed(sentence: str) -> None:
    assert kinds(sentence) == []
