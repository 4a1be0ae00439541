"""Children in other spellings, and where no cell is: each is one of a kind, none is from a list."""

from __future__ import annotations

from datetime import date

import pytest

from dscp_data.catalogue import catalogue
from dscp_data.intake.cells.grid import Grid
from dscp_data.intake.cells.workbook import Sheet, Workbook
from dscp_data.intake.check import check_file
from dscp_data.intake.layout.child_level_headings import is_telling_heading
from dscp_data.intake.terms.child_identifiers import (
    has_postcode,
    identifier_in,
    is_nhs_number,
    is_person_name,
)
from dscp_data.model.returns import CheckedReturn
from tests.intake.books import HEADINGS, TODAY, VALID, cell, check
from tests.intake.file_bytes import (
    MAIN,
    added,
    ods,
    open_cell,
    open_row,
    open_table,
    parts,
    rels,
    sheet_xml,
    zipped,
)

NHS = "943 476 5919"
NUMBERS = ("9434765919", "4505577104", "4010232137")


def is_refused(checked: CheckedReturn) -> bool:
    return checked.state == "refused" and [f.code for f in checked.faults] == ["child-level"]


def of_list(*rows: list[object]) -> CheckedReturn:
    """A valid return with a list of its own on another sheet."""
    return check({"Return": [HEADINGS, VALID], "Sheet2": list(rows)})


def test_the_numbers_used_here_carry_their_check_digit() -> None:
    assert all(map(is_nhs_number, NUMBERS))


@pytest.mark.parametrize(
    "between",
    [" ", "\N{NO-BREAK SPACE}", "  ", ".", "-", "\N{EN DASH}", "\N{NON-BREAKING HYPHEN}", "/",
     "\N{ZERO WIDTH SPACE}", "\N{THIN SPACE}", "\t", " - ", "\N{SOFT HYPHEN}", "\N{MINUS SIGN}",
     "\N{MIDDLE DOT}", "\N{BULLET}", "*", "~", "+", "\\", "'", "]["],
)  # fmt: skip
def test_an_nhs_number_is_found_whatever_is_between_its_parts(between: str) -> None:
    number = between.join(("943", "476", "5919"))
    for text in (number, f"see {number}.", f"NHS{number}", f"0{number}"):
        assert identifier_in(text) == "an NHS number" or (text.isascii() and between == "")


@pytest.mark.parametrize(
    "number",
    ["9 4 3 4 7 6 5 9 1 9", "94 34 76 59 19", "9434 765 919", "943476 5919", "943 4765919",
     "child9434765919", "nhs:9434765919x", "⑨④③ ④⑦⑥ ⑤⑨①⑨"],
)  # fmt: skip
def test_an_nhs_number_is_found_however_it_is_grouped(number: str) -> None:
    assert identifier_in(f"see {number} again") == "an NHS number"


def test_an_nhs_number_in_wide_digits_is_found() -> None:
    assert identifier_in("no. ９４３ ４７６ ５９１９") == "an NHS number"


@pytest.mark.parametrize("text", ["a123456789012", "A 1234 5678 9012", "UPN: A123-45678901-2"])
def test_a_unique_pupil_number_is_found_in_any_spelling(text: str) -> None:
    assert identifier_in(text) == "a unique pupil number"


@pytest.mark.parametrize("text", ["DOB 12/03/2011", "d.o.b: 3 May 2012", "born on 2012-05-03"])
def test_a_date_of_birth_in_a_sentence_is_found(text: str) -> None:
    assert identifier_in(text) == "a date of birth"


@pytest.mark.parametrize(
    "text",
    ["0191 383 3000", "£4,857,773,465", "£9434765919", "1 April 2025 to 31 March 2026",
     "01388 450 5577", "£9,434,765,919",
     "9,434,765,919.50", "12 14 9 8 11 10 7 6 5 9", "E08 2024-01 20", "Q1 2nd return",
     "born in the district: 12"],
)  # fmt: skip
def test_other_numbers_are_nobodys(text: str) -> None:
    assert identifier_in(text) is None
    assert not has_postcode(text)


@pytest.mark.parametrize(
    "heading",
    ["YP initials", "DoB (dd/mm/yyyy)", "Forename(s)", "Given name", "Known as", "Born",
     "LCS number", "Child’s ref no", "NAME OF CHILD", "Pupil_ID", "Young Person Name",
     "Liquidlogic no.", "Mosaic ref", "Home post-code", "NHS No (10 digits)", "Last name",
     "Name (child)", "Ref (Mosaic)", "childName", "CHILDNAME", "Names of siblings", "NHS num",
     "Mother’s name", "Victim name", "Unique child identifier", "Family ID", "Crime ref",
     "Year of birth", "YOB", "EDD", "Nickname", "Young person’s initials", "Parent’s email"],
)  # fmt: skip
def test_a_heading_is_understood_by_its_words(heading: str) -> None:
    assert is_telling_heading(heading)
    assert is_refused(of_list(["Ref", heading, "Ward", "Team"], ["1", "2", "x", "y"]))


