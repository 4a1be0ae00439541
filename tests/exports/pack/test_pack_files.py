"""The workbook and the PDF of a pack, read back."""

import io
import re

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from dscp_data.exports.pack import FORMATS, write_pack
from tests.making import observation

NUMBERS = [*range(40, 64), 90]


@pytest.fixture
def filled(take_in_months):
    take_in_months(NUMBERS)


def workbook(pack):
    return load_workbook(io.BytesIO(write_pack(pack, ".xlsx")))


def table(sheet):
    """The rows under the heading row, by heading."""
    rows = list(sheet.iter_rows(values_only=True))
    head = next(place for place, row in enumerate(rows) if row[0] == "Period")
    return [dict(zip(rows[head], row, strict=True)) for row in rows[head + 1 :]]


@pytest.mark.usefixtures("filled")
def test_a_workbook_has_a_cover_notes_and_a_sheet_for_each_series(take_in, pack_of):
    agencies = ("dcc-csc", "durham-constabulary")
    take_in(*(observation(indicator="H03", agency=one) for one in agencies))
    book = workbook(pack_of("E08", "H03"))
    assert book.sheetnames == ["Cover", "Notes", "E08", "H03", "H03 (2)"]
    assert book["Cover"]["A1"].value == "Think Tank, 16 October 2026"
    assert book["Cover"]["A2"].value == "OFFICIAL-SENSITIVE"


@pytest.mark.usefixtures("filled")
def test_the_table_has_the_figures_of_the_trend(pack_of):
    pack = pack_of("E08")
    rows = table(workbook(pack)["E08"])
    assert [row["Number"] for row in rows] == NUMBERS
    assert [row["Mean"] for row in rows] == pytest.approx(pack.pages[0].trend.columns["mean"])
    assert rows[-1]["Period"] == "April 2026"
    assert rows[-1]["Complete"] == "Yes"


@pytest.mark.usefixtures("filled")
def test_a_cover_leads_to_each_sheet(pack_of):
    book = workbook(pack_of("E08"))
    links = [cell.hyperlink.location for cell in book["Cover"]["A"] if cell.hyperlink]
    assert links == ["'E08'!A1"]


@pytest.mark.usefixtures("filled")
def test_a_pdf_has_real_text_a_bookmark_for_each_page_and_a_language(pack_of):
    pack = pack_of("E08", "E12")
    document = PdfReader(io.BytesIO(write_pack(pack, ".pdf")))
    assert [entry.title for entry in document.outline] == [
        "Think Tank, 16 October 2026",
        "Safeguarding referrals",
        "Partner-led Early Help",
    ]
    words = " ".join(document.pages[1].extract_text().split())
    assert pack.pages[0].title in words
    assert "April 2026: 90" in words
    assert document.root_object["/Lang"] == "en-GB"


@pytest.mark.usefixtures("filled")
def test_a_pdf_has_tags_for_its_headings_paragraphs_and_figures(pack_of):
    pack = pack_of("E08")
    document = PdfReader(io.BytesIO(write_pack(pack, ".pdf")))
    assert document.root_object["/MarkInfo"]["/Marked"]
    (whole,) = [document.root_object["/StructTreeRoot"]["/K"]]
    _, page = [one.get_object() for one in whole["/K"]]
    elements = [one.get_object() for one in page["/K"]]
    tags = [one["/S"] for one in elements]
    assert tags[0] == "/H1"
    assert tags.count("/Figure") == 1
    assert elements[0]["/ActualText"] == pack.pages[0].title
    assert elements[tags.index("/Figure")]["/Alt"] == pack.pages[0].title
    content = document.pages[1].get_contents().get_data()
    marked = sorted(int(found) for found in re.findall(rb"/MCID (\d+)", content))
    assert marked == list(range(len(elements)))


@pytest.mark.usefixtures("filled")
def test_every_page_of_a_pdf_is_marked(pack_of):
    document = PdfReader(io.BytesIO(write_pack(pack_of("E08"), ".pdf")))
    assert all("OFFICIAL-SENSITIVE" in page.extract_text() for page in document.pages)


def test_the_formats_are_those_of_the_command_line():
    assert set(FORMATS) == {".pptx", ".pdf", ".xlsx"}
