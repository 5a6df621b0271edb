"""One article, several events; one event, told many times."""

from __future__ import annotations

from datetime import date

import pytest

from tests.assemble.reading import link, read


def test_one_event_told_three_times_is_one_mention() -> None:
    text = (
        "Gunmen attacked a village near Goma on Monday, killing 12 people.\n\n"
        "The attackers also wounded nine villagers, residents said.\n\n"
        "Police put the toll in Goma at 14 dead."
    )
    (mention,) = read(text).event_mentions
    assert len(mention.claim_ids) == 3
    assert mention.event_on is not None
    assert mention.event_on.earliest == date(2021, 5, 3)
    assert mention.date_basis == "weekday"


def test_two_towns_on_two_days_are_two_events() -> None:
    text = (
        "Gunmen killed 12 villagers near Goma on Monday.\n\n"
        "On Saturday, a bomb exploded at a market in Bukavu, killing seven shoppers."
    )
    mentions = read(text).event_mentions
    assert len(mentions) == 2
    assert {mention.event_on.earliest for mention in mentions if mention.event_on} == {
        date(2021, 5, 1),
        date(2021, 5, 3),
    }


def test_taking_a_town_is_another_event_than_killings_elsewhere() -> None:
    text = (
        "M23 rebels executed 30 captured soldiers near Rutshuru last week.\n\n"
        "On Monday, the rebels captured the town of Sake after heavy fighting with the army."
    )
    assert len(read(text).event_mentions) == 2


def test_different_victims_in_one_sentence_with_a_place_of_their_own() -> None:
    text = "Rebels killed captured policemen as well as 26 traders by a bridge in Goma."
    assert len(read(text).event_mentions) == 2


def test_no_date_and_no_publication_date_stays_unknown() -> None:
    (mention,) = read("Gunmen killed 12 villagers near Goma.", published_at=None).event_mentions
    assert mention.event_on is None
    assert mention.date_basis == "none"


def test_no_date_in_the_text_is_bounded_by_publication_and_says_so() -> None:
    background = "Aid groups work in Goma. The road has been closed. Schools are shut. Markets stay open. "
    mention = read(background + "Gunmen killed 12 villagers near Goma.").event_mentions[-1]
    assert mention.event_on is not None
    assert (mention.event_on.earliest, mention.event_on.latest) == (date(2021, 5, 2), date(2021, 5, 5))
    assert mention.date_basis == "before_publication"


@pytest.mark.parametrize(
    "text",
    ["Gunmen killed 12 villagers near Goma.", 'A village chief said: "Gunmen killed 12 villagers near Goma."'],
)
def test_the_lead_of_a_report_without_a_day_tells_of_the_eve_or_the_day(text: str) -> None:
    (mention,) = read(text).event_mentions
    assert mention.event_on is not None
    assert (mention.event_on.earliest, mention.event_on.latest) == (date(2021, 5, 4), date(2021, 5, 5))
    assert mention.date_basis == "eve_of_publication"


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen kill 12 villagers near Goma",
        "Gunmen kill 12 villagers near Goma...",
        "GOMA, May 5 (AFP) - Gunmen killed 12.",
    ],
)
def test_a_headline_or_the_day_of_writing_is_not_taken_for_the_morning_after(text: str) -> None:
    published = None if "AFP" in text else "2021-05-05"
    bases = {mention.date_basis for mention in read(text, published_at=published).event_mentions}
    assert bases and "eve_of_publication" not in bases


@pytest.mark.parametrize("text", ["Gunmen shot dead two millers near Goma.", "Two millers were shot dead near Goma"])
def test_no_day_lies_before_the_calendar_of_the_tables(text: str) -> None:
    (mention,) = read(text, published_at="1900-01-01").event_mentions
    assert mention.event_on is not None
    assert (mention.event_on.earliest, mention.event_on.latest) == (date(1900, 1, 1), date(1900, 1, 1))


def test_history_makes_no_event_of_today() -> None:
    text = "Hundreds marched on Monday to commemorate the massacre of 300 villagers in Goma 20 years ago."
    assert all("Violence" not in mention.event_type for mention in read(text).event_mentions)


