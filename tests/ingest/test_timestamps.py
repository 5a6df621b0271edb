from __future__ import annotations

from datetime import datetime

import pytest

from conflict_ledger.ingest.timestamps import date_in_url, full_year, numeric_order, parse_given

GIVEN = {
    "2016-03-15 19:21:00": "2016-03-15 19:21 minute",
    "2016-03-15T19:21:00Z": "2016-03-15 19:21 minute",
    "2016-03-15T23:30:00-05:00": "2016-03-15 23:30 minute",  # the wall time printed, not turned into UTC
    "2016-03-15T19:21": "2016-03-15 19:21 minute",
    "2016-03-15": "2016-03-15 00:00 day",
    "2016-03-15 00:00:00": "2016-03-15 00:00 day",
    "20160315": "2016-03-15 00:00 day",
    "1458069660": "2016-03-15 19:21 minute",
    "1458069660000": "2016-03-15 19:21 minute",
    "Tue, 15 Mar 2016 19:21:00 GMT": "2016-03-15 19:21 minute",
    "March 15, 2016 7:21 PM": "2016-03-15 19:21 minute",
    "15 Mar 2016 12:05 AM": "2016-03-15 00:05 minute",
    "15.03.2016": "2016-03-15 00:00 day",
    "16/06/14": "2014-06-16 00:00 day",
    "06/16/14": "2014-06-16 00:00 day",
    "06/06/14": "2014-06-06 00:00 day",
    "15 de marzo de 2016": "2016-03-15 00:00 day",  # only dateparser reads this one
}
NOT_GIVEN = [
    "",
    "None",
    "06/05/14",
    "2016-02-31",
    "2199-01-01",
    "1899-12-31",
    "3 days ago",
    "yesterday",
    "2016-03",
    "²" * 8,
    "9" * 10,
]


@pytest.mark.parametrize(("value", "expected"), GIVEN.items())
def test_dates_that_came_as_metadata(value: str, expected: str) -> None:
    stamp = parse_given(value)
    assert stamp is not None
    assert f"{stamp.moment:%Y-%m-%d %H:%M} {stamp.precision}" == expected


@pytest.mark.parametrize("value", ["3 Auguſt 2016", "Auguſt 3, 2016"])
def test_a_month_with_a_long_s_is_that_month(value: str) -> None:
    stamp = parse_given(value)
    assert stamp is not None
    assert stamp.moment == datetime(2016, 8, 3)


@pytest.mark.parametrize("value", ["3 Aprıl 2016", "APRİL 3, 2016"])
def test_a_month_with_a_turkish_i_is_that_month(value: str) -> None:
    stamp = parse_given(value)
    assert stamp is not None
    assert stamp.moment == datetime(2016, 4, 3)


@pytest.mark.parametrize("value", NOT_GIVEN)
def test_what_is_no_certain_date_is_none(value: str) -> None:
    assert parse_given(value) is None


def test_a_known_order_settles_an_ambiguous_date() -> None:
    days = [parse_given("06/05/14", order) for order in ("day_first", "month_first")]
    assert [stamp.moment for stamp in days if stamp] == [datetime(2014, 5, 6), datetime(2014, 6, 5)]


def test_the_order_of_two_numbers() -> None:
    assert [numeric_order(*pair) for pair in ((16, 6), (6, 16), (6, 6), (6, 5))] == [
        "day_first",
        "month_first",
        "day_first",
        None,
    ]


def test_two_digit_years() -> None:
    assert [full_year(year) for year in ("'89", "40", "39", "00", "2014")] == [1989, 1940, 2039, 2000, 2014]


@pytest.mark.parametrize(
    "path",
    [
        "2014/06/16/clash",
        "world/2014/jun/16/clash",
        "clash-20140616",
        "clash_2014-06-16.html",
        "2014-06-16-clash",
        "2014/6/16/",
    ],
)
def test_a_day_in_a_links_path(path: str) -> None:
    stamp = date_in_url(f"https://news.example/{path}")
    assert stamp is not None
    assert stamp.moment == datetime(2014, 6, 16)


@pytest.mark.parametrize("path", ["2014/06/", "?d=2014/06/16", "2014/13/40/x", "id-2014061612", "201406"])
def test_links_without_a_day(path: str) -> None:
    assert date_in_url(f"https://news.example/{path}") is None
