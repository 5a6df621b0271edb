"""Find armed and organised actors in a sentence: named groups from the lexicon, everyone else by grammar.

A *role* is a noun for people who act ("soldiers", "gunmen", "mob"). The words around it say whose they are:
"Iraqi soldiers", "Iraq's army", "the army of Chad", "Fulani herdsmen", "Taliban fighters", "members of the ELN".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from conflict_ledger.extract.actor_forms import ActorForm, actor_hits, longest
from conflict_ledger.extract.phrases import Hit, Words, words_of
from conflict_ledger.frozen import record
from conflict_ledger.lexicon import Entry, load_lexicon
from conflict_ledger.records import ActorMention, Context, Sentence, Span

STATE_KINDS = frozenset({"military", "police"})
IDENTITY_MILITIA = 4  # ACLED's actor type
SITE = "_site"  # how the kinds of posts and bases end: they stand for the forces in them
ARMED_KINDS = frozenset({"militants", "rebels", "militia", "communal", "gang"})
JOINS_GROUP = ARMED_KINDS | {"military"}  # "coalition jets", "Taliban fighters"
MODIFIERS = 2  # words between a country and its role: "Iraqi [special counter-terrorism] forces"
SUBJECT_REACH = 8  # words between people and the verb that makes them protesters
OWNER = re.compile(r"\s+(?:of|from)\s+(?:the\s+)?", re.I)
MEMBERSHIP = re.compile(
    r"\s+(?:of|from|belonging to|loyal to|linked to|affiliated with|affiliated to|allied with)\s+(?:the\s+)?", re.I
)
COORDINATION = re.compile(r"\s*(?:,|and|or|&|/)?\s*(?:the\s+)?", re.I)
OWNED = re.compile(r"\.?(?:['’]s?)?[\s-]+(?:(?!and\b|in\b|of\b|by\b)[\w-]+\s+){0,2}", re.I)
ALSO = re.compile(r"\s+and\s+", re.I)
OPPOSED = re.compile(r"\banti[-–\s]$", re.I)  # "anti-Front forces" are not the Front
ADJACENT = re.compile(r"['’\"”-]*\s+(?:suspected\s+|armed\s+|rebel\s+)?|-", re.I)


States = Mapping[int, Hit[ActorForm]]  # word -> the country that ends, or begins, there


@record(frozen=True, slots=True, kw_only=True)
class _Actor:
    """An actor in the making: word positions, its entry, and whose it is."""

    first: int
    last: int
    kind: str
    entry: Entry
    country: str | None
    people: str | None = None


def find_actors(sentence: Sentence, context: Context) -> tuple[ActorMention, ...]:
    """Every actor named in the sentence, in order, without overlaps; spans are document offsets.

    A role without a country keeps ``country`` None and the bare name ("Military Forces"); once the place is
    known, ``actor_names.display_name`` completes it.
    """
    words = words_of(sentence.text)
    hits = actor_hits(sentence.text, context.is_upper_case)
    states = [hit for hit in hits if hit.payload.kind == "country"]
    ending, beginning = {hit.last: hit for hit in states}, {hit.first: hit for hit in reversed(states)}
    actors: list[_Actor] = []
    for hit in longest(hit for hit in hits if hit.payload.kind != "country"):
        taken = actors[-1].last if actors else -1
        actor = _actor(hit)
        if actor is not None and not hit.payload.is_name:
            actor = _claimed(words, _owned(words, actor, ending, beginning, taken), context.is_upper_case)
        if actor is None or OPPOSED.search(words.text[: words.starts[actor.first]][-6:]):
            continue
        if actor.kind == "protest_verb":
            _mark_protesters(actors, actor)
        elif actors and (joined := _join(words, actors[-1], actor)):
            actors[-1] = joined
        else:
            actors.extend(_of_each_country(words, _with_shared_country(words, actors, actor), ending, beginning))
    return tuple(_mention(sentence, words, actor) for actor in actors)


def _actor(hit: Hit[ActorForm]) -> _Actor | None:
    form = hit.payload
    if form.entry is None or form.kind == "none":
        return None
    return _Actor(first=hit.first, last=hit.last, kind=form.kind, entry=form.entry, country=form.country)


def _owned(words: Words, actor: _Actor, ending: States, beginning: States, taken: int) -> _Actor:
    """The actor with the country before it ("Iraq's elite army") or behind it ("the army of Iraq").

    Words up to ``taken`` belong to the actor before.
    """
    for distance in range(1, MODIFIERS + 2):
        owner = ending.get(actor.first - distance)
        if owner and owner.first > taken and OWNED.fullmatch(words.text, *_gap(words, owner.last, actor.first)):
            return replace(actor, first=owner.first, country=owner.payload.country)
    for distance in (2, 3):  # "of Iraq", "of the Philippines"
        owner = beginning.get(actor.last + distance)
        if owner and OWNER.fullmatch(words.text, *_gap(words, actor.last, owner.first)):
            return replace(actor, last=owner.last, country=owner.payload.country)
    return actor


def _gap(words: Words, left: int, right: int) -> tuple[int, int]:
    """Start and end of the text between two words."""
    return words.ends[left], words.starts[right]


def _claimed(words: Words, actor: _Actor, is_upper_case: bool) -> _Actor | None:
    """A communal actor with the people it names; "herders" of no named people are civilians as others are."""
    if actor.country is None and actor.kind in ("communal", "militia"):
        actor = _of_a_people(words, actor, is_upper_case)
    if actor.entry.fields.get("needs_people") and actor.people is None:
        return replace(actor, kind="civilians", entry=_civilians())
    return None if actor.entry.fields.get("needs_country") and actor.country is None else actor


@cache
def _civilians() -> Entry:
    return next(entry for entry in load_lexicon("actor_roles").entries if entry.id == "civilians.groups")


def _of_a_people(words: Words, actor: _Actor, is_upper_case: bool) -> _Actor:
    """ "Fulani herdsmen": a capitalised word before the role, not at the start of the sentence, names a people."""
    before = actor.first - 1
    if before < 1 or is_upper_case or words.between(before, actor.first).strip():
        return actor
    people = words.quote(before, before)
    if not people.istitle() or words.text[: words.starts[before]].rstrip()[-1:] in ".!?:":
        return actor
    return replace(actor, first=before, people=people)


def _join(words: Words, left: _Actor, right: _Actor) -> _Actor | None:
    """One actor out of two that name the same people, or None: "Taliban fighters", "members of the ELN"."""
    between = words.text[words.ends[left.last] : words.starts[right.first]]
    if left.kind == "group" and right.kind.endswith(SITE) and ADJACENT.fullmatch(between):
        return replace(left, last=right.last)
    if left.kind == "group" and right.kind in JOINS_GROUP and right.country is None and ADJACENT.fullmatch(between):
        return replace(left, last=right.last)
    if left.kind in JOINS_GROUP and left.country is None and right.kind == "group" and MEMBERSHIP.fullmatch(between):
        return replace(right, first=left.first)
    if left.kind == right.kind and right.country is None and ADJACENT.fullmatch(between):
        return replace(left, last=right.last)
    if left.kind in STATE_KINDS and right.kind in STATE_KINDS and MEMBERSHIP.fullmatch(between):
        return replace(right, first=left.first, country=right.country or left.country)
    return None


def _with_shared_country(words: Words, actors: list[_Actor], actor: _Actor) -> _Actor:
    """ "Iraqi soldiers and police": the second role belongs to the same state."""
    if actor.country or not actors or actor.kind not in STATE_KINDS or actors[-1].kind not in STATE_KINDS:
        return actor
    between = words.text[words.ends[actors[-1].last] : words.starts[actor.first]]
    return replace(actor, country=actors[-1].country) if COORDINATION.fullmatch(between) else actor


def _of_each_country(words: Words, actor: _Actor, ending: States, beginning: States) -> list[_Actor]:
    """ "Malian and Chadian troops", "troops of Mali and Chad": one actor for each state that shares the noun."""
    if actor.kind not in STATE_KINDS or actor.country is None:
        return [actor]
    other = ending.get(actor.first - 2)
    if other and ALSO.fullmatch(words.text, *_gap(words, other.last, actor.first)):
        return [replace(actor, first=other.first, last=other.last, country=other.payload.country), actor]
    other = beginning.get(actor.last + 2)
    if other and ALSO.fullmatch(words.text, *_gap(words, actor.last, other.first)) and actor.last in ending:
        return [actor, replace(actor, first=other.first, last=other.last, country=other.payload.country)]
    return [actor]


def _mark_protesters(actors: list[_Actor], verb: _Actor) -> None:
    """People just before a verb of protest are its subject: "hundreds of nurses marched"."""
    if actors and actors[-1].kind == "civilians" and verb.first - actors[-1].last <= SUBJECT_REACH:
        actors[-1] = replace(actors[-1], kind="protesters", entry=verb.entry)


def _mention(sentence: Sentence, words: Words, actor: _Actor) -> ActorMention:
    entry, country = actor.entry, actor.country
    start, end = words.starts[actor.first], words.ends[actor.last]
    return ActorMention(
        span=Span(sentence.start + start, sentence.start + end),
        text=sentence.text[start:end],
        actor_id=_identity(actor),
        name=_name(actor),
        inter=_inter(actor),
        country=country,
        rule=entry.id if actor.kind == "group" else f"role.{entry.id}",
    )


def _inter(actor: _Actor) -> int:
    """ACLED's actor type: whoever is armed in the name of a people is an identity militia."""
    if actor.kind == "group":
        return int(actor.entry.value)
    return IDENTITY_MILITIA if actor.people else int(actor.entry.fields["inter"])


def _identity(actor: _Actor) -> str:
    """The group's id, or the kind of role with its people or country: ``military:Iraq``."""
    if actor.kind == "group":
        return actor.entry.id
    owner, kind = actor.people or actor.country, actor.kind.removesuffix(SITE)
    return f"{kind}:{owner}" if owner else kind


def _name(actor: _Actor) -> str:
    if actor.people:
        return f"{actor.people} Ethnic Militia"
    return actor.entry.fields["name"]
