"""What is refused before any parser, with one example for every rule."""

import io
import random
import zipfile
import zlib
from dataclasses import replace

import openpyxl
import pytest

from dscp_data.intake.cells.workbook import Refused
from dscp_data.intake.files.archive import unpack
from dscp_data.intake.files.preflight import Limits, preflight
from dscp_data.intake.files.refusals import REFUSALS, refusal
from dscp_data.intake.files.workbook_reader import read_workbook
from tests.intake.file_bytes import (
    MAIN,
    OLE,
    added,
    ods,
    open_cell,
    open_row,
    open_table,
    parts,
    relation,
    rels,
    sheet_xml,
    workbook,
    xls,
    zipped,
)

XML_BOMB = (
    '<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    f'<sst xmlns="{MAIN}"><si><t>&b;</t></si></sst>'
)
ALL_HIDDEN = '<col min="1" max="16384" hidden="1"/>'
NOISE = random.Random(7).randbytes(3_000_000)


def duplicated() -> bytes:
    made = io.BytesIO(workbook())
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(made, "a") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return made.getvalue()


def cells(count: int, row: int = 1) -> str:
    letters = [openpyxl.utils.get_column_letter(number) for number in range(1, count + 1)]
    return "".join(f'<c r="{letter}{row}"><v>1</v></c>' for letter in letters)


def far(address: str) -> bytes:
    return workbook(f'<row r="1"><c r="A1"><v>1</v></c><c r="{address}"><v>1</v></c></row>')


def rows(count: int) -> bytes:
    return workbook(
        "".join(f'<row r="{n}"><c r="A{n}"><v>{n * n}</v></c></row>' for n in range(1, count + 1))
    )


def merged(count: int) -> bytes:
    ranges = "".join(f'<mergeCell ref="B{n}:C{n}"/>' for n in range(1, count + 1))
    return workbook(after=f"<mergeCells>{ranges}</mergeCells>")


