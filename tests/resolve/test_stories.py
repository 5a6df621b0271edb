"""How alike two articles are: common words tell nothing, rare ones much, however small the corpus."""

from __future__ import annotations

from conflict_ledger.records import StoryWords
from conflict_ledger.resolve.stories import Stories, count_stories, story_words
from tests.assemble.reading import read

MARKET = """\
Blast beside a grain market in the north

A lorry packed with explosives blew up beside the grain market of Gashua on Tuesday, the governor's office said. Traders
pulled eleven bodies out of the rubble of the weighing hall. Nobody claimed the blast, but a curfew was put on the town.
"""
MARKET_AGAIN = """\
Explosives in a lorry kill traders at a market

In Gashua, eleven traders died when explosives hidden in a lorry went off at Gashua's grain market, its
weighing hall in rubble and its roof blown off. The governor ordered a curfew; two relatives of the dead spoke of a
second lorry that fled.
"""
BARRACKS = """\
Shots at dawn outside the barracks of a desert town

Soldiers opened fire on a column of deserters outside the barracks of Kidal before dawn, officers said on Tuesday. Nine
men were killed and the road to the airfield was closed. A spokesman said that the deserters had seized an armoury.
"""


def corpus(*texts: str) -> Stories:
    words = {str(number): story_words(read(text).document) for number, text in enumerate(texts)}
    return count_stories(words)


def test_two_reports_of_one_deed_are_more_alike_than_reports_of_two() -> None:
    stories = corpus(MARKET, MARKET_AGAIN, BARRACKS)
    same, other = stories.compare("0", "1"), stories.compare("0", "2")
    assert same.alike > 2 * other.alike
    assert same.size >= 28


def test_the_same_words_are_the_same_story_and_no_words_are_none() -> None:
    stories = corpus(MARKET, MARKET)
    stories.words["none"] = StoryWords()  # type: ignore[index]
    assert round(stories.compare("0", "1").alike, 9) == 1.0
    assert (stories.compare("0", "none").alike, stories.compare("0", "none").size) == (0.0, 0)


def test_in_two_articles_alone_the_words_of_all_news_hardly_count() -> None:
    stories = corpus(
        "Toll\n\nThe police said that more people were killed at the roundabout of Dosso.",
        "Toll\n\nThe army said that more people were killed in a quarry below Tahoua.",
    )
    assert stories.compare("0", "1").alike < 0.3


def test_what_is_rare_depends_on_the_corpus() -> None:
    few, many = corpus(MARKET, MARKET_AGAIN), corpus(MARKET, MARKET_AGAIN, *[BARRACKS + MARKET] * 30)
    assert many.compare("0", "1").alike < few.compare("0", "1").alike
