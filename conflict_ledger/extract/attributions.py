"""Find who says it: "X said", "according to X", "said X", "X put the toll at", "a UN count of", "Doctors: 35 dead"."""

from __future__ import annotations

from conflict_ledger.extract.date_words import calendar_names
from conflict_ledger.extract.figures import giver_start, has_figure, has_pictures, owner_of
from conflict_ledger.extract.labels import read_label, read_opening
from conflict_ledger.extract.speakers import (
    OWNERS,
    PRONOUNS,
    Speaker,
    claimant_type,
    in_name,
    is_name_part,
    may_speak,
    speaker_before,
    speaker_behind,
)
from conflict_ledger.extract.tokens import Tokens, lexicon_index, phrases_of, tokenize
from conflict_ledger.lexicon import Entry, words_of
from conflict_ledger.records import AttributionMention, Context, Sentence, Span

PASSIVE = frozenset("is are was were be been being to".split())
ARTICLES = frozenset(("a", "an", "the"))  # "an alleged air raid": the word tells of the noun behind it
OPENERS = frozenset(', ; " “ ” – — -'.split())
CLOSERS = frozenset('. , ; " “ ” – — ) after citing while as when but though although'.split())
QUOTING = frozenset("quoted quotes quoting".split())
TOLD = frozenset("told tells telling informed".split())
OBJECTS = {"figure": has_figure, "picture": has_pictures}  # what a verb must have to say something
LONGEST_INVERTED = 8  # tokens of the speaker of "..., said X."
LONGEST_SUBJECT = 3  # words in which a known speaker is sought before a verb that may be a noun
QUOTED_REACH = 10  # tokens between "quoted" and "as saying"


def find_attributions(sentence: Sentence, context: Context) -> tuple[AttributionMention, ...]:
    """Every saying of the sentence with its speaker, left to right."""
    return tuple(_Reading(sentence, tokenize(sentence.text)).attributions())


def find_openers(sentence: Sentence, context: Context) -> tuple[AttributionMention, ...]:
    """The speaker that a sentence opens with, who may go on: "The charity has counted again. It now says"."""
    tokens = tokenize(sentence.text)
    speaker = read_opening(tokens) if len(tokens) else None
    if speaker is None:
        return ()
    return (_Reading(sentence, tokens).mention(speaker, speaker.start, speaker.end, "reported", "none", "opener"),)


