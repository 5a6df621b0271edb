"""What came in and what became of it: the figures on top, refusals with their reasons, issues, documents."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from conflict_ledger.publish.report_content import ReportContent
from conflict_ledger.publish.report_markup import Html, anchor, element, joined, jump, link_out, table
from conflict_ledger.publish.report_quotes import document_label
from conflict_ledger.publish.report_tables import Row
from conflict_ledger.publish.report_words import counted, cut, day_words, plain_name

RECORD_STAGES = ("ingest", "extract")  # refusals of whole records; later ones are rows of our own tables
SIDECAR = ".meta.yml"  # the paper beside a file of articles holds no record
MOST_LINES = 12  # of a breakdown; the rest is one line
MOST_EXAMPLES = 5  # of one issue code
MOST_LINKS = 6  # events named beside one document
DOCUMENT_HEADS = ("Published", "Outlet", "Title and file", "Copy of", "Events")


def intake_section(content: ReportContent) -> Html:
    """Read, kept, refused; then where the kept documents come from and how they were dated."""
    counts = content.document_counts
    names = {"source": "Outlet", "published_basis": "Publication date from", "language": "Language"}
    breakdowns = [_breakdown(name, counts[column]) for column, name in names.items() if counts.get(column)]
    return joined([_flow(content), element("div", joined(breakdowns), class_="columns"), _row_counts(content)])


def _flow(content: ReportContent) -> Html:
    """The path of the material as figures: records, documents, claims, events."""
    rows = content.row_counts
    n_documents = rows.get("documents", 0)
    refused = sum(number for (stage, _), number in content.refusal_counts.items() if stage in RECORD_STAGES)
    late = sum(content.refusal_counts.values()) - refused
    copies = content.n_documents_copied
    read = content.manifest.get("read") if isinstance(content.manifest.get("read"), int) else n_documents + refused
    files = sum(not entry["path"].endswith(SIDECAR) for entry in content.manifest.get("inputs") or ())
    steps = (
        (read, "records read", f"in {counted(files, 'file')}" if files else None),
        (
            n_documents,
            "documents kept",
            f"{counted(copies, 'copy', 'copies')} of others among them" if copies else None,
        ),
        (refused, "records refused", f"and {counted(late, 'row')} of tables" if late else None),
        (rows.get("casualty_claims", 0), "casualty claims", _tied(content)),
        (rows.get("event_mentions", 0), "event mentions", None),
        (rows.get("events", 0), "events", _bounds(content)),
    )
    figures = (
        element(
            "div",
            element("dd", f"{number:,}"),
            element("dt", words, element("small", more) if more else None),
        )
        for number, words, more in steps
    )
    return element("dl", joined(figures), class_="flow")


def _tied(content: ReportContent) -> str | None:
    return f"{content.n_loose_claims:,} of them tied to no event" if content.n_loose_claims else None


def _bounds(content: ReportContent) -> str | None:
    """How many events a stricter and a looser bar for links would have left."""
    counts = content.manifest.get("n_events")
    return f"{counts['loose']:,} with looser links, {counts['strict']:,} with stricter ones" if counts else None


def _breakdown(name: str, counts: Counter[str]) -> Html:
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0])))
    lines: list[tuple[object, int]] = [
        (cut(plain_name(value), 60) if value else "not known", number) for value, number in ordered[:MOST_LINES]
    ]
    rest = ordered[MOST_LINES:]
    if rest:
        lines.append((f"{len(rest):,} others", sum(number for _, number in rest)))
    return table((name, "Documents"), lines, "narrow")


def _row_counts(content: ReportContent) -> Html:
    lines = sorted(content.row_counts.items())
    return element("details", element("summary", "Rows in every table"), table(("Table", "Rows"), lines, "narrow"))


def refusal_section(content: ReportContent) -> Html:
    """Reasons with their numbers, then the refused records and rows one by one."""
    total = sum(content.refusal_counts.values())
    if not total:
        return element("p", "Nothing was refused.", class_="good")
    ordered = sorted(content.refusal_counts.items(), key=lambda pair: (-pair[1], str(pair[0])))
    reasons = table(
        ("Stage", "Reason", "Refused"),
        ((plain_name(stage), plain_name(reason), number) for (stage, reason), number in ordered),
    )
    listed = table(
        ("From", "Stage", "Reason", "In words"),
        ((_from_where(row), row.get("stage"), plain_name(row.get("reason")), cut(str(row.get("detail") or ""), 240))
         for row in content.refusals),
    )  # fmt: skip
    more = total - len(content.refusals)
    note = f"The first {len(content.refusals):,}; {more:,} more are in the table quarantine." if more > 0 else None
    parts = [element("p", note, class_="quiet") if note else None, listed]
    summary = element("summary", f"All {total:,}" if not note else "The records and rows themselves")
    return joined([reasons, element("details", summary, joined(parts), open=None if total > 20 else "open")])


def _from_where(row: Row) -> Html:
    place = row.get("source_path") or row.get("table") or row.get("where_from") or "–"
    name = row.get("external_id") or row.get("row_key")
    return joined([element("code", cut(str(place), 120)), " " + cut(str(name), 80) if name and name != place else None])


def issue_section(content: ReportContent) -> Html:
    """Each code with its number and a few of the passages it was raised for."""
    if not content.issue_counts:
        return element("p", "Nothing was noticed that is not understood.", class_="good")
    examples: dict[str, list[Row]] = defaultdict(list)
    for row in content.issues:
        if len(examples[row["code"]]) < MOST_EXAMPLES:
            examples[row["code"]].append(row)
    ordered = sorted(content.issue_counts.items(), key=lambda pair: (-pair[1], str(pair[0])))
    lines = ((element("code", code), number, _examples(examples[code], content.documents)) for code, number in ordered)
    return table(("Code", "Times", "For example"), lines)


def _examples(issues: Iterable[Row], documents: Mapping[str, Row]) -> Html:
    items = (
        element(
            "li",
            element("q", cut(str(issue.get("words") or ""), 160), dir="auto"),
            " ",
            _issue_origin(issue, documents),
        )
        for issue in issues
    )
    return element("ul", joined(items), class_="examples")


def _issue_origin(issue: Row, documents: Mapping[str, Row]) -> Html | None:
    document_id = issue.get("document_id")
    if not document_id or document_id not in documents:
        return None
    return element("small", jump("d", document_id, document_label(document_id, documents)))


def document_section(content: ReportContent) -> Html:
    """Every listed document: date and how it is known, outlet, title, address, copies, the events it tells of."""
    total = content.row_counts.get("documents", 0)
    listed = content.listed_documents
    rows = joined(_document_row(row, content) for row in listed)
    head = element("thead", element("tr", joined(element("th", name, scope="col") for name in DOCUMENT_HEADS)))
    page = element("div", element("table", head, element("tbody", rows), class_="documents"), class_="scroll")
    rest = total - len(listed)
    note = f"The first {len(listed):,} and those quoted above; {rest:,} in all are not listed." if rest > 0 else None
    return joined([element("p", note, class_="quiet") if note else None, page])


def _document_row(row: Row, content: ReportContent) -> Html:
    title = cut(str(row.get("title") or "no title"), 140)
    path = element("code", cut(str(row.get("source_path") or ""), 140))
    copied = row.get("duplicate_of")
    values = (
        joined([day_words(row.get("published_at")), element("small", plain_name(row.get("published_basis")))]),
        cut(str(row.get("source") or "–"), 60),
        joined([element("span", link_out(row.get("url"), title), dir="auto"), element("small", path)]),
        jump("d", copied, document_label(copied, content.documents)) if copied else "–",
        _event_links(row["document_id"], content),
    )
    cells = (element("td", value, data_head=head) for head, value in zip(DOCUMENT_HEADS, values, strict=True))
    return element("tr", joined(cells), id=anchor("d", row["document_id"]))


def _event_links(document_id: str, content: ReportContent) -> Html:
    """The events a document tells of that have a place on this page."""
    events = [event for event in content.events_of_document.get(document_id, ()) if event in content.shown_ids]
    links = [jump("e", event, event) for event in events[:MOST_LINKS]]
    return joined(links + [Html("…")] * (len(events) > MOST_LINKS), " ") if links else Html("–")
