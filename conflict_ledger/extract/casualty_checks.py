"""Whether a clause shape that fits the letters also means people harmed, and what its numbers add up to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from conflict_ledger.extract.chunked_sentence import ChunkedSentence
from conflict_ledger.extract.chunks import ONE, UNKNOWN_PLURAL
from conflict_ledger.lexicon import words_of
from conflict_ledger.records import Quantity

DEADLY = ("beaten", "stabbed", "burned", "burnt", "tortured")  # how people were killed, not how many were hurt
# Verbs that tell of harm with a noun behind them ("lost 12 men").
LOSING = {"lose", "loses", "losing", "lost", "suffered", "sustained"}
FIGHTERS = ("soldier", "police", "militant", "attacker")
PLURAL_VERBS = re.compile(r"\b(?:were|are|have|remain)\b")
OUTCOME_OF = {  # rules that fit words of any harm, and the only one that they tell of
    "dead_in_the_end": "killed",
    "died_in_hospital": "killed",
    "died_of_it": "killed",
    "hurt_has_died": "killed",
    "suffered": "injured",
}
ACTS = ("assassinations", "executions", "killings", "murders", "slayings")  # of one person each, unlike massacres
# Rules whose verb goes with the head of "two members of his escort".
FINITE_RULES = frozenset(
    "passive_mixed passive died died_of_it died_in_hospital killed_then dead_in_the_end suffered".split()
)
OF_PEOPLE = re.compile(r"[PQU],?[oF]$")
HARMED_THINGS = re.compile(r"[KJGB][ed]*(?P<n>0)[^;:PQU]{0,8}$")
OWN_VERB = re.compile(r"[eh]{0,4}(?:b[beg]{0,3})?[KJDI]")  # right behind "one of whom"
# Behind the noun: "were killed", "killed by", or other people of whom it says that they are (h) hurt.
CONTRAST = re.compile(r"(?:[oc][dxXzPSac,]{1,12}?)?,?(?:w?b?e?K|a[PQ][xX]?(?P<h>[NJ]))")


def is_of_others(read: ChunkedSentence, rule: str, match: re.Match[str]) -> bool:
    """Whether the verb is not theirs but of the people before: "two members of his escort were killed"; in
    "one of five people who were killed" it is theirs."""
    if _is_of_share(read, match):
        return True
    if rule not in FINITE_RULES or "w" in read.letters[match.end("v") : match.start("h")]:
        return False
    return OF_PEOPLE.search(read.letters[: match.start("v")]) is not None


def _is_of_share(read: ChunkedSentence, match: re.Match[str]) -> bool:
    """Whether the verb is that of a share of the people: "wounding eight cooks, one of whom died" kills one."""
    first, last = match.span("part") if "part" in match.groupdict() else (-1, -1)
    if first < 0 or not read.words(last - 1).endswith(("whom", "them")):
        return False
    return OWN_VERB.match(read.letters, last) is not None


def misreads(read: ChunkedSentence, rule: str, match: re.Match[str], groups: Sequence[int]) -> bool:
    """Shapes that fit but mean another thing."""
    if rule in OUTCOME_OF and read.chunks[match.end("h") - 1].value != OUTCOME_OF[rule]:
        return True
    if rule == "killed_then" and read.chunks[match.end("h") - 1].value not in ("killed", "injured"):
        return True
    if _may_be_things(read, match, groups) or _is_question(read, match) or _are_bodies(read, match, groups[0]):
        return True
    if _are_other_things(read, groups[0]) or _only_tell(read, match):
        return True
    if rule in ("count_act", "wounded_with"):
        return not (_is_wounded_with if rule == "wounded_with" else _is_single_act)(read, match)
    if rule == "apposed" and not _agrees(read, match, groups[0]):
        return True
    if rule == "count_noun" and _is_owner_of_nothing(read, groups[0]):
        return True
    if _misreads_headline(read, rule, match, groups):
        return True
    if rule in ("act_of", "acts_of"):  # "the killing of recruits" speaks of deaths that are stated elsewhere, if at all
        return all(read.chunks[at].quantity in (UNKNOWN_PLURAL, None) for at in groups)
    return read.chunks[groups[-1]].quantity in (UNKNOWN_PLURAL, None) and _misreads_uncounted(read, rule, match, groups)


def _misreads_headline(read: ChunkedSentence, rule: str, match: re.Match[str], groups: Sequence[int]) -> bool:
    """The same for shapes without articles and auxiliaries, which headlines use most."""
    if rule == "act_on":
        return read.words(match.end("h")) not in words_of("casualty_words", "striking")
    if rule == "count_noun_mixed":  # "a number of dead and wounded" may tell each of them
        return not _is_plural_number(read.chunks[groups[0]].quantity)
    if rule in ("reduced", "state") and _is_feared(read, match):
        return True
    return rule == "reduced" and _acts(read, match, groups[-1])


def means_deaths(read: ChunkedSentence, match: re.Match[str]) -> bool:
    """Whether "casualties" are set apart from the wounded or said to be killed: "4 casualties and 7 injuries"."""
    if read.letters[match.end("h") - 1] != "N":
        return False
    after = CONTRAST.match(read.letters, match.end("h"))
    if after is None or after.group("h") is None:
        return after is not None
    return read.chunks[after.start("h")].value == "injured"


def is_one_fate(read: ChunkedSentence, match: re.Match[str]) -> bool:
    """Whether one and the same people suffered all of it: "a man was beaten and killed", "stabbed and killed"."""
    words = _harm_words(read, match).split()
    is_one = read.chunks[match.start("v")].quantity == ONE
    return "and" in words and (is_one or words[0] in DEADLY or "then" in words)


def _harm_words(read: ChunkedSentence, match: re.Match[str]) -> str:
    """The word of harm, in lower case; none where the verb before the people tells it ("lost 12 men")."""
    return read.quote(read.span(*match.span("h"))).lower() if match.group("h") else ""


def _may_be_things(read: ChunkedSentence, match: re.Match[str], groups: Sequence[int]) -> bool:
    """A number or a person's noun before one that no lexicon knows, and a harm that things suffer too: "two pylons
    were blown up", "the guard post was captured"."""
    harm = _harm_words(read, match)
    if harm == "harmed":
        return True  # of some it says neither wounds nor deaths; "none was harmed" tells of nobody
    if harm not in words_of("casualty_words", "also_of_things"):
        return False
    at = groups[0]
    after = read.letters[at + 1 : at + 2]
    if read.letters[at] == "Q":
        return after in ("x", "X") and not any(read.letters[other] == "P" for other in groups)
    is_bare = read.letters[at] == "P" and read.chunks[at].quantity in (ONE, UNKNOWN_PLURAL, None)
    return is_bare and after == "x" and not read.words(at + 1).endswith(("ed", "ing"))


