"""People harmed who are counted by no word: named ("N.N. was killed"), told by a noun that the lexicon does not know
("a locksmith was killed"), by a pronoun, or by what was found of them.

How many they are follows from the grammar of the clause. No victim's name enters the tables: the harm words are quoted
as the count.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from conflict_ledger.extract.casualty_checks import PLURAL_VERBS
from conflict_ledger.extract.chunked_sentence import ChunkedSentence
from conflict_ledger.extract.chunks import ONE, UNKNOWN_PLURAL
from conflict_ledger.lexicon import load_lexicon, words_of
from conflict_ledger.records import Quantity

ONE_NEW = ("a", "an", "another", "a second", "a third", "a fourth", "a fifth", "a sixth")
ONE_KNOWN = (*ONE_NEW, "the", "the other", "his", "her", "their", "my", "our")
WOUNDED = ("injured", "wounded", "injuring", "wounding")  # "burned" and "beaten" are also said of houses and teams
AGES = ("aged", "at the age")
NAMES_APART = re.compile(r"(?:^|[,;a])(?=P?X)")

TITLE = re.compile(r"(?<![foi])P[xX.,]{0,6}(?:,od?[xX0]{0,3})?$")  # "sergeant first class N.N., of the 3rd Regiment"

TITLE_REACH = 12  # chunks from a rank to the last word of the name
NOUN_RULES = ("noun_passive", "noun_died", "noun_reduced", "noun_to_death")
# Nouns for people by their ending: "the pastoralist", "the lawmaker"; with "the" other nouns are too often things.
AGENT = re.compile(r"(?:er|or|ist|ian|ant|man|woman|ee)$")


def count_uncounted(read: ChunkedSentence, rule: str, match: re.Match[str]) -> Quantity | None:
    """How many people an uncounted clause tells of; None where it tells of none."""
    return COUNTS[rule](read, match)


def tells_of_people(read: ChunkedSentence, match: re.Match[str], outcome: str | None) -> bool:
    """Whether the harm word is one that only people suffer."""
    words = _words(read, *match.span("h"))
    if outcome == "injured":
        return words.endswith(WOUNDED)
    return words == "casualty" or (outcome == "killed" and words not in words_of("casualty_words", "also_of_things"))


def type_of_named(read: ChunkedSentence, name: int) -> str:
    """What a rank or an office before the name tells of the one who bears it."""
    title = TITLE.search(read.letters, max(0, name - TITLE_REACH), name)
    chunk = read.chunks[title.start()] if title is not None else None
    return (chunk.value if chunk is not None and chunk.quantity == ONE else None) or "person"


def _words(read: ChunkedSentence, first: int, last: int) -> str:
    return " ".join(read.words(at) for at in range(first, last))


def _pair(read: ChunkedSentence, match: re.Match[str]) -> Quantity | None:
    """Two people or groups joined: "N.N. and a singer were killed"; the verb or "along with" tells it."""
    first, last = match.span("v")
    joint = max(at for at in range(first, last) if read.letters[at] in "aj")
    is_object = match.start("h") < first
    is_plural = PLURAL_VERBS.search(_words(read, last, match.start("h"))) is not None
    if not is_object and not is_plural and read.words(joint) not in words_of("casualty_words", "joined"):
        return None
    sides = [_side(read, first, joint), _side(read, joint + 1, last)]
    if None in sides or not re.search("[xX]", read.letters[first:last]):
        return None
    total = sum(side or 0 for side in sides)
    return Quantity(low=total, best=total, high=total)


def _side(read: ChunkedSentence, first: int, last: int) -> int | None:
    """How many one side of a pair are: a name or a noun is one, unless it is the name of a people or a group."""
    letters = read.letters[first:last]
    people = read.chunks[first]
    if "X" in letters:
        group = letters.count("X") == 1 and read.words(first + letters.index("X")).endswith("s")
        return None if group or (letters[0] == "d" and read.words(first) not in ONE_KNOWN) else 1
    if letters[0] == "P":
        quantity = people.quantity
        return quantity.best if quantity is not None and quantity.qualifier == "exact" else None
    return 1 if read.words(first) in ONE_KNOWN else None


def _named(read: ChunkedSentence, match: re.Match[str]) -> Quantity:
    """One name; a group's name where the verb is plural ("the N.N.s were killed")."""
    verb = _words(read, match.end("v"), match.start("h"))
    return UNKNOWN_PLURAL if PLURAL_VERBS.search(verb) else ONE


def _aged(read: ChunkedSentence, match: re.Match[str]) -> Quantity | None:
    """One name with an age; where the verb is plural, others stand before it whom other shapes read."""
    return None if _named(read, match) == UNKNOWN_PLURAL else ONE


def _noun(read: ChunkedSentence, match: re.Match[str]) -> Quantity | None:
    verb = _words(read, match.end("v"), match.start("h"))
    return ONE if read.words(match.start("v")) in ONE_KNOWN and not PLURAL_VERBS.search(verb) else None


def _new_noun(read: ChunkedSentence, match: re.Match[str]) -> Quantity | None:
    """ "A convert", not "the opposition"."""
    return ONE if read.words(match.start("v")) in ONE_NEW else None


def _noun_died(read: ChunkedSentence, match: re.Match[str]) -> Quantity | None:
    """Things die too ("the engine died"): "the" tells of a person only where something befell him before."""
    between = read.letters[match.end("v") : match.start("h")]
    if "p" in between:
        return None  # "an autopsy found that he died"
    is_told = "b" in between
    return _noun(read, match) if is_told or read.words(match.start("v")) not in ("the", "the other") else None


