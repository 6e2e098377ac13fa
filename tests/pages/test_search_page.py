"""The search in a real browser: what it finds, in which spelling, and what it does with the odd."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from recension.edition.folder import put
from recension.edition.search import search
from recension.model.edition import Edition, Entry, Source
from recension.model.errors import ArgumentError
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Document, Mention, Person
from recension.publication.site import Site
from recension.publication.site.search_folding import alphabets, fold, key
from recension.publication.site.search_pieces import pieces, places, plain
from tests.pages.test_site_pages import DESK, PHONE, Visit, browser
from tests.serving import serving

pytestmark = pytest.mark.browser
__all__ = ["browser"]

_DOCUMENTS: tuple[tuple[str, str, str | None, str], ...] = (
    ("The weir", "minutes", "1921-05-27",
     "The commission met in the mill. Mr. Ranković spoke of the common border of the two\n"
     "parishes. Comrade R[anković] said it twice; the inter-\nnational convention forbids it."),
    ("Letter of the bishop", "letter", "1921-06",
     "To the engineer. Rankovich has not answered, and the Anglo-\nAmerican company will not pay."),
    ("Телеграмма", "telegram", "1922-01-03",
     "Ранкович и Ђилас выехали. Плотина цела."),
    ("Report on the résumé", "report", None,
     "The résumé of the engineer Đilas has a border in common with nothing. A cat, a chat: ok."),
    ("On 水壩", "report", "1923",
     "The inscription at the dam reads 水壩 and then 毛, which the clerk could not read."),
    ("Note of the miller", "letter", "1923-02/1923-03",
     "The Old Heron came to the mill at night. Nobody saw Vodenić there, they say: x+y [sic] $5."),
    ("A list", "report", "1924",
     "Border stones: one, two, three. Borders, bordered, bordering. <script>alert(1)</script>"),
)  # fmt: skip


def _edition() -> Edition:
    text, entries = "", []
    for number, (title, kind, date, words) in enumerate(_DOCUMENTS, 1):
        begin, heading = len(text), Span(len(text), len(text) + len(title))
        text += f"{title}\n\n{words}\n\n"
        document = Document(kind, title, heading, date=date)  # type: ignore[arg-type]
        entries.append(Entry(f"d{number}", document, "s1", Span(begin, len(text) - 2)))
    persons = (
        Entry("p1", Person("Jovan Ranković", ("Rankovich", "Ранкович"))),
        Entry("p2", Person("Petar Vodenić", ("Old Heron",))),
    )
    mentions = tuple(
        Entry(f"m{m.start()}", Mention("p1"), "s1", Span(*m.span()))
        for m in re.finditer("Ranković spoke|Rankovich|Ранкович", text)
    )
    source = SourceText("river.txt", text, "0" * 64, original=text.encode())
    return Edition(
        (Source("s1", source),), documents=tuple(entries), persons=persons, mentions=mentions
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole folder of an edition, so that the command line can be asked too."""
    place = tmp_path_factory.mktemp("river") / "edition"
    put(_edition(), place, {"site": Site()})
    return place


@pytest.fixture(scope="module")
def shared(browser: Browser, folder: Path) -> Iterator[Page]:
    """One page for all questions that only look at the answer."""
    visit = Visit(browser, PHONE)
    yield visit.open(folder / "site" / "search" / "index.html")
    visit.end()


_FILL = """asked => {
  for (const field of document.getElementById('find').elements) {
    if (field.type === 'checkbox') field.checked = asked[field.name] !== 'no';
    else if (field.name) field.value = asked[field.name] || (field.name === 'order' ? 'best' : '');
  }
  document.getElementById('find').requestSubmit();
}"""


