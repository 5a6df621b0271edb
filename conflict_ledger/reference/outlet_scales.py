"""How far an outlet reaches, in the words of ACLED's source_scale; the list is ``lexicons/outlet_scales.yml``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from urllib.parse import urlsplit

from conflict_ledger.lexicon import Entry, load_lexicon

# ACLED joins two scales in this order and never three.
PRECEDENCE = ("Local partner", "Other", "New media", "Subnational", "National", "Regional", "International")


def domain_of(url: str | None) -> str | None:
    """The host of a link without ``www.``, None where there is none."""
    if not url:
        return None
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


@cache
def _outlets() -> dict[str, Entry]:
    return {form.lower(): entry for entry in load_lexicon("outlet_scales").entries for form in entry.forms}


def outlet_of(source: str | None, url: str | None) -> Entry | None:
    """The entry of an outlet by its name, else by its domain (of its link, or in place of a name); None if unknown."""
    outlets = _outlets()
    if source and (found := outlets.get(source.strip().lower())):
        return found
    for host in (domain_of(url), domain_of(source) if source and " " not in source.strip() else None):
        parts = host.split(".") if host else []
        for at in range(len(parts) - 1):  # edition.cnn.com is cnn.com
            if found := outlets.get(".".join(parts[at:])):
                return found
    return None


def scale_at(outlet: Entry, country: str | None) -> str:
    """The reach of an outlet for an event in a country: what reaches the world is national news at home.

    >>> bbc = outlet_of("BBC News", None)
    >>> scale_at(bbc, "Kenya"), scale_at(bbc, "United Kingdom")
    ('International', 'National')
    """
    is_home = country is not None and outlet.fields.get("country") == country
    return outlet.fields.get("at_home", outlet.value) if is_home else outlet.value


def joined_scales(scales: Iterable[str]) -> str | None:
    """One scale, or the two that come first in ACLED's order; None where none is known.

    >>> joined_scales(["International", "National", "National"]), joined_scales([])
    ('National-International', None)
    """
    return "-".join(sorted(set(scales), key=PRECEDENCE.index)[:2]) or None
