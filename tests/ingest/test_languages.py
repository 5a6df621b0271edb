from __future__ import annotations

import pytest

from conflict_ledger.ingest.languages import find_language
from conflict_ledger.ingest.outlets import agency_name, date_order, is_agency
from conflict_ledger.reference.outlet_scales import domain_of


@pytest.mark.parametrize(
    ("given", "code"),
    [("en", "en"), ("en-GB", "en"), ("EN_us", "en"), ("English", "en"), ("Spanish", "es"), ("ar", "ar")],
)
def test_a_language_that_came_with_the_text(given: str, code: str) -> None:
    assert find_language(given, "nothing to go by") == code


@pytest.mark.parametrize(
    "text",
    [
        "The army said that nine soldiers had died in an ambush on the road to the border.",
        "THE ARMY SAID THAT NINE SOLDIERS HAD DIED IN AN AMBUSH ON THE ROAD TO THE BORDER.",
    ],
)
def test_english_is_recognised_by_its_common_words(text: str) -> None:
    assert find_language(None, text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "El ejército dijo que nueve soldados murieron en una emboscada en el camino a la frontera.",
        "L'armée a dit que neuf soldats sont morts dans une embuscade sur la route de la frontière.",
        "Die Armee teilte mit, dass neun Soldaten in einem Hinterhalt an der Grenze starben, was bekannt war.",
        "De regering zei dat er in een aanval op een bus in het noorden negen mensen om het leven waren gekomen.",
        "Девять солдат погибли в засаде на дороге к границе.",
        "Killed nine",
        "",
    ],
)
def test_what_is_not_known_to_be_english_has_no_language(text: str) -> None:
    assert find_language(None, text) is None


def test_agencies_and_their_names() -> None:
    assert is_agency(" reuters ")
    assert not is_agency("Example Times")
    assert agency_name("Agence France-Presse") == "AFP"


def test_the_host_of_a_link() -> None:
    links = ["https://www.delta.example/x", "delta.example", "http://[broken", "", None]
    assert [domain_of(link) for link in links] == ["delta.example", "delta.example", None, None, None]


def test_the_order_of_day_and_month_by_outlet_and_country() -> None:
    known = [
        ("BBC", None),
        (None, "https://www.bbc.co.uk/x"),
        (None, "https://a.example.ng"),
        ("cnn.com", None),
        ("Example Times", None),
    ]
    assert [date_order(*pair) for pair in known] == ["day_first", "day_first", "day_first", "month_first", None]
