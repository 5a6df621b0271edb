"""Which sides an event shows, in which order, under which names."""

from __future__ import annotations

import pytest

from tests.assemble.reading import link, read


def sides(text: str) -> tuple[str | None, str | None]:
    (event,) = link(read(text))
    return (event.actor1.name if event.actor1 else None, event.actor2.name if event.actor2 else None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Police in Goma fired on villagers on Monday, killing 12.",
            "Police Forces of the Democratic Republic of Congo (2019-)",
        ),
        ("M23 rebels executed 12 captured soldiers in Goma on Monday.", "M23: March 23 Movement"),
        (
            "Unknown gunmen killed 12 villagers in Goma on Monday.",
            "Unidentified Armed Group (Democratic Republic of Congo)",
        ),
    ],
)
def test_the_doer_stands_first(text: str, expected: str) -> None:
    assert sides(text)[0] == expected


def test_violence_against_civilians_has_civilians_second() -> None:
    assert (
        sides("Unknown gunmen killed 12 villagers in Goma on Monday.")[1] == "Civilians (Democratic Republic of Congo)"
    )


def test_a_protest_has_protesters_even_where_the_text_has_no_word_for_them() -> None:
    assert sides("Hundreds marched through Nairobi on Monday against new taxes.")[0] == "Protesters (Kenya)"


def test_foreign_forces_are_external() -> None:
    (event,) = link(read("French soldiers killed 12 rebels near Gao in Mali on Monday in a gun battle."))
    types = {side.name: side.inter for side in (event.actor1, event.actor2) if side}
    assert any(name.startswith("Military Forces of France") and inter == 8 for name, inter in types.items())


def test_gunmen_give_way_to_the_group_they_belong_to() -> None:
    text = "Gunmen attacked a church in Goma on Monday. The gunmen, from M23, killed 12 worshippers."
    assert sides(text)[0] == "M23: March 23 Movement"


def test_gunmen_stay_before_the_army_they_fled() -> None:
    text = "Gunmen fired on a church in Goma on Monday, killing 12 worshippers. The army arrived later."
    assert sides(text)[0] == "Unidentified Armed Group (Democratic Republic of Congo)"


ORDERED = [
    # text, actor1, actor2
    (
        "A grenade went off in a tea house in Nairobi on Monday. Nobody was hurt.",
        "Unidentified Armed Group (Kenya)",
        None,
    ),
    (
        "Rebels shelled army positions near Nairobi on Monday.",
        "Opposition Rebels (Kenya)",
        "Military Forces of Kenya",
    ),
    (
        "Nurses marched in Nairobi on Monday, demanding that the police leave the hospital.",
        "Protesters (Kenya)",
        None,
    ),
    (
        "Nine people were hurt in a factional clash of students in Nairobi on Monday.",
        "Rioters (Kenya)",
        "Rioters (Kenya)",
    ),
    (
        "A mob in Nairobi lynched a man accused of theft on Monday.",
        "Rioters (Kenya)",
        "Civilians (Kenya)",
    ),
    (
        "Herders killed two farmers near Nairobi on Monday over a trampled field.",
        "Unidentified Communal Militia (Kenya)",
        "Civilians (Kenya)",
    ),
    (
        "Rival gangs clashed with rifles in a suburb of Nairobi on Monday; one man died.",
        "Unidentified Gang (Kenya)",
        "Unidentified Gang (Kenya)",
    ),
    (
        "Two villagers died on Monday near Nairobi in a feud: a clash between two groups over a well.",
        "Unidentified Communal Militia (Kenya)",
        "Unidentified Communal Militia (Kenya)",
    ),
    (
        "Shoot-outs between unknown gunmen near Nairobi on Monday wounded two shopkeepers.",
        "Unidentified Armed Group (Kenya)",
        "Unidentified Armed Group (Kenya)",
    ),
    (
        "Three men were shot dead on Monday in tribal clashes near Nairobi.",
        "Unidentified Tribal Militia (Kenya)",
        "Unidentified Tribal Militia (Kenya)",
    ),
    (
        "Bakers protesting against a new levy clashed with police in Nairobi on Monday and burned tyres.",
        "Rioters (Kenya)",
        "Police Forces of Kenya",
    ),
    (
        "Nurses marched to the ministry in Nairobi on Monday and were dispersed with tear gas.",
        "Protesters (Kenya)",
        "Police Forces of Kenya",
    ),
    (
        "A mob beat a man accused of theft in Nairobi on Monday. Police arrived and rescued him.",
        "Rioters (Kenya)",
        "Civilians (Kenya)",
    ),
    (
        "Villagers torched a parked bus near Nairobi on Monday.",
        "Rioters (Kenya)",
        None,
    ),
    (
        "Two groups clashed over a bus queue in Nairobi on Monday, and nine people were injured.",
        "Rioters (Kenya)",
        "Rioters (Kenya)",
    ),
    (
        "Anti-Taliban villagers were shot dead by gunmen near Kandahar in Afghanistan on Monday.",
        "Unidentified Armed Group (Afghanistan)",
        "Civilians (Afghanistan)",
    ),
    (
        "Two policemen were wounded on Monday when a roadside bomb went off near Nairobi.",
        "Unidentified Armed Group (Kenya)",
        "Police Forces of Kenya",
    ),
    (
        "A parcel bomb injured a postman in Nairobi on Monday.",
        "Unidentified Armed Group (Kenya)",
        "Civilians (Kenya)",
    ),
    (
        "Gunmen attacked a convoy of aid workers near Nairobi on Monday.",
        "Unidentified Armed Group (Kenya)",
        "Civilians (Kenya)",
    ),
    (
        "Vigilantes beat a suspected burglar to death in Nairobi on Monday.",
        "Rioters (Kenya)",
        "Civilians (Kenya)",
    ),
    (
        "M23 began an offensive on Monday, when militants seized the town of Goma from the army.",
        "M23: March 23 Movement",
        "Military Forces of the Democratic Republic of Congo (2019-)",
    ),
    (
        "M23 fighters clashed with unidentified gunmen in Goma on Monday.",
        "M23: March 23 Movement",
        "Unidentified Armed Group (Democratic Republic of Congo)",
    ),
]


