"""The tables that a page shows, as a reader of its HTML finds them."""

from html.parser import HTMLParser

import pandas as pd


class Tables(HTMLParser):
    """Collects each table: its caption, its headings and the texts of its lines."""

    def __init__(self):
        super().__init__()
        self.found = []
        self.into = None

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.found.append({"caption": [], "heads": [], "lines": []})
        elif tag == "caption":
            self.into = self.found[-1]["caption"]
        elif tag == "tr":
            self.found[-1]["lines"].append([])
        elif tag in ("th", "td"):
            is_head = dict(attrs).get("scope") == "col"
            self.into = self.found[-1]["heads"] if is_head else self.found[-1]["lines"][-1]
        else:
            return
        if self.into is not None and tag != "tr":
            self.into.append("")

    def handle_data(self, data):
        if self.into is not None:
            self.into[-1] += data

    def handle_endtag(self, tag):
        if tag in ("caption", "th", "td"):
            self.into = None


def tables(app):
    """Each table of a page by its caption, in order, as a frame of texts."""
    reader = Tables()
    for shown in app.get("html"):
        reader.feed(shown.proto.body)
    return {"".join(one["caption"]): frame_of(one) for one in reader.found}


def frame_of(table):
    lines = [line for line in table["lines"] if line]
    return pd.DataFrame(lines, columns=table["heads"] or None)


def table(app, starts=""):
    """The first table whose caption starts like this."""
    return next(frame for caption, frame in tables(app).items() if caption.startswith(starts))
