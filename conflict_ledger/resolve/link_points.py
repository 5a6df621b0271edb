"""The points that agreements and disagreements of two reports are worth.

Chosen among sets tried on our own gold and on texts of GED, Airwars, ECB+ and crime news. For the costs of other names,
actors and victims see docs/decisions.md: ACLED and GTD notes were looked at when they were kept.
"""

from __future__ import annotations

LINK = {
    "same_day": 1.5,
    "days_overlap": 1.0,
    "next_day": 0.5,
    "other_day": -3.0,  # where the articles are one story all the same
    "same_town": 2.5,
    "town_in_province": 2.0,
    "near_town": 1.0,
    "same_province": 2.0,
    "same_country": 1.0,
    "other_place": -3.0,  # where the articles are one story all the same
    "named_actor": 1.0,
    "same_type": 0.5,
    "same_sub_type": 1.5,
    "other_deed": -3.0,  # a shelling and a car bomb
    "other_site": -3.0,
    "same_victims": 0.5,
    "same_number": 1.0,  # for each doubling above a common toll, but no more than
    "same_number_most": 3.0,
    "other_number": -0.5,
    "copied": 11.5,  # the same sentences of a copied article: enough in any crowd
    "shared_names": 4.0,  # times the share of names in common, by weight
    "own_names": -3.0,  # where each has names that the other lacks
    "shared_words": 5.5,  # times the share of all words in common, rare ones counting more
    "story": 50.0,  # times what the likeness of the articles is above that of unlike ones (corpus.Corpus.unrelated),
    "story_least": -4.0,  # but no less
    "story_most": 6.0,  # and no more than these
}
# Articles on unlike events share up to about this much (stories.Story.alike); each corpus is measured besides.
UNRELATED = 0.11
# So many different words in the shorter article: below, its likeness tells nothing, above, all that it can.
TOO_SHORT, LONG_ENOUGH = 15, 50
# Of points for words and names of the tellings, the part that remains where the articles as a whole are compared.
WORDS_BESIDE_STORY = 0.3
OWN_NAME_WEIGHT = 6.0  # a name of one report in several hundred
# What makes one story of two articles though their days or places differ, which one of them may have got wrong.
ONE_STORY, SAME_TEXT = 0.2, 0.25
STORY_WORDS = LONG_ENOUGH  # different words in the shorter article: notes of one pattern are alike for other reasons
# Two notes so alike that say that they tell one of several deeds tell the same one only where one of them has no words
# of its own, or less than a rare one.
ONE_WORDING, OWN_WORDS = 0.4, 3.0
FEW_DAYS, MANY_DAYS = 3, 31  # apart at the most, for one story and for nearly one text
