"""Read the noun phrase that names a speaker, and tell what kind of speaker it is."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache

from conflict_ledger.extract.quantities import read_quantity
from conflict_ledger.extract.tokens import Tokens, lexicon_index, phrases_of, tokenize
from conflict_ledger.frozen import record
from conflict_ledger.lexicon import Entry
from conflict_ledger.reference.countries import all_countries

BOUNDARY = frozenset(
    ', ; : " “ ” ( ) [ ] — – that but while which who whose because after as and whether if when though although '
    "until".split()
)
RELATIVE = frozenset("who which that whose".split())
PRONOUNS = frozenset("he she they it i we".split())
BONDS = frozenset((word, "to") for word in "allied close faithful linked loyal opposed".split())
NOBODY = frozenset("no none nobody neither".split())
OWNERS = frozenset("his her their its our my".split())  # "its head said": whoever spoke before, or his like
DETERMINERS = frozenset("a an the this that these those one two three several some".split()) | OWNERS
INNER = frozenset("of for in from at on with near close named by".split())
FRONTED = frozenset(
    "of to in on at after before during since from with under inside outside near within by late early".split()
)
VERBS = frozenset("is are was were had has have said say says".split())  # behind "given by the army"
LONGEST = 14  # tokens; longer subjects are a sign of a misread clause
LONGEST_NAMED = 22  # the same with a short form behind the name: "the Front for X (FX) said"
LONGEST_PARTNER = 5  # tokens of the first of two speakers: "police and the Red Cross said"


@record(frozen=True, slots=True)
class Speaker:
    """Tokens [start, end) that name a speaker; ``kind`` is None for pronouns and names."""

    start: int
    end: int
    kind: str | None


@cache
def _seats() -> frozenset[str]:
    """Countries and capitals, which stand for their governments: "Kinshasa said"."""
    names = (name for facts in all_countries() for name in (facts.name, facts.capital, *facts.aliases))
    return frozenset(" ".join(tokenize(name).words) for name in names if name)


def in_name(tokens: Tokens, at: int) -> bool:
    """Whether a token is the later part of a speaker's name: "the United States" says nothing by itself."""
    return any(hit[0] < at < hit[1] for hit in _claimant_words(tokens.text))


def claimant_type(tokens: Tokens, start: int, end: int) -> str | None:
    """The kind of speaker that the words [start, end) name.

    The head is what stands before "of", "for", "in", and its last word for a speaker counts. A weak word ("official",
    "source", "commission") only tells the kind when no other does: "an official of the morgue" is medical.
    """
    hits = [hit for hit in _claimant_words(tokens.text) if start <= hit[0] and hit[1] <= end]
    if not hits:
        return "government" if is_seat(tokens, start, end) else None
    inner = next((at for at in range(start, end) if tokens.words[at] in INNER and at > start), end)
    heads = [hit for hit in hits if hit[0] < inner]
    bond = next((at for at in range(start + 1, end) if tokens.words[at - 1 : at + 1] in BONDS), end)
    followers = [hit for hit in heads if hit[1] <= bond < end and hit[2].value != "unnamed"]
    heads, hits = followers or heads, followers or hits  # "fighters loyal to the former president"
    if heads and heads[-1][2].value == "social_media" and "by" in tokens.words[start:end]:
        heads = [hit for hit in hits if hit[0] > inner] or heads  # "pictures released by a rights group"
    strong = [hit for hit in heads if not _is_weak(hit[2])] or [hit for hit in hits if not _is_weak(hit[2])]
    telling = [hit for hit in heads or hits if hit[2].value != "unnamed"] or [
        hit for hit in hits if hit[2].value != "unnamed"
    ]
    return (strong or telling or hits)[-1][2].value


