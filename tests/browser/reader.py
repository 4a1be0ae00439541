"""Somebody at a page, whose clicks and typed words are counted."""

from playwright.sync_api import expect

from tests.browser.driving import go_to, open_filters, open_page, wait_idle


class Reader:
    """Somebody at a page, whose clicks and typed words are counted."""

    def __init__(self, page):
        self.page, self.steps = page, 0

    def click(self, found):
        self.steps += 1
        found.click()
        wait_idle(self.page)

    def go_to(self, title):
        self.steps += 1
        go_to(self.page, title)

    def open_filters(self):
        """The filters, which one click opens."""
        self.steps += 1
        return open_filters(self.page)

    def choose_files(self, *paths):
        """Choose files in the browser's own dialog, which counts as one click."""
        self.steps += 1
        self.page.locator("input[type=file]").set_input_files(paths)

    def upload(self, *paths):
        """Choose files that can be read, and wait until they are."""
        self.choose_files(*paths)
        self.page.get_by_text("How we read this file").first.wait_for()
        wait_idle(self.page)

    def download(self, found):
        """The content of the file that a button hands out."""
        self.steps += 1
        with self.page.expect_download() as downloading:
            found.click()
        return downloading.value.path().read_bytes()

    def type_into(self, box, words):
        """Fill in a box and leave it, which counts as one click."""
        self.steps += 1
        box.fill(words)
        self.page.keyboard.press("Tab")
        wait_idle(self.page)

    def search(self, words, leads_to):
        self.steps += 1
        self.page.keyboard.press("/")
        self.page.keyboard.type(words)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(leads_to)
        wait_idle(self.page)

    def sees(self, *texts):
        for text in texts:
            expect(self.page.get_by_text(text).first).to_be_visible()

    def heading(self, *parts):
        for part in parts:
            expect(self.page.locator("h1")).to_contain_text(part)


def begin(page, at="/"):
    open_page(page, at)
    return Reader(page)
