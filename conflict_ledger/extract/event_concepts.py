"""What stands around a trigger: actors by kind, and the words of ``event_words.yml``, with their places."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from conflict_ledger.extract.actor_forms import ActorForm, actor_hits, longest
from conflict_ledger.extract.phrases import PhraseBook, Words
from conflict_ledger.lexicon import load_lexicon

Places = Mapping[str, tuple[tuple[int, int], ...]]  # concept -> (first, last) words, sorted

CONCEPT_OF_KIND = {
    "military": "military", "military_site": "military", "police_site": "police",
    "coalition": "military", "peacekeepers": "military", "guards": "military",
    "police": "police", "militants": "group", "rebels": "group", "gang": "group", "militia": "group",
    "communal": "group", "settlers": "group", "civilians": "civilian", "protesters": "protester", "rioters": "rioter",
}  # fmt: skip
CONCEPT_OF_TYPE = {
    "1": "military", "2": "group", "3": "group", "4": "group", "5": "rioter", "6": "protester", "8": "military",
}  # fmt: skip
# Herders and tribesmen raid as a militia; who is raided is a civilian as long as no word arms them.
FURTHER_CONCEPT = {
    "military.air_force": "aircraft", "civilians.professions": "notable", "communal.people": "herders",
}  # fmt: skip
ARMED = "armed"  # the concept of a group that is told to bear arms, or to be a group at all; "assailants" may be anyone
UNKNOWN_PEOPLE = "militants.unknown"
PARTY = "party"  # the kind of an actor whose members clash as crowds do
PARTISANS = "partisans"  # the concept of such a party
STATE = "state"  # the concept of a country or its adjective: "an Israeli strike"
NAME = "name"  # the concept of a word written as a name: a town that no list holds
TITLE_CASE = 0.6  # share of capitalised words from which a sentence counts as a headline
OPENING = ".:!?\"“‘'(["  # after these a capital is due anyway
SPEAKER_TAIL = 3  # "police [in the capital] said"
REPORTED = frozenset(("was", "were", "is", "are", "been"))  # "raiders were said to have", "is believed to"
ATTRIBUTES = frozenset(["held", "backed", "led", "controlled", "linked", "affiliated", "allied", "dominated"])


@cache
def _concept_book() -> PhraseBook[str]:
    entries = load_lexicon("event_words").entries
    return PhraseBook((form, entry.value) for entry in entries for form in entry.forms)


def concept_places(words: Words, is_upper_case: bool) -> Places:
    """Where each concept stands in the sentence; people are read by their longest name ("armed men" are no men).

    Whoever only speaks ("police said") or describes something ("rebel-held") does nothing and is left out.
    """
    places: dict[str, list[tuple[int, int]]] = {}
    for hit in _concept_book().find(words):
        places.setdefault(hit.payload, []).append((hit.first, hit.last))
    speech = frozenset(first for first, _ in places.get("speech", ()))
    hits = actor_hits(words.text, is_upper_case)
    if not is_upper_case and not is_title_case(words):
        places[NAME] = _names(words, frozenset(at for hit in hits for at in range(hit.first, hit.last + 1)))
    states = [(hit.first, hit.last) for hit in hits if hit.payload.kind == "country"]
    if states:
        places[STATE] = states
    for actor in longest(hit for hit in hits if hit.payload.kind != "country"):
        if _is_attribute(words, actor.last) or _only_speaks(words, actor.first, actor.last, speech):
            continue
        for concept in _concepts_of(actor.payload):
            places.setdefault(concept, []).append((actor.first, actor.last))
    return {concept: tuple(sorted(found)) for concept, found in places.items()}


def is_title_case(words: Words) -> bool:
    """Whether most words begin with a capital, as in headlines: then capitals mark no names."""
    return sum(map(str.isupper, map(words.text.__getitem__, words.starts))) > TITLE_CASE * len(words.starts)


def is_capitalised_inside(words: Words, at: int) -> bool:
    """Whether a word begins with a capital that no sentence or quotation opening asks for."""
    if at == 0 or not words.text[words.starts[at]].isupper():
        return False
    before = words.between(at - 1, at).strip()[-1:]
    return not before or before not in OPENING


def _names(words: Words, taken: frozenset[int]) -> list[tuple[int, int]]:
    """Words written as names that belong to no actor and no country."""
    return [(at, at) for at in range(1, len(words.tokens)) if at not in taken and is_capitalised_inside(words, at)]


def _concepts_of(form: ActorForm) -> tuple[str, ...]:
    """What an actor counts as: a party is a crowd, an air force also an aircraft."""
    if form.entry is None or form.entry.fields.get("needs_country"):
        return ()  # a weapon that only a state's name makes an actor
    if form.entry.fields.get("kind") == PARTY:
        return ("locals", PARTISANS)
    concept = CONCEPT_OF_KIND.get(form.kind) or CONCEPT_OF_TYPE.get(form.entry.value)
    armed = ARMED if concept == "group" and form.entry.id != UNKNOWN_PEOPLE else None
    return tuple(name for name in (concept, FURTHER_CONCEPT.get(form.entry.id), armed) if name)


def _is_attribute(words: Words, last: int) -> bool:
    """Whether the actor only describes something else: "rebel-held", "army-backed"."""
    behind = last + 1
    return behind < len(words.tokens) and words.between(last, behind) == "-" and words.tokens[behind] in ATTRIBUTES


def _only_speaks(words: Words, first: int, last: int, speech: frozenset[int]) -> bool:
    """Whether the actor is the source: "police said", "according to the army"."""
    if "according" in words.tokens[max(0, first - 3) : first]:
        return True
    for index in range(last + 1, min(last + 1 + SPEAKER_TAIL, len(words.tokens))):
        if "," in words.between(index - 1, index):
            return False
        if index in speech:
            return words.tokens[index - 1] not in REPORTED
    return False
