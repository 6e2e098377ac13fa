"""Inputs that cannot be used: each gets one line that names the file and the mend, and exit 2."""

from __future__ import annotations

import gzip
import io
import os
import re
import socket
import tarfile
import tempfile
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from recension.cli import main
from recension.model.errors import ArgumentError, MissingSource, SourceError, UnreadableSource
from recension.source import read_source, read_sources
from recension.source.file_bytes import read_bytes
from recension.source.plain_text import LONGEST_LINE
from tests.pdf_by_hand import pdf

NOBODY = 65534


def _packed(*members: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for member in members:
            archive.writestr(member, "<x/>")
    return target.getvalue()


def _tar() -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("volume.txt"))
    return target.getvalue()


def tei(body: str, before: str = "") -> bytes:
    """A TEI file with something in its body, and something before its root."""
    text = f"<text><body>{body}</body></text>"
    return f'{before}<TEI xmlns="http://www.tei-c.org/ns/1.0">{text}</TEI>'.encode()


LAUGHS = (
    "<!DOCTYPE TEI [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {y} '{f'&{x};' * 20}'>" for x, y in pairwise("abcdefgh"))
    + "]>"
)

FILES: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.txt", b"", "is empty"),
    "empty-pdf": ("a.pdf", b"", "is empty"),
    "white-space": ("a.txt", b" \r\n\t\f \n", "holds nothing but white space"),
    "mark-alone": ("a.txt", b"\xef\xbb\xbf\r\n", "holds nothing but white space"),
    "no-break-spaces": ("a.txt", "\u00a0\n\u2003".encode(), "holds nothing but white space"),
    "nuls": ("a.txt", bytes(5000), "consists of NUL bytes"),
    "random": ("a.txt", bytes(range(256)) * 40, "is binary data"),
    "endless-line": ("a.txt", b"word " * 10_000_000, "line 1 is longer than 5,000,000 characters"),
    "png": ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is a PNG picture"),
    "jpeg-named-text": ("a.txt", b"\xff\xd8\xff\xe0\0\x10JFIF\0", "is a JPEG picture"),
    "tiff": ("a.tif", b"II*\0\x08\0\0\0", "is a TIFF picture"),
    "zip": ("a.zip", _packed("volume.txt"), "is a ZIP archive"),
    "docx": ("a.docx", _packed("word/document.xml"), r"is a Word document \(DOCX\)"),
    "docx-named-text": ("a.txt", _packed("word/document.xml"), r"is a Word document \(DOCX\)"),
    "epub": ("a.epub", _packed("META-INF/container.xml"), "is an EPUB book"),
    "odt": ("a.odt", _packed("content.xml"), "is an OpenDocument file"),
    "docx-cut": ("a.docx", _packed("word/document.xml")[:40], "is a damaged ZIP archive"),
    "doc": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "is an old Word"),
    "rtf": ("a.rtf", rb"{\rtf1\ansi text}", "is a rich-text"),
    "gzip": ("a.txt.gz", gzip.compress(b"text"), "is a gzip archive"),
    "tar": ("a.tar", _tar(), "is a tar archive"),
    "exe": ("a.exe", b"MZ\x90\0\x03\0\0\0", "is a program"),
    "elf": ("a.txt", b"\x7fELF\x02\x01\x01\0", "is a program"),
    "xml": ("a.xml", b"<?xml version='1.0'?><alto><p>text</p></alto>", "is XML, but no TEI.* alto"),
    "xml-named-text": ("a.txt", b"<?xml version='1.0'?><html/>", "is XML, but no TEI"),
    "tei-p4": ("a.xml", b"<TEI.2><text>text</text></TEI.2>", "is TEI of an older kind"),
    "tei-bare": ("a.xml", b"<?xml version='1.0'?><TEI/>", "is TEI of an older kind"),
    "tei-corpus": ("a.xml", tei("").replace(b"TEI", b"teiCorpus"), "is a corpus"),
    "tei-without-text": ("a.xml", tei("").replace(b"text", b"facsimile"), "without a text"),
    "tei-blank": ("a.xml", tei("<p> \n</p>"), "without any words"),
    "tei-cut": ("a.xml", tei("<p>words</p>")[:-20], r"a.xml:\d+: is no well-formed XML"),
    "tei-crossed": ("a.xml", tei("<p>\n<hi>a</p>\n</hi>"), "a.xml:2: is no well-formed XML"),
    "tei-control": ("a.xml", tei("<p>a\x01b</p>"), "is no well-formed XML"),
    "tei-deep": ("a.xml", tei("<hi>" * 50_000 + "x" + "</hi>" * 50_000), "no well-formed XML"),
    "tei-laughs": ("a.xml", tei("<p>&h;</p>", LAUGHS), "no well-formed XML .*entity"),
    "tei-laughs-in-name": ("a.xml", tei("<p n='&h;'>x</p>", LAUGHS), "entit"),
    "tei-entity-file": (
        "a.xml",
        tei("<p>&x;</p>", "<!DOCTYPE TEI [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"),
        "declares an entity of its own, x,",
    ),
    "tei-entity-net": (
        "a.xml",
        tei("<p>x</p>", "<!DOCTYPE TEI [<!ENTITY % x SYSTEM 'http://127.0.0.1:9/x'> %x;]>"),
        "entity",
    ),
    "tei-entity-unknown": (
        "a.xml",
        tei("<p>a &mdash; b</p>", "<!DOCTYPE TEI SYSTEM 'http://127.0.0.1:9/tei.dtd'>"),
        "has the entity &mdash;, which it does not explain",
    ),
    "tei-encoding": (
        "a.xml",
        b"<?xml version='1.0' encoding='klingon'?>" + tei("<p>x</p>"),
        "is no well-formed XML",
    ),
    "html": ("a.html", b"<!DOCTYPE html><p>text", "is an HTML page"),
    "pdf-cut": ("a.pdf", pdf([["text"] * 40])[:700], "is cut off"),
    "pdf-locked": ("a.pdf", pdf([["x"]], owner=b"o", user=b"u"), "is locked with a password"),
    "pdf-pictures": ("a.pdf", pdf([[], []]), "has no text layer"),
    "pdf-in-name-only": ("a.pdf", b"<p>404 Not Found</p>", "is named PDF but is none inside"),
    "greek": (
        "a.txt",
        ("Η αντιπροσωπεία έφτασε με το βραδινό τρένο και την υποδέχτηκε. " * 9).encode("cp1253"),
        r"byte 0x\w\w at offset 0 fits no encoding",
    ),
}