EXAMPLES: list[tuple[str, str, bytes]] = [
    ("lock_file", "~$return.xlsx", workbook()),
    ("old_excel", "return.xlt", OLE),
    ("old_excel", "excel-95.xls", xls([], version=0x500)),
    ("old_excel", "renamed.xlsx", OLE + "Workbook".encode("utf-16-le")),
    ("binary_excel", "return.xlsb", workbook()),
    ("binary_excel", "renamed.xlsx", added({"xl/workbook.bin": b"\x83\x01"})),
    ("opendocument", "renamed.xlsx", zipped({"mimetype": "x", "content.xml": "<a/>"})),
    ("csv", "export.xls", b"Month,Count\nApril,3\n"),
    ("long_line", "return.csv", b"1," * 300_000),
    ("long_text", "return.csv", b"x" * 5_001),
    ("too_many_texts", "return.csv", "\n".join(f"a{n}" for n in range(10_001)).encode()),
    ("too_many_cells", "return.csv", (b"1," * 99 + b"1\n") * 10_001),
    (
        "too_many_repeats",
        "return.ods",
        ods(
            open_table(
                open_row(
                    open_cell(1, ' table:number-columns-repeated="100"'),
                    more=' table:number-rows-repeated="2001"',
                )
            )
        ),
    ),
    ("misnamed", "return.csv", workbook()),
    ("misnamed", "return.xls", workbook()),
    ("misnamed", "return.ods", workbook()),
    ("misnamed", "return.txt", OLE),
    ("not_text", "return.csv", b"Month,Count\nApril,\0\n"),
    ("not_text", "return.csv", b"Month,\x81\x8d\n"),
    ("quotes", "return.csv", b'Month,Count\n"April,3\n'),
    ("quotes", "return.csv", b'Month,Count\n"April"x,3\n'),
    ("quotes", "long.csv", b"Month," + b"9" * 200_000),
    ("csv", "renamed.xlsx", b"Month,Count\nApril,3\n"),
    ("numbers", "return.numbers", b"PK\x03\x04"),
    ("numbers", "renamed.xlsx", zipped({"Index/Document.iwa": b"x"})),
    ("web_page", "return.htm", b"<html></html>"),
    ("web_page", "export.xls", b"<html><table><tr><td>1</td></tr></table></html>"),
    ("web_page", "export.csv", b"<!DOCTYPE html><html></html>"),
    ("web_page", "renamed.xlsx", b"\n <HTML><table><tr><td>1</td></tr></table>"),
    ("not_excel", "return.pdf", b"%PDF-1.7"),
    ("not_excel", "return", workbook()),
    ("not_excel", "renamed.xlsx", b"%PDF-1.7"),
    ("not_excel", "letter.xlsx", added({"word/document.xml": "<a/>"})),
    ("not_excel", "plain-zip.xlsx", zipped({"a.txt": "hello"})),
    ("empty_file", "return.xlsx", b""),
    ("too_big", "return.xlsx", b"PK\x03\x04" + b"\0" * (10 * 1024 * 1024)),
    ("password", "return.xlsx", OLE + "EncryptedPackage".encode("utf-16-le")),
    ("damaged", "truncated.xlsx", workbook()[:-40]),
    (
        "damaged",
        "no-sheet-part.xlsx",
        zipped({k: v for k, v in parts().items() if "sheet1" not in k}),
    ),
    ("damaged", "no-sheets.xlsx", zipped(parts({}))),
    ("damaged", "reference.xlsx", workbook('<row r="1"><c r="XFE1"><v>1</v></c></row>')),
    ("damaged", "row-zero.xlsx", workbook('<row r="1"><c r="A0"><v>1</v></c></row>')),
    ("damaged", "twice.xlsx", workbook('<row r="1"><c r="A1" r="B2"><v>1</v></c></row>')),
    ("damaged", "unclosed.xlsx", added({"xl/worksheets/sheet1.xml": sheet_xml()[:-5]})),
    ("damaged", "row-minus.xlsx", workbook('<row r="-5"><c t="e"><v>#N/A</v></c></row>')),
    ("damaged", "columns.xlsx", workbook(before="<cols>" + ALL_HIDDEN * 2 + "</cols>")),
    ("damaged", "no-id.xlsx", added({"xl/workbook.xml": '<workbook><sheet name="a"/></workbook>'})),
    ("unsafe", "doctype.xlsx", added({"xl/sharedStrings.xml": XML_BOMB})),
    ("unsafe", "doctype.xlsx", added({"docProps/odd.txt": "\ufeff <!doctype x>"})),
    ("unsafe", "utf-16.xlsx", added({"xl/worksheets/sheet1.xml": sheet_xml().encode("utf-16")})),
    (
        "unsafe",
        "latin.xlsx",
        added(
            {"xl/worksheets/sheet1.xml": '<?xml version="1.0" encoding="latin1"?>' + sheet_xml()}
        ),
    ),
    ("unsafe", "nameless.xlsx", added({"nameless": "x"}).replace(b"nameless", b"\0ameless")),
    ("unsafe", "up.xlsx", added({"../../etc/passwd": "x"})),
    ("unsafe", "root.xlsx", added({"/etc/passwd": "x"})),
    ("unsafe", "back.xlsx", added({"xl\\evil.xml": "x"})),
    ("unsafe", "drive.xlsx", added({"C:evil.xml": "x"})),
    ("unsafe", "case.xlsx", added({"XL/Workbook.xml": "<workbook/>"})),
    ("unsafe", "duplicate.xlsx", duplicated()),
    ("unsafe", "entries.xlsx", added({f"a/{n}.txt": "" for n in range(1000)})),
    ("inflates", "bomb.xlsx", added({"xl/media/a.png": b"\0" * 30_000_000})),
    ("macros", "return.xlsm", added({"xl/vbaProject.bin": OLE})),
    ("macros", "return.xlsx", added({"xl/vbaProject.bin": OLE})),
    ("macros", "old-macro.xlsm", added({"xl/macrosheets/sheet1.xml": "<a/>"})),
    ("embedded", "return.xlsx", added({"xl/embeddings/oleObject1.bin": OLE})),
    ("embedded", "return.xlsx", added({"xl/activeX/activeX1.xml": "<a/>"})),
    ("external_link", "return.xlsx", added({"xl/externalLinks/externalLink1.xml": "<a/>"})),
    (
        "external_link",
        "return.xlsx",
        added(
            {
                "xl/worksheets/_rels/sheet1.xml.rels": rels(
                    relation("rId1", "oleObject", "file:///c:/x.doc", mode="External")
                )
            }
        ),
    ),
    ("too_many_rows", "rows.xlsx", rows(50_101)),
    ("too_many_columns", "columns.xlsx", workbook(f'<row r="1">{cells(101)}</row>')),
    ("too_spread", "far.xlsx", far("XFD1048576")),
    (
        "too_spread",
        "far-style.xlsx",
        workbook(
            '<row><c><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
            before='<dimension ref="A1"/>',
        ),
    ),
    ("too_many_merges", "merges.xlsx", merged(10_001)),
    (
        "too_many_merges",
        "wide-merges.xlsx",
        workbook(
            "".join(f'<row r="{n}">{cells(100, n)}</row>' for n in range(1, 301)),
            after="<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 40 + "</mergeCells>",
        ),
    ),
    ("no_cells", "nothing.xlsx", workbook("")),
    ("no_cells", "borders-only.xlsx", workbook('<row r="1"><c r="A1" s="1"/></row>')),
    ("unreadable", "number.xlsx", workbook('<row r="1"><c r="A1" t="n"><v>abc</v></c></row>')),
    ("damaged", "cut-off.xlsx", added({"xl/worksheets/sheet1.xml": sheet_xml()[:-30]})),
]


