"""Kinds of events that the episodes of one article and the links between articles both keep apart."""

from __future__ import annotations

# Event types that reports of one killing mix.
VIOLENT = frozenset(("Battles", "Explosions/Remote violence", "Violence against civilians", "Riots"))
# Sub-event types in which a place changes hands: not the killing in it.
TERRITORY = frozenset(
    ("Government regains territory", "Non-state actor overtakes territory", "Non-violent transfer of territory")
)
DEMONSTRATIONS = frozenset(("Protests", "Riots"))
REMOTE = "Explosions/Remote violence"
# Deeds that nobody takes for each other.
DEEDS = frozenset((REMOTE, "Abduction/forced disappearance"))


# Deeds by what was done, where the words are definite: reports of one event do not mix them.
DEFINITE_DEEDS = {
    "Abduction/forced disappearance": "abduction",
    "Air/drone strike": "strike",
    "Shelling/artillery/missile attack": "strike",
    "Chemical weapon": "strike",
    "Remote explosive/landmine/IED": "blast",
    "Suicide bomb": "blast",
    "Grenade": "blast",
    "Sexual violence": "sexual violence",
}


def are_unlike_deeds(one: str, other: str) -> bool:
    """Whether two sub-event types are definite deeds, and not the same.

    >>> are_unlike_deeds("Air/drone strike", "Suicide bomb"), are_unlike_deeds("Attack", "Suicide bomb")
    (True, False)
    """
    first, second = DEFINITE_DEEDS.get(one), DEFINITE_DEEDS.get(other)
    return first is not None and second is not None and first != second


def family_of(event_type: str, sub_event_type: str) -> frozenset[str]:
    """Kinds of deeds that reports of one event mix: killing, demonstrating, taking places, anything else."""
    if sub_event_type in TERRITORY:
        return frozenset(("territory",))
    families = set()
    if event_type in VIOLENT or sub_event_type in ("Excessive force against protesters", "Arrests"):
        families.add("violence")
    if event_type in DEMONSTRATIONS:
        families.add("demonstration")
    return frozenset(families or {event_type})
