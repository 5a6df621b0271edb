"""A telling whose article does not say when takes the days that other reports of its event tell, and says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from conflict_ledger.publish.rows import event_mention_rows, lent_days
from conflict_ledger.records import DateRange
from conflict_ledger.resolve.lent_days import lent_to
from tests.assemble.reading import link, read
from tests.publish.sound_records import event, mention

SAYS = read(
    "Gunmen from M23 attacked a church in Goma on Monday, killing 12 worshippers, police said.", name="says.txt"
)
SILENT = read(
    "Hospital officials said 19 worshippers were killed when M23 gunmen attacked a church in Goma.",
    name="silent.txt",
    published_at=None,
)
ALONE = read("Raiders burned a mill near Bukavu, killing 4 millers.", name="alone.txt", published_at=None)
MONDAY = date(2021, 5, 3)


def days(first: int, last: int) -> DateRange:
    return DateRange(earliest=date(2021, 5, first), latest=date(2021, 5, last))


def test_an_undated_telling_takes_the_day_of_its_event_and_names_it_as_lent() -> None:
    (found,) = link(SAYS, SILENT)
    (silent,) = SILENT.event_mentions
    assert silent.event_on is None
    assert found.lent_to == (silent.event_mention_id,)
    (row,) = event_mention_rows([silent], {}, lent_days([found]))
    assert (row["event_on_low"], row["event_on_high"], row["date_basis"]) == (MONDAY, MONDAY, "from_linked_report")
    (own,) = event_mention_rows(SAYS.event_mentions, {}, lent_days([found]))
    assert (own["event_on_low"], own["date_basis"]) == (MONDAY, "weekday")


def test_the_reason_for_the_time_counts_those_that_took_it() -> None:
    (found,) = link(SAYS, SILENT)
    time = next(reason for reason in found.reasons if reason.decision == "time")
    assert time.detail == "days from 2021-05-03 to 2021-05-03; lent to 1 telling without a day"
    (alone,) = link(SAYS)
    assert next(reason.detail for reason in alone.reasons if reason.decision == "time") == (
        "days from 2021-05-03 to 2021-05-03"
    )


def test_an_undated_event_stays_undated() -> None:
    (found,) = link(ALONE)
    assert (found.event_on, found.date_basis, found.lent_to) == (None, "none", ())


# own days and basis of the other telling, its day of publication, whether it takes Monday the 3rd from its event
CASES = [
    (None, "none", None, True),
    (None, "none", date(2021, 5, 2), True),  # an outlet's clock may be a day behind
    (None, "none", date(2021, 5, 1), False),  # it came out before
    (days(1, 4), "before_publication", date(2021, 5, 4), True),
    (days(1, 4), "before_statement", date(2021, 5, 4), True),
    (days(3, 4), "eve_of_publication", date(2021, 5, 4), True),
    (days(4, 7), "before_publication", date(2021, 5, 7), False),  # its own bounds forbid it
    (days(1, 4), "inherited", date(2021, 5, 4), False),  # its article says when
    (days(3, 3), "stated", date(2021, 5, 4), False),
]


@pytest.mark.parametrize(("own", "basis", "published", "takes"), CASES)
def test_days_are_lent_within_what_an_article_allows(
    own: DateRange | None, basis: str, published: date | None, takes: bool
) -> None:
    lender = mention(event_on=days(3, 3))
    other = mention(2, document_id="d_2", event_on=own, date_basis=basis)
    known = {lender.document_id: date(2021, 5, 4), "d_2": published}
    assert lent_to([lender, other], lender, known) == ((other.event_mention_id,) if takes else ())


def test_bounds_are_lent_to_the_undated_alone() -> None:
    lender = mention(event_on=days(1, 4), date_basis="before_publication")
    bounded = mention(2, document_id="d_2", event_on=days(1, 4), date_basis="before_publication")
    undated = mention(3, document_id="d_3", event_on=None, date_basis="none")
    known = {lender.document_id: date(2021, 5, 4), "d_2": date(2021, 5, 4), "d_3": None}
    assert lent_to([lender, bounded, undated], lender, known) == (undated.event_mention_id,)


def test_days_that_a_person_set_are_not_passed_off_as_those_of_a_report() -> None:
    found = replace(event(event_on=days(2, 2), date_basis="corrected"), lent_to=("m_000000000002",))
    (row,) = event_mention_rows([mention(2, event_on=None, date_basis="none")], {}, lent_days([found]))
    assert (row["event_on_low"], row["date_basis"]) == (date(2021, 5, 2), "corrected")