@pytest.mark.parametrize(
    ("code", "name", "data"), EXAMPLES, ids=[f"{code}-{name}" for code, name, _ in EXAMPLES]
)
def test_the_file_is_refused_for_this_reason(code: str, name: str, data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read_workbook(data, name)
    assert refused.value.code == code
    assert "{" not in str(refused.value)


def test_every_reason_has_an_example() -> None:
    of_the_worker = {"too_much_work"}
    assert {code for code, _, _ in EXAMPLES} == set(REFUSALS) - of_the_worker


@pytest.mark.parametrize("code", REFUSALS)
def test_every_reason_shows_what_is_wrong_and_what_to_do(code: str) -> None:
    refused = refusal(
        code,
        name="return.xlsx",
        sheet="Data",
        address="B7",
        limit=10,
        size=12,
        line=3,
        length=12,
    )
    for sentence in (refused.message, refused.fix):
        assert sentence[0].isupper() or sentence.startswith("return.xlsx")
        assert sentence.endswith(".")
    for word in ("you ", "invalid", "illegal", "error", "failed", "XML", "zip"):
        assert word not in refused.message


def test_the_size_is_given_in_megabytes() -> None:
    with pytest.raises(Refused, match=r"a\.xlsx is 11\.5 MB\. .* is 10 MB\."):
        preflight(b"PK\x03\x04" + bytes(12_058_620), "a.xlsx", Limits())


def test_the_far_cell_is_named() -> None:
    with pytest.raises(Refused, match=r"“Data” .* as far as XFD1048576"):
        preflight(far("XFD1048576"), "far.xlsx", Limits())


def test_inflated_size_is_counted_and_not_declared() -> None:
    """The archive says that its bomb holds 10 bytes."""
    honest = added({"xl/media/a.png": b"\0" * 5_000_000})
    size = (5_000_000).to_bytes(4, "little")
    lying = honest.replace(size, (10).to_bytes(4, "little"))
    assert lying != honest
    with pytest.raises(Refused) as refused:
        preflight(lying, "lie.xlsx", Limits())
    assert refused.value.code == "inflates"


def test_the_whole_is_bounded_as_well_as_each_part() -> None:
    noisy = added({f"xl/media/{n}.png": NOISE[n:] for n in range(3)})
    preflight(noisy, "noise.xlsx", Limits())
    with pytest.raises(Refused) as refused:
        preflight(noisy, "noise.xlsx", replace(Limits(), inflated_bytes=8_000_000))
    assert refused.value.code == "inflates"


def test_a_changed_byte_is_damage() -> None:
    data = bytearray(added({"xl/media/a.png": zlib.compress(NOISE)}))
    data[len(data) // 2] ^= 1
    with pytest.raises(Refused) as refused:
        preflight(bytes(data), "return.xlsx", Limits())
    assert refused.value.code == "damaged"


def test_small_parts_may_repeat_themselves() -> None:
    data = added({"xl/theme/theme1.xml": "<a>" + " " * 900_000 + "</a>"})
    assert len(data) < 9_000
    assert len(unpack(data, "a.xlsx", Limits())) == len(parts()) + 1


def test_what_is_not_xml_does_not_reach_the_reader() -> None:
    checked = preflight(added({"xl/media/a.png": b"\x89PNG"}), "a.xlsx", Limits())
    with zipfile.ZipFile(io.BytesIO(checked.package)) as archive:
        assert set(archive.namelist()) == set(parts())


def test_a_link_to_click_on_is_no_external_link() -> None:
    link = relation("rId1", "hyperlink", "https://www.gov.uk", mode="External")
    preflight(added({"xl/worksheets/_rels/sheet1.xml.rels": rels(link)}), "a.xlsx", Limits())


def test_a_border_in_the_last_row_is_no_content() -> None:
    xml = sheet_xml(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    )
    preflight(added({"xl/worksheets/sheet1.xml": xml}), "a.xlsx", Limits())


def test_fifty_thousand_rows_and_their_headings_pass() -> None:
    preflight(rows(50_001), "rows.xlsx", Limits())
    with pytest.raises(Refused) as refused:
        preflight(rows(50_001), "rows.xlsx", replace(Limits(), rows=1_000))
    assert refused.value.code == "too_many_rows"
