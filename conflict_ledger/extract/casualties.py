"""Find statements of people harmed: clause rules over the chunk string of a sentence.

The rules (``casualty_rules.py``) are tried in order; a group of people is taken once, by the first rule that fits.
What the sentence only plans, denies or imagines is left to ``cues.py`` and the assembly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from conflict_ledger.extract.casualty_rules import CUE, PARTS, RULES
from conflict_ledger.extract.chunks import ONE, UNKNOWN_PLURAL, Chunk, read_chunks
from conflict_ledger.extract.gates import Gate
from conflict_ledger.extract.tokens import Tokens, tokenize
from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.records import CasualtyMention, Context, Quantity, Sentence, Span

LOSING = {"lost", "suffered", "sustained"}
TAKEN_OR_SHOT = {"killed", "captured", "casualties"}  # "kidnapped and killed", "shot five times and killed": killed
FIGHTERS = ("soldier", "police", "militant", "attacker")
ZERO_RULES = ("nobody", "no_noun", "no_people")
NO = ("no", "without", "no reports of", "no immediate reports of")
ZERO = Quantity(low=0, best=0, high=0)


@cache
def _gate() -> Gate:
    return Gate({*LOSING, *(form for entry in load_lexicon("harms").entries for form in entry.forms)})


def has_harm(text: str) -> bool:
    """Whether a text holds any word of the casualty grammar."""
    return _gate().opens(text)


def find_casualties(sentence: Sentence, context: Context) -> tuple[CasualtyMention, ...]:
    """Every number of people harmed that the sentence states, left to right, with the rule that read it."""
    tokens = tokenize(sentence.text)
    chunks = read_chunks(tokens)
    letters = "".join(chunk.symbol for chunk in chunks)
    if not CUE.search(letters):
        return ()
    found = _Found(sentence, tokens, chunks, letters)
    for rule in RULES:
        for match in _overlapping(rule.pattern, letters):
            found.take(rule.name, match)
    return tuple(sorted(found.settled(), key=lambda mention: (mention.count_span, mention.outcome)))


def _overlapping(pattern: re.Pattern[str], letters: str) -> Iterator[re.Match[str]]:
    """All matches, resuming right behind the start of the people so that neighbours may share a harm word."""
    at = 0
    while match := pattern.search(letters, at):
        yield match
        at = max(match.start() + 1, min(match.end("v"), match.end("h")))


class _Found:
    """Collects the mentions of one sentence; each people chunk counts once per outcome."""

    def __init__(self, sentence: Sentence, tokens: Tokens, chunks: list[Chunk], letters: str) -> None:
        self.sentence, self.tokens, self.chunks, self.letters = sentence, tokens, chunks, letters
        self.mentions: list[CasualtyMention] = []
        self.used: set[int] = set()
        self.shares: dict[Span, bool] = {}  # counts of "some of ...": whether it is "of the dead" in so many words

    def take(self, rule: str, match: re.Match[str]) -> None:
        """Add the claim that ``match`` reads, its parts, and the parts of a list."""
        first, last = match.span("v")
        if any(at in self.used for at in range(first, last)):
            return
        outcome = self._outcome(match)
        if outcome is None:
            return
        harm = self._span(*match.span("h")) if match.group("h") else self._span(first, last)
        if rule in ZERO_RULES:
            self._take_zero(rule, first, last, outcome, harm)
        elif rule.startswith("named"):
            self._take_named(rule, first, last, outcome, harm)
        else:
            self._take_groups(rule, match, outcome, harm)

    def _take_zero(self, rule: str, first: int, last: int, outcome: str, harm: Span) -> None:
        """Nobody harmed, said in so many words ("did not mention casualties" says nothing)."""
        if rule != "no_noun" or self._words(first) in NO:
            self.used.update(range(first, last))
            self._add(rule, first, last, outcome, ZERO, harm)

    def _take_groups(self, rule: str, match: re.Match[str], outcome: str, harm: Span) -> None:
        """Counted people: one group, or a list with its sum; and the parts that follow."""
        first, last = match.span("v")
        groups = [at for at in range(first, last) if self.letters[at] in "PQU"]
        if self._misreads(rule, match, groups) or (outcome == "displaced" and not self._are_displaced(groups)):
            return
        if rule == "lost" and not self._are_lost_people(groups):
            return
        self.used.update(groups)
        counted = [at for at in groups[1:] if self.chunks[at].quantity not in (UNKNOWN_PLURAL, None)]
        groups = groups[:1] + counted  # in "8,000 men and boys" the number counts the boys too
        total = _sum(self.chunks[at] for at in groups) if len(groups) > 1 else None
        if total is not None:
            self._add(f"{rule}+sum", first, last, outcome, total, harm)
        for at in groups:
            self._add(rule, at, at + 1, outcome, self.chunks[at].quantity, harm, is_total=total is None)
            if self.letters[at] == "U":
                self.shares[self.mentions[-1].count_span] = self.letters[at + 1 : at + 2] in ("D", "K", "J")
        for at in dict.fromkeys((last, match.end())):
            self._take_parts(rule, at, outcome, harm)

    def settled(self) -> list[CasualtyMention]:
        """The mentions, some of those counted marked as parts: "four of the dead", "108 died, 20 of them in"."""
        totals = [mention for mention in self.mentions if mention.is_total and mention.count_span not in self.shares]
        outcomes = {mention.outcome for mention in totals}
        return [
            replace(mention, is_total=False)
            if self.shares.get(mention.count_span)
            or (mention.count_span in self.shares and mention.outcome in outcomes)
            else mention
            for mention in self.mentions
        ]

    def _take_named(self, rule: str, first: int, last: int, outcome: str, harm: Span) -> None:
        """One person, named or told by a noun the lexicon does not know. The harm words carry the count, so that
        no victim's name enters the tables; only deaths are read so, since "injured X" is too often a team."""
        if outcome != "killed" or (self.letters[first] == "d" and self._words(first) not in ("a", "an", "another")):
            return
        self.used.update(range(first, last))
        self.mentions.append(
            CasualtyMention(
                span=harm, count_span=harm, count_text=self._quote(harm), trigger_span=harm, outcome=outcome,
                quantity=ONE, victim_text=None, victim_type="person", rule=f"casualties.{rule}",
            )
        )  # fmt: skip

    def _misreads(self, rule: str, match: re.Match[str], groups: list[int]) -> bool:
        """Shapes that fit but mean another thing, all with people nobody counted: the doer before a name
        ("police killed N.N."), a participle before its noun ("loading captured soldiers"), a predicate noun
        ("those executed were military men")."""
        if rule.startswith("toll") and self.chunks[groups[0]].quantity in (ONE, UNKNOWN_PLURAL, None):
            return self.letters[groups[0]] == "P"  # "the toll, a governor said", "the first toll since soldiers came"
        if self.chunks[groups[-1]].quantity not in (UNKNOWN_PLURAL, None):
            return False
        if rule == "reduced":
            return self.letters[match.end("h") : match.end("h") + 1] == "X"
        at = match.start("h")
        return rule == "inverted" or (rule == "active" and self.letters[at] == "J" and self.letters[at - 1] in "xe")

    def _are_displaced(self, groups: list[int]) -> bool:
        """Whether those who fled are counted civilians: "the gunmen fled" drives nobody from home."""
        chunk = self.chunks[groups[0]]
        return chunk.value not in FIGHTERS and chunk.quantity not in (ONE, UNKNOWN_PLURAL, None)

    def _take_parts(self, rule: str, at: int, outcome: str, harm: Span) -> None:
        """People named behind "including": inside the total, never added to it."""
        match = PARTS.match(self.letters, at)
        if match is None:
            return
        for part in range(*match.span("v" if match.group("v") else "u")):
            quantity = self.chunks[part].quantity
            if self.letters[part] in "PU" and part not in self.used and _is_counted(quantity):
                self.used.add(part)
                self._add(f"{rule}+part", part, part + 1, outcome, quantity, harm, is_total=False)

    def _outcome(self, match: re.Match[str]) -> str | None:
        """What happened to the people; None when the shape fits but the words do not."""
        values = [chunk.value for chunk in self.chunks[slice(*match.span("h"))] if chunk.symbol in "KJGBDITNYLME"]
        if not match.group("h"):
            return "killed"
        outcomes = set(values) - {None}
        if len(outcomes) == 1:
            return values[0]
        return "killed" if "killed" in outcomes and outcomes <= TAKEN_OR_SHOT else "casualties"

    def _are_lost_people(self, groups: list[int]) -> bool:
        """Whether "lost 12 men" tells of deaths: counted fighters only, not "lost his wife" or "lost voters"."""
        chunk = self.chunks[groups[0]]
        fighters = chunk.value in FIGHTERS or self._words(groups[0]).endswith(" men")
        return fighters and chunk.quantity not in (ONE, UNKNOWN_PLURAL)

    def _add(
        self, rule: str, first: int, last: int, outcome: str, quantity: Quantity | None, harm: Span, *,
        is_total: bool = True,
    ) -> None:  # fmt: skip
        if quantity is None:
            return
        people = self._span(first, last)
        chunk = self.chunks[first]
        counted = last == first + 1 and chunk.count_end > 0
        count = Span(people.start, self._offset(self.tokens.ends[chunk.count_end - 1])) if counted else people
        head = [at for at in range(first, last) if self.letters[at] == "P"]
        self.mentions.append(
            CasualtyMention(
                span=Span(min(people.start, harm.start), max(people.end, harm.end)),
                count_span=count,
                count_text=self._quote(count),
                trigger_span=harm,
                outcome=outcome,
                quantity=quantity,
                victim_text=self._quote(people) if head else None,
                victim_type=self.chunks[head[0]].value if len(head) == 1 else ("person" if head else None),
                rule=f"casualties.{rule}",
                is_total=is_total,
            )
        )

    def _span(self, first: int, last: int) -> Span:
        """Document span of chunks [first, last)."""
        start, end = self.chunks[first].start, self.chunks[last - 1].end
        return Span(self._offset(self.tokens.starts[start]), self._offset(self.tokens.ends[end - 1]))

    def _offset(self, at: int) -> int:
        return self.sentence.start + at

    def _quote(self, span: Span) -> str:
        return self.sentence.text[span.start - self.sentence.start : span.end - self.sentence.start]

    def _words(self, at: int) -> str:
        chunk = self.chunks[at]
        return " ".join(self.tokens.words[chunk.start : chunk.end])


def _is_counted(quantity: Quantity | None) -> bool:
    """Whether a part is stated as a number: "3 of them" is, "many of them" and "children" are not."""
    return quantity is not None and quantity.qualifier not in ("none_stated", "vague")


def _sum(chunks: Iterator[Chunk]) -> Quantity | None:
    """The parts of a list as one total; None when a part has no number ("soldiers and 17 civilians")."""
    parts = [chunk.quantity for chunk in chunks if chunk.quantity is not None]
    if any(part.qualifier == "none_stated" for part in parts):
        return None
    low = sum(part.low or 0 for part in parts)
    best = sum(part.best for part in parts if part.best is not None)
    has_best = all(part.best is not None for part in parts)
    is_open = any(part.high is None for part in parts)
    high = None if is_open else sum(part.high for part in parts if part.high is not None)
    exact = all(part.qualifier == "exact" for part in parts)
    return Quantity(low=low, best=best if has_best else None, high=high, qualifier="exact" if exact else "range")
