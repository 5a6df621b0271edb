"""Date expressions on cases as data, and what must hold for any of them."""

from __future__ import annotations

import time
from datetime import date, timedelta
from itertools import product

import pytest

from conflict_ledger.extract.date_reading import grammar, read_phrase
from conflict_ledger.extract.dates import find_dates
from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.records import Context, DateMention, Sentence
from tests.case_files import Case, read_cases
from tests.extract.spans import check_spans

THURSDAY = date(2014, 6, 12)


def find(
    text: str,
    published_on: date | None = THURSDAY,
    *,
    start: int = 0,
    capitals: bool = False,
    near: date | None = None,
) -> tuple[DateMention, ...]:
    sentence = Sentence(index=0, start=start, end=start + len(text), text=text)
    return find_dates(sentence, Context(published_on=published_on, is_upper_case=capitals, reference_on=near))


def shown(mention: DateMention) -> str:
    """A mention in the notation of the case files."""
    value = mention.value
    days = str(value.earliest) + (f"..{value.latest}" if value.latest != value.earliest else "")
    implied = f" ~{','.join(value.implied)}" if value.implied else ""
    return f"{mention.text} = {days} {value.precision} {mention.basis}{implied}"


def published(case: Case) -> date | None:
    return date.fromisoformat(case["published_on"]) if "published_on" in case.fields else None


@pytest.mark.parametrize("case", read_cases("dates"), ids=lambda case: case.text[:60])
def test_every_case_gives_its_dates_and_no_others(case: Case) -> None:
    found = [shown(mention) for mention in find(case.text, published(case), capitals="capitals" in case.fields)]
    assert (found == case["dates"]) is case.should_pass, found


@pytest.mark.parametrize("case", read_cases("dates"), ids=lambda case: case.text[:60])
def test_spans_quote_the_document_in_order_without_overlap(case: Case) -> None:
    check_spans(
        case.text, lambda start: find(case.text, published(case), start=start, capitals="capitals" in case.fields)
    )


def test_offsets_count_characters_not_bytes() -> None:
    (mention,) = find("Zwölf Männer – “alle” aus Ağrı – starben on 10 June.")
    assert mention.text == "10 June"


def test_a_date_may_run_over_a_line_break() -> None:
    assert [shown(mention) for mention in find("Shots fell on June\n10,\n2014 near the dam.")] == [
        "June\n10,\n2014 = 2014-06-10 day absolute"
    ]


@pytest.mark.parametrize(
    "phrase", [entry.forms[0] for entry in load_lexicon("dates").entries if entry.value == "phrase"]
)
def test_every_phrase_of_the_lexicon_holds_its_range_upright(phrase: str) -> None:
    for published_on in (THURSDAY, date(2014, 6, 14), date(2014, 6, 16), date(2015, 1, 1), date(2012, 2, 29)):
        reading = read_phrase(phrase, published_on)
        assert reading is not None
        assert reading.value.earliest <= reading.value.latest


@pytest.mark.parametrize("day", range(7))
def test_a_weekday_is_the_latest_one_up_to_publication(day: int) -> None:
    published_on = THURSDAY + timedelta(day)
    for name, number in (("Monday", 0), ("Thursday", 3), ("Sunday", 6)):
        (mention,) = find(f"Shots were heard on {name}.", published_on)
        assert mention.value.earliest.weekday() == number
        assert 0 <= (published_on - mention.value.earliest).days < 7
        (last,) = find(f"Shots were heard last {name}.", published_on)
        assert 1 <= (published_on - last.value.earliest).days < 8


def test_a_day_without_a_year_needs_something_to_count_from() -> None:
    assert find("It began on 30 December.", None) == ()
    (mention,) = find("It began on 30 December.", None, near=date(2015, 1, 3))
    assert mention.value.earliest == date(2014, 12, 30)
    assert mention.value.implied == ("year",)


def test_a_reference_day_is_no_day_of_publication() -> None:
    assert find("It began on Saturday, or yesterday, or last week.", None, near=THURSDAY) == ()


def test_a_wrong_weekday_is_named_in_the_rule() -> None:
    (right,) = find("It began on Saturday, June 7, 2014.")
    (wrong,) = find("It began on Saturday, June 6, 2014.")
    assert right.rule == "dates.month_day_year"
    assert wrong.rule == "dates.month_day_year.weekday_differs"


def test_words_of_old_prints_are_read_with_their_long_s() -> None:
    found = find("It was on Thurſday, laſt week, on 3 Auguſt 1921.", date(1921, 8, 9))
    assert [(mention.value.earliest, mention.value.latest) for mention in found] == [
        (date(1921, 8, 4), date(1921, 8, 4)),
        (date(1921, 8, 1), date(1921, 8, 7)),
        (date(1921, 8, 3), date(1921, 8, 3)),
    ]


def test_nothing_begins_long_after_publication() -> None:
    assert find("The plan runs from 14 June 2016.") == ()
    assert find("The plan runs from 14 June 2016.", None) != ()


@pytest.mark.parametrize("published_on", [date.min, date(1900, 1, 1), date(2100, 12, 31), date.max])
def test_extreme_days_of_publication_do_no_harm(published_on: date) -> None:
    words = "today, last year, next year, 100 years ago, the past 99 years, next month, on Monday, 29 February, in June"
    for mention in find(f"It was {words}.", published_on):
        assert 1900 <= mention.value.earliest.year <= mention.value.latest.year <= 2101


def test_all_days_of_a_year_are_read_in_both_orders() -> None:
    for offset in range(365):
        day = date(2013, 6, 12) + timedelta(offset)
        for text in (
            f"{day.day} {day:%B %Y}",
            f"{day:%B} {day.day}, {day.year}",
            f"{day:%d %b %Y}",
            f"{day}",
        ):
            (mention,) = find(f"It was said on {text}.")
            assert (mention.text, mention.value.earliest, mention.value.latest) == (text, day, day)


def test_agrees_with_dateparser_where_dateparser_is_right() -> None:
    """Full dates only: it reads ranges, "may" and bare figures wrongly, and has no precision."""
    import dateparser

    days = (date(1989, 11, 17), date(2001, 9, 1), date(2014, 7, 31))
    shapes = ("{:%d %B %Y}", "{:%B %d, %Y}", "{:%b. %d, %Y}", "{:%A, %d %B %Y}", "{:%d %b %Y}")
    for day, shape in product(days, shapes):
        phrase = shape.format(day)
        theirs = dateparser.parse(phrase, languages=["en"])
        (mention,) = find(f"It was said on {phrase} by both.")
        assert theirs is not None
        assert mention.value.earliest == theirs.date() == day


def test_hostile_texts_are_read_in_linear_time() -> None:
    hostile = (
        "1, " * 60_000,
        "on the " * 30_000,
        "June " * 30_000,
        "14" + " " * 150_000 + "June",
        "may 1-" * 30_000,
    )
    for text in hostile:
        started = time.perf_counter()
        find(text)
        assert time.perf_counter() - started < 1.0, text[:20]


def test_the_search_fits_its_memory() -> None:
    """RE2 turns to a slow engine when the joined pattern outgrows its share of memory."""
    assert grammar().search.programsize < 16_000
