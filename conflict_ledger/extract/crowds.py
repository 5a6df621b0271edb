"""Read the size of a crowd where a demonstration is told: "hundreds of angry residents", "a crowd of about 300"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from conflict_ledger.extract.quantities import QuantityReading, read_quantities
from conflict_ledger.extract.tokens import Tokens, tokenize
from conflict_ledger.lexicon import words_of
from conflict_ledger.records import CasualtyMention, CrowdMention, Quantity, Sentence, Span, TriggerMention
from conflict_ledger.reference.event_kinds import DEMONSTRATIONS

MOST_COUNTS = 60  # numbers of one sentence that are weighed: no sentence anyone wrote has as many
FEWEST = 3  # people that ACLED takes for a demonstration
BETWEEN = 2  # words between a number and whom it counts: "hundreds of angry Muslim residents"
BEHIND = 3  # words behind the people in which they may turn out to be held or hurt: "20 protesters were later arrested"
ASIDE = 12  # the same where an aside follows: "20 protesters, among them two students, were arrested"
GATHERING_REACH = 3  # words from a gathering to its number: "a crowd estimated at 2,000"
PASSIVE = frozenset("was were been being are is be".split())
INTRANSITIVE = frozenset("dead died missing".split())
LINKS = frozenset("of at estimated put numbering numbered was some totalling".split())
BREAKS = frozenset("and or in on at to from by with who that which were was are is the had have near against".split())


def find_crowds(
    sentence: Sentence, triggers: Sequence[TriggerMention], casualties: Sequence[CasualtyMention]
) -> tuple[CrowdMention, ...]:
    """Counts of people who demonstrate, in order; those of the dead, hurt or arrested are none."""
    if not any(trigger.event_type in DEMONSTRATIONS for trigger in triggers):
        return ()
    tokens = tokenize(sentence.text)
    harmed = [casualty.count_span for casualty in casualties]
    found = []
    for read in islice(_quantities(tokens), MOST_COUNTS):
        rule = _counts_crowd(tokens, read)
        span = Span(sentence.start + tokens.starts[read.start], sentence.start + tokens.ends[read.end - 1])
        if rule is not None and not any(span.start < other.end and other.start < span.end for other in harmed):
            text = sentence.quote(span)
            size = size_words(read.quantity, text)
            found.append(CrowdMention(span=span, text=text, quantity=read.quantity, size=size, rule=rule))
    return tuple(found)


def _quantities(tokens: Tokens) -> Iterator[QuantityReading]:
    """Counts of three and more that are neither dates nor ages nor money."""
    return (read for read in read_quantities(tokens) if read.counts and _is_crowd(read.quantity))


def _is_crowd(quantity: Quantity) -> bool:
    """Whether so many make a demonstration; "a number of" tells nothing."""
    number = quantity.high if quantity.qualifier == "up_to" else quantity.low
    return quantity.qualifier != "none_stated" and number is not None and number >= FEWEST


def _counts_crowd(tokens: Tokens, read: QuantityReading) -> str | None:
    """The rule by which a number counts the crowd: its people behind it or its gathering before it; else None."""
    words = tokens.words
    if read.start and words[read.start - 1] in words_of("crowds", "apart"):
        return None
    noun = _noun_behind(words, read.end)
    if noun is not None and not _is_apart(words[noun + 1 : noun + 1 + ASIDE]):
        return "crowd.demonstrators" if words[noun] in words_of("crowds", "demonstrators") else "crowd.people"
    if noun is None and words[read.end : read.end + 1] and words[read.end] in words_of("crowds", "turnout"):
        return "crowd.turnout"
    if noun is None and _follows_gathering(words, read.start) and not _counts_other(words, read.end):
        return "crowd.gathering"
    return None


def _is_apart(behind: Sequence[str]) -> bool:
    """Whether the clause goes on with what was done to the people: "were later held", and not "held a sit-in"."""
    is_aside = behind[:1] == (",",)
    marks = (at for at, word in enumerate(behind[:BEHIND]) if not word.isalpha())
    end = len(behind) if is_aside else next(marks, BEHIND)
    done = [at for at, word in enumerate(behind[:end]) if word in words_of("crowds", "apart")]
    return bool(done) and (behind[done[0]] in INTRANSITIVE or not PASSIVE.isdisjoint(behind[: done[0]]))


def _noun_behind(words: Sequence[str], end: int) -> int | None:
    """Index of the people counted, a word or two behind the number; None where it counts something else."""
    at = end + (words[end : end + 1] == ("of",))
    for step in range(BETWEEN + 1):
        word = words[at + step] if at + step < len(words) else ""
        if word in words_of("crowds", "demonstrators") or word in words_of("crowds", "people"):
            return at + step
        if not word.isalpha() or word in BREAKS or word in words_of("crowds", "other") or word.endswith("s"):
            return None
    return None


def _follows_gathering(words: Sequence[str], start: int) -> bool:
    """Whether the number is that of a gathering: "a crowd of", "a march put at"."""
    at = start - 1
    while at >= 0 and words[at] in LINKS and start - at <= GATHERING_REACH:
        at -= 1
    return 0 <= at < start - 1 and words[at] in words_of("crowds", "gathering")


def _counts_other(words: Sequence[str], end: int) -> bool:
    return not words_of("crowds", "other").isdisjoint(words[end : end + BETWEEN + 1])


def size_words(quantity: Quantity, text: str) -> str:
    """A count as ACLED writes the size of a crowd.

    >>> size_words(Quantity(low=300, best=300, high=300, qualifier="about"), "some 300")
    'around 300'
    >>> size_words(Quantity(low=100, best=200, high=999, qualifier="vague"), "Hundreds")
    'hundreds'
    """
    low, best, high = quantity.low, quantity.best, quantity.high
    if quantity.qualifier == "exact":
        return str(low)
    if quantity.qualifier == "about" and best is not None:
        return f"around {best}"
    if quantity.qualifier == "at_least":
        return f"at least {low}"
    if quantity.qualifier == "more_than" and low is not None:
        return f"more than {low - 1}"
    if quantity.qualifier == "up_to" and high is not None:
        return f"up to {high}"
    if quantity.qualifier == "range" and low is not None and high is not None:
        return f"{low}-{high}"
    return " ".join(text.lower().removesuffix(" of").split())
