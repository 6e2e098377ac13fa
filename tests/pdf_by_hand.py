"""Tiny PDFs written out by hand, so that the tests know every byte of them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

_ID = b"0123456789abcdef"
# The padding of passwords: PDF 1.7, section 7.6.3.3, algorithm 2.
_PADDING = bytes.fromhex(
    "28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a"  # fixed by the format
)
_FORBID_NOTHING = -4


def pdf(
    pages: Sequence[Sequence[str]],
    labels: bytes = b"",
    owner: bytes | None = None,
    user: bytes = b"",
) -> bytes:
    """A PDF with a text layer.

    Args:
        pages: lines of Latin-1 text for each page; a page without lines carries none.
        labels: the number tree of page labels, as PDF writes it (``0 << /S /r >>``).
        owner: an owner's password; where given, the file is encrypted (RC4, 40 bit).
        user: the password that opens an encrypted file.
    """
    marks = f"/PageLabels << /Nums [{labels.decode()}] >>" if labels else ""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {marks} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    key = _key(owner, user) if owner is not None else None
    for number, lines in enumerate(pages):
        content = _content(lines)
        if key is not None:
            content = _rc4(_object_key(key, 5 + 2 * number), content)
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode(),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        ]
    return _file(objects, _encrypt(owner, user) if owner is not None else b"")


def _content(lines: Sequence[str]) -> bytes:
    shown = []
    for line in lines:
        escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        shown.append(b"(" + escaped.encode("cp1252") + b") Tj T*")
    return b"BT /F1 12 Tf 14 TL 72 770 Td\n" + b"\n".join(shown) + b"\nET"


def _file(objects: Sequence[bytes], encrypt: bytes) -> bytes:
    body, offsets = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    entries = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"/Size %d /Root 1 0 R /ID [<%s> <%s>]" % (
        len(objects) + 1,
        _ID.hex().encode(),
        _ID.hex().encode(),
    )
    return (
        b"%sxref\n0 %d\n0000000000 65535 f \n%strailer\n<< %s %s >>\nstartxref\n%d\n%%%%EOF\n"
        % (
            body,
            len(objects) + 1,
            entries,
            trailer,
            encrypt,
            len(body),
        )
    )


def _encrypt(owner: bytes, user: bytes) -> bytes:
    names = (_owner_entry(owner, user).hex(), _rc4(_key(owner, user), _PADDING).hex())
    return b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P %d >>" % (
        names[0].encode(),
        names[1].encode(),
        _FORBID_NOTHING,
    )


def _owner_entry(owner: bytes, user: bytes) -> bytes:
    return _rc4(hashlib.md5(_padded(owner)).digest()[:5], _padded(user))


def _key(owner: bytes, user: bytes) -> bytes:
    rights = (_FORBID_NOTHING & 0xFFFFFFFF).to_bytes(4, "little")
    return hashlib.md5(_padded(user) + _owner_entry(owner, user) + rights + _ID).digest()[:5]


def _object_key(key: bytes, number: int) -> bytes:
    return hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[: len(key) + 5]


def _padded(password: bytes) -> bytes:
    return (password + _PADDING)[:32]


def _rc4(key: bytes, data: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)
