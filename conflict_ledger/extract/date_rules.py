"""All shapes of date expressions in the order in which they are tried; see ``date_words`` for the notation."""

from __future__ import annotations

from conflict_ledger.extract import absolute_dates as absolute
from conflict_ledger.extract import relative_dates as relative
from conflict_ledger.extract.date_words import Rule

# At each place of a sentence the first shape that fits wins, so longer and stricter ones come first.
RULES = (
    # Not dates at all: they must stand before what they look like.
    Rule("recurring", r"@RECURRING @WEEKDAY", "relative", relative.no_date),
    Rule("named", r"(?P<named>@NAMED)\b", "named", absolute.read_named),
    # Figures only.
    Rule(
        "iso",
        r"(?P<year>@YEAR)-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])(?:T[0-9:.]+Z?)?\b",
        "absolute",
        absolute.read_iso,
    ),
    Rule(
        "numeric",
        r"(?P<first>[0-3]?[0-9])[/.](?P<second>[0-3]?[0-9])[/.](?:(?P<year>@YEAR)|(?P<short_year>[0-9]{2})\b)",
        "absolute",
        absolute.read_numeric,
    ),
    Rule(  # "on 18/06", "today (14/02)": only where the words around it make it a date
        "numeric_short",
        r"(?P<bracket>[(\[])?(?P<first>[0-3]?[0-9])/(?P<second>[0-3]?[0-9])\b",
        "absolute",
        absolute.read_numeric_short,
        ("counted",),
        on_day=True,
    ),
    # Several days, before the single ones that they begin with.
    Rule(
        "days_across_months",
        r"(?P<day>@DAY) (?P<first_month>@MONTH)(?:,? (?P<first_year>@YEAR))?@SPAN_TO(?P<last>@DAY) (?P<month>@MONTH)@IN_YEAR?",
        "absolute",
        absolute.read_days,
        ("namesake",),
    ),
    Rule(
        "months_across_days",
        r"(?P<first_month>@MONTH) (?P<day>@DAY)(?:,? (?P<first_year>@YEAR))?@SPAN_TO(?P<month>@MONTH) (?P<last>@DAY)@IN_YEAR?",
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
        on_day=True,
    ),
    Rule(
        "month_days",
        r"(?P<month>@MONTH) (?P<day>@DAY)(?:, ?@DAY){0,3},?@TO(?P<last>@DAY)@IN_YEAR?",
        "absolute",
        absolute.read_days,
        ("namesake", "counted"),
        on_day=True,
    ),
    # One day.
    Rule(  # dateline style; the year is short, so the month must be too: "17 OCT 89"
        "day_month_short_year",
        r"(?P<day>@DAY) (?-i:(?P<month>@MONTH_CAPITALS)) (?P<short_year>[5-9][0-9])\b",
        "absolute",
        absolute.read_day,
        ("counted",),
    ),
    Rule(  # "9-May-20", "14 June '14"
        "day_month_hyphens",
        r"(?P<day>@DAY)(?:-(?P<month>@MONTH)-(?:(?P<year>@YEAR)|(?P<short_year>[0-9]{2})\b))",
        "absolute",
        absolute.read_day,
    ),
    Rule(
        "day_month",
        r"(?P<day>@DAY) (?:day )?(?:of )?(?P<month>@MONTH)(?:@IN_YEAR| ['’](?P<short_year>[0-9]{2})\b)?",
        "absolute",
        absolute.read_day,
        ("namesake", "modal"),
        on_day=True,
    ),
    Rule(
        "month_day_year",
        r"(?P<month>@MONTH) (?:the )?(?P<day>@DAY)@IN_YEAR",
        "absolute",
        absolute.read_day,
        ("namesake",),
        on_day=True,
    ),
    Rule(
        "month_day",
        r"(?P<month>@MONTH) (?:the )?(?P<day>@DAY)",
        "absolute",
        absolute.read_day,
        ("namesake", "counted"),
        on_day=True,
    ),
    Rule("holiday", r"(?P<holiday>@HOLIDAY)\b@IN_YEAR?", "absolute", absolute.read_holiday, on_day=True),
    # Months and parts of them.
    Rule("month_part", r"(?P<part>@PART)(?: |-)(?P<month>@MONTH)@IN_YEAR?", "absolute", absolute.read_month_part),
    Rule(
        "months",
        r"(?P<first_month>@MONTH)(?:@SPAN_TO| and )(?P<month>@MONTH)@IN_YEAR",
        "absolute",
        absolute.read_months,
    ),
    Rule("month_year", r"(?P<month>@MONTH)@IN_YEAR", "absolute", absolute.read_month),
    Rule("month_beside", r"(?P<side>last|this|next) (?P<month>@FULL_MONTH)", "relative", absolute.read_month_beside),
    Rule("month", r"(?P<month>@FULL_MONTH)", "absolute", absolute.read_month, ("modal",)),
    # Years.
    Rule("decade", r"(?:@PART(?: |-))?(?P<year>(?:19|20)[0-9]0)['’]?s\b", "absolute", absolute.read_decade),
    Rule("year_part", r"(?P<part>@PART)(?: |-)(?:(?P<year>@YEAR)|(?P<which>last|this|next) year\b)", "absolute", absolute.read_year_part),
    Rule("years", r"(?P<year>@YEAR)(?: ?[-–—/] ?| (?:to|and) )(?P<last>@YEAR|[0-9]{2}\b)", "absolute", absolute.read_years),
    Rule("year", r"(?P<year>@YEAR)", "absolute", absolute.read_year, ("counted", "hour_word"), ("in", "since", "during")),
    # Counted from publication.
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
    Rule("past", r"(?:past|last|previous|preceding) (?P<number>@NUMBER) (?P<unit>@UNIT)", "relative", relative.read_past),
)
