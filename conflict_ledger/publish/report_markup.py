"""Markup for the report, escaped by construction: plain text never becomes a tag, an attribute or a script.

Article text is hostile until shown otherwise. `element` escapes every child that is not already `Html`,
`link_out` lets only http and https addresses through, `anchor` turns any id into a safe fragment name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from urllib.parse import urlsplit

# Control characters, lone surrogates, and the marks that reverse the order of what follows ("bidi").
# Joiners (U+200C, U+200D) stay: Persian and Indic scripts need them.
UNSAFE_CHARACTERS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\ufffe\uffff]"
)
# Accents piled on one letter to paint over the lines around it; no spelling needs more than three.
ACCENT = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
PILED_ACCENTS = re.compile(f"({ACCENT}{{3}}){ACCENT}+")
NOT_IN_ANCHORS = re.compile(r"[^A-Za-z0-9-]")
NOT_IN_ADDRESSES = re.compile(r"[\s\"'<>\\`{}|^]")
LONGEST_ADDRESS = 2000  # longer ones are tracking or an attack; browsers cut near there too


class Html(str):
    """Text that is markup already and must not be escaped again."""

    __slots__ = ()


def visible(text: object) -> str:
    """Any value as text whose invisible and direction-changing characters show as a replacement mark.

    >>> visible("left\u202etxt")
    'left\ufffdtxt'
    """
    return PILED_ACCENTS.sub(r"\1", UNSAFE_CHARACTERS.sub("\ufffd", str(text)))


def escaped(text: object) -> Html:
    """Any value as markup, safe in content and in quoted attributes."""
    return text if isinstance(text, Html) else Html(escape(visible(text), quote=True))


def element(name: str, *children: object, **attributes: object) -> Html:
    """One tag. Children and attribute values are escaped, None is left out; `class_` and `x_link` lose or turn `_`.

    >>> element("p", "5 < 6", class_="note")
    '<p class="note">5 &lt; 6</p>'
    """
    named = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escaped(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Html(f"<{name}{named}>{joined(children)}</{name}>")


def joined(parts: Iterable[object], separator: str = "") -> Html:
    """The parts as markup one after another, None left out."""
    return Html(escaped(separator).join(escaped(part) for part in parts if part is not None))


def anchor(prefix: str, identifier: object) -> str:
    """A fragment name for an id: letters, digits and hyphens stay, all else is written as its number.

    >>> anchor("e", 'IRQ1"><x')
    'e-IRQ1_22__3e__3c_x'
    """
    return f"{prefix}-" + NOT_IN_ANCHORS.sub(lambda match: f"_{ord(match[0]):x}_", str(identifier))


def jump(prefix: str, identifier: object, label: object, **attributes: object) -> Html:
    """A link to an anchor of this page."""
    return element("a", label, href="#" + anchor(prefix, identifier), **attributes)


def web_address(url: object) -> str | None:
    """The address if it is plain http or https with a host, else None.

    >>> web_address("javascript:alert(1)") is None
    True
    """
    text = str(url or "").strip()
    if len(text) > LONGEST_ADDRESS or NOT_IN_ADDRESSES.search(text) or UNSAFE_CHARACTERS.search(text):
        return None
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return None
    is_plain = parts.scheme in ("http", "https") and host and "@" not in parts.netloc
    return text if is_plain else None


def link_out(url: object, label: object) -> Html:
    """A link to the outside that tells the other site nothing of this page; the bare label for any other address."""
    address = web_address(url)
    if address is None:
        return escaped(label)
    return element("a", label, href=address, rel="noreferrer noopener nofollow", class_="out")


def table(heads: Iterable[object], rows: Iterable[Iterable[object]], kind: str = "plain") -> Html:
    """A simple table; columns of numbers are set right, each cell carries its column's name for narrow screens."""
    names = [str(head) for head in heads]
    filled = [tuple(row) for row in rows]
    numeric = [any(_is_number(row[column]) for row in filled) for column in range(len(names))]
    header = joined(
        element("th", name, scope="col", class_="number" if right else None)
        for name, right in zip(names, numeric, strict=True)
    )
    body = joined(
        element("tr", joined(_cell(name, value) for name, value in zip(names, row, strict=True))) for row in filled
    )
    page = element("table", element("thead", element("tr", header)), element("tbody", body), class_=kind)
    return element("div", page, class_="scroll")


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _cell(name: str, value: object) -> Html:
    if _is_number(value):
        return element("td", f"{value:,}", class_="number", data_head=name)
    return element("td", "–" if value is None or value == "" else value, data_head=name)
