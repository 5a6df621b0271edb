"""Take bare figures ("the ministry maintains its count of 272") as casualties of what the text has just told."""

from __future__ import annotations

from dataclasses import replace

from conflict_ledger.records import CasualtyMention, SentenceMentions

RECENT = 3  # sentences over which a figure may still count the same people


class ToldHarm:
    """What the last sentences counted."""

    def __init__(self) -> None:
        self._told: list[tuple[int, str]] = []

    def with_figures(self, found: SentenceMentions) -> SentenceMentions:
        """The sentence with its bare figures among its casualties, where there is something that they count."""
        self._told = [(index, outcome) for index, outcome in self._told if found.sentence.index - index <= RECENT]
        told = [outcome for _, outcome in self._told]
        self._told += [(found.sentence.index, mention.outcome) for mention in found.casualties]
        figures = []
        for figure in found.figures:
            here = [mention.outcome for mention in found.casualties if mention.count_span < figure.count_span]
            outcomes = here or told
            if outcomes:
                figures.append(replace(figure, outcome="killed" if "killed" in outcomes else outcomes[-1]))
        if not figures:
            return found
        return replace(found, casualties=tuple(sorted((*found.casualties, *figures), key=_place)))


def _place(mention: CasualtyMention) -> tuple[int, str]:
    return mention.count_span.start, mention.outcome
