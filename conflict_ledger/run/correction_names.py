"""What the ids in ``corrections.yml`` stand for in the material of this run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from conflict_ledger.corrections.entries import EVENT_ID
from conflict_ledger.ids import stable_number
from conflict_ledger.publish.succession import Former


class Names:
    """Finds the event mention behind an id.

    An event's number hashes its oldest telling, so the id leads to that telling for ever: whatever took the event up
    since, or whichever id it has now. Only where that telling is gone (its article was edited) the release before is
    asked: for the tombstones that lead on from the id, then for the other tellings that the event had.
    """

    def __init__(self, mention_ids: Iterable[str], former: Callable[[], Former]) -> None:
        self._mentions = frozenset(mention_ids)
        self._former = former
        numbers = [(stable_number(mention_id), mention_id) for mention_id in self._mentions]
        times = Counter(number for number, _ in numbers)
        self._of_number = {number: mention_id for number, mention_id in numbers if times[number] == 1}

    def mention(self, name: str, home: Mapping[str, int]) -> str | None:
        """The mention of this id or behind this event id; ``home`` numbers the events that mentions are in now."""
        if not EVENT_ID.fullmatch(name):
            return name if name in self._mentions else None
        return self._first_telling(name) or self._through_former(name, home)

    def _first_telling(self, event_id: str) -> str | None:
        return self._of_number.get(int(event_id[3:]))

    def _through_former(self, event_id: str, home: Mapping[str, int]) -> str | None:
        former = self._former()
        heirs = {row["event_id_cnty"]: row["merged_into"] for row in former.deletions if row["merged_into"]}
        while event_id in heirs:
            event_id = heirs.pop(event_id)
        return self._first_telling(event_id) or self._most_tellings(event_id, former, home)

    def _most_tellings(self, event_id: str, former: Former, home: Mapping[str, int]) -> str | None:
        """A telling of the event that has most of those that this id had."""
        told = sorted(
            mention
            for mention, event in former.event_of_mention.items()
            if event == event_id and mention in self._mentions
        )
        counted = Counter(home[mention] for mention in told)
        return min(told, key=lambda mention: (-counted[home[mention]], mention), default=None)