@pytest.mark.parametrize(
    "heading",
    ["Number of children", "Name", "Number of births", "% with date of birth recorded", "Ref no",
     "Children known to services", "Case closed", "Agency name", "Reference", "Period covered",
     "Incident number", "Number of crimes", "Family support", "Age",
     "Persons", "Mothers", "Email", "Contact (name)"],
)  # fmt: skip
def test_a_heading_of_figures_names_nobody(heading: str) -> None:
    assert not is_telling_heading(heading)


PEOPLE = {
    "capitals": ["KAYLEIGH DIXON", "LIAM SMITH", "MIA ROBSON"],
    "surname first": ["Dixon, Kayleigh", "Smith, Liam", "Robson, Mia"],
    "initial and surname": ["K. Dixon", "L. Smith", "M. Robson"],
    "beyond ASCII": ["Żaneta Wójcik", "Zoë O’Brien", "José Núñez"],
    "small letters": ["kayleigh dixon", "liam smith", "mia robson"],
    "with ages": ["Kayleigh Dixon (14)", "Liam Smith 12", "Mia Robson, aged 9"],
    "parted otherwise": ["Kayleigh_Dixon", "Smith/Liam", "Mia | Robson"],
    "with what is not seen": ["Kay\N{ZERO WIDTH SPACE}leigh Dixon", "Liam Smith", "Mia Robson"],
    "another alphabet": ["محمد علي", "فاطمة حسن", "Олег Смирнов"],
    "double surname": ["Kayleigh Dixon-Hall", "Liam Smith Brown", "Mia de Robson"],
}


@pytest.mark.parametrize("people", PEOPLE.values(), ids=PEOPLE)
@pytest.mark.parametrize("heading", ["Name", "YP", "Young person", "Pupil", "Subject"])
def test_names_below_a_heading_for_people_refuse_the_file(heading: str, people: list[str]) -> None:
    if people[2] == "Mia de Robson":
        people = [*people[:2], "Mia De Robson"]
    rows = [[person, "Closed"] for person in people]
    assert is_refused(of_list([heading, "Outcome"], *rows))


def test_names_without_a_heading_refuse_the_file() -> None:
    assert is_refused(of_list(*([name, "Closed"] for name in PEOPLE["capitals"])))


def test_forenames_alone_refuse_the_file() -> None:
    assert is_refused(of_list(["First", "Last"], *(one.split() for one in PEOPLE["capitals"])))


def test_names_in_one_cell_refuse_the_file() -> None:
    assert is_refused(
        of_list(["Case notes"], ["; ".join(PEOPLE["double surname"][:2]) + "; Mia Robson"])
    )


def test_phrases_that_begin_like_names_are_nobody_s() -> None:
    phrases = ["will follow", "mark completed", "grace period", "may change"]
    assert not is_refused(of_list(["Status", "Count"], *([one, 3] for one in phrases)))


def test_initials_with_their_date_in_one_cell_refuse_the_file() -> None:
    born = ["KD (12/03/2011)", "LS 14/05/2012", "M.R. - 15/06/2010"]
    assert is_refused(of_list(["Case"], *([one] for one in born)))


def test_names_along_a_row_refuse_the_file() -> None:
    assert is_refused(of_list(["x", *PEOPLE["surname first"]]))


def test_staff_who_lead_are_no_children() -> None:
    rows = [[person, "x"] for person in PEOPLE["double surname"][:2]]
    assert not is_refused(of_list(["Lead officer", "Team"], *rows, ["Mia Robson", "x"]))


@pytest.mark.parametrize("place", ["Victoria Park", "St John’s Road", "Wharton Park", "Amy Street"])
def test_a_place_is_nobodys_name(place: str) -> None:
    assert not is_person_name(place)


def test_initials_with_dates_of_birth_refuse_the_file() -> None:
    days = (date(2011, 3, 12), "04/11/2012", date(2010, 1, 21))
    rows = [[letters, day] for letters, day in zip(("KD", "L.S.", "M R"), days, strict=True)]
    assert is_refused(of_list(*rows))


def test_letters_beside_the_first_days_of_months_are_no_children() -> None:
    rows = [
        [letters, date(2026, month, 1), 5] for month, letters in enumerate(("KX", "LX", "MX"), 1)
    ]
    assert not is_refused(of_list(*rows))


def test_an_nhs_number_over_three_columns_refuses_the_file() -> None:
    rows = [["x", int(n[:3]), int(n[3:6]), n[6:]] for n in NUMBERS]
    assert is_refused(of_list(["Ref", "a", "b", "c"], *rows))


def test_postcodes_within_addresses_or_along_a_row_refuse_the_file() -> None:
    places = ["1 High St, SR8 1AB", "2 High St, dl5\N{NO-BREAK SPACE}4qq", "DH13XY, 3 High St"]
    assert is_refused(of_list(["Where", "n"], *([place, 1] for place in places)))
    assert is_refused(of_list(["x", *places]))


def test_a_total_of_ten_digits_among_amounts_is_no_nhs_number() -> None:
    rows = [["a", 4_857_000], ["b", 612_300], ["Total", 9_434_765_919]]
    assert not is_refused(of_list(["Fund", "Amount"], *rows))


