"""What the tellings of one event say together of its kind."""

from __future__ import annotations

import pytest

from tests.assemble.reading import read

ARTICLES = (
    # Deaths told in a sentence of their own say nothing of the means.
    (
        "A roadside bomb hit an army lorry near Goma on Monday. Two soldiers were killed.",
        "Remote explosive/landmine/IED",
    ),
    (
        "An air strike hit a mill near Goma on Monday. Nine people were killed. Five died in the explosion.",
        "Air/drone strike",
    ),
    (
        "Soldiers and insurgents clashed near Goma on Monday. Nine people died, and a militant was found wounded.",
        "Armed clash",
    ),
    # Nobody fought for the place, says the next sentence.
    (
        "Soldiers took control of the town of Sake on Monday. No clashes were reported.",
        "Non-violent transfer of territory",
    ),
    # Violence goes before what was burned or seized beside it.
    (
        "Nine people died near Goma on Monday when strangers burned forty houses, looted shops and killed guests.",
        "Attack",
    ),
    ("Troops found twelve rifles near Goma on Monday, and thirty insurgents were killed.", "Armed clash"),
    # Whoever dies at a demonstration was met with excessive force, not whom it is held for.
    (
        "Guards cleared a sit-in of teachers in Goma on Monday. Medics said nine people were killed there.",
        "Excessive force against protesters",
    ),
    ("Hundreds rallied in Goma on Monday over the roadside killing of a baker in March.", "Peaceful protest"),
    # A killing makes a clash of villages or clans a battle of their militias; of parties it does not.
    ("Two groups of villagers clashed near Goma on Monday over a pond. Three of them were killed.", "Armed clash"),
    ("Two groups of villagers clashed near Goma on Monday over a pond. Three of them were hurt.", "Mob violence"),
    ("Supporters of two parties clashed in a village near Goma on Monday. Three people were killed.", "Mob violence"),
    ("Masked gunmen burned forty houses near Goma on Monday.", "Looting/property destruction"),
)


@pytest.mark.parametrize(("text", "sub_event_type"), ARTICLES, ids=[text[:60] for text, _ in ARTICLES])
def test_the_tellings_decide_together(text: str, sub_event_type: str) -> None:
    (mention,) = read(text).event_mentions
    assert mention.sub_event_type == sub_event_type
