"""A workbook that is handed out carries its marking on paper, and in no cell."""

import io

import openpyxl

from dscp_data.catalogue import catalogue
from dscp_data.model.faults import Fault
from dscp_data.templates.annotated_return import marked_copy
from dscp_data.templates.print_header import escape_header
from dscp_data.templates.template import template
from tests.templates.books import book, saved

FAULT = Fault("Data", "A1", "", "rule", "error", "Wrong.", "Fix.")


def heads(content):
    made = openpyxl.load_workbook(io.BytesIO(content))
    return {(sheet.oddHeader.left.text, sheet.oddHeader.right.text) for sheet in made.worksheets}


def test_every_sheet_of_a_template_and_of_a_marked_copy_is_marked_when_printed():
    agreed = catalogue().partnership
    expected = {(agreed.marking, agreed.handling)}
    assert heads(template("dcc-csc", 2026, catalogue())) == expected
    assert heads(marked_copy(saved(book(A1="x")), [FAULT])) == expected


def test_what_a_marking_says_is_no_code_of_excel():
    assert escape_header("Durham & Darlington &D") == "Durham && Darlington &&D"