def _is_question(read: ChunkedSentence, match: re.Match[str]) -> bool:
    """Whether those before the verb only ask or say how many: "officials disagree on how many died"."""
    return any("how" in read.words(at).split() for at in range(match.end("v"), match.start("h")))


def _only_tell(read: ChunkedSentence, match: re.Match[str]) -> bool:
    """Whether those before the verb say what befell another: "officials say N.N. was taken to hospital"."""
    return any(
        read.words(at) in words_of("casualty_words", "telling") and read.letters[at + 1] in "xXdpz"
        for at in range(match.end("v"), match.start("h"))
    )


def _are_bodies(read: ChunkedSentence, match: re.Match[str], at: int) -> bool:
    """Whether only bodies suffer it: "the bodies of two men were taken to hospital"."""
    return read.letters[:at].endswith("Yo") and read.chunks[match.end("h") - 1].value == "injured"


def _is_feared(read: ChunkedSentence, match: re.Match[str]) -> bool:
    """Whether the harm is only feared: "30 feared dead", "six missing, feared killed"."""
    return any(read.words(at).startswith("feared") for at in range(match.end("v"), match.start("h")))


def _is_single_act(read: ChunkedSentence, match: re.Match[str]) -> bool:
    return read.words(match.end("h") - 1).endswith(ACTS)


def _is_wounded_with(read: ChunkedSentence, match: re.Match[str]) -> bool:
    """Wounds, not cuts in a budget, that somebody is found with or treated for."""
    words = [read.words(at) for at in range(match.end("v"), match.end("h"))]
    return words[-1].endswith(("wound", "wounds", "burns")) and not {"with", "for"}.isdisjoint(words)


def _agrees(read: ChunkedSentence, match: re.Match[str], head: int) -> bool:
    """Whether the verb's number is that of the people: "facing two men, A.B., a guard, was killed" counts none."""
    verbs = " ".join(read.words(at) for at in range(match.end("v"), match.start("h")) if read.letters[at] in "bh")
    quantity = read.chunks[head].quantity
    is_one = quantity == ONE
    return quantity not in (None, UNKNOWN_PLURAL) and is_one != (PLURAL_VERBS.search(verbs) is not None)


