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
        "The minister denied on Monday evening that rebels had ambushed an army patrol.",
        "The rebels have never ambushed an army patrol.",
        "Soldiers hadn't been ambushed by the rebels.",
        "He feared for the harvest if the ambush of the army patrol went unpunished.",
        "A march by the teachers of the coast was planned.",
        "He spoke of camps for displaced fishermen.",
        "He went to see the wounded.",
    ],
)
def test_talk_of_such_deeds_is_none(sentence: str) -> None:
    assert kinds(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Rebels had ambushed an army patrol.", 0),
        ("Rebels had ambushed an army patrol on 3 May 2021.", 1),
        ("Rebels had ambushed an army patrol near Goma.", 1),
        ("Had rebels ambushed an army patrol near Goma?", 0),
        ("Rebels had ambushed an army patrol in April 2021.", 0),
        ("Rebels had killed several soldiers.", 1),
        ("Rebels had set the mill on fire. Some 30 families were displaced.", 1),
        ("In Goma there were ambushes by the rebels on army patrols.", 0),
        ("In Goma on 3 May 2021 there were ambushes by the rebels on army patrols.", 1),
    ],
)
def test_behind_the_opening_a_deed_needs_a_day_a_town_or_a_count(sentence: str, expected: int) -> None:
    assert len(kinds(sentence, first=False)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army denied that rebels had ambushed a patrol.\n\nThe ambush was told by a trader.", 0),
        ("The army denied that rebels had ambushed a patrol.\n\nThe ambush near Goma killed two soldiers.", 1),
    ],
)
def test_what_somebody_denies_first_has_to_be_told_with_a_count_and_a_town(text: str, expected: int) -> None:
    assert len(read("\n\n".join([text, *AROUND])).event_mentions) == expected


@pytest.mark.parametrize(
    ("apart", "expected"),
    [(0, 1), (3, 1)],
)
def test_the_people_of_a_deed_stand_near_it(apart: int, expected: int) -> None:
    told = [*AROUND, "The rebels had ambushed an army patrol.", *AROUND[:apart], "Nine soldiers died."]
    assert len(read("\n\n".join(told)).event_mentions) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("On 4 March 2008 rebels ambushed a patrol in Goma.", 0),
        ("In 2008 rebels killed nine soldiers in Goma.", 0),
        ("On 4 March rebels ambushed a patrol in Goma.", 1),
        ("Rebels, in arms here since 2009, ambushed a patrol in Goma on 4 March.", 1),
    ],
)
def test_what_lies_over_two_years_before_the_article_is_background(sentence: str, expected: int) -> None:
    text = "\n\n".join([*AROUND, sentence])
    assert len(read(text, published_at="2012-03-05").event_mentions) == expected


def test_what_an_article_opens_with_may_lie_years_back() -> None:
    told = ["On 4 March 2008 rebels ambushed a patrol in Goma.", *AROUND]
    assert len(read("\n\n".join(told), published_at="2012-03-05").event_mentions) == 1


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
        "The visit was a demonstration that the war had ended, he said on Monday.",
        "The need for rain was clearly demonstrated on Monday.",
        "The police bomb squad turned 20 on Monday.",
        "Rangers live off the kidnapping business, he said on Monday.",
    ],
)
def test_set_phrases_tell_no_deed(sentence: str) -> None:
    assert kinds(sentence) == []
