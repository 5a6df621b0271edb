"""What is known of publishers: the names of news agencies, and which order of day and month an outlet writes."""

from __future__ import annotations

from functools import cache

from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.reference.outlet_scales import domain_of


@cache
def _agency_names() -> dict[str, str]:
    return {form.lower(): entry.value for entry in load_lexicon("agencies").entries for form in entry.forms}


@cache
def _orders() -> dict[str, str]:
    return {form.lower(): entry.value for entry in load_lexicon("outlets").entries for form in entry.forms}


def is_agency(name: str) -> bool:
    """Whether a name is that of a news agency.

    >>> is_agency("Reuters"), is_agency("USSR")
    (True, False)
    """
    return name.strip().lower() in _agency_names()


def agency_name(name: str) -> str | None:
    """The agency's usual short name, None for what is no agency."""
    return _agency_names().get(name.strip().lower())


def date_order(source: str | None, url: str | None) -> str | None:
    """``day_first`` or ``month_first`` where the outlet, or the country of its domain, is known to write so."""
    orders = _orders()
    if source and (order := orders.get(source.lower())):
        return order
    for host in (domain_of(url), domain_of(source) if source and " " not in source else None):
        if host and (order := orders.get(host) or orders.get("." + host.rsplit(".", 1)[-1])):
            return order
    return None
