"""Remember over the sentences of a document who spoke: for pronouns, bare names, and what goes on in one's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.records import ActorMention, AttributionMention, CasualtyMention, SentenceMentions, Span
from conflict_ledger.reference.actor_kinds import ARMED_GROUPS

PRONOUNS = frozenset("he she they it i we its their his her our".split())
STREET = ("witness", "social_media", "media")
MEMORY = 6  # sentences over which "he said" may look back for its speaker
NEXT_STATEMENT = re.compile(r";|\b(?:but|while|whereas|though|although)\b|, and\b")
# Words that lean on the sentence before: "Nine others", "Of the dead, four", "Another 12", "Among them".
LEANING = re.compile(
    r"\W*(?:another|a further|among (?:them|the dead|the victims|those)|of (?:them|the (?:dead|victims|wounded))"
    r"|(?:\S+ ){1,4}?(?:others?|more|of (?:them|those|the (?:dead|victims|wounded)))\b"
    r"|[^,;.]{1,60} (?:was|were|are|is) among (?:the (?:dead|wounded|victims)|them)\b)",
    re.IGNORECASE,
)
QUOTE = ("“", '"', "‘")

Speaker = tuple[AttributionMention | None, str]  # with the claimant type; None is the article itself


class Speakers:
    """Who spoke last, and who is who by name."""

    def __init__(self) -> None:
        self.last: tuple[int, AttributionMention, str] | None = None
        self.person: tuple[int, AttributionMention, str] | None = None  # the last that "he" or "she" may mean
        self.subject: tuple[int, AttributionMention, str] | None = None  # who opened the last sentence
        self.by_name: dict[str, str] = {}

    def remember(self, found: SentenceMentions) -> None:
        """Keep the sentence's speakers for the next ones; who is only quoted by another does not take the floor."""
        floor: list[AttributionMention] = []
        for attribution in found.attributions:
            kind = self._kind(found, attribution)
            if kind is not None and not is_pronoun(attribution):
                for name in attribution.text.split():
                    if name[:1].isupper() and len(name) > 3:
                        self.by_name[name.strip(".,'’s")] = kind
            if not any(_is_nested(found, outer, attribution) for outer in floor):
                floor.append(attribution)
                self._take_floor(found.sentence.index, attribution, kind)
        opener = next(iter(found.openers), None) if not floor else None
        kind = self._kind(found, opener) if opener is not None else None
        self.subject = (found.sentence.index, opener, kind) if opener is not None and kind is not None else None

    def _take_floor(self, index: int, attribution: AttributionMention, kind: str | None) -> None:
        """Somebody speaks: a pronoun only goes on with who spoke before."""
        meant = self._meant(index, attribution)
        if meant is not None:
            self.last = (index, meant[1], meant[2])
        elif kind is not None and not is_pronoun(attribution):
            self.last = (index, attribution, kind)
        if self.last is not None and self.last[2] not in STREET[1:]:
            self.person = self.last

    def _meant(self, index: int, attribution: AttributionMention) -> tuple[int, AttributionMention, str] | None:
        """Who a pronoun, "the group" or "a spokesman" is: the last speaker that it may stand for."""
        words = attribution.text.lower().split()
        if is_pronoun(attribution) and attribution.claimant_type is not None:
            return None  # resolved within its sentence
        if is_pronoun(attribution):
            if words[0] in ("it", "its", "they", "their") and self.subject is not None and index - self.subject[0] == 1:
                return self.subject
            last = self.person if words[0] in ("he", "she", "his", "her") else self.last
            return last if last is not None and index - last[0] <= MEMORY else None
        kinds = _named_again().get(words[-1]) if len(words) <= 2 else None
        if kinds is None or self.last is None or index - self.last[0] > MEMORY:
            return None
        fits = self.last[2] not in STREET if "any" in kinds else self.last[2] in kinds
        return self.last if fits else None

    def of(self, found: SentenceMentions, casualty: CasualtyMention, attribution: AttributionMention | None) -> Speaker:
        """(speaker, claimant type) of a number; the article itself is the claimant where nobody else is."""
        if attribution is None:
            return self._carried(found, casualty) or (None, "media")
        meant = self._meant(found.sentence.index, attribution)
        kind = meant[2] if meant is not None else self._kind(found, attribution)
        return attribution, kind or "unnamed"

    def _carried(self, found: SentenceMentions, casualty: CasualtyMention) -> Speaker | None:
        """The speaker of the sentence before, where this one has none and goes on in his words."""
        if self.last is None or found.attributions or found.sentence.index - self.last[0] != 1:
            return None
        text = found.sentence.text
        is_bare = casualty.victim_text is None and not found.sentence.before(casualty.count_span.start).strip()
        if not (is_bare or LEANING.match(text) or text.startswith(QUOTE)):
            return None
        _, attribution, kind = self.last
        return replace(attribution, assertion="reported"), kind

    def _kind(self, found: SentenceMentions, attribution: AttributionMention) -> str | None:
        """The kind of speaker: the lexicon's word for it, an armed actor it names, a known name.

        A source "aligned with" an armed group speaks for it.
        """
        kind = attribution.claimant_type
        may_be_theirs = kind in (None, "unnamed", "media")  # also "M23's radio said"
        actor = _actor_within(found.actors, attribution.span) if may_be_theirs else None
        if actor is not None and (kind is None or actor.inter in ARMED_GROUPS):
            return _actor_kind(actor)
        if kind is not None:
            return kind
        names = (word.strip(".,'’s") for word in attribution.text.split())
        return next((self.by_name[name] for name in names if name in self.by_name), None)


@cache
def _named_again() -> dict[str, tuple[str, ...]]:
    """Nouns that name a speaker again in short, with the kinds of claimants that they may point back to."""
    entries = load_lexicon("named_again").entries
    return {form: tuple(entry.fields["kinds"].split()) for entry in entries for form in entry.forms}


def is_pronoun(attribution: AttributionMention) -> bool:
    """Whether a speaker is only a pronoun."""
    return attribution.text.lower() in PRONOUNS


def _is_nested(found: SentenceMentions, outer: AttributionMention, inner: AttributionMention) -> bool:
    """Whether ``inner`` stands in what ``outer`` says: "the ministry said the rebels' claim of ..."."""
    if (
        outer.governs != "after"
        or outer.rule == "attribution.reported.according"
        or inner.governs == "before"
        or outer.verb_span.end > inner.span.start
    ):
        return False
    return NEXT_STATEMENT.search(found.sentence.between(outer.verb_span.end, inner.span.start)) is None


def _actor_within(actors: Sequence[ActorMention], span: Span) -> ActorMention | None:
    return next((actor for actor in actors if span.start <= actor.span.start < span.end), None)


def _actor_kind(actor: ActorMention) -> str:
    """A claimant type for an actor: armed groups, state forces, foreign forces."""
    if actor.inter in ARMED_GROUPS:
        return "armed_group"
    if actor.inter in (1, 8):
        return "police" if "olice" in actor.name else "military"
    return "witness"
