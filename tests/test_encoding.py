"""The encoding of old texts: found, said how sure, never guessed in silence."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from recension.model.errors import ArgumentError, SourceError, UnknownEncoding
from recension.source import read_source
from recension.source.encoding import decode

LANGUAGES = Path(__file__).parent / "languages"
HERE = Path("copy.txt")
_PLAIN = str.maketrans({"„": '"', "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "№": "N"})


def _text(language: str) -> str:
    return (LANGUAGES / f"{language}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", sorted(p.stem for p in LANGUAGES.glob("*.txt")))
def test_utf8_is_certain(language: str) -> None:
    text, how = decode(_text(language).encode(), HERE)
    assert (text, how.codec, how.confidence, how.exact) == (_text(language), "utf-8", 1.0, True)


@pytest.mark.parametrize(
    ("language", "codec"),
    [
        *[(language, "cp1252") for language in ("en", "fr", "de")],
        *[(language, "mac-roman") for language in ("en", "fr", "de")],
        *[(language, "cp1250") for language in ("pl", "cs", "hu", "sh", "de")],
        *[(language, "cp1251") for language in ("ru", "sr")],
    ],
)
def test_a_page_of_text_is_read_rightly(language: str, codec: str) -> None:
    text, how = decode(_text(language).encode(codec), HERE)
    assert text == _text(language)
    assert how.confidence >= 0.9
    assert how.exact


@pytest.mark.parametrize(
    ("language", "codec"),
    [
        *[(language, "iso8859-2") for language in ("pl", "cs", "hu", "sh")],
        *[(language, "cp852") for language in ("pl", "cs", "hu", "sh")],
        *[("ru", codec) for codec in ("koi8-r", "iso8859-5", "cp866")],
        ("sr", "iso8859-5"),
    ],
)
def test_code_pages_without_typography(language: str, codec: str) -> None:
    expected = _text(language).translate(_PLAIN)
    text, how = decode(expected.encode(codec), HERE)
    assert text == expected
    assert how.confidence >= 0.9


def test_twins_are_named_instead_of_chosen_between() -> None:
    """Hungarian letters lie alike in Windows-1250 and ISO 8859-2: one text, so no doubt."""
    _, how = decode(_text("hu").translate(_PLAIN).encode("iso8859-2"), HERE)
    assert "ISO 8859-2 (Central Europe) would give the very same text" in how.because


def test_the_evidence_shows_a_word_both_ways() -> None:
    _, how = decode(_text("pl").encode("cp1250"), HERE)
    assert "are known" in how.because
    assert "next best" in how.because


@pytest.mark.parametrize(
    "text",
    [
        "He left the harbour.¹ The Count agreed,² and the ferry³ sailed.¹¹\n\n¹ Ibid.\n² Ibid.",
        "the regions²² of which Hadley¹ spoke, ‘twice’.²\n",
    ],
)
def test_raised_calls_of_notes_are_no_letters(text: str) -> None:
    found, how = decode(text.encode("cp1252"), HERE)
    assert (found, how.codec) == (text, "cp1252")


def test_a_number_sign_before_its_number_is_russian() -> None:
    text = "Протокол № 3 и № 4 заседания, приложение №2."
    assert decode(text.encode("cp1251"), HERE)[0] == text


def test_one_doubtful_word_is_doubted() -> None:
    _, how = decode(b"The name is given as Vukovi\xe6.", HERE)
    assert how.confidence < 0.9
    assert "--encoding" in how.because


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_settles_it_and_stays(mark: bytes, codec: str) -> None:
    text, how = decode(mark + _text("cs").encode(codec), HERE)
    assert text == "\ufeff" + _text("cs")
    assert (how.codec, how.confidence, how.exact) == (codec, 1.0, True)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_wide_text_without_a_mark(language: str, codec: str) -> None:
    text, how = decode(_text(language).encode(codec), HERE)
    assert (text, how.codec) == (_text(language), codec)
    assert how.confidence < 1.0


def test_utf8_with_broken_bytes_says_so() -> None:
    raw = bytearray(_text("ru").encode())
    raw[500] = 0xFF
    text, how = decode(bytes(raw), HERE)
    assert how.codec == "utf-8"
    assert not how.exact
    assert how.confidence < 1.0
    assert "byte 500" in how.because or "byte 499" in how.because
    assert "\ufffd" in text


def test_utf8_cut_inside_its_last_letter() -> None:
    text, how = decode("Müller and Böhm é".encode()[:-1], HERE)
    assert (text, how.codec, how.exact) == ("Müller and Böhm \ufffd", "utf-8", False)


def test_a_replacement_character_of_the_source_is_not_counted_as_broken() -> None:
    text, how = decode("was \ufffd already, Müller".encode(), HERE)
    assert text == "was \ufffd already, Müller"
    assert how.exact


def test_two_files_joined_are_suspected() -> None:
    _, how = decode(_text("fr").encode() + _text("fr").encode("cp1252"), HERE)
    assert how.confidence < 0.9
    assert "two files" in how.because


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        (
            "cp1253",
            "Η αντιπροσωπεία έφτασε με το βραδινό τρένο και την υποδέχτηκε ο γραμματέας. " * 2,
        ),
        ("cp1255", "המשלחת הגיעה ברכבת הערב והתקבלה על ידי מזכיר הרוזן החדרים יהיו קרים אמר הפחם"),
        (
            "cp1254",
            "Heyet akşam geldi; şimdi değil, dışarıda bir yığın kâğıt ışıksız çıkmış, dağıldı.",
        ),
    ],
)
def test_text_in_none_of_them_is_refused_with_its_place(codec: str, text: str) -> None:
    with pytest.raises(UnknownEncoding, match=r"byte 0x\w\w at offset \d+.*--encoding"):
        decode(text.encode(codec), HERE)


def test_the_user_knows_better(tmp_path: Path) -> None:
    greek = "Η αντιπροσωπεία έφτασε με το βραδινό τρένο."
    path = tmp_path / "greek.txt"
    path.write_bytes(greek.encode("cp1253"))
    source = read_source(path, encoding="windows-1253")
    assert source.text == greek
    assert (source.encoding.codec, source.encoding.because) == ("cp1253", "given by the user")


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_given_codec_does_not_swallow_the_mark(name: str) -> None:
    text, how = decode("Őszi ülés".encode(name), HERE, name)
    assert text == "\ufeffŐszi ülés"
    assert how.exact


def test_a_given_encoding_that_does_not_fit_is_refused() -> None:
    with pytest.raises(UnknownEncoding, match="byte 0xfc at offset 1"):
        decode(b"M\xfcller", HERE, "utf-8")


@pytest.mark.parametrize("name", ["klingon", "rot13", "base64", "\0"])
def test_no_such_encoding(name: str) -> None:
    with pytest.raises(ArgumentError, match="is the name of no encoding"):
        decode(b"text", HERE, name)


@pytest.mark.parametrize("length", [1, 2, 3, 40])
def test_high_bytes_alone_never_crash(length: int) -> None:
    for byte in range(0x80, 0x100):
        try:
            text, how = decode(bytes([byte]) * length, HERE)
        except SourceError:
            continue
        assert text
        assert 0.0 <= how.confidence <= 1.0