def is_seat(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the words are a country or a capital, with nothing else."""
    first = start + 1 if tokens.words[start] in DETERMINERS else start
    return first < end and " ".join(tokens.words[first:end]).removesuffix("'s") in _seats()


def _is_weak(entry: Entry) -> bool:
    return entry.fields.get("head") == "weak"


@lru_cache(maxsize=16)  # asked for each speaker of a sentence
def _claimant_words(text: str) -> tuple[tuple[int, int, Entry], ...]:
    """Every word for a kind of speaker in the text, owners included: "the army's spokesman"."""
    tokens = tokenize(text)
    if "'" in text or "’" in text:
        tokens = replace(tokens, words=tuple([word.removesuffix("'s") for word in tokens.words]))
    return tuple(phrases_of(tokens, lexicon_index("claimants")))


def speaker_before(tokens: Tokens, end: int, floor: int) -> Speaker | None:
    """The subject that ends at token ``end``, not before ``floor``."""
    if end > floor and tokens.words[end - 1] in PRONOUNS:
        return Speaker(end - 1, end, None)
    first = _left_edge(tokens, end, floor)
    if tokens.words[first - 1 : first] and tokens.words[first - 1] in RELATIVE:
        antecedent = _antecedent(tokens, first - 1, end, floor)
        if antecedent is not None:
            return antecedent
    if first == end:
        return _apposition(tokens, end, floor)
    if tokens.words[first] in FRONTED:
        first = _behind_adverbial(tokens, first, end)
    partner = _partner(tokens, first, floor)
    if partner is not None:
        return Speaker(partner.start, end, partner.kind)
    return Speaker(first, end, claimant_type(tokens, first, end))


def speaker_behind(tokens: Tokens, start: int) -> Speaker | None:
    """The speaker that begins at token ``start``: behind "according to", or behind "said" at the end of a clause."""
    last = phrase_end(tokens, start)
    return Speaker(start, last, claimant_type(tokens, start, last)) if last > start else None


def phrase_end(tokens: Tokens, start: int) -> int:
    """Where the noun phrase ends that begins at token ``start``."""
    last = start
    while last < len(tokens) and last - start < LONGEST and not _ends_phrase(tokens, last):
        last += 1
    return last


def counts_people(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a number stands in the words: "twelve villagers died" tells of them, they do not speak."""
    return any(read_quantity(tokens, at) is not None for at in range(start, end))


def may_speak(tokens: Tokens, speaker: Speaker) -> bool:
    """A known kind, a pronoun, or a name: capitalised, not just the first word; "nobody" is none."""
    if tokens.words[speaker.start] in NOBODY:
        return False
    is_single = speaker.end - speaker.start == 1
    if speaker.kind is not None or (is_single and tokens.words[speaker.start] in PRONOUNS | OWNERS):
        return True
    short = speaker.end - speaker.start <= 4
    return any(tokens.capitalised(at) and (at > 0 or short) for at in range(speaker.start, speaker.end))


def _ends_phrase(tokens: Tokens, at: int) -> bool:
    if tokens.words[at] in BOUNDARY:
        return not _joins_name(tokens, at)
    if tokens.words[at] in VERBS:
        return True
    return tokens.words[at] == "." and at + 1 >= len(tokens) - 1


def _joins_name(tokens: Tokens, at: int) -> bool:
    """Whether "and" stands inside a name: "the Front of Iraq and the Levant". All capitals tell nothing."""
    if tokens.words[at] != "and" or not 0 < at < len(tokens) - 2 or tokens.text.isupper():
        return False
    following = at + 2 if tokens.words[at + 1] == "the" else at + 1
    return tokens.capitalised(at - 1) and tokens.capitalised(following)


def _left_edge(tokens: Tokens, end: int, floor: int) -> int:
    """The first token of the subject that ends before ``end``."""
    first = end
    if end > 2 and tokens.words[end - 1] == ")" and "(" in tokens.words[max(0, end - 5) : end]:
        first = max(at for at in range(end) if tokens.words[at] == "(")
    longest = LONGEST_NAMED if first < end else LONGEST
    while first > floor and end - first < longest:
        if tokens.words[first - 1] in BOUNDARY and not _joins_name(tokens, first - 1):
            break
        first -= 1
    return first


def _antecedent(tokens: Tokens, relative: int, end: int, floor: int) -> Speaker | None:
    """Whom a relative clause before the verb belongs to: "witnesses who said", "the fighters who came said"."""
    comma = tokens.words[relative - 1] == "," if relative else False
    last = relative - comma
    says_that = tokens.words[relative] == "that" and floor and "," not in tokens.words[floor:relative]
    if last <= floor or says_that or (comma and relative + 1 == end):
        return None  # "told the agency that", or a clause about another
    first = _left_edge(tokens, last, floor)
    first += tokens.words[first] in ("quoted", "quotes", "told", "cited")
    kind = claimant_type(tokens, first, last) if first < last else None
    if tokens.words[relative] == "that" and not any(hit[1] == last for hit in _claimant_words(tokens.text)):
        return None  # "a researcher doubted that"
    return None if kind is None else Speaker(first, last, kind)


def _apposition(tokens: Tokens, start: int, floor: int) -> Speaker | None:
    """The speaker of "N, the army spokesman, said": both parts, when one of them is a known kind of speaker."""
    if start < 3 or tokens.words[start - 1] != ",":
        return None
    middle = _left_edge(tokens, start - 1, floor)
    if middle > 1 and tokens.words[middle - 1] in ("which", "who") and tokens.words[middle - 2] == ",":
        first = _left_edge(tokens, middle - 2, floor)  # "X, which holds the city, said"
        return Speaker(first, middle - 2, claimant_type(tokens, first, middle - 2)) if first < middle - 2 else None
    if middle == start - 1:
        return None
    first = _left_edge(tokens, middle - 1, floor) if middle and tokens.words[middle - 1] == "," else middle
    kind = claimant_type(tokens, first, start - 1)
    return None if kind is None or counts_people(tokens, first, start - 1) else Speaker(first, start - 1, kind)


def _behind_adverbial(tokens: Tokens, first: int, end: int) -> int:
    """Where the subject begins behind "In a statement" or "On Monday": at the name or article next to the verb."""
    people = [hit for hit in _claimant_words(tokens.text) if hit[2].value not in ("social_media", "media")]
    hits = [hit[0] for hit in people if first < hit[0] and hit[1] <= end]
    if not tokens.text.isupper() and is_name_part(tokens, end - 1):
        run = end - 1
        while run > first + 1 and is_name_part(tokens, run - 1):
            run -= 1
        titled = [at for at in hits if at < run and run - at <= 3 and not _has_inner(tokens, at, run)]
        return _with_article(tokens, titled[-1] if titled else run, first)
    articles = [at for at in range(first + 1, end) if tokens.words[at] in DETERMINERS]
    if articles and not _has_inner(tokens, articles[-1], end):
        return articles[-1]
    return hits[-1] if hits else first


def is_name_part(tokens: Tokens, at: int) -> bool:
    """A capitalised token, or the number glued to one: "M23"."""
    return tokens.capitalised(at) or (tokens.words[at].isnumeric() and tokens.glued(at) and tokens.capitalised(at - 1))


def _has_inner(tokens: Tokens, start: int, end: int) -> bool:
    return any(word in INNER for word in tokens.words[start:end])


def _with_article(tokens: Tokens, start: int, floor: int) -> int:
    return start - 1 if start - 1 > floor and tokens.words[start - 1] in DETERMINERS else start


def _partner(tokens: Tokens, first: int, floor: int) -> Speaker | None:
    """The other speaker of "police and the Red Cross said", whose kind then counts for both."""
    if first < 2 or tokens.words[first - 1] != "and":
        return None
    start = _left_edge(tokens, first - 1, floor)
    kind = claimant_type(tokens, start, first - 1) if start < first - 1 else None
    if kind is None or first - 1 - start > LONGEST_PARTNER:
        return None
    is_noun = is_seat(tokens, start, first - 1) or any(hit[1] == first - 1 for hit in _claimant_words(tokens.text))
    return Speaker(start, first - 1, kind) if is_noun else None  # no clause of its own: "the army attacked and"
