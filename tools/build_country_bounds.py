"""Refresh the bounding boxes in ``lexicons/countries.tsv`` from the places of the gazetteer.

    python tools/build_country_bounds.py

A box is the extent of all towns of a country (our own additions included) and half a degree of margin. Where
a country crosses the 180th meridian, western longitudes are counted on beyond 180.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

from conflict_ledger.extract.gazetteer import extra_places, town_index

TABLE = Path(__file__).parent.parent / "conflict_ledger" / "lexicons" / "countries.tsv"
MARGIN = 0.5  # degrees


def main() -> None:
    """Rewrite the four columns; everything else in the table stays as it is."""
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for line in town_index().places:
        _, _, iso2, _, latitude, longitude, *_ = line.split("\t")
        points[iso2].append((float(latitude), float(longitude)))
    with TABLE.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        columns, rows = list(reader.fieldnames or ()), list(reader)
    iso2_of = {row["country"]: row["iso2"] for row in rows}
    for place in {place.place_id: place for places in extra_places().values() for place in places}.values():
        if place.country and place.latitude is not None and place.longitude is not None:
            points[iso2_of[place.country]].append((place.latitude, place.longitude))
    for row in rows:
        row.update(box(points[row["iso2"]]) if row["iso2"] in points else {})
    lines = ["\t".join(columns), *("\t".join(row[column] for column in columns) for row in rows)]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def box(points: list[tuple[float, float]]) -> dict[str, str]:
    """The four columns for one country."""
    latitudes = [latitude for latitude, _ in points]
    longitudes = [longitude for _, longitude in points]
    if max(longitudes) - min(longitudes) > 180:
        longitudes = [longitude if longitude > 0 else longitude + 360 for longitude in longitudes]
    return {
        "lat_min": f"{max(-90.0, min(latitudes) - MARGIN):.2f}",
        "lat_max": f"{min(90.0, max(latitudes) + MARGIN):.2f}",
        "lon_min": f"{min(longitudes) - MARGIN:.2f}",
        "lon_max": f"{max(longitudes) + MARGIN:.2f}",
    }


if __name__ == "__main__":
    main()
