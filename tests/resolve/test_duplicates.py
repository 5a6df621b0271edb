"""Copies of one text are linked to the first printed; an updated toll never is."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from conflict_ledger.records import Document, Region, Span
from conflict_ledger.resolve.duplicates import NEAR, estimated_similarity, link_duplicates, signature
from tests.examples import DOCUMENT

REPORT = (
    "A convoy carrying flour to the hill villages was stopped at a barricade on Monday and robbed, the district "
    "office said. At least 12 drivers were beaten and two lorries burned before the raiders left on foot. The road "
    "had been quiet since the spring, when elders on both banks agreed to share the ford. Traders in the market "
    "town now want an escort from the garrison, which has none to spare. The head of the drivers' union asked for "
    "the ford to be closed until the matter is settled. A clinic in the valley took in the injured and sent three "
    "of them on to the provincial hospital in the evening. The office gave no word on who was behind the raid."
)
SHORT = "Two drivers were hurt near the ford, the office said."
FIRST = datetime(2021, 5, 3, 8)


def document(name: str, text: str = REPORT, **fields: object) -> Document:
    """A document without boilerplate; unnamed fields as in the shared example."""
    plain: dict[str, object] = {
        "document_id": name,
        "external_id": name,
        "source_path": f"{name}.txt",
        "published_at": None,
        "text": text,
        "title_span": None,
        "boilerplate": (),
    }
    return replace(DOCUMENT, **(plain | fields))  # type: ignore[arg-type]


def links(*documents: Document) -> dict[str, str]:
    return link_duplicates(signature(item) for item in documents)


def test_the_same_words_in_other_layout_are_an_exact_copy() -> None:
    loud = document("b", REPORT.upper().replace(" ", "\n"))
    assert signature(document("a")).words_sha256 == signature(loud).words_sha256
    assert links(document("a"), loud) == {"b": "a"}


def test_a_copy_with_an_added_sentence_is_near_enough() -> None:
    assert links(document("a"), document("b", REPORT + " Our own reporter was on the road.")) == {"b": "a"}


def test_another_report_is_no_copy() -> None:
    other = " ".join(reversed(REPORT.split()))
    assert links(document("a"), document("b", other)) == {}


def test_a_text_that_shares_half_of_its_sentences_is_no_copy() -> None:
    sentences = REPORT.split(". ")
    reworded = [
        "An old quarrel over grazing may lie behind it",
        "Herders were seen moving their cattle at dawn",
    ]
    first = document("a")
    half = document("b", ". ".join((*sentences[:2], *reworded, *sentences[5:])))
    assert signature(first).facts_sha256 == signature(half).facts_sha256
    assert 0.4 < estimated_similarity(signature(first), signature(half)) < NEAR
    assert links(first, half) == {}


@pytest.mark.parametrize(
    ("said", "instead"),
    [("12", "14"), ("12", "twelve"), ("two lorries", "three lorries"), ("Monday", "Tuesday")],
)
def test_a_changed_number_or_day_is_news(said: str, instead: str) -> None:
    first, update = document("a"), document("b", REPORT.replace(said, instead))
    assert estimated_similarity(signature(first), signature(update)) >= NEAR
    assert links(first, update) == {}


def test_a_new_toll_further_down_is_news() -> None:
    assert links(document("a"), document("b", REPORT + " A further 4 died at night.")) == {}


def test_the_first_published_is_the_original_whatever_the_input_order() -> None:
    family = [
        document("late", published_at=FIRST + timedelta(days=1)),
        document("undated"),
        document("first", published_at=FIRST),
        document("same_hour", REPORT + " Report by our own staff.", published_at=FIRST, source_path="z.txt"),
        document("stranger", SHORT * 9),
    ]
    expected = dict.fromkeys(("late", "undated", "same_hour"), "first")
    shuffler = random.Random(7)
    for _ in range(10):
        shuffler.shuffle(family)
        assert links(*family) == expected


def test_instants_are_compared_across_time_zones() -> None:
    east = timezone(timedelta(hours=9))
    early = document("b", published_at=datetime(2021, 5, 3, 15, tzinfo=east))  # 06:00 UTC
    assert links(document("a", published_at=datetime(2021, 5, 3, 8, tzinfo=UTC)), early) == {"a": "b"}


def test_a_copy_of_a_copy_points_to_the_original() -> None:
    words = REPORT.split()
    second = " ".join((*words[:100], "as", "our", "own", "staff", "were", "told", "there", *words[100:]))
    third = " ".join(("From", "the", "valley", "desk", *second.split(), "More", "to", "follow", "in", "print"))
    chain = [
        document(name, text, published_at=FIRST + timedelta(hours=hour))
        for hour, (name, text) in enumerate((("a", REPORT), ("b", second), ("c", third)))
    ]
    assert links(*chain) == {"b": "a", "c": "a"}


def test_short_texts_are_copies_only_word_for_word_and_on_one_day() -> None:
    first = document("a", SHORT, published_at=FIRST)
    assert links(first, document("b", SHORT, published_at=FIRST + timedelta(hours=3))) == {"b": "a"}
    assert links(first, document("b", SHORT, published_at=FIRST + timedelta(days=40))) == {}
    assert links(first, document("b", SHORT + " More soon.", published_at=FIRST)) == {}


def test_documents_without_words_are_nobodys_copy() -> None:
    assert links(document("a", ""), document("b", " -- "), document("c", "")) == {}


def test_title_and_boilerplate_do_not_count() -> None:
    title, menu = "Flour convoy robbed", "Home News Sport 2021 Log in"
    text = f"{title}\n\n{REPORT}\n\n{menu}"
    dressed = document(
        "b",
        text,
        title_span=Span(0, len(title)),
        boilerplate=(Region(span=Span(len(text) - len(menu), len(text)), label="menu"),),
    )
    assert signature(dressed).words_sha256 == signature(document("a")).words_sha256
    assert links(document("a"), dressed) == {"b": "a"}


def test_a_document_that_is_only_a_title_keeps_it() -> None:
    headline = document("a", SHORT, title_span=Span(0, len(SHORT)))
    assert signature(headline).word_count == len(SHORT.split())


def test_the_estimate_is_close_to_the_true_share() -> None:
    shuffler = random.Random(3)
    vocabulary = ["".join(shuffler.choices("abcdefghij", k=6)) for _ in range(4000)]
    errors = []
    for changed in range(0, 40, 2):
        words = shuffler.choices(vocabulary, k=400)
        other = words.copy()
        for place in shuffler.sample(range(400), changed):
            other[place] = "changed"
        one, two = (set(zip(text, text[1:], text[2:], strict=False)) for text in (words, other))
        pair = (signature(document("a", " ".join(text))) for text in (words, other))
        errors.append(estimated_similarity(*pair) - len(one & two) / len(one | two))
    assert max(map(abs, errors)) < 0.13  # four standard errors
    assert abs(sum(errors) / len(errors)) < 0.03


def test_signatures_are_the_same_on_every_machine() -> None:
    """A changed constant would silently link other documents: this value may only change on purpose."""
    assert signature(document("a")).minhash[:8].hex() == "01667a010f33d401"


def test_templates_with_other_figures_stay_apart_and_cheap() -> None:
    template = REPORT.replace("12", "{}")
    assert links(*(document(f"d{n:04}", template.format(100 + n)) for n in range(400))) == {}
