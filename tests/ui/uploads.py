"""Sending files in on the page Returns."""

from streamlit.testing.v1 import AppTest

from tests.ui.pages import opened

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LINE = ["E08", "CSC", "Easington", "Sep 2026", 104]


def send(*files, app=None) -> AppTest:
    """Send files (name, bytes) in; the Returns page as it then is."""
    app = app or opened("returns")
    app.file_uploader(key="returns-sent").set_value([(*file, KIND) for file in files]).run()
    assert not app.exception
    return app


def button(app, label):
    return next(one for one in app.button if one.label == label)
