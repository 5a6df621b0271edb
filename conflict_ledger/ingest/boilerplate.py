"""Mark what is not the article: furniture, datelines, repeats, and sections of other stories at the end.

Marked text is kept; it is only never extracted from. A wrong mark loses deaths, a missing one adds a teaser, so
everything here is careful inside the body and bold only behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from conflict_ledger.ingest.datelines import Dateline
from conflict_ledger.ingest.furniture import LINE_LENGTH, Furniture
from conflict_ledger.ingest.headlines import site_name_start
from conflict_ledger.ingest.layout import Line, ends_like_sentence, is_prose
from conflict_ledger.ingest.publication import DateLine
from conflict_ledger.records import Region, Span

# A section heading can end the article only behind this much prose, in characters.
BODY_LENGTH = 300
# Share of a line's longer words that the body already used: one's own paragraphs measured 0.4 and more, teasers
# of other stories 0.1 to 0.25.
SHARED_WORDS = 0.33
# What is read behind a heading to judge it, and how many headings are judged: bounds the work on hostile pages.
JUDGED_LENGTH = 4_000
JUDGED_HEADINGS = 25
# Short lines behind a heading that are its teasers even if the article goes on.
TEASERS = 12
REPEAT_LENGTH = 20
PLAYLIST_LENGTH = 3
_CLIP = re.compile(r"(\d{1,2}):(\d\d) \S.*[^.]$")
_IMAGE_NUMBER = re.compile(r"^image \d+ of \d+ ")
_WORD = re.compile(r"[^\W\d_]{4,}")


def mark_regions(
    text: str,
    lines: Sequence[Line],
    kinds: Sequence[Furniture | None],
    title: Span | None,
    dateline: Dateline | None,
    date_lines: Iterable[DateLine],
) -> tuple[Region, ...]:
    """The regions of a text, in order and without overlap."""
    labels: list[str | None] = [kind.label if kind else None for kind in kinds]
    for date_line in date_lines:
        labels[date_line.line] = "date_line"
    _label_preamble(labels, lines, title)
    _label_repeats(labels, lines, title, text)
    _label_playlists(labels, lines)
    _label_sections(labels, lines, kinds)
    regions = _merge(labels, lines, title)
    regions.extend(_inner_regions(title, dateline, text, regions))
    return tuple(sorted(regions, key=lambda region: region.span))


def _label_preamble(labels: list[str | None], lines: Sequence[Line], title: Span | None) -> None:
    """Lines above the title are menus and kickers."""
    for index, line in enumerate(lines):
        if title is None or line.end > title.start:
            return
        if labels[index] is None and len(line.text) <= LINE_LENGTH and not is_prose(line.text):
            labels[index] = "menu"


def _label_repeats(labels: list[str | None], lines: Sequence[Line], title: Span | None, text: str) -> None:
    """A line that stood before tells nothing new; counting its dead twice would be wrong."""
    seen = set() if title is None else {_without_site(text[title.start : title.end])}
    for index, line in enumerate(lines):
        if labels[index] is not None or len(line.text) < REPEAT_LENGTH or _is_title(line, title):
            continue
        key = _IMAGE_NUMBER.sub("", line.text.casefold())
        if key in seen:
            labels[index] = "repeat"
        seen.add(key)


def _label_playlists(labels: list[str | None], lines: Sequence[Line]) -> None:
    """Runs of ``1:20 Title of a video``: running times jump about, the hours of a chronology only grow."""
    run: list[tuple[int, int]] = []
    for index in range(len(lines) + 1):
        clip = _CLIP.match(lines[index].text) if index < len(lines) and labels[index] is None else None
        if clip is not None:
            run.append((index, int(clip[1]) * 60 + int(clip[2])))
            continue
        times = [seconds for _, seconds in run]
        if len(run) >= PLAYLIST_LENGTH and times != sorted(times):
            for clip_index, _ in run:
                labels[clip_index] = "player"
        run = []


def _without_site(title: str) -> str:
    return title[: site_name_start(title)].casefold()


def _is_title(line: Line, title: Span | None) -> bool:
    return title is not None and line.start <= title.start < line.end


def _label_sections(labels: list[str | None], lines: Sequence[Line], kinds: Sequence[Furniture | None]) -> None:
    prose = _prose_before(lines, labels)
    judged = 0
    for index, kind in enumerate(kinds):
        if kind is None or kind.reach == "line":
            continue
        judged += 1
        is_behind = prose[index] >= BODY_LENGTH and judged <= JUDGED_HEADINGS
        if is_behind and _ends_article(kind, index, lines, labels, prose):
            _label_rest(labels, kinds, index)
            return
        _label_teasers(labels, lines, index, kind.label)


def _label_rest(labels: list[str | None], kinds: Sequence[Furniture | None], heading: int) -> None:
    """Everything behind the heading that ends the article, each line under the heading above it."""
    current = None
    for index in range(heading, len(labels)):
        kind = kinds[index]
        current = kind.label if kind and kind.reach != "line" else current
        labels[index] = labels[index] or current


def _prose_before(lines: Sequence[Line], labels: Sequence[str | None]) -> list[int]:
    """Characters of prose above each line, and above the end."""
    totals = [0]
    for line, label in zip(lines, labels, strict=True):
        is_body = label is None and is_prose(line.text)
        totals.append(totals[-1] + (len(line.text) if is_body else 0))
    return totals


def _ends_article(
    kind: Furniture, index: int, lines: Sequence[Line], labels: Sequence[str | None], prose: Sequence[int]
) -> bool:
    """Whether all that follows a heading is other stories, menus or readers' comments."""
    rest = prose[-1] - prose[index]
    if rest == 0:
        return True
    if kind.reach == "end":
        return rest <= prose[index]
    return _shared_words(index, lines, labels) < SHARED_WORDS


