"""A database that cannot be trusted shows no figure; one that was put right is shown again."""

from streamlit.testing.v1 import AppTest

from dscp_data.store.backup.restore import restore_backup
from dscp_ui.sections.admin.unavailable import TITLE
from tests.ui.pages import APP


def said(app):
    return " ".join(
        element.value for element in [*app.title, *app.header, *app.text, *app.code, *app.markdown]
    )


def test_a_damaged_database_is_reported_on_every_page_until_it_is_restored(database):
    held = database.read_bytes()
    database.write_bytes(held[: len(held) // 2])
    app = AppTest.from_file(APP, default_timeout=30).run()
    assert not app.exception
    assert TITLE in said(app)
    assert "python -m dscp_data restore" in said(app)
    assert not app.metric
    assert not app.dataframe
    restore_backup(database, by="steward")
    app.run()
    assert not app.exception
    assert TITLE not in said(app)
