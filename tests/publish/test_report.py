"""The release report: complete, walkable from number to sentence, safe with hostile text, the same every time."""

from __future__ import annotations

import re
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow")

from conflict_ledger.publish import report_content, report_map  # noqa: E402
from conflict_ledger.publish.report import render_report  # noqa: E402
from conflict_ledger.publish.report_map_ground import Ground, read_ground  # noqa: E402
from conflict_ledger.publish.stored_tables import open_tables  # noqa: E402
from conflict_ledger.publish.tables import write_parquet  # noqa: E402

# Documented events and the disagreement about them, in our own words. Bounds of a claim: low, best, high.
DOCUMENTS = [
    ("d_a1", "Harbour Post", "Officials lower the count in Andijan", date(2005, 5, 18), "dateline"),
    ("d_a2", "Meridian Wire", "Rights groups doubt the Andijan toll", date(2005, 6, 8), "metadata"),
    ("d_a3", "Riverbank Notes", "Rights groups doubt the Andijan toll", None, "none"),
    ("d_b1", "Northgate Times", "Church shelled in Bojayá", date(2002, 5, 6), "url"),
    ("d_c1", "Southern Mail", "Police post attacked", date(2014, 6, 16), "updated_line"),
]
CLAIMS = [
    ("c_01", "d_a1", "UZB1", "killed", (187, 187, 187), "exact", "government", "the prosecutor general",
     "The prosecutor general said 187 people were killed on the square.", "187"),
    ("c_02", "d_a2", "UZB1", "killed", (745, 745, None), "at_least", "ngo", "an opposition party",
     "An opposition party that went from house to house listed at least 745 dead.", "at least 745"),
    ("c_03", "d_a2", "UZB1", "killed", (None, None, 1500), "up_to", "unnamed", None,
     "A former officer put the number at up to 1,500.", "up to 1,500"),
    ("c_04", "d_a3", "UZB1", "killed", (200, None, 900), "vague", "witness", "residents",
     "Residents spoke of hundreds shot dead as they fled.", "hundreds"),
    ("c_05", "d_a1", "UZB1", "injured", (None, None, None), "none_stated", "medical", "a doctor",
     "A doctor said wounded people filled the corridors.", "wounded people"),
    ("c_06", "d_b1", "COL1", "killed", (119, 119, 119), "exact", "media", None,
     "A mortar round hit the church of Bojayá and killed 119 people.", "119"),
    ("c_07", "d_c1", "IRQ1", "killed", (12, 12, 12), "exact", "police", "a police colonel",
     "A police colonel said 12 policemen were shot dead at the post.", "12"),
    ("c_08", "d_c1", None, "displaced", (500000, 500000, 500000), "about", "intergovernmental", "the UN",
     "About 500,000 people have left the city, the UN says.", "About 500,000"),
]  # fmt: skip
EVENT_NAMES = (
    "event_id_cnty event_date event_type sub_event_type country location latitude longitude fatalities"
).split()
EVENTS = [
    ("UZB1", date(2005, 5, 13), "Violence against civilians", "Attack", "Uzbekistan", "Andijan", 40.7821, 72.3442, 187),
    ("COL1", date(2002, 5, 2), "Explosions/Remote violence", "Shelling/artillery/missile attack", "Colombia",
     "Bojayá", 6.5597, -76.8867, 119),
    ("IRQ1", date(2014, 6, 15), "Battles", "Armed clash", "Iraq", "Ishaqi", None, None, 12),
]  # fmt: skip
RANGE_NAMES = (
    "event_id_cnty outcome claimant_type low best high n_claims n_documents low_claim_id best_claim_id high_claim_id"
).split()
RANGES = [
    ("UZB1", "killed", "all", 187, None, 1500, 4, 3, "c_01", None, "c_03"),
    ("UZB1", "killed", "ngo", 745, 745, None, 1, 1, "c_02", "c_02", None),
    ("COL1", "killed", "all", 119, 119, 119, 1, 1, "c_06", "c_06", "c_06"),
    ("IRQ1", "killed", "all", 12, 12, 12, 1, 1, "c_07", "c_07", "c_07"),
]
MANIFEST = {"release_id": "r_0123456789ab", "as_of": "2015-01-01", "scope": "acled"}
CHECKS = [
    {"table": "events", "rule": "unique_id", "severity": "critical", "passed": True, "why": "an id names one event"},
    {"table": "events", "rule": "in_box", "severity": "warning", "passed": False, "n_failed": 1,
     "failing_keys": ["IRQ1"], "why": "a place lies in its country"},
]  # fmt: skip