def _ask(page: Page, folder: Path, asked: str) -> list[str]:
    """The titles that are found; the first question opens the address, others use its form."""
    address = (folder / "site" / "search" / "index.html").as_uri()
    if page.url.partition("?")[0] != address or "?" not in page.url:
        page.goto(f"{address}?{asked}")
    else:
        page.evaluate(_FILL, dict(parse_qsl(asked)))
    page.locator("html[data-search=ready]").wait_for(state="attached")
    return page.locator("#hits h2").all_inner_texts()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("weir", {1}),
        ("Ranković", {1, 2, 3}),
        ("Rankovich", {1, 2, 3}),
        ("РАНКОВИЋ", {1, 2, 3}),
        ("djilas", {3, 4}),
        ("Đilas", {3, 4}),
        ("resume", {4}),
        ("résumé", {4}),
        ("плотина", {3}),
        ("plotina", {3}),
        ("Телеграмма", {3}),
        ("水壩", {5}),
        ("毛", {5}),
        ("international", {1}),
        ("american", {2}),
        ("cat", {4}),
        ("chat", {4}),
        ("border", {1, 4, 7}),
        ("border*", {1, 4, 7}),
        ("bordered", {7}),
        ("borde", set()),
        ('"common border"', {1}),
        ('"border common"', set()),
        ("“common bord”*", {1}),
        ("common border", {1, 4}),
        ('"common border', {1}),
        ("the mill", {1, 6}),
        ("Vodenić", {6}),
        ("miller night", {6}),
        ("x+y", {6}),
        ("[sic]", {6}),
        (".*", set()),
        ("a{2}(b|c)\\d+$", set()),
        ("<script>", {7}),
        ('"><img src=x onerror=alert(1)>', set()),
        ("nowhere", set()),
        ("a" * 10_000, set()),
        ("\u202eweir\u0000", {1}),
    ],
)
def test_a_question_finds_its_documents(
    shared: Page, folder: Path, query: str, found: set[int]
) -> None:
    titles = _ask(shared, folder, f"q={quote(query)}")
    assert sorted(titles) == sorted(_DOCUMENTS[n - 1][0] for n in found)
    said = shared.locator("#count").inner_text()
    assert (said.startswith(("Not found", "There is no word"))) == (not found)
    assert shared.locator("#hits .passage").count() >= len(found)


@pytest.mark.parametrize(
    "query",
    ["weir", "Rankovich", "РАНКОВИЋ", "djilas", "resume", "плотина", "水壩", "international",
     "american", "border*", '"common border"', '"border common"', "the", "nowhere", "cat",
     '"comrade rankovic"', "Old Heron", "Vodenić", "anglo-american", "mill night"],
)  # fmt: skip
def test_the_command_line_finds_the_same_documents(shared: Page, folder: Path, query: str) -> None:
    try:
        hits = search(folder / "edition.db", query, 100).best
    except ArgumentError:
        hits = ()
    there = {_DOCUMENTS[int((hit.document or "d0")[1:]) - 1][0] for hit in hits}
    assert set(_ask(shared, folder, f"q={quote(query)}")) == there


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("kind=Letter", {2, 6}),
        ("from=1922&until=1923", {3, 5, 6}),
        ("from=1921-05-28&until=1921-12", {2}),
        ("document=report", {4}),
        ("person=Jovan%20Rankovi%C4%87", {1, 2, 3}),
        ("person=rankovitch&kind=Letter", {2}),
        ("q=mill&kind=Letter", {6}),
        ("q=rankovich&spellings=no", {2, 3}),
        ("q=common+border&until=1921", {1}),
    ],
)
def test_a_filter_narrows(shared: Page, folder: Path, asked: str, found: set[int]) -> None:
    titles = _ask(shared, folder, asked)
    assert set(titles) == {_DOCUMENTS[n - 1][0] for n in found}


def test_the_order_is_what_was_chosen(shared: Page, folder: Path) -> None:
    in_text = _ask(shared, folder, "q=border&order=text")
    assert in_text == [_DOCUMENTS[n][0] for n in (0, 3, 6)]
    by_date = _ask(shared, folder, "kind=Report&order=date")
    assert by_date == ["On 水壩", "A list", "Report on the résumé"], "without a date: last"


