"""One readable page per release: what came in, what became of it, and how every number follows from its words.

The page is a single file that loads nothing: style and drawings stand in it, there is no script, and a content
security policy forbids both scripts and outside addresses whatever an article may have smuggled in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from conflict_ledger.publish.report_checks import CheckLine, check_section, read_checks, verdict
from conflict_ledger.publish.report_claims import loose_claims_table
from conflict_ledger.publish.report_content import ReportContent, gather_content
from conflict_ledger.publish.report_events import event_sections
from conflict_ledger.publish.report_index import event_index
from conflict_ledger.publish.report_intake import (
    document_section,
    intake_section,
    issue_section,
    refusal_section,
)
from conflict_ledger.publish.report_map import map_figure
from conflict_ledger.publish.report_markup import Html, element, joined
from conflict_ledger.publish.report_timeline import timeline_figure
from conflict_ledger.publish.report_words import counted, plain_name

if TYPE_CHECKING:
    import pyarrow

STYLE = Path(__file__).parent / "assets" / "report.css"
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
FOOTER = (
    "Made by conflict-ledger from the tables of this release. "
    "Every number is a claim by its source and not a finding of ours."
)
EVENTS_LEAD = (
    "Each row is one number as one source stated it. A line spans the lowest to the highest number the words "
    "allow, an arrow means open upwards, a dot is the best single number; the shaded band is the event’s range."
)
NAMED_IN_HEAD = ("as_of", "scope", "code_version", "run_id")


def render_report(tables: Mapping[str, pyarrow.Table], manifest: Mapping[str, Any], checks: Any) -> str:
    """The page of one release as HTML.

    ``tables`` is by table name (contract.md); ``checks`` holds check results as mappings or objects with
    ``table``, ``rule``, ``severity`` and ``passed``. Missing tables and columns count as empty. The same input
    gives the same text.
    """
    content = gather_content(tables, manifest)
    lines = read_checks(checks)
    name = f"Release {manifest.get('release_id') or 'without a name'}"
    sections = _sections(content, lines)
    body = joined(
        [
            _masthead(name, content, lines, sections),
            element("main", joined(_section(*section) for section in sections)),
            element("footer", element("p", FOOTER)),
        ]
    )
    return f"<!doctype html>\n{element('html', _head(name), element('body', body), lang='en')}\n"


Section = tuple[str, str, str | None, Html]  # anchor, title, lead, body


def _sections(content: ReportContent, lines: Sequence[CheckLine]) -> list[Section]:
    return [
        ("intake", "What came in", None, intake_section(content)),
        ("checks", "Checks", None, check_section(tuple(lines))),
        *_event_sections(content),
        ("refused", "Refused", None, refusal_section(content)),
        ("issues", "Noticed and not understood", None, issue_section(content)),
        ("documents", "Documents", None, document_section(content)),
    ]


def _event_sections(content: ReportContent) -> Iterator[Section]:
    shown = content.shown_ids
    if content.events:
        yield "map", "Where", None, map_figure(content.events, shown)
        yield "time", "When", None, timeline_figure(content.events, shown)
        yield "index", "Events at a glance", _index_lead(content), event_index(content)
        yield "events", "Events and their claims", EVENTS_LEAD, event_sections(content)
    else:
        yield "events", "Events", None, element("p", "This release holds no events.", class_="quiet")
    if content.n_loose_claims:
        claims = loose_claims_table(content.loose_claims, content.documents)
        yield "loose", "Claims tied to no event", _loose_lead(content), claims


def _index_lead(content: ReportContent) -> str:
    left_out = len(content.events) - len(content.pages)
    if not left_out:
        return "Killed, over all claims of each event, on one axis."
    return (
        f"Killed, over all claims of each event, on one axis. Shown are the {len(content.pages):,} events with the "
        f"most claims; {counted(left_out, 'event')} more are on the map, in the timeline and in the tables."
    )


def _loose_lead(content: ReportContent) -> str:
    shown = len(content.loose_claims)
    words = "Numbers whose sentence could not be tied to one event: totals over many, history, background."
    return words if shown == content.n_loose_claims else f"{words} The first {shown:,} of {content.n_loose_claims:,}."


def _section(name: str, title: str, lead: str | None, body: Html) -> Html:
    return element(
        "section",
        element("h2", title),
        element("p", lead, class_="lead") if lead else None,
        body,
        id=name,
        class_="part",
    )


def _head(name: str) -> Html:
    return element(
        "head",
        Html('<meta charset="utf-8">'),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'),
        Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Html('<meta name="referrer" content="no-referrer">'),
        Html('<meta name="color-scheme" content="light dark">'),
        element("title", f"{name} · conflict-ledger"),
        element("style", Html(_style())),
    )


@cache
def _style() -> str:
    return STYLE.read_text(encoding="utf-8")


def _masthead(name: str, content: ReportContent, lines: Sequence[CheckLine], sections: Sequence[Section]) -> Html:
    kind, words = verdict(lines)
    facts = [
        f"{plain_name(key)} {content.manifest[key]}" for key in NAMED_IN_HEAD if content.manifest.get(key) is not None
    ]
    links = joined(element("li", element("a", title, href=f"#{anchor_name}")) for anchor_name, title, _, _ in sections)
    return element(
        "header",
        element("p", "Conflict ledger", class_="eyebrow"),
        element("h1", name),
        element("p", words, class_=f"verdict {kind}"),
        _reasons(content.manifest.get("refused") or ()),
        element("p", " · ".join(facts), class_="quiet") if facts else None,
        element("nav", element("ul", links), aria_label="Sections"),
        class_="masthead",
    )


def _reasons(reasons: Sequence[object]) -> Html | None:
    """Why a release was refused, for the page that is kept with a refused one."""
    if not reasons:
        return None
    items = joined(element("li", reason) for reason in reasons)
    return element(
        "div",
        element("p", "This release was refused; readers still see the one before it.", class_="verdict bad"),
        element("ul", items),
    )