def _folder(place: Path) -> Path:
    (place / "input").mkdir()
    return place / "input"


def _pipe(place: Path) -> Path:
    os.mkfifo(place / "pipe.txt")
    return place / "pipe.txt"


def _loop(place: Path) -> Path:
    (place / "loop.txt").symlink_to(place / "loop.txt")
    return place / "loop.txt"


def _dangling(place: Path) -> Path:
    (place / "link.txt").symlink_to(place / "gone.txt")
    return place / "link.txt"


PLACES: dict[str, tuple[Callable[[Path], Path], str]] = {
    "missing": (lambda place: place / "missing.txt", "no such file"),
    "missing-folder": (lambda place: place / "no" / "such" / "a.txt", "no such file"),
    "dangling": (_dangling, "no such file"),
    "folder": (_folder, "is a folder"),
    "pipe": (_pipe, "is a pipe, not a file"),
    "endless-device": (lambda _: Path("/dev/zero"), "is a device, not a file"),
    "link-loop": (_loop, "cannot be read"),
    "name-too-long": (lambda place: place / ("n" * 300 + ".txt"), "cannot be read"),
}


@pytest.fixture(params=[*FILES, *PLACES])
def bad_input(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str]:
    """A path that cannot be used, and what is to be said of it."""
    place = tmp_path / "in"
    place.mkdir()
    if request.param in PLACES:
        make, problem = PLACES[request.param]
        return make(place), problem
    name, raw, problem = FILES[request.param]
    (place / name).write_bytes(raw)
    return place / name, problem


@pytest.mark.timeout(60)
def test_it_is_refused_by_name_with_a_mend(bad_input: tuple[Path, str]) -> None:
    path, problem = bad_input
    with pytest.raises(SourceError, match=problem) as caught:
        read_source(path)
    assert re.fullmatch(rf"{re.escape(str(path))}(:\d+)?", caught.value.place)
    assert caught.value.mend
    assert not caught.value.problem.endswith(".")
    assert not caught.value.mend.endswith(".")


