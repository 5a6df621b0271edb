"""The words around a name: is it a place, and how does what is told lie to it?"""

from __future__ import annotations

from functools import cache

from conflict_ledger.lexicon import load_lexicon

RELATIONS = ("in", "near", "from", "to", "border")
LONGEST_CUE = 3  # words


@cache
def cues() -> dict[str, frozenset[str]]:
    """Lower-case word or phrase -> its values in ``place_cues.yml``."""
    return {}
