"""DTS as files: what its templates expand to is there, and the words are the copy's."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from lxml import etree

from recension.model.edition import Edition
from recension.publication.dts import Dts
from tests.pages.small_edition import TEXT, hostile_edition, small_edition

WRAPPER = "{https://w3id.org/api/dts#}wrapper"
TEI = "{http://www.tei-c.org/ns/1.0}"


def expanded(template: str, **values: str) -> str:
    """RFC 6570, as far as the templates use it: plain, ``/`` and ``;`` expressions."""

    def part(match: re.Match[str]) -> str:
        sign, name = match.groups()
        value = values.get(name)
        if value is None:
            return ""
        said = quote(value, safe="-._~")
        return {"": said, "/": f"/{said}", ";": f";{name}={said}"}[sign]

    return re.sub(r"\{([/;]?)(\w+)\}", part, template)


class Client:
    """Walks the folder as a client walks a host: by addresses relative to what gave them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def ask(self, address: str, base: str = "entry.json") -> tuple[str, Any]:
        path = (self.folder / base).parent / address
        answer = json.loads(path.resolve().read_text("utf-8"))
        assert answer["dtsVersion"] == "1.0"
        assert answer["@context"] == "https://dtsapi.org/context/v1.0.json"
        return path.resolve().relative_to(self.folder.resolve()).as_posix(), answer


@pytest.fixture
def client(tmp_path: Path) -> Client:
    Dts().write(small_edition(), tmp_path / "dts")
    return Client(tmp_path / "dts")


def test_from_the_entry_to_a_paragraph(client: Client) -> None:
    at, entry = client.ask("entry.json")
    assert entry["@type"] == "EntryPoint"
    at, root = client.ask(expanded(entry["collection"]), at)
    assert (root["@type"], root["totalChildren"], root["totalParents"]) == ("Collection", 1, 0)
    at, copy = client.ask(expanded(root["member"][0]["collection"]), at)
    assert [row["@id"] for row in copy["member"]] == ["d1", "d2"]
    assert copy["totalChildren"] == 2
    at, unit = client.ask(expanded(copy["member"][0]["navigation"], down="1"), at)
    refs = [row["identifier"] for row in unit["member"]]
    assert len(refs) > 3
    path = (client.folder / at).parent / expanded(unit["resource"]["document"], ref=refs[1])
    tree = etree.parse(path.resolve())
    (wrapper,) = tree.iter(WRAPPER)
    start = int(refs[1][1:])
    assert TEXT[start:].startswith(str(wrapper.xpath("string()")).strip())


def test_every_call_of_level_0_has_its_answer(client: Client) -> None:
    _, entry = client.ask("entry.json")
    for resource in ("d1", "d2"):
        _, all_units = client.ask(expanded(entry["navigation"], resource=resource, down="-1"))
        assert "ref" not in all_units
        for unit in all_units["member"]:
            ref = unit["identifier"]
            _, alone = client.ask(expanded(entry["navigation"], resource=resource, ref=ref))
            assert alone["ref"]["identifier"] == ref
            assert "member" not in alone
            for down, count in (("0", len(all_units["member"])), ("1", 1), ("-1", 1)):
                address = expanded(entry["navigation"], resource=resource, ref=ref, down=down)
                assert len(client.ask(address)[1]["member"]) == count
        _, parents = client.ask(expanded(entry["collection"], id=resource, nav="parents"))
        assert [row["@id"] for row in parents["member"]] == ["s1"]


def test_every_character_of_a_hostile_document_is_there(tmp_path: Path) -> None:
    edition = hostile_edition()
    Dts().write(edition, tmp_path / "dts")
    tree = etree.parse(tmp_path / "dts" / "document" / "d1.xml")
    words = str(tree.xpath("string(//t:body)", namespaces={"t": TEI[1:-1]}))
    assert "window.harm = 1" in words
    assert not list(tree.iter("script", f"{TEI}script"))
    for path in (tmp_path / "dts").rglob("*.json"):
        json.loads(path.read_text("utf-8"))


def test_an_empty_edition_has_an_entry(tmp_path: Path) -> None:
    Dts().write(Edition(), tmp_path / "dts")
    _, root = Client(tmp_path / "dts").ask("collection.json")
    assert root["member"] == []