def _shared_words(index: int, lines: Sequence[Line], labels: Sequence[str | None]) -> float:
    """Share of the longer words of the prose behind a heading that the prose above it had."""
    above = set(_words(reversed(range(index)), lines, labels))
    below = _words(range(index + 1, len(lines)), lines, labels)
    return sum(word in above for word in below) / max(len(below), 1)


def _words(indexes: Iterable[int], lines: Sequence[Line], labels: Sequence[str | None]) -> list[str]:
    words: list[str] = []
    length = 0
    for index in indexes:
        if labels[index] is None and is_prose(lines[index].text):
            words += _WORD.findall(lines[index].text[:JUDGED_LENGTH].lower())
            length += len(lines[index].text)
            if length > JUDGED_LENGTH:
                break
    return words


def _label_teasers(labels: list[str | None], lines: Sequence[Line], heading: int, label: str) -> None:
    """The short lines right below a heading in the middle of an article."""
    for index in range(heading + 1, min(heading + 1 + TEASERS, len(lines))):
        line = lines[index].text
        if is_prose(line) or ends_like_sentence(line):
            return
        labels[index] = labels[index] or label


def _merge(labels: Sequence[str | None], lines: Sequence[Line], title: Span | None) -> list[Region]:
    """One region for each run of lines with one label; the title's own line is never marked."""
    regions: list[Region] = []
    previous: str | None = None
    for line, label in zip(lines, labels, strict=True):
        if _is_title(line, title):
            label = None
        if label is not None and label == previous:
            regions[-1] = Region(span=Span(regions[-1].span.start, line.end), label=label)
        elif label is not None:
            regions.append(Region(span=Span(line.start, line.end), label=label))
        previous = label
    return regions


def _inner_regions(
    title: Span | None, dateline: Dateline | None, text: str, marked: Sequence[Region]
) -> Iterable[Region]:
    """Parts of lines: the site's name behind the title, the dateline in front of the first sentence."""
    if title is not None and (site := site_name_start(text[title.start : title.end])) is not None:
        yield Region(span=Span(title.start + site, title.end), label="site_name")
    if dateline is not None:
        span = Span(dateline.start, dateline.end)
        if not any(region.span.start <= span.start < region.span.end for region in marked):
            yield Region(span=span, label="dateline")