def _object(read: ChunkedSentence, match: re.Match[str]) -> Quantity | None:
    at = match.start("v")
    is_agent = read.words(at) in ONE_KNOWN and (
        AGENT.search(read.words(match.end("v") - 1)) is not None
        or read.words(at + 1) in words_of("casualty_words", "of_suspects")
    )
    return ONE if read.letters[at] != "d" or read.words(at) in ONE_NEW or is_agent else None


def _pronoun(read: ChunkedSentence, match: re.Match[str]) -> Quantity | None:
    """ "He died", but not "he died aged 84", which tells of a life."""
    after = _words(read, match.end("h"), min(match.end("h") + 3, len(read.letters)))
    return ONE if read.words(match.start("v")) in ("he", "she") and not after.startswith(AGES) else None


def _act(read: ChunkedSentence, match: re.Match[str]) -> Quantity | None:
    """The names behind "the murder of": one, or as many as are listed with "and". In capitals, where each word looks
    like a name, a single word is none ("the death of democracy")."""
    names = re.split("[,aj]+", match.group("v")) if re.search("[aj]", match.group("v")) else [match.group("v")]
    if read.words(match.end("h") - 1).removesuffix("s" if len(names) > 1 else "") not in words_of(
        "casualty_words", "one_act"
    ):
        return None
    first, last = match.span("v")
    is_short = len(names) == 1 and names[0].count("X") == 1
    if is_short and (read.sentence.text.isupper() or _words(read, first, last).endswith("s")):
        return None
    return Quantity(low=len(names), best=len(names), high=len(names))


def _owner(read: ChunkedSentence, match: re.Match[str]) -> Quantity | None:
    """One whose name owns the noun: "Tollivar's death", not "Monday's killing"."""
    chunk = read.chunks[match.start("v")]
    owner = read.words(match.start("v")).removesuffix("'s")
    is_name = read.tokens.capitalised(chunk.start) and owner not in _times()
    return ONE if is_name and read.words(match.end("h") - 1) in words_of("casualty_words", "one_act") else None


@cache
def _times() -> frozenset[str]:
    """Words of the calendar, which own a deed as its day: "yesterday's murder"."""
    return frozenset(form for entry in load_lexicon("dates").entries for form in entry.forms) | {"yesterday", "today"}


def _names(read: ChunkedSentence, match: re.Match[str]) -> Quantity | None:
    """As many as the list has names, each of one person."""
    if any(read.chunks[at].symbol == "P" and read.chunks[at].quantity != ONE for at in range(*match.span("v"))):
        return None
    number = len(NAMES_APART.findall(read.letters[slice(*match.span("v"))]))
    return Quantity(low=number, best=number, high=number)


def _one(read: ChunkedSentence, match: re.Match[str]) -> Quantity:
    return ONE


def _one_noun(read: ChunkedSentence, match: re.Match[str]) -> Quantity | None:
    """ "A fatality", "another casualty": nouns that are a person, unlike "a death in custody"."""
    is_person = read.words(match.end("h") - 1) in ("casualty", "fatality", "martyr")
    return ONE if is_person and read.words(match.start("v")) in ONE_NEW else None


def _bare_casualty(read: ChunkedSentence, match: re.Match[str]) -> Quantity | None:
    """ "Casualty in shelling": a headline without its article."""
    return ONE if read.words(match.start("h")) in ("casualty", "fatality") else None


def _deaths_alone(read: ChunkedSentence, match: re.Match[str]) -> Quantity | None:
    """Deaths without any number: "the clash resulted in fatalities", "army deaths were reported"."""
    before = [read.words(at) for at in range(match.start(), match.start("h"))]
    is_brought = not words_of("casualty_words", "bringing").isdisjoint(before)
    is_reported = read.letters[match.end() : match.end() + 1] in ("b", "g")
    is_denied = re.search("[nZ]", read.letters[max(0, match.start() - 4) : match.start("h")]) is not None
    is_of_people = read.words(match.start("h")).endswith(("deaths", "fatalities")) and not is_denied
    return UNKNOWN_PLURAL if is_of_people and (is_brought or is_reported) else None


def _only_one(read: ChunkedSentence, match: re.Match[str]) -> Quantity | None:
    is_single = not read.words(match.start("h")).endswith("s")
    return ONE if read.words(match.start("v")) == "only" and is_single else None


def _body(read: ChunkedSentence, match: re.Match[str]) -> Quantity | None:
    """One body that was found; what becomes of a body later ("was flown home") tells of no new death."""
    around = f"{_words(read, match.start(), match.start('v'))} {_words(read, match.end('h'), match.end())}"
    is_found = not words_of("casualty_words", "finding").isdisjoint(around.split())
    return ONE if is_found and read.words(match.start("h")).endswith(("body", "corpse")) else None


COUNTS: dict[str, Callable[[ChunkedSentence, re.Match[str]], Quantity | None]] = {
    "pair": _pair,
    "pair_object": _pair,
    "named_aged": _aged,
    "named_passive": _named,
    "named_apposed": _named,
    "named_died": _named,
    "named_object": _object,
    "noun_passive": _noun,
    "noun_died": _noun_died,
    "noun_reduced": _noun,
    "noun_to_death": _new_noun,
    "named_act": _act,
    "named_owner": _owner,
    "names": _names,
    "names_object": _names,
    "own_hand": _one,
    "pronoun": _pronoun,
    "one_noun": _one_noun,
    "bare_casualty": _bare_casualty,
    "deaths_alone": _deaths_alone,
    "only_one": _only_one,
    "body_found": _body,
    "found_body": _body,
}