def _misreads_uncounted(read: ChunkedSentence, rule: str, match: re.Match[str], groups: Sequence[int]) -> bool:
    """People nobody counted: a word in "the toll, governors said" or "the first toll since soldiers came", a
    participle before its noun ("loading captured soldiers"), a predicate noun ("those executed were military men"),
    the kin of those harmed ("relatives of a man who died")."""
    letters = read.letters
    if rule.startswith("toll"):
        return letters[groups[0]] == "P"
    at = match.start("h")
    is_kin = re.match(r"o[PQ],?w", letters[groups[-1] + 1 :]) is not None
    return is_kin or rule == "inverted" or (rule == "active" and letters[at] == "J" and letters[at - 1] in "xe")


def _is_owner_of_nothing(read: ChunkedSentence, at: int) -> bool:
    """A definite person before a noun of harm counts nothing: "asked the minister over deaths in custody"."""
    return (
        read.letters[at] == "P"
        and read.chunks[at].quantity == ONE
        and read.words(at).split()[0] not in ("a", "an", "one", "another", "1")
    )


def _acts(read: ChunkedSentence, match: re.Match[str], head: int) -> bool:
    """Whether those before the participle did the deed: "gunmen killed former minister N.N."; a counted group
    acts only before a name."""
    after = read.letters[match.end("h") : match.end("h") + 1]
    if after == "0":
        return _counts_things(read, match.end("h"))  # "poachers killed 14 elephants"
    if after == "x" and read.words(match.end("h")).endswith("ing"):
        return False  # "one man killed rioting"
    return after != "" and after in ("xX" if read.chunks[head].quantity in (ONE, UNKNOWN_PLURAL, None) else "X")


def _counts_things(read: ChunkedSentence, at: int) -> bool:
    """Whether a number that counts no people counts things or animals, not hours or bullets ("shot three times")."""
    noun = read.words(at).split()[-1]
    return noun in words_of("clause_words", "thing") and noun not in ("shots", "times")


def _are_other_things(read: ChunkedSentence, at: int) -> bool:
    """ "Killed 14 elephants and wounded three others": the others are what was counted before."""
    if not read.words(at).endswith("others"):
        return False
    before = HARMED_THINGS.search(read.letters[:at])
    return before is not None and _counts_things(read, before.start("n"))


def are_displaced(read: ChunkedSentence, match: re.Match[str], groups: Sequence[int]) -> bool:
    """Whether those who fled are counted civilians: "the gunmen fled" drives nobody from home, nor do people who were
    only told "to flee"; "forced 900 people to flee" does."""
    at, chunk = groups[0], read.chunks[groups[0]]
    is_infinitive = "t" in read.letters[match.end("v") : match.start("h")]
    if is_infinitive and (not at or read.words(at - 1) not in words_of("casualty_words", "forcing")):
        return False
    return chunk.value not in FIGHTERS and chunk.quantity not in (ONE, UNKNOWN_PLURAL, None)


def are_lost_people(read: ChunkedSentence, groups: Sequence[int]) -> bool:
    """Whether "lost 12 men" tells of deaths: counted fighters only, not "lost his wife" or "lost voters"."""
    chunk = read.chunks[groups[0]]
    fighters = chunk.value in FIGHTERS or read.words(groups[0]).endswith(" men")
    is_counted = chunk.quantity != ONE or read.words(groups[0]).startswith(("one ", "1 "))
    return fighters and is_counted and chunk.quantity != UNKNOWN_PLURAL


def is_share_of_harmed(read: ChunkedSentence, at: int, outcome: str) -> bool:
    """ "Four of the dead", "48 of the wounded (had been shot)": a share of those counted elsewhere."""
    if read.letters[at + 1 : at + 2] in ("D", "K", "J"):
        return True
    return outcome != "killed" and read.words(at).endswith(("wounded", "injured"))


def _is_plural_number(quantity: Quantity | None) -> bool:
    return quantity is not None and quantity.is_number and quantity != ONE


def is_stated_number(quantity: Quantity | None) -> bool:
    """Whether a part is stated as a number: "3 of them" is, "many of them" and "children" are not."""
    return quantity is not None and quantity.is_number
