"""Sending a return in: place what is not known, see what changes, give reasons, accept, receipt."""

import pytest

from dscp_data.model.mappings import TermMapping, TermMappings
from dscp_data.store import answers_of, save_mappings, saved_mappings
from tests.ui.pages import opened, text_of
from tests.ui.tables import table
from tests.ui.uploads import LINE, button, send
from tests.workbooks import HEADINGS, workbook

PATCH = TermMapping("dcc-csc", "locality", "Seaham patch", "easington")

pytestmark = pytest.mark.usefixtures("database")


def current_store():
    from dscp_ui import queries

    return queries.store()


def step(app):
    return next(one for one in app.button_group if one.label == "Step")


def answer(app, text, *means):
    box = next(one for one in app.selectbox if one.label == f"What “{text}” means")
    for one in means:
        box.select(one)


def successes(app):
    return "\n".join(one.value for one in app.success)


def test_a_clean_file_is_two_clicks_from_its_receipt():
    app = send(("September.xlsx", workbook(LINE)))
    assert "We found 1 figure." in text_of(app)
    assert "If you accept: 0 added, 1 changed, 0 unchanged, 0 removed." in text_of(app)
    button(app, "Accept this return").click().run()
    assert "Accepted as return 2: 0 added, 1 changed" in successes(app)
    (link,) = [one for one in app.get("page_link") if "View figures" in one.proto.label]
    assert link.proto.label == "View figures for E08 Safeguarding referrals"
    assert "indicator=E08" in link.proto.query_string


def test_what_changes_is_shown_with_names_and_both_figures():
    app = send(("September.xlsx", workbook(LINE, [*LINE[:3], "Oct 2026", 9])))
    shown = app.dataframe[0].value
    assert list(shown.columns) == [
        "Indicator", "Agency", "Locality", "Period", "Current", "In this file", "Cell"
    ]  # fmt: skip
    assert shown.values.tolist() == [
        ["E08 Safeguarding referrals", "Children's Social Care", "Easington", "September 2026",
         "101", "104", "Sheet!E2"]
    ]  # fmt: skip
    assert table(app)[["Added", "Changed"]].values.tolist() == [["1", "1"]]


def test_words_that_are_not_known_are_asked_about_and_the_file_is_read_again_at_once():
    headings = [*HEADINGS[:2], "Patch", *HEADINGS[3:]]
    line = ["E08", "CSC", "Seaham patch", *LINE[3:]]
    app = send(("September.xlsx", workbook(line, headings=headings)))
    assert step(app).value == "place"
    answer(app, "Patch", "Locality")
    button(app, "Save for Children's Social Care").click().run()
    assert step(app).value == "place"
    answer(app, "Seaham patch", "Easington")
    button(app, "Save for Children's Social Care").click().run()
    assert step(app).value == "accept"
    assert "We found 1 figure." in text_of(app)
    assert {one.text for one in saved_mappings(current_store()).held} == {"Patch", "Seaham patch"}
    assert any("as saved for Children's Social Care" in one.value for one in app.text)


def test_nothing_chosen_is_reported_and_saves_nothing():
    app = send(("September.xlsx", workbook([*LINE[:2], "Seaham patch", *LINE[3:]])))
    button(app, "Save for Children's Social Care").click().run()
    assert "Choose a meaning for at least one term." in text_of(app)
    assert saved_mappings(current_store()) == TermMappings()


def test_the_sender_is_asked_for_first_where_nobody_knows_whose_terms_they_are():
    line = ["E08", "Seaham patch", "Sep 2026", 104]
    sent = workbook(line, headings=["Indicator", "Locality", "Month", "Number"])
    app = send(("return.xlsx", sent))
    assert "Choose the sender above" in text_of(app)
    app.selectbox(key="sender").set_value("dcc-csc").run()
    answer(app, "Seaham patch", "Easington")
    button(app, "Save for Children's Social Care").click().run()
    assert saved_mappings(current_store()) == TermMappings((PATCH,))


def test_an_error_holds_a_file_back_and_can_be_looked_at_by_severity():
    wrong = [*LINE[:2], "Teesdale", "Sep 2026", "about 12"]
    dash = [*LINE[:2], "Sedgefield", "Sep 2026", "-"]
    app = send(("September.xlsx", workbook(wrong, dash)))
    assert step(app).value == "faults"
    assert list(table(app)["Severity"])[:2] == ["✕ Error", "? Query"]
    next(one for one in app.button_group if one.label == "Show").set_value("query").run()
    assert list(table(app)["Severity"]) == ["? Query"]
    button(app, "Continue").click().run()
    assert "You cannot accept this file yet because it has 1 error." in text_of(app)
    button(app, "Back").click().run()
    assert step(app).value == "faults"


def test_a_reason_that_was_given_before_is_filled_in_for_the_same_question():
    send_dash("Sep 2026", "They had none.")
    app = send(("October.xlsx", workbook([*LINE[:3], "Oct 2026", "-"])))
    (reason,) = [one for one in app.text_input if "could mean zero" in one.label]
    assert reason.value == "They had none."
    assert "filled in. Check them." in text_of(app)


def send_dash(month: str, why: str) -> None:
    """Accept a return with a dash for a month, and this reason."""
    app = send((f"{month}.xlsx", workbook([*LINE[:3], month, "-"])))
    (reason,) = [one for one in app.text_input if "could mean zero" in one.label]
    reason.input(why)
    button(app, "Accept this return").click().run()
    assert "Accepted as return" in successes(app)


