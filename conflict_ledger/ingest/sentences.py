"""Document -> Sentences: a linear scan for full stops, question marks and the seams that scraping leaves.

A line of the stored text is a paragraph, and a paragraph ends its last sentence. Marked regions are stepped over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import re2

from conflict_ledger.ingest.layout import split_lines
from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.records import Document, Sentence, Span

# Nothing downstream is asked to read more at once; the longest real sentence measured has about 1,200 characters.
LONGEST = 2_000
# Any run of end marks and closing quotes is taken whole, whatever follows it: the scan never goes back.
_MARKS = r"(?P<mark>[.!?…]+)[\"'”’»)\]]*"
# "in the townThe militants", "held by ABCThe militants": a sentence's usual first word glued to the word before.
_LONG_STARTERS = (
    "According|After|Although|Another|Authorities|Before|But|During|However|Meanwhile|Officials|Police|Rebels|Residents|"
    "She|Several|Soldiers|That|The|Their|There|These|They|This|Those|Three|Two|When|While|Witnesses"
)
_SHORT_STARTERS = "And|As|At|He|His|If|In|It|On|One|We"
_LONG_SEAM = rf"(?:{_LONG_STARTERS})\s"
_SHORT_SEAM = rf"(?:{_LONG_STARTERS}|{_SHORT_STARTERS})\s[a-z]"
MARKS = re.compile(_MARKS)
MARKS_AND_SEAMS = re.compile(
    rf"{_MARKS}|(?<=[a-z][a-z])(?={_LONG_SEAM})|(?<=[A-Z][A-Z])(?={_SHORT_SEAM})",
)
# The same seams for the automaton, which has no look-around but reads a whole document in microseconds: few
# documents have one, and the pattern above costs four times the one without seams.
ANY_SEAM = re2.compile(rf"[a-z][a-z]{_LONG_SEAM}|[A-Z][A-Z]{_SHORT_SEAM}")
_OPENING = "\"'“‘«([-–—•*"
_WORD_BEFORE = 24


def split_sentences(document: Document) -> tuple[Sentence, ...]:
    """The sentences of title and body in order; none runs over the end of a line."""
    text = document.text
    boundary = MARKS_AND_SEAMS if ANY_SEAM.search(text) else MARKS
    sentences: list[Sentence] = []
    for span, is_title in _open_spans(document):
        pieces = _limit(text, span) if is_title else _split_span(text, span, boundary)
        for start, end in pieces:
            sentences.append(
                Sentence(index=len(sentences), start=start, end=end, text=text[start:end], is_title=is_title)
            )
    return tuple(sentences)


def _open_spans(document: Document) -> Iterator[tuple[Span, bool]]:
    """Every stretch of a line outside the marked regions, the title cut out as one of its own."""
    regions = document.boilerplate
    title = document.title_span
    next_region = 0
    for line in split_lines(document.text):
        start = line.start
        while next_region < len(regions) and regions[next_region].span.start < line.end:
            region = regions[next_region].span
            if region.start > start:
                yield from _around_title(Span(start, region.start), title)
            start = max(start, region.end)
            if region.end > line.end:
                break
            next_region += 1
        if start < line.end:
            yield from _around_title(Span(start, line.end), title)


def _around_title(span: Span, title: Span | None) -> Iterator[tuple[Span, bool]]:
    if title is None or title.end <= span.start or span.end <= title.start:
        yield span, False
        return
    cuts = (span.start, max(span.start, title.start), min(span.end, title.end), span.end)
    for start, end, is_title in zip(cuts, cuts[1:], (False, True, False), strict=False):
        if start < end:
            yield Span(start, end), is_title


def _split_span(text: str, span: Span, boundary: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    start = span.start
    for found in boundary.finditer(text, span.start, span.end):
        end = found.end()
        if end < span.end and not _is_boundary(text, start, found, span.end):
            continue
        yield from _limit(text, Span(start, end))
        start = end
    if start < span.end:
        yield from _limit(text, Span(start, span.end))


def _limit(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """The span without blanks at its ends; in pieces at a blank (or, without one, anywhere) where it is too long."""
    start, end = span.start, span.end
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = start + LONGEST if cut < 0 else cut
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if any(letter.isalnum() for letter in text[start:end]):
        yield start, end


def _is_boundary(text: str, start: int, found: re.Match[str], limit: int) -> bool:
    """Whether a sentence that began at ``start`` ends at the end of this match."""
    mark = found["mark"]
    end = found.end()
    if mark is None:
        return end > start
    if not text[end].isspace():
        return _is_missing_space(text, found, limit)
    following = _next_word(text, end, limit)
    if not following or not (following[0].isupper() or following[0].isdecimal() or not following[0].isascii()):
        return False
    if mark != ".":
        return True
    word = _word_before(text, start, found.start())
    if word.isdecimal() and text[start : found.start()].lstrip() == word:
        return False  # "1. The army ...": the number of a list
    return _full_stop_ends(word, following)


def _is_missing_space(text: str, found: re.Match[str], limit: int) -> bool:
    """``in the evening.The police``: a word in lower case, one stop, a capital and a small letter."""
    end = found.end()
    before = text[max(found.start() - 2, 0) : found.start()]
    after = text[end : min(end + 2, limit)]
    return before.isalpha() and before.islower() and after[:1].isupper() and (after[1:].islower() or after[1:] == " ")


def _next_word(text: str, position: int, limit: int) -> str:
    """The first word behind a mark, opening quotes and dashes stripped."""
    window = text[position : min(position + _WORD_BEFORE + 4, limit)].lstrip(" " + _OPENING)
    return window.split(" ", 1)[0]


def _word_before(text: str, start: int, end: int) -> str:
    """The word a full stop follows, without opening quotes: ``Lt``, ``U.S``, ``12``."""
    window = text[max(start, end - _WORD_BEFORE) : end]
    return window.rsplit(" ", 1)[-1].lstrip(_OPENING + "\n")


def _full_stop_ends(word: str, following: str) -> bool:
    """Whether a full stop between these two words ends a sentence, the second one having a capital or digit."""
    kind = _words().get(word.lower())
    if kind == "title":
        return False
    if kind == "before_number":
        return not any(letter.isdecimal() for letter in following)
    is_initial = len(word) == 1 and word.isalpha() and word != "I"
    if kind == "may_end" or is_initial or "." in word:
        return _opens_sentence(following.strip(".,;:!?\"'”’)"))
    return True


def _opens_sentence(word: str) -> bool:
    """Whether a word behind an abbreviation opens a sentence: a usual first word, its capital counting as a sign."""
    kind = _words().get(word.lower())
    is_capitals = len(word) > 1 and word.isupper()
    return kind == "starter" or (kind == "link" and not is_capitals)


@cache
def _words() -> dict[str, str]:
    return {form.lower(): entry.value for entry in load_lexicon("sentence_words").entries for form in entry.forms}
