"""What becomes of events between two releases, on views made by hand and on runs."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from conflict_ledger import cli
from conflict_ledger.comparison.changes import Change, compare
from conflict_ledger.comparison.releases import ReleaseView
from conflict_ledger.comparison.wording import text_lines
from tests.articles import BLAST, write_articles
from tests.ledger_runs import run

MANIFEST = {"release_id": "r_1", "code_version": "abc", "scope": "acled"}


def view(
    tellings: dict[str, list[str]],
    killed: dict[str, tuple[int | None, ...]] | None = None,
    texts: dict[str, str] | None = None,
    **manifest: Any,
) -> ReleaseView:
    """A release in which event ``E`` has the tellings ``["d1.1"]``: the first of document d1."""
    of_telling = {name: event for event, names in tellings.items() for name in names}
    documents = {name.split(".")[0] for name in of_telling}
    ranges = killed or {}
    return ReleaseView(
        manifest=MANIFEST | manifest,
        events={event: row(event, ranges.get(event)) for event in tellings},
        killed={event: range_row(event, bounds) for event, bounds in ranges.items()},
        tellings={event: frozenset(names) for event, names in tellings.items()},
        told_by={event: frozenset(name.split(".")[0] for name in names) for event, names in tellings.items()},
        event_of_telling=of_telling,
        document_of_telling={name: name.split(".")[0] for name in of_telling},
        claims={f"c_{event}": {"claim_id": f"c_{event}", "count_text": "nine", "claimant_type": "police",
                               "document_id": "d1"} for event in ranges},
        documents={
            name: {"text_sha256": (texts or {}).get(name, name), "title": f"Title {name}", "source": "Herald",
                   "published_at": None, "source_path": name}
            for name in documents
        },
    )  # fmt: skip


def row(event: str, bounds: tuple[int | None, ...] | None) -> dict[str, Any]:
    low = (bounds or (0,))[0]
    return {
        "event_id_cnty": event, "event_date": date(2018, 3, 11), "sub_event_type": "Attack", "location": "Maiduguri",
        "country": "Nigeria", "fatalities": low or 0, "timestamp": 1, "notes": "said",
    }  # fmt: skip


def range_row(event: str, bounds: tuple[int | None, ...]) -> dict[str, Any]:
    return dict(zip(("low", "best", "high"), bounds, strict=True)) | {
        f"{bound}_claim_id": f"c_{event}" for bound in ("low", "best", "high")
    }


def told(change: Change) -> tuple[str, str, tuple[str, ...], list[str]]:
    return change.kind, change.event_id, change.others, [cause.what for cause in change.causes]


CASES = {
    "nothing": (view({"E1": ["d1.1"]}), view({"E1": ["d1.1"]}), []),
    "added by an article": (view({}), view({"E1": ["d1.1"]}), [("added", "E1", (), ["new article"])]),
    "removed with its article": (view({"E1": ["d1.1"]}), view({}), [("removed", "E1", (), ["article gone"])]),
    "merged": (
        view({"E1": ["d1.1"], "E2": ["d2.1"]}),
        view({"E1": ["d1.1", "d2.1"]}),
        [("merged", "E2", ("E1",), ["took up tellings of"])],
    ),
    "renamed": (
        view({"E1": ["d1.1"]}),
        view({"E0": ["d0.1", "d1.1"]}),
        [("renamed", "E1", ("E0",), ["new article"])],
    ),
    "split": (
        view({"E1": ["d1.1", "d2.1"]}),
        view({"E1": ["d1.1"], "E2": ["d2.1"]}),
        [("split", "E2", ("E1",), ["took up tellings of"])],
    ),
    "one that went parts in two new ones": (
        view({"E1": ["d1.1", "d2.1", "d3.1"]}),
        view({"E5": ["d1.1", "d2.1"], "E6": ["d3.1"]}),
        [("split", "E6", ("E1",), ["took up tellings of"]), ("renamed", "E1", ("E5",), ["gave tellings to"])],
    ),
    "toll up by the code": (
        view({"E1": ["d1.1"]}, {"E1": (3, 3, 3)}),
        view({"E1": ["d1.1"]}, {"E1": (4, 4, 4)}, code_version="abd"),
        [("toll_up", "E1", (), ["other code"])],
    ),
    "toll down by a changed article": (
        view({"E1": ["d1.1"]}, {"E1": (3, 3, 3)}),
        view({"E1": ["d1.1"]}, {"E1": (2, 2, 2)}, texts={"d1": "else"}),
        [("toll_down", "E1", (), ["article changed"])],
    ),
    "the range opens upwards": (
        view({"E1": ["d1.1"]}, {"E1": (3, 3, 3)}),
        view({"E1": ["d1.1", "d2.1"]}, {"E1": (3, 3, None)}),
        [("toll_up", "E1", (), ["new article"])],
    ),
}


@pytest.mark.parametrize(("before", "after", "expected"), CASES.values(), ids=CASES)
def test_events_are_followed_by_their_tellings(
    before: ReleaseView, after: ReleaseView, expected: list[tuple[str, str, tuple[str, ...], list[str]]]
) -> None:
    gone = {name: facts for name, facts in before.documents.items() if name not in after.documents}
    if expected and expected[0][3] != ["article gone"]:
        after.documents.update(gone)  # type: ignore[attr-defined]
    assert [told(change) for change in compare(before, after)] == expected


def test_what_only_follows_or_tells_of_the_way_is_no_change() -> None:
    before, after = view({"E1": ["d1.1"]}), view({"E1": ["d1.1"]})
    after.events["E1"] |= {"timestamp": 9, "notes": "said otherwise"}  # type: ignore[operator]
    assert compare(before, after) == []


def test_the_lines_name_the_change_and_its_cause() -> None:
    before, after = view({"E1": ["d1.1"]}, {"E1": (3, 3, 3)}), view({"E1": ["d1.1", "d2.1"]}, {"E1": (4, 5, None)})
    lines = list(text_lines(compare(before, after), before, after))
    assert lines[0] == "r_1 → r_1: 1 articles new, 0 gone, 0 changed; 1 events before, 1 now"
    assert "      killed: 3 (3 to 3) → 5 (4 to open)" in lines
    assert "      because: new article d2 (Title d2, Herald)" in lines


def test_an_event_that_got_another_id_says_what_else_of_it_is_not_what_it_was() -> None:
    before = view({"E1": ["d1.1", "d2.1"]}, {"E1": (6, 6, 6)})
    after = view({"E7": ["d2.1"]}, {"E7": (8, 9, None)})
    (change,) = compare(before, after)
    assert (change.kind, change.others) == ("renamed", ("E7",))
    assert change.fields == {"fatalities": (6, 8), "killed": ((6, 6, 6), (8, 9, None))}


def test_a_claim_that_other_code_found_in_a_known_article_is_laid_to_the_code_too() -> None:
    before = view({"E1": ["d1.1"]}, {"E1": (6, 6, 6)})
    after = view({"E1": ["d1.1"]}, {"E1": (8, 8, 8)}, code_version="abd")
    after.claims["c_new"] = after.claims["c_E1"]  # type: ignore[index]
    after.killed["E1"]["best_claim_id"] = "c_new"  # type: ignore[index]
    (change,) = compare(before, after)
    assert [cause.what for cause in change.causes] == ["other code", "claim"]


def test_the_head_names_what_was_set_otherwise_even_where_no_event_changed() -> None:
    before, after = view({"E1": ["d1.1"]}), view({"E1": ["d1.1"]}, as_of="2018-04-30")
    assert list(text_lines(compare(before, after), before, after))[1:] == [
        "other as-of day: none → 2018-04-30",
        "no event changed",
    ]


def test_other_corrections_are_named_by_their_hash() -> None:
    decided = {"path": "corrections.yml", "bytes": 155, "sha256": "0123456789abcdef" * 4}
    before, after = (
        view({"E1": ["d1.1"]}, {"E1": (3, 3, 3)}),
        view({"E1": ["d1.1"]}, {"E1": (4, 4, 4)}, corrections=decided),
    )
    lines = list(text_lines(compare(before, after), before, after))
    assert "      because: other corrections (none → 0123456789ab)" in lines


def test_the_command_compares_the_current_release_with_the_one_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_articles(tmp_path / "raw")
    run(tmp_path)
    later = (
        BLAST.replace("At least 14", "At least 25").replace("16 bodies", "29 bodies").replace("12 March", "14 March")
    )
    (tmp_path / "raw" / "later.txt").write_text(later)
    run(tmp_path)
    assert cli.main(["diff", "--json", "--out", str(tmp_path / "out")]) == 0
    changes = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [change["kind"] for change in changes] == ["toll_up"]
    assert changes[0]["causes"][0]["what"] == "new article"
    assert {"claim"} == {cause["what"] for cause in changes[0]["causes"][1:]}


def test_without_a_release_before_the_command_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_articles(tmp_path / "raw")
    assert cli.main(["diff", "--out", str(tmp_path / "out")]) == 2
    run(tmp_path)
    assert cli.main(["diff", "--out", str(tmp_path / "out")]) == 2
    assert "none before it" in capsys.readouterr().err
    assert cli.main(["diff", "current", "r_0", "--out", str(tmp_path / "out")]) == 2
    assert "kept: r_" in capsys.readouterr().err


def test_a_release_that_was_not_kept_is_said_to_be_gone_and_how_to_keep_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_articles(tmp_path / "raw")
    first = run(tmp_path).release_id
    (tmp_path / "raw" / "later.txt").write_text(BLAST.replace("At least 14", "At least 25"))
    run(tmp_path, keep=1)
    assert cli.main(["diff", "--out", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert first in said
    assert "was not kept: run with --keep 2 or more" in said
