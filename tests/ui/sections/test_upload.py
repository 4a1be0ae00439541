"""What the sender of a return is shown of its faults."""

import io

import openpyxl
from streamlit.testing.v1 import AppTest

from dscp_data.templates.annotated_return import annotate_faults
from dscp_ui.runtime.markdown import escape_markdown
from tests.templates.books import STRICT_BOOK, at, book, saved
from tests.ui.tables import table, tables


def shown(count, name="return.xlsx"):
    def page(count, name):
        from dataclasses import replace

        from dscp_data.intake.check import refused_return
        from dscp_data.model.faults import Fault
        from dscp_ui.sections.returns.faults import show_faults

        severities = ["warning", "query", "error"]
        faults = tuple(
            Fault("Data", f"B{n}", "", "rule", severities[n % 3], f"[{n}](http://x)", "Fix.")
            for n in range(1, count + 1)
        )
        show_faults(replace(refused_return(name, "0" * 64, faults[0]), faults=faults), b"", "one")

    return AppTest.from_function(page, args=(count, name)).run()


def labels(app):
    return [button.proto.label for button in app.get("download_button")]


def test_few_faults_are_shown_in_full_errors_first():
    app = shown(30)
    assert not app.exception
    assert not app.dataframe
    faults = table(app)
    assert list(faults.columns) == ["Severity", "Sheet", "Cell", "Problem", "What to do"]
    assert list(faults["Severity"]) == ["✕ Error"] * 10 + ["? Query"] * 10 + ["△ Warning"] * 10


def test_many_faults_are_shown_in_a_table_to_scroll():
    app = shown(31)
    assert not tables(app)
    assert list(app.dataframe[0].value["Severity"])[:10] == ["✕ Error"] * 10
    assert app.dataframe[0].value["Problem"][0] == "[2](http://x)"


def test_a_sender_s_words_are_no_markdown():
    assert escape_markdown("![a](b) *c* :red[d] <e>") == (
        r"\!\[a\]\(b\) \*c\* \:red\[d\] \<e\>"
    )  # fmt: skip
    assert table(shown(3))["Problem"][0] == "[2](http://x)"


def test_a_marked_workbook_is_offered_for_what_can_be_marked():
    csv, marked = "Download faults as CSV", "Download the workbook with faults marked"
    assert labels(shown(3)) == [csv, marked]
    assert labels(shown(3, "return.XLSM")) == [csv, marked]
    assert labels(shown(3, "return.ods")) == [csv, marked]
    assert labels(shown(3, "return.pdf")) == [csv]


def test_the_marked_workbook_is_the_return():
    made = annotate_faults(saved(book(A1="x")), [at("A1")])
    assert openpyxl.load_workbook(io.BytesIO(made)).sheetnames == ["Faults", "Data"]


def test_a_workbook_that_cannot_be_marked_gives_the_list_and_why():
    made = annotate_faults(STRICT_BOOK, [at("A1")])
    (sheet,) = openpyxl.load_workbook(io.BytesIO(made)).worksheets
    assert sheet["D2"].value == "The faults cannot be marked in this workbook."