@pytest.fixture(autouse=True)
def no_towns(monkeypatch: pytest.MonkeyPatch) -> None:
    """The gazetteer is large; one test below draws it."""
    monkeypatch.setattr(report_map, "read_ground", lambda: Ground({}))


def claim_row(claim: tuple[Any, ...]) -> dict[str, Any]:
    claim_id, document_id, event_id, outcome, bounds, qualifier, kind, who, sentence, words = claim
    start = 100 + sentence.index(words)
    return {
        "claim_id": claim_id, "document_id": document_id, "event_id_cnty": event_id, "outcome": outcome,
        "low": bounds[0], "best": bounds[1], "high": bounds[2], "count_text": words, "qualifier": qualifier,
        "is_total": True, "is_cumulative": False, "victim_text": "people", "claimant_text": who,
        "claimant_type": kind, "assertion": "reported", "sentence": sentence, "sentence_start": 100,
        "count_start": start, "count_end": start + len(words), "rule": "killed.plain",
    }  # fmt: skip


def make_tables(**changed: list[dict[str, Any]]) -> dict[str, Any]:
    rows: dict[str, list[dict[str, Any]]] = {
        "documents": [document_row(*document) for document in DOCUMENTS],
        "casualty_claims": [claim_row(claim) for claim in CLAIMS],
        "event_mentions": [
            {"event_mention_id": "m_1", "event_id_cnty": "UZB1", "document_id": "d_a3", "link_score": 0.82},
            {"event_mention_id": "m_2", "event_id_cnty": "UZB1", "document_id": "d_a3", "link_score": 0.4},
        ],
        "events": [dict(zip(EVENT_NAMES, event, strict=True)) for event in EVENTS],
        "event_details": [
            {"event_id_cnty": "UZB1", "n_documents": 3, "n_independent_documents": 2, "date_basis": "stated"}
        ],
        "casualty_ranges": [dict(zip(RANGE_NAMES, row, strict=True)) for row in RANGES],
        "quarantine": [
            {"source_path": "outlet/broken.gz", "external_id": "outlet/broken.gz", "stage": "ingest",
             "reason": "truncated_file", "detail": "The archive ends early.", "payload": "x"},
        ],
        "issues": [{"code": "casualty_word_without_claim", "document_id": "d_c1", "words": "bloodshed"}],
    }  # fmt: skip
    return {name: pa.Table.from_pylist(content) for name, content in (rows | changed).items()}


def document_row(key: str, source: str, title: str, day: date | None, basis: str) -> dict[str, Any]:
    return {
        "document_id": key, "external_id": key, "source_path": f"outlet/{key}.txt", "title": title, "source": source,
        "url": f"https://example.org/{key}", "published_at": day and datetime(day.year, day.month, day.day),
        "published_basis": basis, "language": "en", "text": "never shown",
        "duplicate_of": "d_a2" if key == "d_a3" else None,
    }  # fmt: skip


