"""A tab of a browser, and what its pages did."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Browser, Page

from tests.browser.driving import A_HANG, ViewEvent, watch

MEETING_ROOM = {"width": 1366, "height": 768}


@dataclass(frozen=True)
class Tab:
    """A page that is opened at one address after another, and what came of them."""

    page: Page
    watched: ViewEvent

    def empty(self) -> None:
        """Make it as it was when it was new, but for the scripts that Chromium has compiled."""
        if self.page.url.startswith("http"):
            self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear() }")
        self.page.goto("about:blank")
        self.page.context.clear_cookies()
        self.page.context.clear_permissions()
        self.page.set_viewport_size(MEETING_ROOM)
        self.page.emulate_media(media="null", color_scheme="null", forced_colors="null")
        self.page.mouse.move(0, 0)

    def check(self) -> None:
        """No request may have left the host, no error shown, and no page broken the content
        security policy. Raises AssertionError."""
        strangers, complaints = self.watched.strangers, [*self.watched.complaints]
        self.watched.requests.clear()
        self.watched.complaints.clear()
        assert strangers == []
        assert complaints == []

    def close(self) -> None:
        self.page.context.close()


def open_tab(browser: Browser, url: str) -> Tab:
    """A tab of a browser that was never here, at a meeting room's size."""
    context = browser.new_context(viewport=MEETING_ROOM, base_url=url)
    page = context.new_page()
    page.set_default_timeout(A_HANG)
    return Tab(page, watch(page, url))
