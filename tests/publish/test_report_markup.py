"""Markup of the report is escaped by construction; only plain web addresses become links."""

from __future__ import annotations

import pytest

from conflict_ledger.publish.report_markup import anchor, element, link_out, table, visible, web_address


def test_children_and_attributes_are_escaped_and_markup_is_kept() -> None:
    inner = element("b", "<i>")
    assert element("p", inner, ' & "', title="'\"<") == (
        '<p title="&#x27;&quot;&lt;"><b>&lt;i&gt;</b> &amp; &quot;</p>'
    )


def test_none_is_left_out() -> None:
    assert element("p", None, "x", title=None) == "<p>x</p>"


@pytest.mark.parametrize(
    "address", ["https://example.org/a?b=c&d=%20", "http://example.org:8080/", "HTTPS://EXAMPLE.ORG", "http://[::1]/x"]
)
def test_web_addresses_pass(address: str) -> None:
    assert web_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        None, "", "javascript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "ftp://example.org",
        "//example.org", "/etc/passwd", "https://", "http://[::1", "https://good.example@bad.example/",
        'https://example.org/" onclick="x', "https://example.org/<b>", "https://example.org/\u202etxt", "https://a b",
        "https://example.org/" + "a" * 3000,
    ],
)  # fmt: skip
def test_other_addresses_do_not(address: str | None) -> None:
    assert web_address(address) is None
    assert link_out(address, "words") == "words"


def test_a_link_out_tells_the_other_site_nothing() -> None:
    assert 'rel="noreferrer noopener nofollow"' in link_out("https://example.org", "x")


def test_anchors_are_safe_and_differ_where_ids_do() -> None:
    ids = ["a_b", "a-b", "a b", "a_5f_b", 'a"b', "a\u00e9b"]
    anchors = [anchor("e", identifier) for identifier in ids]
    assert len(set(anchors)) == len(ids)
    assert all(name.replace("_", "").replace("-", "").isascii() for name in anchors)
    assert all(name.replace("_", "").replace("-", "").isalnum() for name in anchors)


def test_marks_that_turn_text_around_show_and_keep_offsets() -> None:
    text = "a\u202eb\u2067c\x00d\u200ee"
    assert visible(text) == "a\ufffdb\ufffdc\ufffdd\ufffde"
    assert visible("\u0633\u200c\u0644 \u4e2d\n\t") == "\u0633\u200c\u0644 \u4e2d\n\t"


def test_piled_accents_are_thinned_and_spellings_are_not() -> None:
    assert visible("Z" + "\u0335\u0300" * 90 + "!") == "Z\u0335\u0300\u0335!"
    assert visible("Vie\u0302\u0323t") == "Vie\u0302\u0323t"


def test_table_cells_carry_their_column_and_numbers_stand_right() -> None:
    page = table(("Code", "Times"), [("<x>", 1200)])
    assert '<td data-head="Code">&lt;x&gt;</td><td class="number" data-head="Times">1,200</td>' in page
