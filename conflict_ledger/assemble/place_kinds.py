"""What kind of place a name stands for, by the best known place that bears it."""

from __future__ import annotations

from conflict_ledger.records import PlaceMention


def place_kind(place: PlaceMention) -> str:
    """city, admin1, country or region by the best known candidate; demonyms are none of them."""
    if place.relation == "demonym" or not place.candidates:
        return "none"
    return place.candidates[0].kind


def names_town(place: PlaceMention) -> bool:
    """Whether a place is a town, or shares the name of a province with its town: Baghdad, Aleppo, Kano."""
    if place_kind(place) != "admin1":
        return place_kind(place) == "city"
    country = place.candidates[0].country
    return any(candidate.kind == "city" and candidate.country == country for candidate in place.candidates[1:])
