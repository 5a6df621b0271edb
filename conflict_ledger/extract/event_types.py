"""Find the words that say what happened (triggers) and the words that say it is no event of this kind (backgrounds)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from conflict_ledger.extract.event_concepts import Places, concept_places, is_capitalised_inside, is_title_case
from conflict_ledger.extract.event_conditions import Condition, Setting, holds, parse_conditions
from conflict_ledger.extract.phrases import GAP_MARK, Hit, PhraseBook, Words, words_of
from conflict_ledger.lexicon import Entry, load_lexicon
from conflict_ledger.records import Context, CueMention, Sentence, Span, TriggerMention

MOST_HITS = 60  # words of deeds that are weighed in one sentence: no sentence anyone wrote has as many
HIDING = "none"  # the value whose words hide triggers: "heart attack" tells of no attack
PROTEST = "Peaceful protest"
RIOT = "riot"  # the family of triggers in which demonstrators are violent
# Behind these another, finite verb follows: "people protesting against X stormed", "protesters angry at X set fire to".
PROTESTING = frozenset(("protesting", "demonstrating", "marching", "rallying", "protesters", "demonstrators"))
IRREGULAR = frozenset(("set", "threw", "broke", "burnt"))
RELATIVE = frozenset(("who", "that", "which", "whose", "whom"))  # behind these the verb is that of somebody else
NEGATED = 2  # words that "no" reaches over: "no [new] clashes"
MODAL = 3  # "will [also be] deployed"
GROUNDS_REACH = 14  # words between a protest and what it is about
GROUNDS_LENGTH = 30  # words that say what it is about
OF_NAMES = frozenset(("of", "for", "in", "against"))  # what joins the parts of a name: "the Liberation of ..."
COVERING = 16  # earlier hits that may cover one: more than ever begin at one word
PAUSE = re.compile(r"[,;:.()]|\s[-–—]\s")


@dataclass(frozen=True, slots=True)
class _Trigger:
    """An entry of ``event_types.yml``, read once. ``family`` is its id up to the dot."""

    entry: Entry
    family: str
    weight: float
    needs: tuple[Condition, ...]
    lacks: tuple[Condition, ...]


@cache
def _event_type_of() -> dict[str, str]:
    """Sub-event type -> event type."""
    return {entry.value: entry.fields["event_type"] for entry in load_lexicon("event_hierarchy").entries}


@cache
def _trigger_book() -> PhraseBook[_Trigger]:
    forms: list[tuple[str, _Trigger]] = []
    for entry in load_lexicon("event_types").entries:
        trigger = _Trigger(
            entry,
            entry.id.partition(".")[0],
            float(entry.fields["weight"]),
            parse_conditions(entry.fields.get("needs", "")),
            parse_conditions(entry.fields.get("lacks", "")),
        )
        forms.extend((form, trigger) for form in entry.forms)
    return PhraseBook(forms)


@cache
def _background_book() -> PhraseBook[Entry]:
    entries = load_lexicon("backgrounds").entries
    return PhraseBook((form, entry) for entry in entries for form in entry.forms)


def find_triggers(sentence: Sentence, context: Context) -> tuple[TriggerMention, ...]:
    """Every trigger whose conditions hold, in order; of readings of the same words the strongest of each family."""
    words = words_of(sentence.text)
    hits = _trigger_book().find(words)
    if hits:
        hits = _visible(hits[:MOST_HITS])
    if hits and not context.is_upper_case and not is_title_case(words):
        hits = [hit for hit in hits if not _is_written_as_name(words, hit)]
    if not hits:
        return ()
    setting = Setting(words, concept_places(words, context.is_upper_case))
    found = _outermost([hit for hit in hits if _fits(hit, setting)])
    grounds = _grounds(words, found, setting.places)
    told = (hit for hit in found if hit.first not in grounds or _is_main_verb(hit, words))
    return tuple(_trigger_mention(sentence, words, hit) for hit in told)


def find_backgrounds(sentence: Sentence, context: Context) -> tuple[CueMention, ...]:
    """Words that speak of another time, a court, an accident, a game and so on; ``kind`` names which."""
    words = words_of(sentence.text)
    return tuple(
        CueMention(
            span=_span(sentence, words, hit),
            text=words.quote(hit.first, hit.last),
            kind=hit.payload.value,
            value=hit.payload.value,
            rule=hit.payload.id,
        )
        for hit in _background_book().find(words)
    )


def _visible(hits: list[Hit[_Trigger]]) -> list[Hit[_Trigger]]:
    """The hits outside pseudo-triggers such as "heart attack"."""
    hiding = [(hit.first, hit.last) for hit in hits if hit.payload.entry.value == HIDING]
    if not hiding:
        return hits
    hidden = _words_in(hiding)
    return [hit for hit in hits if not (hit.first in hidden and hit.last in hidden)]


def _words_in(ranges: Iterable[tuple[int, int]]) -> frozenset[int]:
    return frozenset(index for first, last in ranges for index in range(first, last + 1))


def _is_written_as_name(words: Words, hit: Hit[_Trigger]) -> bool:
    """A single capitalised word inside a sentence is a name: the Lynches and Battles of this world, a Front for the
    Liberation of somewhere. A participle is none ("Nine rebels Killed in raid")."""
    last = hit.last - (words.tokens[hit.last] in OF_NAMES)
    if hit.first != last or not is_capitalised_inside(words, hit.first):
        return False
    word = words.quote(hit.first, last)
    return word[1:].islower() and not word.endswith("ed")


def _fits(hit: Hit[_Trigger], setting: Setting) -> bool:
    """Whether the entry's conditions hold and nothing right before says that it did not, or not yet, happen."""
    trigger = hit.payload
    return (
        all(holds(condition, hit, setting) for condition in trigger.needs)
        and not any(holds(condition, hit, setting) for condition in trigger.lacks)
        and not _stands_before(hit, NEGATED, setting.places.get("negation", ()))
        and not _stands_before(hit, MODAL, setting.places.get("modal", ()))
    )


