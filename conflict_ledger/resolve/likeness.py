"""How alike two event mentions are: points for what they agree in, costs for what they differ in.

A contradiction in kind, day or place, or in which of several like deeds is told, forbids the link; one in day or place
only costs where the articles are plainly one story.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import fsum, log2
from operator import itemgetter

from conflict_ledger.records import EventMention
from conflict_ledger.reference.event_kinds import are_unlike_deeds
from conflict_ledger.resolve.corpus import Corpus
from conflict_ledger.resolve.link_points import (
    FEW_DAYS,
    LINK,
    LONG_ENOUGH,
    MANY_DAYS,
    ONE_STORY,
    ONE_WORDING,
    OWN_NAME_WEIGHT,
    OWN_WORDS,
    SAME_TEXT,
    STORY_WORDS,
    TOO_SHORT,
    WORDS_BESIDE_STORY,
)
from conflict_ledger.resolve.profiles import Profile
from conflict_ledger.resolve.stories import Story
from conflict_ledger.resolve.when_where import are_written_out, day_points, days_apart, place_points

ENOUGH_WORDS = 8  # fewer words on a side tell nothing by being shared
COMMON_TOLL = 2  # so many deeds kill one or two that the same toll again tells nothing; twice as many, a rarer one

Words = frozenset[str]


def link_score(a: Profile, b: Profile, corpus: Corpus) -> float | None:
    """Points of agreement; None when date, place or kind contradict each other."""
    if a.family != b.family:
        return None
    when, where = _day_points(a, b), place_points(a.choice, b.choice)
    if when is None and (where is None or not _may_be_one_day(a.mention, b.mention)):
        return None  # told without a look at the articles
    story = corpus.story(a, b)
    return None if _objection(a, b, when, where, corpus, story) else _points(a, b, when, where, corpus, story)


def judge_pair(a: Profile, b: Profile, corpus: Corpus) -> tuple[float, str | None]:
    """The points of a pair with contradictions counted as costs, and the contradiction that forbids it, if one does."""
    when, where = _day_points(a, b), place_points(a.choice, b.choice)
    story = corpus.story(a, b)
    return _points(a, b, when, where, corpus, story), _objection(a, b, when, where, corpus, story)


def _day_points(a: Profile, b: Profile) -> float | None:
    """As ``day_points``; an article that came out before the day of a deed does not tell of it."""
    if _came_out_before(a, b) or _came_out_before(b, a):
        return None
    return day_points(a.mention, b.mention)


def _came_out_before(a: Profile, b: Profile) -> bool:
    """Whether the article of ``a`` came out before the day of ``b``, unless that is one day and may be a day off."""
    when = b.mention.event_on
    if when is None or a.published_on is None or a.published_on >= when.earliest:
        return False
    return b.mention.date_basis == "stated" or when.earliest != when.latest


def _objection(
    a: Profile, b: Profile, when: float | None, where: float | None, corpus: Corpus, story: Story
) -> str | None:
    """What forbids the link: another kind, day or place, or another deed of a series.

    One day or place may be wrong where the articles are plainly one story.
    """
    if a.family != b.family:
        return "other_kind"
    if when is None and (where is None or not _may_err_in_day(a.mention, b.mention, story)):
        return "other_day"
    if where is None and (story.size < STORY_WORDS or story.alike < ONE_STORY):
        return "other_place"
    return "other_of_series" if _is_other_of_series(a, b, corpus, story) else None


def _is_other_of_series(a: Profile, b: Profile, corpus: Corpus, story: Story) -> bool:
    """Whether two short notes of one wording tell two like deeds.

    Each has a name of its own then, or both say that they tell one of several, and each has a word of its own.
    """
    if story.size >= LONG_ENOUGH or story.alike < ONE_WORDING:
        return False
    if _weight_of_own_names(a, b, corpus.weights) >= 1.0:
        return True
    names = a.mention.document_id, b.mention.document_id
    return all(name in corpus.of_series for name in names) and corpus.stories.own_words(*names) >= OWN_WORDS


def _points(a: Profile, b: Profile, when: float | None, where: float | None, corpus: Corpus, story: Story) -> float:
    """All points, with a contradiction in day or place as a cost."""
    points = LINK["other_day"] if when is None else when
    points += LINK["other_place"] if where is None else where
    return points + _points_beside(a, b, corpus, story)


def _points_beside(a: Profile, b: Profile, corpus: Corpus, story: Story) -> float:
    """The points for all but day and place."""
    one, other = a.mention, b.mention
    points = LINK["same_type"] if one.event_type == other.event_type else 0.0
    points += LINK["same_sub_type"] if one.sub_event_type == other.sub_event_type else 0.0
    points += LINK["other_deed"] if are_unlike_deeds(one.sub_event_type, other.sub_event_type) else 0.0
    points += LINK["named_actor"] if not set(a.actors).isdisjoint(b.actors) else 0.0
    points += LINK["same_victims"] if _victims(one) & _victims(other) else 0.0
    points += LINK["other_site"] if _is_other_site(one, other) else 0.0
    points += LINK["copied"] if _is_copied(one, other, corpus.originals) else 0.0
    return points + _number_points(a, b) + _text_points(a, b, corpus, story)


def _trust(story: Story) -> float:
    """0 to 1: how far two articles are long enough for their likeness as a whole to tell."""
    return min(1.0, max(0.0, (story.size - TOO_SHORT) / (LONG_ENOUGH - TOO_SHORT)))


def _may_err_in_day(one: EventMention, other: EventMention, story: Story) -> bool:
    """Whether two articles are so much one story that a day of one of them is rather wrong than another."""
    if story.size < STORY_WORDS or one.event_on is None or other.event_on is None or not _may_be_one_day(one, other):
        return False
    return story.alike >= (ONE_STORY if days_apart(one.event_on, other.event_on) <= FEW_DAYS else SAME_TEXT)


def _may_be_one_day(one: EventMention, other: EventMention) -> bool:
    """Whether one of two days may be told wrongly: not where both are written out, nor where they are far apart."""
    if one.event_on is None or other.event_on is None or are_written_out(one, other):
        return False
    return days_apart(one.event_on, other.event_on) <= MANY_DAYS


def _is_copied(one: EventMention, other: EventMention, originals: Mapping[str, str]) -> bool:
    """Whether two copies of one article tell it in the same words."""
    sources = [originals.get(item.document_id, item.document_id) for item in (one, other)]
    return (
        sources[0] == sources[1] and one.sub_event_type == other.sub_event_type and set(one.words) == set(other.words)
    )


def _victims(mention: EventMention) -> frozenset[str]:
    return frozenset(mention.targets) - {"person"}


def _is_other_site(one: EventMention, other: EventMention) -> bool:
    """Whether both name a place of one kind within the town, and not the same: another school, another camp."""
    if not one.sites or not other.sites:
        return False
    a, b = _sites(one), _sites(other)
    return any(a[kind].isdisjoint(b[kind]) for kind in a.keys() & b.keys())


def _sites(mention: EventMention) -> dict[str, frozenset[str]]:
    """Names of places within the town, by kind."""
    pairs = [site.split(":", 1) for site in mention.sites]
    return {kind: frozenset(name for other, name in pairs if other == kind) for kind, _ in pairs}


def _number_points(a: Profile, b: Profile) -> float:
    shared = set(a.numbers).intersection(b.numbers)
    if not shared:
        return LINK["other_number"] if a.numbers and b.numbers else 0.0
    return min(LINK["same_number_most"], LINK["same_number"] * log2(max(COMMON_TOLL, *shared) / COMMON_TOLL))


def _text_points(a: Profile, b: Profile, corpus: Corpus, story: Story) -> float:
    """What the articles as a whole say, as far as they are long enough, and the words of the tellings."""
    trust = _trust(story)
    whole = LINK["story"] * (story.alike - corpus.unrelated)
    points = trust * min(LINK["story_most"], max(LINK["story_least"], whole))
    if trust < 1:
        points += (1 - trust) * LINK["own_names"] * _weight_of_own_names(a, b, corpus.weights)
    return points + (1 - trust * (1 - WORDS_BESIDE_STORY)) * _word_points(a, b, corpus.weights)


def _weight_of_own_names(a: Profile, b: Profile, weights: Mapping[str, float]) -> float:
    """0 to 1: whether each has names that the other lacks, as reports of two events do."""
    own = min(_weight(a.names - b.words, weights), _weight(b.names - a.words, weights))
    return min(1.0, own / OWN_NAME_WEIGHT)


def _word_points(a: Profile, b: Profile, weights: Mapping[str, float]) -> float:
    """Reports of one event use the same names and the same rare words."""
    one, other = a.words, b.words
    points = LINK["shared_names"] * _share_of_names((a.names, one), (b.names, other), weights)
    if min(len(one), len(other)) >= ENOUGH_WORDS:
        points += LINK["shared_words"] * _share(one, other, weights)
    return points


def _share_of_names(a: tuple[Words, Words], b: tuple[Words, Words], weights: Mapping[str, float]) -> float:
    """As ``_share``, of the names and all words of each: a name that opens a sentence stands among the words."""
    weighed = ((_weight(names, weights), names, words) for names, words in (a, b))
    (whole, fewer, _), (_, _, more) = sorted(weighed, key=itemgetter(0))
    return _weight(fewer & more, weights) / whole if whole else 0.0


def _share(a: Words, b: Words, weights: Mapping[str, float]) -> float:
    """The share of the smaller side, by weight, that the other side has too (0 to 1)."""
    smaller = min(_weight(a, weights), _weight(b, weights))
    return _weight(a & b, weights) / smaller if smaller else 0.0


def _weight(words: Words, weights: Mapping[str, float]) -> float:
    return fsum([weights[word] for word in words])  # exact, so that the order of a set does not show