def test_each_query_needs_a_reason_and_the_reasons_are_stored():
    dashes = [[*LINE[:2], place, "Sep 2026", "-"] for place in ("Sedgefield", "Derwentside")]
    app = send(("September.xlsx", workbook(LINE, *dashes)))
    button(app, "Accept this return").click().run()
    assert "Enter a reason for each query." in text_of(app)
    assert len(current_store().query("returns", as_of=None)) == 1
    (reason,) = [one for one in app.text_input if "could mean zero" in one.label]
    assert r"Sheet\!E3 and Sheet\!E4" in reason.label
    reason.input("They had none.")
    button(app, "Accept this return").click().run()
    assert "Accepted as return 2" in successes(app)
    assert answers_of(current_store(), 2)[["cell", "reason"]].values.tolist() == [
        ["E3", "They had none."],
        ["E4", "They had none."],
    ]
    assert "They had none." in table(app)["Reason"][0]


def test_several_files_each_have_their_own_state():
    app = send(
        ("Good.xlsx", workbook(LINE)), ("Bad.xlsx", workbook([*LINE[:4], "about 12"])),
        ("Odd.xlsx", workbook([*LINE[:3], "Aug 2026", "-"])),
    )  # fmt: skip
    files = app.radio(key="file-shown")
    assert files.options == [r"Good.xlsx", "Bad.xlsx", "Odd.xlsx"]
    assert list(files.proto.captions) == ["Ready to accept", "1 error", "1 query to answer"]
    button(app, "Accept this return").click().run()
    assert app.radio(key="file-shown").proto.captions[0] == "Accepted as return 2"
    app.radio(key="file-shown").set_value(1).run()
    assert step(app).value == "faults"


def test_the_same_bytes_in_a_new_session_are_reported_as_accepted():
    sent = ("September.xlsx", workbook(LINE))
    button(send(sent), "Accept this return").click().run()
    again = send(sent)
    assert "This file has already been accepted as return 2." in text_of(again)
    assert "Accept this return" not in [one.label for one in again.button]


def test_who_accepts_second_gets_a_sentence_and_changes_nothing():
    sent = ("September.xlsx", workbook(LINE))
    first, second = send(sent), send(sent)
    button(first, "Accept this return").click().run()
    button(second, "Accept this return").click().run()
    assert not second.exception
    assert "already been accepted as return 2" in text_of(second)
    assert list(current_store().query("returns", as_of=None)["id"]) == [1, 2]


def test_what_is_remembered_is_listed_by_agency_and_can_be_taken_back():
    app = opened("returns", returns_view="Saved terms")
    assert "There are no saved terms yet." in text_of(app)
    save_mappings(current_store(), [PATCH], by="Ann <b>Analyst</b>")
    app.run()
    assert "“Seaham patch”" in text_of(app)
    assert "is the locality Easington" in text_of(app)
    button(app, "Remove").click().run()
    assert "There are no saved terms yet." in text_of(app)
    assert saved_mappings(current_store()) == TermMappings()


def test_an_upload_waits_for_its_owner_until_it_is_accepted():
    send(("September.xlsx", workbook(LINE)))
    app = opened("returns")
    assert "1 return is waiting for you." in text_of(app)
    button(app, "Accept this return").click().run()
    assert "Accepted as return 2" in successes(app)
    assert "waiting for you" not in text_of(opened("returns"))


def test_a_file_that_is_removed_waits_no_longer():
    app = send(("September.xlsx", workbook(LINE)))
    button(app, "Remove this file").click().run()
    assert "We found 1 figure." not in text_of(app)
    assert "waiting for you" not in text_of(opened("returns"))


def test_a_waiting_file_keeps_the_sender_that_was_chosen():
    sent = workbook(["E08", "Sep 2026", 104], headings=["Indicator", "Month", "Number"])
    app = send(("return.xlsx", sent))
    assert "The file does not say." in text_of(app)
    app.selectbox(key="sender").set_value("dcc-csc").run()
    assert "We found 1 figure." in text_of(opened("returns"))


def test_a_refused_file_is_never_stored():
    send(("return.xlsx", b"not a workbook"))
    assert not list(current_store().waiting.files())


def test_columns_and_names_are_one_round_below_a_picture_of_the_sheet():
    headings = [*HEADINGS[:2], "Localty", *HEADINGS[3:]]
    app = send(
        ("September.xlsx", workbook(["E08", "CSC", "Seaham patch", *LINE[3:]], headings=headings))
    )
    picture = table(app, "The sheet “Sheet”")
    assert "▸ Localty" in picture["C"].tolist()
    answer(app, "Seaham patch", "Easington")
    button(app, "Save for Children's Social Care").click().run()
    assert step(app).value == "accept"
    assert "We found 1 figure." in text_of(app)


def test_alike_faults_are_one_row_with_all_their_cells():
    dashes = [[*LINE[:2], place, "Sep 2026", "about 12"] for place in ("Sedgefield", "Teesdale")]
    app = send(("September.xlsx", workbook(*dashes)))
    (row,) = table(app, "Faults").to_dict("records")
    assert row["Cell"] == "E2, E3"


def test_the_page_says_which_layouts_are_read_before_a_file_is_sent():
    text = text_of(opened("returns"))
    assert "several tables one under another" in text
    assert "Darlington only" in text