@pytest.mark.parametrize(("text", "first", "second"), ORDERED)
def test_sides_follow_the_words_and_the_kind_of_event(text: str, first: str, second: str | None) -> None:
    assert sides(text) == (first, second)


def test_allies_stand_beside_a_side_and_not_against_it() -> None:
    (event,) = link(read("The army and allied militias attacked M23 rebels near Goma on Monday, killing 12."))
    assert event.actor2 is not None and event.actor2.name == "M23: March 23 Movement"
    assert len(event.beside[0]) == 1 and event.beside[1] == ()


def test_the_force_of_captured_soldiers_stands_beside_the_civilians_they_count_as() -> None:
    (event,) = link(read("M23 rebels shot dead 12 captured Congolese soldiers near Goma on Monday."))
    assert event.actor2 is not None and event.actor2.name == "Civilians (Democratic Republic of Congo)"
    assert event.beside[1] == ("Military Forces of the Democratic Republic of Congo (2019-)",)


def test_kinds_of_people_stand_beside_a_crowd() -> None:
    (event,) = link(read("Hundreds of teachers marched through Nairobi on Monday against new taxes."))
    assert event.beside == (("Teachers (Kenya)",), ())
    (why,) = [why for why in event.reasons if why.decision == "assoc_actor_1"]
    assert (why.rule, why.text, why.detail) == ("role.protest_verb.acts", "teachers", "Teachers (Kenya)")


def test_who_rules_by_then_is_told_as_the_state_with_the_reason() -> None:
    (event,) = link(
        read(
            "Taliban fighters shot dead two villagers in Kandahar, Afghanistan, on 3 March 2023.",
            published_at="2023-03-05",
        )
    )
    assert event.actor1 is not None
    assert (event.actor1.name, event.actor1.inter) == ("Military Forces of Afghanistan (2021-)", 1)
    assert "what the group was on that day" in [why.detail for why in event.reasons if why.decision == "actor1"]


AT_WAR = [
    # text, published at, sides
    (
        "Islamic State fighters overran a hamlet near Mosul on 3 March 2015.",
        "2015-03-05",
        ("Islamic State", "Military Forces of Iraq"),
    ),
    (
        "Ukrainian troops retook a hamlet near Kharkiv on 11 September 2022 after heavy fighting.",
        "2022-09-12",
        ("Military Forces of Ukraine (2019-)", "Military Forces of Russia (2000-)"),
    ),
    (
        "Heavy clashes broke out near Donetsk, Ukraine, on 11 June 2020, killing 2.",
        "2020-06-12",
        ("Military Forces of Ukraine (2019-)", "NAF: United Armed Forces of Novorossiya"),
    ),
    (
        "Ukrainian troops fought a gun battle near Kharkiv on 11 September 2020, killing 2.",
        "2020-09-12",
        ("Military Forces of Ukraine (2019-)", "Unidentified Armed Group (Ukraine)"),
    ),
]


@pytest.mark.parametrize(("text", "published_at", "expected"), AT_WAR)
def test_who_is_not_named_in_a_war_of_two_sides_is_the_other_side(
    text: str, published_at: str, expected: tuple[str, str]
) -> None:
    (event,) = link(read(text, published_at=published_at))
    assert tuple(side.name if side else None for side in (event.actor1, event.actor2)) == expected


def test_a_side_that_only_the_war_gives_says_so() -> None:
    text = "Ukrainian troops retook a hamlet near Kharkiv on 11 September 2022 after heavy fighting."
    (event,) = link(read(text, published_at="2022-09-12"))
    (why,) = [why for why in event.reasons if why.decision == "actor2"]
    assert (why.rule, why.detail) == (
        "war.ukraine.invasion",
        "no words name this side: it is the one that fights the war there",
    )