def test_mention_ids_are_unique_within_a_document() -> None:
    text = "Rebels killed captured policemen as well as 26 traders by a bridge in Goma."
    ids = [mention.event_mention_id for mention in read(text).event_mentions]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("Gunmen killed three policemen in Mosul on Monday.", "stated"),
        ("MOSUL, Iraq (AFP) - Gunmen killed three policemen on Monday.", "dateline"),
        ("Iraqi gunmen killed three policemen on Monday.", "country_only"),
        ("Gunmen killed three policemen on Monday.", "none"),
    ],
)
def test_a_mention_says_which_words_can_tell_its_place(text: str, basis: str) -> None:
    (mention,) = read(f"{text}\n").event_mentions
    assert mention.place_basis == basis


def test_a_town_of_the_dateline_places_an_event_whose_words_name_none() -> None:
    (event,) = link(read("MOSUL, Iraq (AFP) - Gunmen killed three policemen on Monday.\n"))
    assert event.place is not None
    assert (event.place.name, event.place_basis) == ("Mosul", "dateline")


def test_the_deaths_that_people_march_about_are_not_those_of_the_march() -> None:
    (march,) = read("Students staged a protest in Goma on Monday against the killing of two teachers.").event_mentions
    assert (march.event_type, march.claim_ids) == ("Protests", ())


def test_deaths_that_a_riot_led_to_are_its_own() -> None:
    (riot,) = read(
        "Rioters clashed with police in Goma on Monday, leading to the deaths of two students."
    ).event_mentions
    assert len(riot.claim_ids) == 1


def test_people_killed_beside_others_are_of_the_same_event() -> None:
    text = "Five shoppers were killed by a bomb in Goma on Monday. A policeman was also killed."
    (mention,) = read(text).event_mentions
    assert len(mention.claim_ids) == 2


def test_attackers_fall_in_the_attack_on_others() -> None:
    text = "Gunmen killed nine pupils at a school in Goma on Monday. The army said all four attackers were killed."
    (mention,) = read(text).event_mentions
    assert len(mention.claim_ids) == 2


def test_a_sentence_that_opens_with_its_town_moves_there() -> None:
    text = "Nine people were killed by a bomb in Goma on Monday. In Bukavu, a bomb killed six people on Monday."
    assert len(read(text).event_mentions) == 2


def test_another_year_is_another_event_in_the_same_town() -> None:
    text = "Nine people were shot dead in Goma on Monday. In August 2020 rebels shot dead 30 people in Goma."
    assert len(read(text).event_mentions) == 2


def test_people_driven_out_belong_to_the_deed_but_are_none_themselves() -> None:
    text = "Rebels killed nine people in Goma on Monday. Some 2,000 people fled the town."
    (mention,) = read(text).event_mentions
    assert len(mention.claim_ids) == 2
    assert not read("The summit went on. Some 2,000 people fled the town of Goma.").event_mentions


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("Hundreds marched in Goma on Monday to honour a teacher who was found dead.", 0),
        ("Relatives of a student who was killed in a fight blocked a road in Goma on Monday.", 0),
        ("Residents of Goma protested on Monday against raids that had killed nine people.", 0),
        ("Residents of Goma joined the protests on Monday and two people were killed by police.", 1),
        ("Rioters suspected to be members of a youth gang killed two people in Goma on Monday.", 1),
        ("Militants shelled a market in Goma on Monday in revenge for the killing of two herders.", 0),
        ("Militants burned four barns in Goma on Monday following the death of a teacher.", 0),
        ("Militants burned four barns in Goma on Monday after killing a teacher.", 1),
    ],
)
def test_a_death_told_as_the_occasion_is_not_of_the_march(text: str, dead: int) -> None:
    told = [claim_id for mention in read(text).event_mentions for claim_id in mention.claim_ids]
    assert len(told) == dead


@pytest.mark.parametrize(
    ("second", "events"),
    [
        ("In another armed attack near the mill, gunmen killed two drivers.", 2),
        ("Meanwhile, in a separate incident gunmen killed two drivers.", 2),
        ("Elsewhere gunmen killed two drivers.", 2),
        ("A second bomb near the mill killed two drivers.", 2),
        ("Gunmen killed two drivers in the attack.", 1),
        ("Another trader was killed in the attack.", 1),
    ],
)
def test_words_that_turn_to_another_incident_open_an_event(second: str, events: int) -> None:
    text = f"Gunmen killed four traders in the port of Goma on Monday. {second}"
    assert len(read(text).event_mentions) == events


