"""Named places within a town: which words name one, and how spellings are evened out."""

from __future__ import annotations

import pytest

from conflict_ledger.assemble.sites import named_sites
from conflict_ledger.records import Sentence


def sites(text: str, is_title: bool = False) -> tuple[str, ...]:
    return named_sites([Sentence(index=0, start=0, end=len(text), text=text, is_title=is_title)])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A rocket fell on the Karrada neighbourhood.", ("area:krd",)),
        ("Two shells hit the Dadaab refugee camp at noon.", ("area:ddb",)),
        ("Raiders burned the village of Zambuk.", ("area:zmbk",)),
        ("A grenade went off outside the Saint Monica church.", ("worship:mnc", "worship:snt")),
        ("The bomb destroyed the Mansur family home.", ("home:mnsr",)),
        ("It struck the home of the Barzan family.", ("home:brzn",)),
    ],
)
def test_a_name_beside_a_kind_of_place(text: str, expected: tuple[str, ...]) -> None:
    assert sites(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They were taken to Mercy Hospital.",
        "He was stopped on Station Street.",
        "The school was closed.",
        "SHELLS HIT KARRADA NEIGHBOURHOOD.",
        "",
    ],
)
def test_what_names_no_place_within_a_town(text: str) -> None:
    assert sites(text) == ()


def test_a_title_writes_all_words_large() -> None:
    assert sites("Gunmen Attack Church in Goma", is_title=True) == ()


def test_two_spellings_are_one_name() -> None:
    assert sites("It hit the Mahmoudiya quarter.") == sites("It hit the Mahmudiyah quarter.") == ("area:mmd",)


def test_a_long_chain_of_names_is_read_in_no_time() -> None:
    assert sites("A-" * 50_000 + " village") == ()