def _stands_before(hit: Hit[_Trigger], reach: int, found: Sequence[tuple[int, int]]) -> bool:
    at = bisect_left(found, (hit.first - reach,))
    return at < len(found) and found[at][0] < hit.first


def _outermost(hits: list[Hit[_Trigger]]) -> list[Hit[_Trigger]]:
    """Drop what a stronger reading covers: "clash" in "armed clash"; of one family at the same words only the
    heaviest, so that "rebels retook" is not also the government's."""
    kept: list[Hit[_Trigger]] = []
    for hit in sorted(hits, key=lambda hit: (hit.first, -hit.last, -hit.payload.weight)):
        if not any(_covers(longer, hit) for longer in kept[-COVERING:]):
            kept.append(hit)
    return kept


def _covers(longer: Hit[_Trigger], hit: Hit[_Trigger]) -> bool:
    """Whether the longer hit leaves no room for this one; a form with a gap covers words that are not its own."""
    if not (longer.first <= hit.first and hit.last <= longer.last):
        return False
    if hit.payload.entry.value == longer.payload.entry.value or hit.payload.family == longer.payload.family:
        return True
    return GAP_MARK not in longer.form and longer.last - longer.first > hit.last - hit.first


def _grounds(words: Words, hits: list[Hit[_Trigger]], places: Places) -> frozenset[int]:
    """Words that say what a protest is about: "protested [against the killing of a teacher], blocking the road"."""
    protests = [hit.last for hit in hits if hit.payload.entry.value == PROTEST]
    if not protests:
        return frozenset()
    behind = _words_in((last + 1, last + GROUNDS_REACH) for last in protests)
    turns = frozenset(first for first, _ in places.get("turn", ()))
    purposes = [last for first, last in places.get("purpose", ()) if first in behind]
    return _words_in((last + 1, _ground_end(words, last, turns)) for last in purposes)


def _is_main_verb(hit: Hit[_Trigger], words: Words) -> bool:
    """Whether riot is told by the finite verb: "people protesting against power cuts [stormed] the station"."""
    verb = words.tokens[hit.first]
    if hit.payload.family != RIOT or not (verb.endswith("ed") or verb in IRREGULAR):
        return False
    before = words.tokens[max(0, hit.first - GROUNDS_REACH) : hit.first]
    return not PROTESTING.isdisjoint(before) and RELATIVE.isdisjoint(before)


def _ground_end(words: Words, last: int, turns: frozenset[int]) -> int:
    """Index of the last word before a comma or a word that returns to the story ("when", "but")."""
    furthest = min(last + GROUNDS_LENGTH, len(words.tokens) - 1)
    for index in range(last + 1, furthest + 1):
        if index in turns or PAUSE.search(words.between(index - 1, index)):
            return index - 1
    return furthest


def _span(sentence: Sentence, words: Words, hit: Hit[_Trigger] | Hit[Entry]) -> Span:
    return Span(sentence.start + words.starts[hit.first], sentence.start + words.ends[hit.last])


def _trigger_mention(sentence: Sentence, words: Words, hit: Hit[_Trigger]) -> TriggerMention:
    entry = hit.payload.entry
    return TriggerMention(
        span=_span(sentence, words, hit),
        text=words.quote(hit.first, hit.last),
        event_type=_event_type_of()[entry.value],
        sub_event_type=entry.value,
        weight=hit.payload.weight,
        rule=entry.id,
    )
