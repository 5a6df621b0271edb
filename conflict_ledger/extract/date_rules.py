"""All shapes of date expressions in the order in which they are tried; see ``date_words`` for the notation.

At each place of a sentence the first shape that fits wins, so longer and stricter shapes come first.
"""

from __future__ import annotations

from conflict_ledger.extract import absolute_dates as absolute
from conflict_ledger.extract import numeric_dates as numeric
from conflict_ledger.extract import relative_dates as relative
from conflict_ledger.extract.date_words import Rule

# What is no date of this event stands before what it looks like; then figures only.
NAMES_AND_FIGURES = (
    Rule("recurring", r"@RECURRING @WEEKDAY", "relative", relative.no_date),
    Rule("named", r"(?P<named>@NAMED)\b", "named", absolute.read_named),
    Rule(
        "iso",
        r"(?P<year>@YEAR)-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])(?:T[0-9:.]+Z?)?\b",
        "absolute",
        numeric.read_iso,
    ),
    Rule(
        "numeric",
        r"(?P<first>[0-3]?[0-9])[/.](?P<second>[0-3]?[0-9])[/.](?:(?P<year>@YEAR)|(?P<short_year>[0-9]{2})\b)",
        "absolute",
        numeric.read_numeric,
    ),
)

# Days of a month; a weekday may stand before them. Several days come before the single one they begin with.
DAYS = (
    Rule(
        "numeric_short",  # "on 18/06"
        r"(?P<first>[0-3]?[0-9])/(?P<second>[0-3]?[0-9])\b",
        "absolute",
        numeric.read_numeric_short,
        ("counted",),
    ),
    Rule(
        "days_across_months",
        r"(?P<day>@DAY) (?P<first_month>@MONTH)(?:,? (?P<first_year>@YEAR))?(?:@SPAN_TO| and )"
        r"(?P<last>@DAY) (?P<month>@MONTH)@IN_YEAR?",
        "absolute",
        absolute.read_days,
        ("namesake",),
    ),
    Rule(
        "months_across_days",
        r"(?P<first_month>@MONTH) (?P<day>@DAY)(?:,? (?P<first_year>@YEAR))?(?:@SPAN_TO| and )"
        r"(?P<month>@MONTH) (?P<last>@DAY)@IN_YEAR?",
        "absolute",
        absolute.read_days,
        ("namesake",),
    ),
    Rule(
        "days_month",
        r"(?P<day>@DAY)(?:, ?@DAY){0,3},?@TO(?:the )?(?P<last>@DAY) (?:of )?(?P<month>@MONTH)@IN_YEAR?",
        "absolute",
        absolute.read_days,
        ("namesake", "modal"),
    ),
    Rule(
        "month_days",
        r"(?P<month>@MONTH) (?P<day>@DAY)(?:, ?@DAY){0,3},?@TO(?P<last>@DAY)@IN_YEAR?",
        "absolute",
        absolute.read_days,
        ("namesake", "counted"),
    ),
    Rule(
        "day_month_short_year",  # in datelines, with the month in capitals: "17 OCT 89"
        r"(?P<day>@DAY) (?-i:(?P<month>@MONTH_CAPITALS)) (?P<short_year>[5-9][0-9])\b",
        "absolute",
        absolute.read_day,
        ("counted",),
    ),
    Rule(
        "day_month_hyphens",  # "9-May-20"
        r"(?P<day>@DAY)-(?P<month>@MONTH)-(?:(?P<year>@YEAR)|(?P<short_year>[0-9]{2})\b)",
        "absolute",
        absolute.read_day,
    ),
    Rule(
        "day_month",
        r"(?P<day>@DAY) (?:day )?(?:of )?(?P<month>@MONTH)(?:@IN_YEAR| ['’](?P<short_year>[0-9]{2})\b)?",
        "absolute",
        absolute.read_day,
        ("namesake", "modal"),
    ),
    Rule(
        "month_day_year",
        r"(?P<month>@MONTH) (?:the )?(?P<day>@DAY)@IN_YEAR",
        "absolute",
        absolute.read_day,
        ("namesake",),
    ),
    Rule(
        "month_day",
        r"(?P<month>@MONTH) (?:the )?(?P<day>@DAY)",
        "absolute",
        absolute.read_day,
        ("namesake", "counted"),
    ),
    Rule("holiday", r"(?P<holiday>@HOLIDAY)\b@IN_YEAR?", "absolute", absolute.read_holiday),
)

MONTHS_AND_YEARS = (
    Rule(
        "month_part",
        r"(?P<part>@PART)(?: |-)(?P<month>@MONTH)@IN_YEAR?",
        "absolute",
        absolute.read_month_part,
    ),
    Rule(
        "months",
        r"(?P<first_month>@MONTH)(?:@SPAN_TO| and )(?P<month>@MONTH)@IN_YEAR",
        "absolute",
        absolute.read_months,
    ),
    Rule("month_year", r"(?P<month>@MONTH)@IN_YEAR", "absolute", absolute.read_month),
    Rule(
        "month_beside",
        r"(?P<side>last|this|next) (?P<month>@FULL_MONTH)",
        "relative",
        absolute.read_month_beside,
    ),
    Rule("month", r"(?P<month>@FULL_MONTH)", "absolute", absolute.read_month, ("modal",)),
    Rule("decade", r"(?:@PART(?: |-))?(?P<year>(?:19|20)[0-9]0)['’]?s\b", "absolute", absolute.read_decade),
    Rule(
        "year_part",
        r"(?P<part>@PART)(?: |-)(?P<year>@YEAR)",
        "absolute",
        absolute.read_year_part,
    ),
    Rule(
        "year_part_beside",  # "late last year"
        r"(?P<part>@PART) (?P<which>last|this|next) year\b",
        "relative",
        absolute.read_year_part,
    ),
    Rule(
        "years",
        r"(?P<year>@YEAR)(?: ?[-–—/] ?| (?:to|and) )(?P<last>@YEAR|[0-9]{2}\b)",
        "absolute",
        absolute.read_years,
        ("counted", "hour_word"),
    ),
    Rule(
        "year",
        r"(?P<year>@YEAR)",
        "absolute",
        absolute.read_year,
        ("counted", "hour_word"),
        ("in", "since", "during"),
    ),
)

FROM_PUBLICATION = (
    Rule(
        "weekdays",
        r"(?P<first_weekday>@WEEKDAY)@DAYPART?(?:@SPAN_TO| and | into )(?P<weekday>@WEEKDAY)@DAYPART?",
        "weekday",
        relative.read_weekdays,
    ),
    Rule(
        "weekday",
        r"(?:(?P<which>last|past|this past|next|this coming|coming|this) )?(?P<weekday>@WEEKDAY)@DAYPART?"
        r"(?: (?:of )?(?P<week>last|this|next) week\b)?",
        "weekday",
        relative.read_weekday,
        ("namesake",),
    ),
    Rule("phrase", r"(?P<phrase>@PHRASE)\b", "relative", relative.read_phrase_of_lexicon),
    Rule("ago", r"(?P<number>@NUMBER) (?P<unit>@UNIT) ago\b", "relative", relative.read_ago),
    Rule("past", r"(?:past|last) (?P<number>@NUMBER) (?P<unit>@UNIT)", "relative", relative.read_past),
)

BRACKETED = (
    Rule(  # "today (21/02)"
        "numeric_bracketed",
        r"[(\[](?P<first>[0-3][0-9])/(?P<second>[01][0-9])[)\]]",
        "absolute",
        numeric.read_numeric,
    ),
)