def test_a_wrong_date_and_too_many_words_are_said(shared: Page, folder: Path) -> None:
    assert _ask(shared, folder, "q=weir&from=May") == []
    assert "1946-05" in shared.locator("#count").inner_text()
    assert shared.locator("[name=from]").get_attribute("aria-invalid") == "true"
    assert _ask(shared, folder, "q=" + "a+" * 65) == []
    assert "more than 64" in shared.locator("#count").inner_text()


def test_other_spellings_are_said_as_the_edition_has_them(shared: Page, folder: Path) -> None:
    _ask(shared, folder, "q=Rankovitch")
    also = shared.locator("#also").inner_text()
    assert {"Ranković", "Rankovich", "Ранкович"} <= set(re.split(r": |, ", also))
    _ask(shared, folder, "q=Voden*")
    assert shared.locator("#also").inner_text() == ""


def test_the_word_that_is_missing_is_said(shared: Page, folder: Path) -> None:
    assert _ask(shared, folder, "q=weir+zeppelin") == []
    assert "does not have “zeppelin”." in shared.locator("#count").inner_text()
    assert _ask(shared, folder, "q=weir+cat") == []
    assert "does not have" not in shared.locator("#count").inner_text()


def test_what_begins_so_is_said_where_nothing_is_found(shared: Page, folder: Path) -> None:
    assert _ask(shared, folder, "q=bord") == []
    assert "border, bordered, bordering, borders" in shared.locator("#also").inner_text()


def test_browser_and_program_fold_alike(shared: Page, folder: Path) -> None:
    _ask(shared, folder, "q=weir")
    some = [*alphabets(), *"ÀÉÎÕÜĆČŠŽĐẞŁØÆÞβγДЖЩЪЬЮЯЂЋЏІЇЄҐ", "Ђилас", "RÉSUMÉ", "Übermaß", "Щукин"]
    folded = shared.evaluate("words => words.map(recensionWords.fold)", some)
    assert folded == [fold(word) for word in some]
    names = ["rankovich", "tchitcherin", "chang", "zhukov", "dzhilas", "hoxha", "shchukin", "a1"]
    keys = shared.evaluate("words => words.map(recensionWords.key)", names)
    assert keys[:-1] == [key(name) for name in names[:-1]]


def test_the_browser_reads_what_the_program_writes(shared: Page, folder: Path) -> None:
    _ask(shared, folder, "q=weir")
    chance = random.Random(3)
    some = [[chance.randrange(10**n) for _ in range(9)] for n in range(1, 8)]
    assert (
        shared.evaluate("a => a.map(s => recensionWords.numbers(s, 0))", list(map(plain, some)))
        == some
    )
    growing = [sorted(chance.sample(range(3000), n)) for n in (1, 2, 40, 900, 2999, 3000)]
    growing += [[0], [4], [5], list(range(5)), list(range(99))]
    assert shared.evaluate("a => a.map(s => recensionWords.units(s, 0))",
                           list(map(places, growing))) == growing  # fmt: skip
    words = sorted({"".join(chance.choices("ab1", k=chance.randint(1, 40))) for _ in range(500)})
    rows = [(word, places([n, n + 1])) for n, word in enumerate(words)]
    for first, piece in pieces(rows, 1000):
        read = shared.evaluate("""said => { const piece = recensionWords.rows(said);
            return piece.words.map((w, i) => [w, recensionWords.units(said, piece.from[i])]); }""",
                               piece)  # fmt: skip
        begin = words.index(first)
        assert read == [[words[n], [n, n + 1]] for n in range(begin, begin + len(read))]


def test_one_types_and_is_answered(browser: Browser, folder: Path) -> None:
    visit = Visit(browser, DESK, "dark")
    page = visit.open(folder / "site" / "search" / "index.html")
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.id") != "q":
        page.keyboard.press("Tab")
    page.keyboard.type("w")
    expect(page.locator("#hits h2")).to_have_count(0)
    page.keyboard.type("eir")
    expect(page.locator("#hits h2")).to_have_text("The weir")
    expect(page.get_by_role("status")).to_have_text("1 passage in 1 document")
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    expect(page.locator("#hits h2")).to_have_count(0)
    page.keyboard.type("rankovich")
    page.keyboard.press("Enter")
    expect(page.locator("#hits h2")).to_have_count(3)
    expect(page).to_have_url(re.compile(r"\?q=rankovich$"))
    page.reload()
    expect(page.locator("#hits h2")).to_have_count(3)
    visit.end()


