"""Find who says it and with what standing: attributions, and cues of doubt, denial, plans and running totals."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache

from conflict_ledger.extract.gates import Gate
from conflict_ledger.extract.tokens import PhraseIndex, Tokens, longest_phrase, phrase_index, tokenize
from conflict_ledger.lexicon import Entry, load_lexicon
from conflict_ledger.records import AttributionMention, Context, CueMention, Sentence, Span

BOUNDARY = frozenset(', ; : " “ ” ( ) [ ] — – that but while which who because after as and whether if when'.split())
PRONOUNS = frozenset("he she they it i we".split())
PASSIVE = frozenset("is are was were be been being to".split())
INNER = frozenset("of for in from at on with near".split())
OPENERS = frozenset(', ; " “ ” – —'.split())
CLOSERS = frozenset('. , ; " “ ” – — ) after citing while as when'.split())
OCCASION = frozenset(
    "on in at a an the this last late early later earlier statement interview report today yesterday night morning "
    "afternoon evening day week month monday tuesday wednesday thursday friday saturday sunday january february march "
    "april may june july august september october november december".split()
)
HEADLINE_REACH = 60  # characters in which such a colon stands
LONGEST_HEADLINE_SPEAKER = 5  # tokens before a colon: "Rights group: at least 160 killed"
LONGEST_SPEAKER = 14  # tokens; longer subjects are a sign of a misread clause


@cache
def _attribution_index() -> PhraseIndex[Entry]:
    return phrase_index((form, entry) for entry in load_lexicon("attributions").entries for form in entry.forms)


@cache
def _standing_index() -> PhraseIndex[Entry]:
    return phrase_index((form, entry) for entry in load_lexicon("standing").entries for form in entry.forms)


@cache
def _attribution_gate() -> Gate:
    return Gate(form for entry in load_lexicon("attributions").entries for form in entry.forms)


@cache
def _standing_gate() -> Gate:
    return Gate(form for entry in load_lexicon("standing").entries for form in entry.forms)


@cache
def _claimant_index() -> PhraseIndex[Entry]:
    return phrase_index((form, entry) for entry in load_lexicon("claimants").entries for form in entry.forms)


def find_standing(sentence: Sentence, context: Context) -> tuple[CueMention, ...]:
    """Cues that change the standing or time of what the sentence states."""
    if not _standing_gate().opens(sentence.text):
        return ()
    tokens = tokenize(sentence.text)
    found = []
    for start, end, entry in _hits(tokens, _standing_index()):
        span, text = _quote(sentence, tokens, start, end)
        found.append(CueMention(span=span, text=text, kind="standing", value=entry.value, rule=f"standing.{entry.id}"))
    return tuple(found)


def find_attributions(sentence: Sentence, context: Context) -> tuple[AttributionMention, ...]:
    """Every "X said", "according to X", "said X" of the sentence with its speaker."""
    if not (_attribution_gate().opens(sentence.text) or ":" in sentence.text[:HEADLINE_REACH]):
        return ()
    tokens = tokenize(sentence.text)
    headline = _headline_speaker(sentence, tokens)
    found = [headline] if headline else []
    speaker: tuple[int, int] | None = None
    floor = 0  # a speaker never reaches back over the last saying: "said the pictures show"
    for start, end, entry in _hits(tokens, _attribution_index()):
        last, after_last, floor = speaker, floor, end
        if entry.fields["side"] == "after":
            speaker, governs = _right(tokens, end), _according_side(tokens, start, end)
        else:
            speaker, governs = _subject(tokens, start, end, after_last)
            if speaker is None and last is not None and tokens.words[start - 1] in ("and", ","):
                speaker, governs = last, "after"  # "X said ... and added that"
        if speaker is None:
            continue
        span, text = _quote(sentence, tokens, *speaker)
        verb_span, _ = _quote(sentence, tokens, start, end)
        claimant_type = _claimant_type(tokens, *speaker)
        if claimant_type is None and not _may_speak(tokens, *speaker):
            continue
        found.append(
            AttributionMention(
                span=span, text=text, verb_span=verb_span, claimant_type=claimant_type,
                assertion=entry.value, governs=governs, rule=f"attribution.{entry.id}",
            )
        )  # fmt: skip
    return tuple(found)


def _according_side(tokens: Tokens, start: int, end: int) -> str:
    """The side of "according to X": what follows at the start, what precedes at the end, both between commas."""
    if start <= 1:
        return "after"
    right = _right(tokens, end)
    is_aside = right is not None and right[1] < len(tokens) and tokens.words[right[1]] == ","
    return "both" if is_aside and tokens.words[start - 1] == "," else "before"


def _headline_speaker(sentence: Sentence, tokens: Tokens) -> AttributionMention | None:
    """The speaker of "Doctors: 35 dead"."""
    head = tokens.words[: LONGEST_HEADLINE_SPEAKER + 1]
    colon = head.index(":") if ":" in head else 0
    claimant_type = _claimant_type(tokens, 0, colon) if colon else None
    if claimant_type is None:
        return None
    span, text = _quote(sentence, tokens, 0, colon)
    verb_span, _ = _quote(sentence, tokens, colon, colon + 1)
    return AttributionMention(
        span=span,
        text=text,
        verb_span=verb_span,
        claimant_type=claimant_type,
        assertion="reported",
        governs="after",
        rule="attribution.headline",
    )


def _hits(tokens: Tokens, index: PhraseIndex[Entry]) -> list[tuple[int, int, Entry]]:
    """Longest phrases of an index, left to right, not overlapping."""
    hits: list[tuple[int, int, Entry]] = []
    at = 0
    while at < len(tokens):
        found = longest_phrase(tokens, at, index) if tokens.words[at] in index else None
        if found is None:
            at += 1
            continue
        hits.append((at, found[0], found[1]))
        at = found[0]
    return hits


def _subject(tokens: Tokens, start: int, end: int, floor: int) -> tuple[tuple[int, int] | None, str]:
    """The speaker of a verb at tokens [start, end), not before ``floor``, and the side its statement stands on."""
    if start and tokens.words[start - 1] in PASSIVE:
        return None, "after"  # "is said to", "was reported": nobody speaks
    if start and tokens.words[start - 1] in PRONOUNS:
        return (start - 1, start), _side(tokens, start - 1, end)
    first = max(_left_edge(tokens, start), floor)
    if first < start:
        return (first, start), _side(tokens, first, end)
    apposition = _apposition(tokens, start)
    if apposition is not None:
        return apposition, _side(tokens, apposition[0], end)
    return _inverted(tokens, start, end), "before"


def _inverted(tokens: Tokens, start: int, end: int) -> tuple[int, int] | None:
    """The speaker of ", said the mayor of Goma.": a name or known speaker up to the end of its clause."""
    right = _right(tokens, end) if start else None
    if right is None or tokens.words[start - 1] not in (",", '"', "”", "“"):
        return None
    closes = right[1] >= len(tokens) or tokens.words[right[1]] in (".", ",", ";", "”", '"')
    if not closes or right[1] - right[0] > 8 or tokens.words[right[0]] in PRONOUNS:
        return None
    return right


def _left_edge(tokens: Tokens, start: int) -> int:
    """The first token of the subject that ends before ``start``."""
    first = start
    if start > 2 and tokens.words[start - 1] == ")" and "(" in tokens.words[max(0, start - 5) : start]:
        first = max(at for at in range(start) if tokens.words[at] == "(")  # "the Front for X (FX) said"
    while first > 0 and tokens.words[first - 1] not in BOUNDARY and start - first < LONGEST_SPEAKER:
        first -= 1
    return first


def _apposition(tokens: Tokens, start: int) -> tuple[int, int] | None:
    """The speaker of "N, the army spokesman, said": both parts, when one of them is a known kind of speaker."""
    if start < 3 or tokens.words[start - 1] != ",":
        return None
    middle = _left_edge(tokens, start - 1)
    if middle > 1 and tokens.words[middle - 1] in ("which", "who") and tokens.words[middle - 2] == ",":
        return _left_edge(tokens, middle - 2), middle - 2  # "X, which holds the city, said"
    if middle == start - 1:
        return None
    first = _left_edge(tokens, middle - 1) if middle and tokens.words[middle - 1] == "," else middle
    if _claimant_type(tokens, first, start - 1) is None:
        return None
    return first, start - 1


def _side(tokens: Tokens, first: int, end: int) -> str:
    """``before`` for "..., police said." and "..., police said on Friday after a search.", else ``after``."""
    closes = first > 2 and tokens.words[first - 1] in OPENERS and tokens.words[_tail_end(tokens, end)] in CLOSERS
    return "before" if closes else "after"


def _tail_end(tokens: Tokens, end: int) -> int:
    """The first token after a verb of saying that is no word of time or occasion ("on Friday", "in a statement")."""
    while end < len(tokens) - 1 and tokens.words[end] in OCCASION:
        end += 1
    return min(end, len(tokens) - 1)


def _right(tokens: Tokens, end: int) -> tuple[int, int] | None:
    """The speaker that stands behind the verb or "according to"."""
    last = end
    while last < len(tokens) and last - end < LONGEST_SPEAKER:
        if tokens.words[last] in BOUNDARY or (tokens.words[last] == "." and last + 1 >= len(tokens) - 1):
            break
        last += 1
    return (end, last) if last > end else None


def _claimant_type(tokens: Tokens, start: int, end: int) -> str | None:
    """The kind of speaker that the words [start, end) name: the head before "of", "for", "in", else any."""
    hits = [hit for hit in _claimant_words(tokens.text) if start <= hit[0] and hit[1] <= end]
    if not hits:
        return None
    inner = next((at for at in range(start, end) if tokens.words[at] in INNER), end)
    heads = [hit for hit in hits if hit[0] < inner] or hits
    return heads[-1][2].value


@lru_cache(maxsize=16)  # asked for each speaker of a sentence
def _claimant_words(text: str) -> tuple[tuple[int, int, Entry], ...]:
    """Every word for a kind of speaker in the text, owners included: "the army's spokesman"."""
    tokens = tokenize(text)
    owners = replace(tokens, words=[word.removesuffix("'s") for word in tokens.words])
    return tuple(_hits(owners, _claimant_index()))


def _may_speak(tokens: Tokens, start: int, end: int) -> bool:
    """A pronoun, or a name: capitalised, and not just the first word of the sentence."""
    if end - start == 1 and tokens.words[start] in PRONOUNS:
        return True
    return any(tokens.capitalised(at) and (at > 0 or end - start <= 4) for at in range(start, end))


def _quote(sentence: Sentence, tokens: Tokens, start: int, end: int) -> tuple[Span, str]:
    first, last = tokens.starts[start], tokens.ends[end - 1]
    return Span(sentence.start + first, sentence.start + last), sentence.text[first:last]
