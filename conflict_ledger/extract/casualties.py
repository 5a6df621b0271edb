"""Find statements of people harmed: clause rules over the chunk string of a sentence.

The rules (``casualty_rules.py``) are tried in order; a group of people is taken once, by the first rule that fits.
What the sentence only plans, denies or imagines is left to ``cues.py`` and the assembly.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from conflict_ledger.extract.casualty_checks import (
    are_displaced,
    are_lost_people,
    is_of_others,
    is_one_fate,
    is_share_of_harmed,
    is_stated_number,
    means_deaths,
    misreads,
)
from conflict_ledger.extract.casualty_lists import (
    has_number,
    is_one_person,
    is_told_again,
    joined_of,
    members_of,
    nameless_end,
    sum_of,
    told_apart,
)
from conflict_ledger.extract.casualty_rules import PARTS, RULES
from conflict_ledger.extract.chunked_sentence import ChunkedSentence
from conflict_ledger.extract.clause_shapes import CUES, Rule
from conflict_ledger.extract.denied_harm import denies_harm
from conflict_ledger.extract.rates import is_rate
from conflict_ledger.extract.uncounted import COUNTS, NOUN_RULES, count_uncounted, tells_of_people, type_of_named
from conflict_ledger.records import CasualtyMention, Context, Quantity, Sentence, Span

TAKEN_OR_SHOT = {"killed", "captured", "casualties"}  # "kidnapped and killed", "shot five times and killed": killed
PART_RULES = ("among_dead", "dead_were", "dead_included")  # "among the dead were 12 women"
OF_THOSE = re.compile(r"\bof (?:the|those|these|his|her|their)\b")
ZERO_RULES = ("nobody", "nobody_object", "none_suffered", "no_one_object", "no_noun", "no_noun_either", "no_people")
ZERO = Quantity(low=0, best=0, high=0)


def find_casualties(sentence: Sentence, context: Context) -> tuple[CasualtyMention, ...]:
    """Every number of people harmed that the sentence states, left to right, with the rule that read it."""
    read = ChunkedSentence.read(sentence)
    told = CUES.intersection(read.letters)
    if not told and not any(chunk.harm for chunk in read.chunks):
        return ()
    found = _Found(read)
    for rule in _rules_for(told):
        match = rule.pattern.search(read.letters)
        while match:
            found.take(rule.name, match)
            # Resumed right behind the start of the people, so that neighbours may share a harm word.
            behind = max(match.start() + 1, min(match.end("v"), match.end("h")))
            match = rule.pattern.search(read.letters, behind)
    found.take_attributive()
    return tuple(sorted(found.settled(), key=lambda mention: (mention.count_span, mention.outcome)))


@cache
def _rules_for(told: frozenset[str]) -> tuple[Rule, ...]:
    """The rules that may fit where these letters of harm stand; few sets of them ever occur."""
    return tuple(rule for rule in RULES if not rule.cues or not rule.cues.isdisjoint(told))


class _Found:
    """Collects the mentions of one sentence; each people chunk counts once per outcome."""

    def __init__(self, read: ChunkedSentence) -> None:
        self.read, self.chunks, self.letters = read, read.chunks, read.letters
        self.mentions: list[CasualtyMention] = []
        self.used: set[int] = set()
        self.shares: dict[Span, bool] = {}  # counts of "some of ...": whether it is "of the dead" in so many words

    def take(self, rule: str, match: re.Match[str]) -> None:
        """Add the claim that ``match`` reads, its parts, and the parts of a list."""
        first, last = match.span("v")
        if any(at in self.used for at in range(first, last)) or is_of_others(self.read, rule, match):
            return
        outcome = self._outcome(match)
        if outcome is None:
            return
        harm = self.read.span(*match.span("h")) if match.group("h") else self.read.span(first, last)
        if rule in ZERO_RULES:
            self._take_zero(rule, match, outcome, harm)
        elif rule in COUNTS:
            self._take_uncounted(rule, match, outcome, harm)
        else:
            self._take_groups(rule, match, outcome, harm)

    def take_attributive(self) -> None:
        """Counted people with their harm among their own words: "six dead rebels lay by the road". "The six dead
        rebels" and "six of the dead rebels" are some of those told elsewhere."""
        for at, chunk in enumerate(self.chunks):
            if chunk.harm and chunk.harm.value in ("killed", "injured") and at not in self.used:
                harm = self.read.token_span(chunk.harm.start, chunk.harm.end)
                is_known = bool(self.letters[:at].endswith("d") or OF_THOSE.search(self.read.words(at)))
                self._add("attributive", at, at + 1, chunk.harm.value, chunk.quantity, harm, is_total=not is_known)

    def _take_zero(self, rule: str, match: re.Match[str], outcome: str, harm: Span) -> None:
        """Nobody harmed, said in so many words ("did not mention casualties" says nothing)."""
        first, last = match.span("v")
        if denies_harm(self.read, rule, first):
            if rule != "no_noun_either":  # "no deaths or injuries" denies two things
                self.used.update(range(first, max(last, match.start("h"))))  # "none of the 40 hostages"
            self._add(rule, first, last, outcome, ZERO, harm)

    def _take_groups(self, rule: str, match: re.Match[str], outcome: str, harm: Span) -> None:
        """Counted people: one group, or a list with its sum; and the parts that follow."""
        first, last = match.span("v")
        groups = members_of(self.read, first, last)
        if is_one_person(self.read, match, groups):
            groups = groups[:1]
        if misreads(self.read, rule, match, groups) or is_rate(self.read, match):
            return
        if (outcome == "displaced" and not are_displaced(self.read, match, groups)) or (
            rule == "lost" and not are_lost_people(self.read, groups)
        ):
            return
        self._take_counted(rule, match, groups, outcome, harm)
        for at in told_apart(self.read, match, groups):
            self.used.add(at)
            self._add(f"{rule}+part", at, at + 1, outcome, self.chunks[at].quantity, harm, is_total=False)
        part = match.start("part") if match.groupdict().get("part") else last
        for at in dict.fromkeys((part, match.end())):
            self._take_parts(rule, at, outcome, harm)
        self.used.update(range(last, match.start("h")))  # others named on the way to the verb: "ten from two families"

    def _take_counted(self, rule: str, match: re.Match[str], groups: list[int], outcome: str, harm: Span) -> None:
        """The groups of a list: each a part of their sum, or of the first where the others tell it again."""
        first, last = match.span("v")
        self.used.update(groups)
        if len(groups) > 1 and is_told_again(self.read, groups, is_closed=self.letters[last : last + 1] == ","):
            self._add(rule, first, first + 1, outcome, self.chunks[first].quantity, harm)
            for at in groups[1:]:
                self._add(f"{rule}+part", at, at + 1, outcome, self.chunks[at].quantity, harm, is_total=False)
            return
        groups = joined_of(self.read, groups)
        counted = [at for at in groups[1:] if has_number(self.chunks[at])]
        is_whole = rule not in PART_RULES
        groups = groups[:1] + counted  # in "8,000 men and boys" the number counts the boys too
        total = sum_of([self.chunks[at] for at in groups]) if len(groups) > 1 else None
        if total is not None:
            self._add(f"{rule}+sum", groups[0], last, outcome, total, harm, is_total=is_whole)
        for at in groups:
            self._add(rule, at, at + 1, outcome, self.chunks[at].quantity, harm, is_total=is_whole and total is None)
            if self.letters[at] == "U":
                self.shares[self.mentions[-1].count_span] = is_share_of_harmed(self.read, at, outcome)

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

    def _take_uncounted(self, rule: str, match: re.Match[str], outcome: str | None, harm: Span) -> None:
        """People whom no word counts. The harm words carry the count, so that no victim's name enters the tables;
        a noun without a name in it ("a locksmith") is quoted as it stands."""
        quantity = count_uncounted(self.read, rule, match) if tells_of_people(self.read, match, outcome) else None
        if quantity is None or outcome is None or any(harm == mention.trigger_span for mention in self.mentions):
            return
        first, last = match.span("v")
        self.used.update(range(first, last))
        people = self.read.span(first, last) if rule in NOUN_RULES and "X" not in self.letters[first:last] else None
        count = people or harm
        self.mentions.append(
            CasualtyMention(
                span=Span(min(count.start, harm.start), max(count.end, harm.end)), count_span=count,
                count_text=self.read.quote(count), trigger_span=harm, outcome=outcome, quantity=quantity,
                victim_text=self.read.quote(people) if people else None, victim_type=type_of_named(self.read, first),
                rule=f"casualties.{rule}",
            )
        )  # fmt: skip

    def _take_parts(self, rule: str, at: int, outcome: str, harm: Span) -> None:
        """People named behind "including": inside the total, never added to it."""
        match = PARTS.match(self.letters, at)
        if match is None:
            return
        for part in range(*match.span(match.lastgroup or 0)):
            quantity = self.chunks[part].quantity
            is_part = is_stated_number(quantity) and not self._is_above_all(quantity, outcome)
            if self.letters[part] in "PQU" and part not in self.used and is_part:
                self.used.add(part)
                self._add(f"{rule}+part", part, part + 1, outcome, quantity, harm, is_total=False)

    def _is_above_all(self, part: Quantity | None, outcome: str) -> bool:
        """Whether no number told before is as large: "killed my aunt: 911 calls" """
        told = [mention.quantity for mention in self.mentions if mention.outcome == outcome]
        reach = max((whole.high or whole.low or 0 for whole in told), default=0)
        is_open = any(whole.high is None for whole in told)
        return not is_open and part is not None and (part.low or 0) > reach

    def _outcome(self, match: re.Match[str]) -> str | None:
        """What happened to the people; None when the shape fits but the words do not."""
        values = [chunk.value for chunk in self.chunks[slice(*match.span("h"))] if chunk.symbol in "KJGBDITNYLME347"]
        if not match.group("h"):
            return "killed"
        outcomes = set(values) - {None}
        if outcomes == {"casualties"} and means_deaths(self.read, match):
            return "killed"
        if len(outcomes) > 1 and self.read.words(match.start("h")) == "shot":
            outcomes.discard("casualties")  # "shot and wounded": what became of them tells
        if len(outcomes) == 1:
            return str(*outcomes)
        is_death = "killed" in outcomes and (outcomes <= TAKEN_OR_SHOT or is_one_fate(self.read, match))
        return "killed" if is_death else "casualties"

    def _add(
        self, rule: str, first: int, last: int, outcome: str, quantity: Quantity | None, harm: Span, *,
        is_total: bool = True,
    ) -> None:  # fmt: skip
        if quantity is None:
            return
        kinds = {chunk.value for chunk in self.chunks[first:last] if chunk.symbol == "P"}
        last = nameless_end(self.read, first, last)
        people = self.read.span(first, last)
        count = self.read.count_span(first, last)
        self.mentions.append(
            CasualtyMention(
                span=Span(min(people.start, harm.start), max(people.end, harm.end)),
                count_span=count,
                count_text=self.read.quote(count),
                trigger_span=harm,
                outcome=outcome,
                quantity=quantity,
                victim_text=self.read.quote(people) if kinds else None,
                victim_type=kinds.pop() if len(kinds) == 1 else ("person" if kinds else None),
                rule=f"casualties.{rule}",
                is_total=is_total,
            )
        )
