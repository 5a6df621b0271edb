"""Whether a bearer of a name may be meant at all: not a hamlet abroad, not a quarter of a town far away."""

from __future__ import annotations

import math

from conflict_ledger.records import Place, PlaceMention
from conflict_ledger.reference.place_names import fold_name
from conflict_ledger.resolve.place_setting import DWARFED, Setting, kilometres, people

# How near to another place of the document a neighbourhood, an unsure name, and a hospital or church lie.
LOOSE_KM = {"part_name": 60.0, "unsure_name": 300.0, "site_name": 500.0}
BARE = frozenset(("name", "unsure_name"))
# A place in a country that little else speaks for, where another country is well established.
FOREIGN_SHARE = 0.35
STRONG_SETTING = 2.0
FOREIGN_CITY = 50_000  # people: a smaller foreign namesake is not believed at all


def is_foreign(place: Place, setting: Setting) -> bool:
    """Whether little speaks for its country, where another is well established."""
    return setting.strength >= STRONG_SETTING and setting.share(place.country) < FOREIGN_SHARE


def is_unbelievable(place: Place, mention: PlaceMention, setting: Setting) -> bool:
    """A small namesake abroad, or where nothing else speaks for its country, or one that a large namesake dwarfs,
    or a neighbourhood or hospital far from everything else that is named.
    """
    is_against = is_foreign(place, setting) or setting.is_lonely(fold_name(mention.text), place.country)
    if place.kind == "city" and place.population < FOREIGN_CITY and is_against:
        return True
    rule = "part_name" if is_part(mention, setting) else mention.rule
    if _is_dwarfed(place, mention, setting):
        return True
    if rule not in LOOSE_KM:
        return False
    return LOOSE_KM[rule] < distance_to_others(place, mention, setting) < math.inf


def _is_dwarfed(place: Place, mention: PlaceMention, setting: Setting) -> bool:
    """A town with a far larger namesake abroad, in a country that is known by its people only: "French troops in
    Damascus" are not in a French hamlet."""
    return (
        place.kind == "city"
        and place.country not in setting.settled
        and any(
            other.country != place.country and people(other) > DWARFED * people(place) for other in mention.candidates
        )
    )


def is_part(mention: PlaceMention, setting: Setting) -> bool:
    """Whether the document calls it a neighbourhood here or elsewhere: one name has one meaning."""
    return mention.rule == "part_name" or (mention.rule in BARE and fold_name(mention.text) in setting.parts)


def distance_to_others(place: Place, mention: PlaceMention, setting: Setting) -> float:
    """Kilometres to the nearest other sure point of the document; infinite where there is none."""
    name = fold_name(mention.text)
    others = (kilometres(place, other) for other_name, other in setting.points if other_name != name)
    return min(others, default=math.inf)