@pytest.mark.timeout(60)
def test_the_command_says_one_line_and_leaves_nothing(
    bad_input: tuple[Path, str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path, _ = bad_input
    place = tmp_path / "out"
    place.mkdir()
    with pytest.raises(SystemExit) as caught:
        main(["build", str(path), "-o", str(place / "edition")])
    said = capfd.readouterr()
    assert caught.value.code == 2
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert said.err.endswith("\n")
    assert path.name in said.err
    assert not list(place.iterdir())


@pytest.mark.timeout(60)
def test_check_says_one_line_too(
    bad_input: tuple[Path, str], capfd: pytest.CaptureFixture[str]
) -> None:
    path, _ = bad_input
    with pytest.raises(SystemExit) as caught:
        main(["check", str(path)])
    said = capfd.readouterr()
    assert (caught.value.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert path.name in said.err


def test_one_bad_input_among_good_ones_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("A good text.\n")
    with pytest.raises(MissingSource, match=r"missing\.txt"):
        read_sources([tmp_path / "good.txt", tmp_path / "missing.txt"])


@pytest.mark.parametrize(
    "text",
    [
        b"MZ, the officer said, and left.\n",
        b"BMW cars were seen on the road.\n",
        b"%PDF- is how a PDF begins; this note is about that.\n"[1:],
        b"<script>alert('x')</script> stood in the letter.\n",
        b"PK was his sign.\n",
        b"GIF89 is a format.\n",
        b"RIFF raff\n",
        b"A stray control character \x01 is damage, no reason to refuse a text of this length.\n"
        * 3,
        b"Typed under\x08_lined, with an end-of-file mark as DOS had it.\n\x1a",
    ],
)
def test_plain_text_that_looks_like_something_else_is_read(text: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text)
    assert read_source(path).text.encode() == text


def test_a_text_without_a_suffix_is_read(tmp_path: Path) -> None:
    (tmp_path / "BULLETIN").write_text("A good text.\n")
    assert read_source(tmp_path / "BULLETIN").name == "BULLETIN"


def test_a_volume_in_one_line_is_still_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"w" * LONGEST_LINE)
    assert len(read_source(path).text) == LONGEST_LINE
    path.write_bytes(b"w" * (LONGEST_LINE + 1))
    with pytest.raises(UnreadableSource, match="line 1 is longer"):
        read_source(path)


def test_the_line_that_is_too_long_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"short\r\nshort\r\n" + b"w" * (LONGEST_LINE + 1) + b"\r\nshort\r\n")
    with pytest.raises(UnreadableSource, match="line 3 is longer"):
        read_source(path)


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(3 * 1024**3)  # sparse: it takes no room
    tracemalloc.start()
    with pytest.raises(UnreadableSource, match=r"is larger than 2,048 MiB"):
        read_source(path)
    assert tracemalloc.get_traced_memory()[1] < 1024**2
    tracemalloc.stop()


def test_a_file_that_says_it_has_no_size_is_read_up_to_the_limit() -> None:
    status = Path("/proc/self/status")
    if not status.exists():
        pytest.skip("no /proc here: no files without a size to try")
    assert status.stat().st_size == 0
    assert read_bytes(status).startswith(b"Name:")
    with pytest.raises(UnreadableSource, match="is larger than"):
        read_bytes(status, largest=10)


def test_a_socket_is_refused(tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as short, socket.socket(socket.AF_UNIX) as bound:
        bound.bind(f"{short}/s")
        with pytest.raises(UnreadableSource, match="is a socket, not a file"):
            read_source(Path(short, "s"))


def test_a_file_that_vanishes_meanwhile(tmp_path: Path) -> None:
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for path in paths:
        path.write_text("A good text.\n")

    def vanish(what: str, done: int, total: int) -> None:
        paths[1].unlink(missing_ok=True)

    with pytest.raises(MissingSource, match=r"b\.txt: no such file"):
        read_sources(paths, vanish)


@pytest.fixture
def nobodys_place() -> Iterator[Path]:
    """A folder where we are a user whom permissions bind, which root is not."""
    import recension.building  # noqa: F401 - Python itself may lie where that user cannot go

    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o777)
        if os.geteuid() != 0:
            yield Path(place)
            return
        os.seteuid(NOBODY)
        try:
            yield Path(place)
        finally:
            os.seteuid(0)


def test_a_file_that_may_not_be_read(
    nobodys_place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = nobodys_place / "closed.txt"
    path.write_text("A good text.\n")
    path.chmod(0)
    with pytest.raises(SystemExit) as caught:
        main(["build", str(path), "-o", str(nobodys_place / "edition")])
    said = capfd.readouterr()
    assert (caught.value.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert said.err.startswith(f"recension: {path}: may not be read by you. ")
    assert [entry.name for entry in nobodys_place.iterdir()] == ["closed.txt"]


def test_files_alike_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    paths = [tmp_path / "1946" / "report.txt", tmp_path / "1947" / "report.txt", tmp_path / "c.txt"]
    for path in paths:
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"The report of {path.parent.name}.\n")
    sources = read_sources(paths)
    assert [s.name for s in sources] == ["1946/report.txt", "1947/report.txt", "c.txt"]


def test_one_file_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("A good text.\n")
    with pytest.raises(ArgumentError, match="is given twice"):
        read_sources([path, path.parent / "." / "a.txt"])


def test_no_file_at_all_is_refused() -> None:
    with pytest.raises(ArgumentError, match="no file is given"):
        read_sources([])


def test_a_name_in_no_encoding_is_shown_with_a_mark(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xf4.txt"))
    try:
        path.write_text("A good text.\n")
    except OSError:
        pytest.skip("this file system takes no name that is not UTF-8")
    assert read_source(path).name == "\ufffd.txt"


def test_progress_is_told_of_each_file(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("A good text.\n")
    told: list[tuple[str, int, int]] = []
    read_sources([tmp_path / "a.txt", tmp_path / "b.txt"], lambda *step: told.append(step))
    assert told == [("reading a.txt", 0, 2), ("reading b.txt", 1, 2)]