class Page(HTMLParser):
    """Collects tags, attributes and text of a page, and the names of all ids and fragments."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def values(self, attribute: str) -> list[str]:
        return [attributes[attribute] for _, attributes in self.tags if attribute in attributes]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def test_tables_in_files_give_the_same_page(tmp_path: Path) -> None:
    tables = make_tables()
    for name, table in tables.items():
        write_parquet(table, tmp_path / f"{name}.parquet")
    page = render_report(open_tables(tmp_path, tables), MANIFEST, CHECKS)
    assert page == render_report(tables, MANIFEST, CHECKS)


def test_every_link_inside_the_page_has_its_target_and_ids_are_unique() -> None:
    page = Page(render_report(make_tables(), MANIFEST, CHECKS))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    fragments = {address[1:] for address in page.values("href") if address.startswith("#")}
    assert {"c-c_01", "d-d_a2", "e-UZB1"} <= {name.replace("_5f_", "_") for name in fragments}
    assert fragments <= set(ids)


def test_each_claim_shows_its_sentence_with_the_counting_words_marked() -> None:
    page = render_report(make_tables(), MANIFEST, CHECKS)
    assert "The prosecutor general said <mark>187</mark> people were killed on the square." in page
    assert page.count("<mark>") == len(CLAIMS)


def test_the_range_names_the_claims_its_bounds_come_from() -> None:
    page = render_report(make_tables(), MANIFEST, CHECKS)
    assert '<b>lowest 187</b>: <a href="#c-c_5f_01">“187”, the prosecutor general</a>' in page
    assert "<b>no single best number</b>" in page
    assert '<b>highest 1,500</b>: <a href="#c-c_5f_03">“up to 1,500”, Meridian Wire, 8 Jun 2005</a>' in page


def test_events_stand_by_date_and_claims_by_claimant_then_number() -> None:
    open_twin = {**claim_row(CLAIMS[0]), "claim_id": "c_00", "high": None}
    claims = [open_twin, *map(claim_row, CLAIMS)]
    ids = Page(render_report(make_tables(casualty_claims=claims), MANIFEST, CHECKS)).values("id")
    assert [name for name in ids if name.startswith("e-")] == ["e-COL1", "e-UZB1", "e-IRQ1"]
    killed = [name[-2:] for name in ids if name.startswith("c-")]
    assert killed == ["06", "01", "00", "02", "03", "04", "05", "07", "08"]


def test_the_path_of_the_material_is_counted() -> None:
    inputs = [{"path": name} for name in ("a.txt", "a.txt.meta.yml", "b.csv.gz")]  # two files, one with a sidecar
    page = render_report(make_tables(), {**MANIFEST, "inputs": inputs}, CHECKS)
    flow = re.findall(r"<div><dd>([\d,]+)</dd><dt>([a-z ]+)<?", page)
    assert flow == [
        ("6", "records read"),
        ("5", "documents kept"),
        ("1", "records refused"),
        ("8", "casualty claims"),
        ("2", "event mentions"),
        ("3", "events"),
    ]
    assert "<small>in 2 files</small>" in page


def test_each_document_of_an_event_shows_its_best_link() -> None:
    page = render_report(make_tables(), MANIFEST, CHECKS)
    assert re.findall(r"link ([\d.]+)", page) == ["0.82"]


def test_what_was_refused_noticed_and_checked_is_told() -> None:
    text = Page(render_report(make_tables(), MANIFEST, CHECKS)).text
    for words in ("truncated file", "The archive ends early.", "casualty_word_without_claim", "bloodshed",
                  "1 of 2 checks failed (1 warning)", "a place lies in its country"):  # fmt: skip
        assert words in text


def test_a_copy_is_linked_to_the_document_it_repeats_and_full_texts_stay_out() -> None:
    page = render_report(make_tables(), MANIFEST, CHECKS)
    assert '<td data-head="Copy of"><a href="#d-d_5f_a2">Meridian Wire, 8 Jun 2005</a></td>' in page
    assert "never shown" not in page


def test_the_same_tables_give_the_same_page_in_any_row_order() -> None:
    tables = make_tables()
    turned = {name: table.take(list(reversed(range(table.num_rows)))) for name, table in tables.items()}
    page = render_report(tables, MANIFEST, CHECKS)
    assert page == render_report(tables, MANIFEST, CHECKS)
    assert page == render_report(turned, MANIFEST, list(reversed(CHECKS)))


@pytest.mark.parametrize(
    "missing", ["documents", "casualty_claims", "events", "event_details", "casualty_ranges", "issues"]
)
def test_a_missing_table_does_not_stop_the_report(missing: str) -> None:
    tables = make_tables()
    del tables[missing]
    assert "r_0123456789ab" in render_report(tables, MANIFEST, CHECKS)


def test_missing_optional_columns_do_not_stop_the_report() -> None:
    needed = {"document_id", "claim_id", "event_id_cnty", "outcome", "code", "stage"}
    tables = {
        name: table.select([column for column in table.column_names if column in needed])
        for name, table in make_tables().items()
    }
    assert Page(render_report(tables, {}, None)).values("id")


def test_an_empty_release_says_so() -> None:
    text = Page(render_report({}, MANIFEST, [])).text
    assert "This release holds no events." in text
    assert "Nothing was refused." in text


def test_events_beyond_the_cap_are_counted_and_the_best_told_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_content, "MOST_EVENTS", 1)
    page = Page(render_report(make_tables(), MANIFEST, CHECKS))
    assert "e-UZB1" in page.values("id")
    assert "e-COL1" not in page.values("id")
    assert "2 events more are on the map" in page.text


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style><script>alert(1)</script>",
    "--><svg onload=alert(1)>",
    "javascript:alert(1)",
    "\u202egnp.exe\u2066 x \ud800 y \x00 z \x1b[31m",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_in_any_column_neither_runs_nor_turns_the_line_around(hostile: str) -> None:
    plain = Page(render_report(make_tables(), MANIFEST, CHECKS))
    tables = {}
    for name, rows in ((name, table.to_pylist()) for name, table in make_tables().items()):
        tables[name] = [{key: hostile_value(key, value, hostile) for key, value in row.items()} for row in rows]
    page = render_report(fake_tables(tables), {**MANIFEST, "scope": hostile}, [{**CHECKS[1], "why": hostile}])
    parsed = Page(page)
    assert {tag for tag, _ in parsed.tags} <= {tag for tag, _ in plain.tags} | {"i"}
    assert not [name for _, attributes in parsed.tags for name in attributes if name.startswith("on")]
    assert all(re.match(r"#|https?://", address) for address in parsed.values("href"))
    assert not re.search("[\u202a-\u202e\u2066-\u2069\ud800-\udfff\x00\x1b]", page)
    page.encode("utf-8")


def hostile_value(key: str, value: Any, hostile: str) -> Any:
    """Ids keep joining the tables; every other text becomes the hostile one, also inside its sentence."""
    if not isinstance(value, str) or key.endswith("_id") or key == "event_id_cnty" or key == "duplicate_of":
        return value
    return hostile


def fake_tables(rows: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """Arrow refuses lone surrogates; they stand in for the pass that must not fail on them."""
    return {
        name: pa.Table.from_pylist(
            [
                {key: value.replace("\ud800", "") if isinstance(value, str) else value for key, value in row.items()}
                for row in content
            ]
        )
        for name, content in rows.items()
    }


def test_nothing_is_loaded_from_outside_and_scripts_are_forbidden() -> None:
    page = render_report(make_tables(), MANIFEST, CHECKS)
    parsed = Page(page)
    policies = [attributes["content"] for tag, attributes in parsed.tags if "http-equiv" in attributes]
    assert policies == [
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    ]
    assert not parsed.values("src")
    assert not re.search(r"url\(|@import", page)
    assert {tag for tag, _ in parsed.tags}.isdisjoint(
        {"script", "iframe", "object", "embed", "form", "link", "base", "img"}
    )
    outside = [attributes for tag, attributes in parsed.tags if tag == "a" and attributes["href"].startswith("http")]
    assert outside
    assert all("noreferrer" in attributes["rel"] for attributes in outside)


def test_the_towns_of_our_gazetteer_are_the_ground_and_the_page_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_map, "read_ground", read_ground)
    page = render_report(make_tables(), MANIFEST, CHECKS)
    assert len(re.findall(r"M\d+ \d+h0", page)) > 1000
    assert ">Turkey</text>" in page
    assert len(page) < 250_000


def test_a_refused_release_says_why_on_top() -> None:
    text = Page(render_report(make_tables(), {**MANIFEST, "refused": ["too few events"]}, CHECKS)).text
    assert "This release was refused" in text
    assert "too few events" in text


def test_five_thousand_events_take_seconds() -> None:
    from time import perf_counter

    events = [
        {"event_id_cnty": f"IRQ{n}", "event_date": date(2010 + n % 10, 1 + n % 12, 1 + n % 28),
         "country": f"Country {n % 30}", "location": f"Town {n % 900}", "latitude": 30 + n % 900 / 100,
         "longitude": 40 + n % 37 / 5, "fatalities": n % 50}
        for n in range(5000)
    ]  # fmt: skip
    claims = [{**claim_row(CLAIMS[0]), "claim_id": f"c_{n}", "event_id_cnty": f"IRQ{n % 5000}"} for n in range(20000)]
    tables = make_tables(events=events, casualty_claims=claims)
    start = perf_counter()
    page = render_report(tables, MANIFEST, CHECKS)
    assert perf_counter() - start < 15
    assert len(page) < 6_000_000
