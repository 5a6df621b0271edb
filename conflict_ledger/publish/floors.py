"""Floors: results so much poorer than they should be that the last release is the better one to show."""

from __future__ import annotations

from collections.abc import Mapping

# Judgment constants. A source that changes its page layout, or a broken reader, loses most of its documents
# at once; ordinary days move by a few per cent. A small folder is made by hand and may hold only oddities.
MIN_KEPT_SHARE = 0.5
MIN_READ_FOR_SHARE = 200
MAX_DROP = 0.5
MIN_EVENTS_FOR_DROP = 10
MAX_ERROR_SHARE = 0.2
ALWAYS_ALLOWED_ERRORS = 5  # hostile texts; more than that, and a fifth of all, is a mistake of ours


def broken_floors(now: Mapping[str, int], before: Mapping[str, int]) -> list[str]:
    """One sentence per floor that ``now`` falls through; ``before`` is empty on a first run.

    Both hold ``read`` (records found), ``documents``, ``errors`` (records that extraction could not
    bring to an end) and ``events``. A drop counts only where the input did
    not shrink itself, but an input that vanished altogether always counts.
    """
    return [*_too_many_errors(now), *_kept_too_few(now), *_dropped(now, before)]


def _too_many_errors(now: Mapping[str, int]) -> list[str]:
    read, errors = now["read"], now["errors"]
    if errors > max(ALWAYS_ALLOWED_ERRORS, MAX_ERROR_SHARE * read):
        return [f"{errors} of {read} records could not be extracted (ceiling: {MAX_ERROR_SHARE:.0%})"]
    return []


def _kept_too_few(now: Mapping[str, int]) -> list[str]:
    read, kept = now["read"], now["documents"]
    if read >= MIN_READ_FOR_SHARE and kept < MIN_KEPT_SHARE * read:
        return [f"only {kept} of {read} records could be kept (floor: {MIN_KEPT_SHARE:.0%})"]
    return []


def _dropped(now: Mapping[str, int], before: Mapping[str, int]) -> list[str]:
    if not before:
        return []
    if before["documents"] and not now["read"]:
        return [f"no input is left where the last release had {before['documents']} documents"]
    if now["read"] < before["read"]:
        return []
    smallest = {"documents": 1, "events": MIN_EVENTS_FOR_DROP}
    return [
        f"{name} fell from {before[name]} to {now[name]} on no smaller input (floor: {1 - MAX_DROP:.0%})"
        for name, enough in smallest.items()
        if before[name] >= enough and now[name] < (1 - MAX_DROP) * before[name]
    ]
