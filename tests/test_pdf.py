"""PDF: the text layer as it stands, page by page, and clear refusals."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from recension.model.errors import UnreadableSource
from recension.model.source_text import SourceText
from recension.source import read_source
from recension.source.pdf import boxes, read_pdf
from tests.pdf_by_hand import pdf

HERE = Path("volume.pdf")


def _read(raw: bytes) -> SourceText:
    return read_pdf(raw, HERE, HERE.name)


def test_pages_are_joined_by_form_feeds_and_tile_the_text() -> None:
    source = _read(pdf([["First line", "Second line"], ["Overleaf"]]))
    assert source.text == "First line\r\nSecond line\fOverleaf"
    assert [source.text[p.start : p.end] for p in source.pages] == [
        "First line\r\nSecond line\f",
        "Overleaf",
    ]
    assert (source.line_ends, source.media_type) == ("crlf", "application/pdf")
    assert (source.name, source.original) == (
        "volume.pdf",
        pdf([["First line", "Second line"], ["Overleaf"]]),
    )


def test_letters_beyond_ascii() -> None:
    assert (
        _read(pdf([["Šárka’s café – “naïve” (1/2) \\"]])).text == "Šárka’s café – “naïve” (1/2) \\"
    )


def test_the_hyphen_at_a_line_end_stays_as_evidence() -> None:
    assert "confer\ufffeence" in _read(pdf([["of the confer-", "ence in May"]])).text


def test_pages_are_counted_where_the_pdf_does_not_name_them() -> None:
    assert [page.label for page in _read(pdf([["a b"], ["c d"]])).pages] == ["1", "2"]


def test_pages_carry_the_labels_that_the_pdf_gives_them() -> None:
    labels = b"0 << /S /r >> 2 << /S /D /St 111 >>"
    source = _read(pdf([["Preface"], ["More"], ["Text"], ["End"]], labels))
    assert [page.label for page in source.pages] == ["i", "ii", "111", "112"]


def test_a_page_without_text_is_kept_and_named() -> None:
    source = _read(pdf([["Before"], [], ["After"]]))
    assert source.text == "Before\f\fAfter"
    assert [len(range(p.start, p.end)) for p in source.pages] == [7, 1, 5]
    assert "none on page 2" in source.encoding.because


def test_the_last_page_may_be_blank() -> None:
    source = _read(pdf([["Before"], []]))
    assert source.text == "Before\f"
    assert [(p.start, p.end) for p in source.pages] == [(0, 7), (7, 7)]


def test_each_character_has_its_box() -> None:
    source = _read(pdf([["x"], ["Ab", "cd"]]))
    found = boxes(source, source.pages[1])
    assert len(found) == len("Ab\r\ncd")
    first, second, *_, last = found
    assert first is not None
    assert second is not None
    assert last is not None
    assert first.left < first.right <= second.left
    assert last.top < first.bottom
    assert found[2] is found[3] is None


def test_a_pdf_that_only_its_owner_may_change_is_read() -> None:
    assert _read(pdf([["For all to read"]], owner=b"archive")).text == "For all to read"


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (pdf([["Secret"]], owner=b"archive", user=b"reader"), "is locked with a password"),
        (pdf([[], []]), "has no text layer: its 2 pages are pictures or blank"),
        (pdf([[]]), "has no text layer: its page is pictures or blank"),
        (pdf([["cut"]])[:-30], "is cut off"),
        (pdf([["cut"] * 50])[:400], "is cut off"),
        (b"%PDF-1.4\n%%EOF\n", "is a damaged PDF that does not open"),
        (b"%PDF-1.4\n" + b"\x93" * 3000 + b"\n%%EOF\n", "is a damaged PDF that does not open"),
    ],
)
def test_what_cannot_be_read_is_refused(raw: bytes, problem: str) -> None:
    with pytest.raises(UnreadableSource, match=f"^volume.pdf: {problem}") as caught:
        _read(raw)
    assert caught.value.mend


def test_a_page_that_does_not_open_is_not_passed_over() -> None:
    raw = pdf([["First"], ["Second"]])
    broken = raw.replace(b"/Kids [4 0 R 6 0 R]", b"/Kids [4 0 R 9 0 R]")
    assert broken != raw
    with pytest.raises(UnreadableSource, match="page 2 of 2 is damaged"):
        _read(broken)


def test_content_decides_not_the_name(tmp_path: Path) -> None:
    path = tmp_path / "really-a-pdf.txt"
    path.write_bytes(pdf([["Found"]]))
    assert read_source(path).text == "Found"


def test_nothing_leaks_at_exit(tmp_path: Path) -> None:
    """PDFium complains on standard error about handles left open; there must be none."""
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([["Found"], ["Again"]]))
    locked = tmp_path / "b.pdf"
    locked.write_bytes(pdf([["Secret"]], owner=b"a", user=b"b"))
    script = (
        "import sys; from pathlib import Path; from recension.source import read_source, pdf\n"
        "from recension.model.errors import UnreadableSource\n"
        "s = read_source(Path(sys.argv[1])); pdf.boxes(s, s.pages[1])\n"
        "try: read_source(Path(sys.argv[2]))\n"
        "except UnreadableSource: print('refused')\n"
    )
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "error", "-c", script, str(path), str(locked)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "refused\n", "")
    gc.collect()


def test_real_scans(shared: Path) -> None:
    scans = sorted((shared / "data" / "scans").glob("*.pdf"))
    assert scans
    for path in scans:
        source = read_source(path)
        assert "".join(source.text[p.start : p.end] for p in source.pages) == source.text
        assert source.text.count("\f") == len(source.pages) - 1
        assert len(boxes(source, source.pages[0])) == source.pages[0].end
