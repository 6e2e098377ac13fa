"""The pages for people: every link inside the repository leads somewhere, to the heading too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "src").rglob("*.md")]
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCE = re.compile(r"^(`{3,}).*?^\1", re.MULTILINE | re.DOTALL)


def anchors(page: Path) -> set[str]:
    """The names under which a forge makes a page's headings reachable."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {
        re.sub(r"[^\w -]", "", heading).strip().casefold().replace(" ", "-") for heading in headings
    }


def links() -> list[tuple[Path, str]]:
    found = []
    for page in PAGES:
        text = FENCE.sub("", page.read_text(encoding="utf-8"))
        targets = LINK.findall(text)
        found += [(page, target) for target in targets if "://" not in target]
    return found


def test_there_are_links() -> None:
    assert any(
        page.name == "README.md" and target == "docs/tutorial.md" for page, target in links()
    )


@pytest.mark.parametrize(
    ("page", "target"), links(), ids=[f"{p.relative_to(ROOT)}: {t}" for p, t in links()]
)
def test_a_link_leads_somewhere(page: Path, target: str) -> None:
    path, _, anchor = target.partition("#")
    goal = (page.parent / path).resolve() if path else page
    assert goal.exists()
    assert not anchor or anchor in anchors(goal)