def test_days_are_no_names_of_the_event() -> None:
    (mention,) = read("In Goma, gunmen killed nine people near Katindo Market on Monday, 3 May 2021.").event_mentions
    assert "katindo" in mention.names
    assert {"monday"}.isdisjoint({*mention.names, *mention.words})


@pytest.mark.parametrize(
    "text",
    [
        "Police used tear gas on marchers in Goma on Monday. Three people were killed.",
        "Two gangs exchanged fire in Goma on Monday, injuring a gang member. A passing teacher was shot and died.",
    ],
)
def test_a_bare_outcome_belongs_to_what_was_told_before(text: str) -> None:
    extraction = read(text)
    (mention,) = extraction.event_mentions
    assert {claim.claim_id for claim in extraction.claims} == set(mention.claim_ids)


def test_a_march_near_a_pitch_is_a_march() -> None:
    (mention,) = read("Welders held a demonstration in Goma on Monday before a soccer match.").event_mentions
    assert mention.sub_event_type == "Peaceful protest"


@pytest.mark.parametrize(
    ("second", "events"),
    [
        ("A second man died of his burns in Orsk on 3 May 2012.", 1),
        ("Gunmen shot dead four traders in Kampala on 3 May 2012.", 2),
        ("Armed men abducted two traders from a farm.", 2),
        ("It was also reported that gunmen shot dead a trader.", 2),
        ("In another turn of events, gunmen shot dead a trader.", 2),
        ("The bomb tore the roof off.", 1),
    ],
)
def test_another_town_of_the_same_day_or_another_deed_is_another_event(second: str, events: int) -> None:
    first = "On 3 May 2012 a bomb went off at a market in Orsk and killed nine people."
    found = read(f"{first}\n\n{second}", published_at="2012-05-05")
    assert len(found.event_mentions) == events


@pytest.mark.parametrize(
    ("second", "kinds"),
    [
        ("By nightfall 8,000 villagers had been displaced.", ["Armed clash"]),
        ("Over 8,000 villagers fled their homes.", ["Armed clash"]),
        ("In Bukavu, 8,000 people were displaced on Sunday.", ["Armed clash", "Other"]),
    ],
)
def test_those_who_fled_belong_to_the_fight_told_before(second: str, kinds: list[str]) -> None:
    found = read(f"Rebels clashed with soldiers in Goma on Monday, killing four. {second}")
    assert [mention.sub_event_type for mention in found.event_mentions] == kinds
    assert {claim.outcome for claim in found.claims} == {"killed", "displaced"}
    told = {claim_id for mention in found.event_mentions for claim_id in mention.claim_ids}
    assert told == {claim.claim_id for claim in found.claims}


def test_places_with_a_count_each_are_events_of_their_own() -> None:
    found = read("Raiders shot dead nine porters in Goma, six in the port of Bukavu and two more in Uvira on Monday.")
    counts = {claim.claim_id: claim.quantity.best for claim in found.claims}
    told = [[counts[claim_id] for claim_id in mention.claim_ids] for mention in found.event_mentions]
    assert told == [[9], [6], [2]]


@pytest.mark.parametrize(
    ("second", "events"),
    [
        ("Also on Sunday in Kano, a clerk was shot dead.", 2),
        ("Meanwhile, on Sunday in the city of Kano, a clerk was shot dead.", 2),
        ("A clerk was shot dead on Sunday in Kano.", 1),
    ],
)
def test_a_day_may_stand_before_the_town_that_a_sentence_moves_to(second: str, events: int) -> None:
    text = f"Gunmen killed a teacher in Abuja on Sunday.\n\nIt rained.\n\n{second}"
    assert len(read(text).event_mentions) == events


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Farmers near Goma are raided by militants every week.", 0),
        ("Four traders are kidnapped each day in Goma.", 0),
        ("On 3 May 2021 nurses marched in Goma, as they do every week.", 1),
        ("Every week, militants kill farmers near Goma.", 0),
        ("Militants shot dead nine porters in Goma, which the army patrols every day.", 1),
        ("In Goma, where farmers are raided every week, militants shot dead nine porters.", 1),
    ],
)
def test_what_happens_every_week_is_no_event(text: str, events: int) -> None:
    assert len(read(text).event_mentions) == events
