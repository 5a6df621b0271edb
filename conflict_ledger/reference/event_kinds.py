"""Kinds of events that the episodes of one article and the links between articles both keep apart."""

from __future__ import annotations

# Event types that reports of one killing mix.
VIOLENT = frozenset(("Battles", "Explosions/Remote violence", "Violence against civilians", "Riots"))
# Sub-event types in which a place changes hands: not the killing in it.
TERRITORY = frozenset(
    ("Government regains territory", "Non-state actor overtakes territory", "Non-violent transfer of territory")
)
