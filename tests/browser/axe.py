"""What axe-core finds on a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

A_AND_AA = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
COLOURS = ("color-contrast", "link-in-text-block")
HEADINGS = ("heading-order", "page-has-heading-one", "empty-heading")
AXE = Axe()


@dataclass(frozen=True)
class Violation:
    """One element that breaks one rule."""

    rule: str
    target: str
    html: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.html} at {self.target}"


def violations(page: Page, *, rules: Sequence[str] = ()) -> list[Violation]:
    """Each element that breaks a rule of WCAG 2.2 A or AA that axe-core can tell, or leaves the
    order of headings; or that breaks one of these rules of its. The driver runs it, because the
    content security policy lets no page do so."""
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": A_AND_AA}
    headings = {} if rules else {rule: {"enabled": True} for rule in HEADINGS}
    options = {"runOnly": only, "rules": headings, "resultTypes": ["violations"]}
    return [
        Violation(rule["id"], " ".join(map(str, node["target"])), node["html"])
        for rule in AXE.run(page, options=options).response["violations"]
        for node in rule["nodes"]
    ]
