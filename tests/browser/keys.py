"""A reader without a mouse: the Tab key from one control to the next, and what has the focus."""

from __future__ import annotations

from playwright.sync_api import Page

MOST_STOPS = 80
# What the focus may be called: how it is labelled, what labels it, and each line that a link or a
# button says (an icon says its own name first).
FOCUSED = """() => {
    const at = document.activeElement;
    const of = (ids) => (ids || '').split(' ').map(id => document.getElementById(id)?.innerText);
    const labels = [...(at.labels || [])].map(label => label.innerText);
    const says = at.matches('a, button, summary, [role=tab]') ? at.innerText.split('\\n') : [];
    const named = [at.getAttribute('aria-label'), ...of(at.getAttribute('aria-labelledby')),
                   ...labels, ...says];
    return named.filter(Boolean);
}"""


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the name of what has the focus begins so. Raises AssertionError where that
    never is."""
    passed = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if any(one.startswith(name) for one in focused):
            return
        passed.append(focused[0][:40] if focused else "")
    raise AssertionError(f"The Tab key does not reach “{name}”. It reached {passed}.")