class _Reading:
    """One sentence read from left to right; remembers who spoke last and how far back a speaker may reach."""

    def __init__(self, sentence: Sentence, tokens: Tokens) -> None:
        self.sentence, self.tokens = sentence, tokens
        self.last: Speaker | None = None
        self.floor = 0  # a speaker never reaches back over the last saying: "said the pictures show"

    def attributions(self) -> list[AttributionMention]:
        """The labels and sayings found."""
        label = read_label(self.tokens)
        found = [self.mention(*label[:3], "reported", label[3], "headline")] if label else []
        for start, end, entry in phrases_of(self.tokens, lexicon_index("attributions")):
            read = self._saying(start, end, entry)
            if read is None:
                continue
            self.last, self.floor = read[0], end
            found.append(self.mention(read[0], start, end, entry.value, read[1], entry.id))
        return found

    def _saying(self, start: int, end: int, entry: Entry) -> tuple[Speaker, str] | None:
        """The speaker of the words [start, end) and the side on which the statement stands; None for no saying."""
        side = entry.fields["side"]
        if side == "after":
            speaker = speaker_behind(self.tokens, end)
            return self._known(speaker, self._side_of_preposition(start, end, speaker))
        if side == "noun" and not self._is_verb(start, end):
            return self._of_figure(start, end)
        lacks_object = side in OBJECTS and not OBJECTS[side](self.tokens, end)
        if lacks_object or side == "silent" or in_name(self.tokens, start):
            return None
        speaker, governs = self._of_verb(start, end, entry)
        return self._known(speaker, governs)

    def _known(self, speaker: Speaker | None, governs: str) -> tuple[Speaker, str] | None:
        return (speaker, governs) if speaker is not None and may_speak(self.tokens, speaker) else None

    def _of_verb(self, start: int, end: int, entry: Entry) -> tuple[Speaker | None, str]:
        words = self.tokens.words
        is_passive = start > 0 and words[start - 1] in PASSIVE
        if words[start] in QUOTING and not is_passive and "as" in words[end : end + QUOTED_REACH]:
            return speaker_behind(self.tokens, end), "after"  # "quoted a doctor as saying"
        subject_end = self._subject_end(start)
        if subject_end is None:
            return None, "after"
        speaker = self._resolved(speaker_before(self.tokens, subject_end, self.floor), start)
        if speaker is not None:
            return speaker, self._side(speaker.start, end)
        inverted = self._inverted(start, end)
        if inverted is None and self.last is not None and start and words[start - 1] in ("and", ","):
            return self.last, "after"  # "X said ... and added that"
        return inverted, "before"

    def _subject_end(self, start: int) -> int | None:
        """Where the subject of a verb ends; None for a verb that is passive ("is said to") or negated, and for none."""
        words, at = self.tokens.words, start
        auxiliaries, negations = words_of("saying_words", "auxiliary"), words_of("saying_words", "negation")
        while at > self.floor and words[at - 1] in auxiliaries | negations:
            if words[at - 1] in negations:
                return None
            at -= 1
        if at and words[at - 1] in ARTICLES:
            return None
        if at and words[at - 1] in PASSIVE:
            goes_on = words[start].endswith("ing") and words[at - 1] != "to"
            return at - 1 if goes_on or words[start] in QUOTING else None
        return at

    def _resolved(self, speaker: Speaker | None, verb: int) -> Speaker | None:
        """A pronoun or "its head" stands for who was named before it in the sentence, if anybody was."""
        if speaker is None:
            return None
        words = self.tokens.words
        is_pronoun = speaker.end - speaker.start == 1 and words[speaker.start] in PRONOUNS
        if is_pronoun and self.last is not None and words[self.last.start] not in PRONOUNS:
            return self.last
        if is_pronoun and self.last is None:
            return self._sentence_subject(speaker.start) or speaker
        if words[speaker.start] in OWNERS and self.last is not None and self.last.kind is not None:
            return Speaker(speaker.start, speaker.end, self.last.kind)
        if speaker.kind is None and words[speaker.start] in PRONOUNS:
            return self._sentence_subject(verb)  # "Captions on photos of men after they were shot say"
        return speaker

    def _sentence_subject(self, before: int) -> Speaker | None:
        """The known kind of speaker with which the sentence opens."""
        opening = read_opening(self.tokens)
        return opening if opening is None or opening.end <= before else None

    def _is_verb(self, start: int, end: int) -> bool:
        """Whether a word that may be a noun has a subject: "hospitals report", "the army claims", not "reports of"."""
        words = self.tokens.words
        subject_end = self._subject_end(start)
        if not subject_end or (end < len(words) and words[end] == "of") or words[subject_end - 1] in OWNERS:
            return False
        subject = words[subject_end - 1]
        if subject in PRONOUNS:
            return True
        first = max(self.floor, subject_end - LONGEST_SUBJECT)
        is_known = any(claimant_type(self.tokens, at, subject_end) for at in range(first, subject_end))
        if not words[start].endswith("s"):
            return is_known and subject.endswith("s") and not subject.endswith("'s")
        is_name = is_name_part(self.tokens, subject_end - 1) and not self.sentence.text.isupper()
        return (is_known or is_name) and not subject.endswith("'s")

    def _inverted(self, start: int, end: int) -> Speaker | None:
        """The speaker of ", said the mayor of Goma.": a name or known speaker up to the end of its clause."""
        words = self.tokens.words
        right = speaker_behind(self.tokens, end) if start else None
        if right is None or words[start - 1] not in (",", '"', "”", "“"):
            return None
        closes = right.end >= len(self.tokens) or words[right.end] in (".", ",", ";", "”", '"')
        if not closes or right.end - right.start > LONGEST_INVERTED or words[right.start] in PRONOUNS:
            return None
        if right.kind is None and right.end < len(self.tokens) and words[right.end] == ",":
            title = speaker_behind(self.tokens, right.end + 1)  # "said N, the head of the hospital"
            return right if title is None or title.kind is None else Speaker(right.start, title.end, title.kind)
        return right

    def _side(self, first: int, end: int) -> str:
        """``before`` for "..., police said." and "..., police said on Friday.", ``both`` for "X, police said, Y"."""
        words = self.tokens.words
        tail = self._tail_end(end)
        opens = first > 1 and words[first - 1] in OPENERS
        if not opens or (tail < len(words) and words[tail] not in CLOSERS):
            return "after"
        is_aside = tail < len(words) - 1 and words[first - 1] == words[tail] == ","
        return "both" if is_aside else "before"

    def _tail_end(self, end: int) -> int:
        """The token after a verb of saying, its hearers and its occasion ("told reporters", "on Friday")."""
        words, has_hearer = self.tokens.words, self.tokens.words[end - 1] in TOLD
        hearers, occasions = words_of("saying_words", "hearer"), words_of("saying_words", "occasion") | calendar_names()
        while end < len(words):
            is_hearer = has_hearer and (words[end] in hearers or self.tokens.capitalised(end))
            if not is_hearer and words[end] not in occasions:
                break
            end += 1
        return end

    def _side_of_preposition(self, start: int, end: int, speaker: Speaker | None) -> str:
        """The side of "according to X": what follows at the start, what precedes at the end, both between commas."""
        if start <= 1:
            return "after"
        words = self.tokens.words
        is_aside = speaker is not None and speaker.end < len(words) and words[speaker.end] == ","
        return "both" if is_aside and words[start - 1] == "," else "before"

    def _of_figure(self, start: int, end: int) -> tuple[Speaker, str] | None:
        """The owner of a figure: "a UN count of 12", "the army's claim that", "the figure of 12 given by police"."""
        words = self.tokens.words
        behind = giver_start(self.tokens, end)
        if behind is not None:
            return self._known(speaker_behind(self.tokens, behind), "both")
        owner = self._resolved(owner_of(self.tokens, start, self.floor), start)
        if owner is None or not may_speak(self.tokens, owner):
            return None
        before = words[max(0, owner.start - 2) : owner.start]
        if "by" in before:
            return owner, "both"  # "by the UN's count"
        return (owner, "after") if end < len(words) and words[end] in ("of", "that", "at", ":") else None

    def mention(
        self, speaker: Speaker, start: int, end: int, assertion: str, governs: str, rule: str
    ) -> AttributionMention:
        span, text = self._quote(speaker.start, speaker.end)
        verb_span, _ = self._quote(start, end)
        return AttributionMention(
            span=span, text=text, verb_span=verb_span, claimant_type=speaker.kind,
            assertion=assertion, governs=governs, rule=f"attribution.{rule}",
        )  # fmt: skip

    def _quote(self, start: int, end: int) -> tuple[Span, str]:
        first, last = self.tokens.starts[start], self.tokens.ends[end - 1]
        return Span(self.sentence.start + first, self.sentence.start + last), self.sentence.text[first:last]