def test_all_that_was_found_is_marked_in_the_page(browser: Browser, folder: Path) -> None:
    visit = Visit(browser, PHONE)
    page = visit.open(folder / "site" / "search" / "index.html")
    page.locator("#q").fill("Rankovich")
    page.locator("#hits .passage").filter(has_text="parishes").get_by_role("link").click()
    bar = page.get_by_role("region", name="What the search found here")
    expect(bar).to_contain_text("Place 1 of 2")
    assert "".join(page.locator("mark.hit").all_inner_texts()) == "RankovićR[anković"
    before = page.locator("article").inner_text()
    bar.get_by_role("button", name="Next").click()
    expect(bar.get_by_role("status")).to_contain_text("Place 2 of 2")
    expect(page.locator("mark.now").first).to_be_in_viewport()
    bar.get_by_role("button", name="Unmark").click()
    expect(page.locator("mark.hit")).to_have_count(0)
    assert page.locator("article").inner_text() == before
    visit.end()


def test_a_page_opened_with_harmful_words_to_mark_is_only_read(
    browser: Browser, folder: Path
) -> None:
    visit = Visit(browser, PHONE)
    harm = quote("<img src=x onerror=alert(1)>|(.*)+$|[|\\|the|weir*|*", safe="")
    path = folder / "site" / "documents" / "d1.html"
    visit.page.goto(f"{path.as_uri()}?find={harm}#nowhere%")
    expect(visit.page.locator("mark.hit").first).to_be_visible()
    words = {word.lower() for word in visit.page.locator("mark.hit").all_inner_texts()}
    assert words == {"the", "weir"}
    visit.end()


def test_without_scripts_the_page_says_what_can_be_done(folder: Path) -> None:
    page = (folder / "site" / "search" / "index.html").read_text("utf-8")
    said = page.partition("<noscript>")[2].partition("</noscript>")[0]
    assert "needs scripts" in said
    assert '<a href="../people/index.html">People</a>' in said


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_has_nothing_to_say_of_hits(browser: Browser, folder: Path, scheme: str) -> None:
    visit = Visit(browser, PHONE, scheme)
    for address, shown in (
        ("search/index.html?q=rankovich&kind=Letter", "#hits .passage"),
        ("search/index.html?q=weir&from=May", "[aria-invalid=true]"),
        ("documents/d1.html?find=Rankovi*|weir#p10", ".found"),
    ):
        visit.page.goto(f"{(folder / 'site').as_uri()}/{address}")
        visit.page.locator(shown).first.wait_for()
        found = Axe().run(visit.page).response["violations"]
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []
    visit.context.close()  # axe asks for style sheets, which a page from disk may not


def test_it_answers_under_serve_and_its_strict_headers(browser: Browser, folder: Path) -> None:
    context = browser.new_context()
    page, complaints = context.new_page(), list[str]()
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    with serving(folder) as server:
        page.goto(f"{server.address}search/index.html?q=rankovitch")
        expect(page.locator("#hits h2")).to_have_count(3)
        page.locator("#hits .passage a").first.click()
        expect(page.locator(".found")).to_contain_text("Place 1 of")
    assert complaints == []
    context.close()


def test_the_pieces_hand_over_data_only(folder: Path) -> None:
    for piece in (folder / "site" / "search").glob("*.js"):
        said = piece.read_text("utf-8")
        assert "<" not in said
        inside = re.fullmatch(r'recensionSearch\("(\w+)",(.*)\);\n', said, re.DOTALL)
        assert inside is not None
        assert inside[1] == piece.stem
        json.loads(inside[2])
