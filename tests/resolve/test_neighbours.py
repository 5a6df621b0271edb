"""Which events a mention is compared with, in a crowd of thousands."""

from __future__ import annotations

import time
from dataclasses import replace

from conflict_ledger.resolve.corpus import corpus_of
from conflict_ledger.resolve.events import profiles_of
from conflict_ledger.resolve.neighbours import Neighbours
from conflict_ledger.run.resolution import facts_for_linking
from tests.assemble.reading import link, read

CROWD, TWINS = 600, 8


def report(number: int) -> str:
    """A report like all others of its day and town, but for the number of dead."""
    return f"Attack\n\nGunmen killed {number + 5} villagers in Gao, Mali, on 3 May 2021.\n"


def test_in_a_crowd_a_report_is_still_compared_with_the_one_that_states_its_number() -> None:
    texts = [report(number) for number in range(CROWD)]
    twins = [text + "The mayor of the town spoke of a black day." for text in texts[:TWINS]]
    readings = [read(text, name=f"{at:03}.txt") for at, text in enumerate([*texts, *twins])]
    linked = {frozenset(event.mention_ids) for event in link(*readings) if len(event.mention_ids) > 1}
    pairs = zip(readings[:TWINS], readings[-TWINS:], strict=True)
    assert linked == {
        frozenset(mention.event_mention_id for one in pair for mention in one.event_mentions) for pair in pairs
    }


def test_events_of_articles_that_share_rare_words_are_found_whatever_their_days_and_places() -> None:
    told = "Gunmen killed nine people in {place} on {day}. A ferry with a burnt pumping engine drifted ashore."
    other = "Rebels shot two soldiers at {place}, {day}. Caravans of salt traders fled into an oasis."
    texts = [
        told.format(place="Gao, Mali", day="3 May 2021"),
        told.format(place="Niamey, Niger", day="30 June 2021"),
        other.format(place="Niamey, Niger", day="1 August 2021"),
    ]
    readings = [read(text, name=f"{at}.txt") for at, text in enumerate(texts)]
    facts = {reading.document.document_id: facts_for_linking(reading) for reading in readings}
    first, second, third = (profiles_of(reading)[0] for reading in readings)
    corpus = corpus_of([first, second, third], facts)
    neighbours = Neighbours(corpus.weights, 100.0, corpus.stories)
    neighbours.add(first, 0)
    assert neighbours.near(second) == [0]
    assert neighbours.near(third) == []


def test_an_event_is_looked_for_within_the_days_that_may_be_one_or_that_nobody_tells() -> None:
    days = ("on 3 May 2021", "on 20 May 2021", "on 9 September 2021", "in 2020", "")
    readings = [
        read(f"Gunmen killed nine people in Gao, Mali{', ' if day else ''}{day}.", name=f"{at}.txt", published_at=None)
        for at, day in enumerate(days)
    ]
    facts = {reading.document.document_id: facts_for_linking(reading) for reading in readings}
    profiles = [profiles_of(reading)[0] for reading in readings]
    corpus = corpus_of(profiles, facts)
    neighbours = Neighbours(corpus.weights, 100.0, replace(corpus.stories, documents={}))
    for at, item in enumerate(profiles):
        neighbours.add(item, at)
    near = {days[at]: neighbours.near(item) for at, item in enumerate(profiles)}
    assert near == {
        "on 3 May 2021": [0, 1, 3, 4],
        "on 20 May 2021": [0, 1, 3, 4],
        "on 9 September 2021": [2, 3, 4],
        "in 2020": [0, 1, 2, 3, 4],
        "": [0, 1, 2, 3, 4],
    }


def test_the_work_grows_with_the_number_of_reports_and_not_with_its_square() -> None:
    readings = [
        read(
            f"Gunmen killed {number % 9 + 2} people in Mali on 3 May 2021, report {number} said.", name=f"{number}.txt"
        )
        for number in range(1_600)
    ]
    times = []
    for number in (400, 1_600):
        started = time.process_time()
        link(*readings[:number])
        times.append(time.process_time() - started)
    assert times[1] < 8 * times[0]  # the square would be 16
