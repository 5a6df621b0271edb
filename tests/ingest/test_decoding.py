from __future__ import annotations

import codecs

import pytest

from conflict_ledger.ingest.decoding import decode_bytes, is_binary

SPANISH = "La policía encontró los cuerpos de nueve campesinos en el camino de Nuñoa. "
RUSSIAN = "Девять человек погибли при обстреле рынка, сообщили в полиции города. "
ENGLISH = "Nine people were “killed” — the café’s owner among them, the police said. "


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [SPANISH, ENGLISH])
def test_unicode_in_all_its_forms(text: str, charset: str) -> None:
    assert decode_bytes(text.encode(charset)).text == text


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        (ENGLISH, "cp1252"),
        (SPANISH, "cp1252"),
        (SPANISH * 40, "latin-1"),
        (RUSSIAN * 20, "cp1251"),
        (RUSSIAN * 20, "koi8-r"),
    ],
)
def test_single_byte_charsets_are_guessed_and_said_to_be(text: str, charset: str) -> None:
    decoded = decode_bytes(text.encode(charset))
    assert decoded.text == text
    assert decoded.is_guess


def test_an_english_text_in_windows_1252_is_not_taken_for_damaged_utf_8() -> None:
    text = "The army said so. " * 50 + "It isn’t true."
    assert decode_bytes(text.encode("cp1252")).text == text


def test_one_broken_byte_does_not_change_the_charset() -> None:
    decoded = decode_bytes(SPANISH.encode() + b"\xff" + SPANISH.encode())
    assert decoded.text == f"{SPANISH}\ufffd{SPANISH}"
    assert decoded.charset == "utf-8"


def test_a_page_is_read_with_the_charset_it_declares() -> None:
    page = f'<html><head><meta charset="windows-1251"></head><body>{RUSSIAN}</body></html>'
    assert decode_bytes(page.encode("cp1251")).text == page
    assert decode_bytes(RUSSIAN.encode("cp1251"), "windows-1251") == (RUSSIAN, "windows-1251", False)


def test_a_wrong_declaration_does_no_harm() -> None:
    page = f'<meta charset="iso-8859-1">{RUSSIAN}'
    assert decode_bytes(page.encode("utf-8")).text == page
    assert decode_bytes(ENGLISH.encode("cp1252"), "no-such-charset").text == ENGLISH


@pytest.mark.parametrize(
    "raw", [b"%PDF-1.7 x", b"\x89PNG\r\n", b"PK\x03\x04x", bytes(range(256)) * 20, b"\x01\x02\x03text"]
)
def test_binary_content_is_recognised(raw: bytes) -> None:
    assert is_binary(raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"plain",
        SPANISH.encode(),
        RUSSIAN.encode("cp1251") * 9,
        ENGLISH.encode("utf-16"),
        b"one\0 nul in a longer line of text",
    ],
)
def test_text_is_not_binary(raw: bytes) -> None:
    assert not is_binary(raw)


@pytest.mark.parametrize("raw", [b"", b"\xff", codecs.BOM_UTF16_LE + b"a", b"\0" * 50, b"\x80" * 500])
def test_anything_can_be_decoded(raw: bytes) -> None:
    assert isinstance(decode_bytes(raw).text, str)