def test_a_column_of_nhs_numbers_is_found_as_numbers_and_as_texts() -> None:
    for kind in (int, float, str):
        assert is_refused(of_list(["Ref", "x"], *([kind(number), "x"] for number in NUMBERS)))


def test_children_hidden_under_a_merge_refuse_the_file() -> None:
    grid = Grid.of(cell(1, column, value) for column, value in enumerate(HEADINGS, 1))
    under = Sheet("Return", True, grid, covered=(cell(5, 2, NHS),))
    assert is_refused(check(Workbook((under,))))


@pytest.mark.parametrize("file", ["Ann 943 476 5919.xlsx", "9434765919\N{NO-BREAK SPACE}.xlsx"])
def test_a_number_in_the_name_of_the_file_refuses_it(file: str) -> None:
    workbook = [HEADINGS, VALID]
    assert is_refused(check(workbook, file=f"return of {file}"))


def test_a_sheet_named_after_a_child_refuses_the_file() -> None:
    assert is_refused(check({"Return": [HEADINGS, VALID], "Kayleigh Dixon 12.03": [["x", 1]]}))


def read(data: bytes, name: str = "E08.xlsx") -> CheckedReturn:
    return check_file(data, name, catalogue=catalogue(), today=TODAY)


NAMED = "".join(f'<s v="{name}"/>' for name in PEOPLE["capitals"])
HIDING_PLACES = {
    "a note": ("xl/comments1.xml", f"<comments><t>seen {NHS}</t></comments>"),
    "a note cut by formatting": (
        "xl/comments1.xml",
        "<comments><text><r><t>943 476</t></r><r><t> 5919</t></r></text></comments>",
    ),
    "a threaded comment": ("xl/threadedComments/tc1.xml", f"<T><text>{NHS}</text></T>"),
    "a pivot cache": ("xl/pivotCache/pivotCacheDefinition1.xml", f"<p><s v='{NHS}'/></p>"),
    "names in a pivot cache": ("xl/pivotCache/pivotCacheDefinition1.xml", f"<p>{NAMED}</p>"),
    "a shared string without a cell": ("xl/sharedStrings.xml", f"<sst><si><t>{NHS}</t></si></sst>"),
    "a text box": ("xl/drawings/drawing1.xml", f"<xdr><t>DOB 12/03/2011 {NHS}</t></xdr>"),
    "custom XML": ("customXml/item1.xml", f"<data child='{NHS}'/>"),
    "the properties": ("docProps/core.xml", f"<cp><title>{NHS}</title></cp>"),
    "a sheet that is not listed": (
        "xl/worksheets/sheet9.xml",
        sheet_xml(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{NHS}</t></is></c></row>'),
    ),
}


@pytest.mark.parametrize(("part", "content"), HIDING_PLACES.values(), ids=HIDING_PLACES)
def test_every_part_of_the_package_is_looked_through(part: str, content: str) -> None:
    assert is_refused(read(added({part: content})))


AROUND_ROWS = {
    "a header": f"<headerFooter><oddHeader>{NHS}</oddHeader></headerFooter>",
    "a drop-down": f'<dataValidations><dataValidation type="list"><formula1>"{NHS},x"</formula1>'
    "</dataValidation></dataValidations>",
    "a link": f'<hyperlinks><hyperlink ref="A1" tooltip="{NHS}"/></hyperlinks>',
}


@pytest.mark.parametrize("after", AROUND_ROWS.values(), ids=AROUND_ROWS)
def test_what_is_around_the_rows_of_a_sheet_is_looked_through(after: str) -> None:
    assert is_refused(read(zipped(parts({"Data": sheet_xml(after=after)}))))


def test_the_text_of_a_formula_is_looked_through() -> None:
    rows = f'<row r="1"><c r="A1"><f>LEN("{NHS}")</f><v>12</v></c></row>'
    assert is_refused(read(zipped(parts({"Data": sheet_xml(rows)}))))


def test_a_defined_name_is_looked_through() -> None:
    book = parts()
    text = str(book["xl/workbook.xml"])
    names = f'<definedNames><definedName name="a">"{NHS}"</definedName></definedNames>'
    book["xl/workbook.xml"] = text.replace("</workbook>", f"{names}</workbook>")
    assert is_refused(read(zipped(book)))


def test_a_note_of_an_opendocument_sheet_is_looked_through() -> None:
    note = f"<office:annotation><text:p>{NHS}</text:p></office:annotation>"
    cell = open_cell("x").replace("<text:p>", f"{note}<text:p>")
    assert is_refused(read(ods(open_table(open_row(cell))), "E08.ods"))


def test_a_link_to_the_web_is_looked_through() -> None:
    target = (
        f'<Relationship Id="r9" Type="x/hyperlink" TargetMode="External" Target="http://a/{NHS}"/>'
    )
    assert is_refused(read(added({"xl/worksheets/_rels/sheet1.xml.rels": rels(target)})))


def test_a_plain_workbook_is_silent_about_children() -> None:
    assert not is_refused(read(added({})))
    assert MAIN
