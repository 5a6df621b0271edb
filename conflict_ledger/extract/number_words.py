"""The value of one number token: a word such as "forty" or "lakh", or digits with separators."""

from __future__ import annotations

from functools import cache

from conflict_ledger.lexicon import load_lexicon


@cache
def number_words() -> dict[str, float]:
    """The value of each word that is a number by itself."""
    entries = [entry for entry in load_lexicon("quantities").entries if entry.value == "number"]
    return {form: float(entry.fields["number"]) for entry in entries for form in entry.forms}


def digits_value(word: str) -> float | None:
    """The value of digits with separators; None for what is no whole or decimal number.

    >>> digits_value("1,700"), digits_value("1.2"), digits_value("1.700"), digits_value("10,5,3")
    (1700.0, 1.2, 1700.0, None)
    """
    plain = word.replace(",", "")
    groups = word.replace(".", ",").split(",")
    if len(groups) > 1 and all(len(group) == 3 for group in groups[1:]) and 1 <= len(groups[0]) <= 3:
        return float("".join(groups)) if groups[0] != "0" else None
    if "," in word or word.count(".") > 1 or len(plain) > 9:
        return None
    return float(plain)
