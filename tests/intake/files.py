"""Workbooks made by hand, byte for byte: each test states only its difference from a plain one."""

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504

CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="2">'
    '<numFmt numFmtId="164" formatCode="0.0%"/><numFmt numFmtId="165" formatCode="0&quot;%&quot;"/>'
    '</numFmts><cellStyleXfs count="1"><xf numFmtId="9"/></cellStyleXfs><cellXfs count="5">'
    '<xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="164"/><xf numFmtId="165"/>'
    '<xf numFmtId="14"/></cellXfs></styleSheet>'
)
"""Cell styles: 0 general, 1 and 2 percent, 3 a number with the sign behind it, 4 a date."""

ONE_CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'


def sheet_xml(rows: str = ONE_CELL, before: str = "", after: str = "", main: str = MAIN) -> str:
    """A worksheet part with these rows, and what stands before and after them."""
    return f'<worksheet xmlns="{main}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def parts(
    sheets: dict[str, str] | None = None,
    hidden: tuple[str, ...] = (),
    properties: str = "",
    main: str = MAIN,
    office: str = OFFICE,
) -> dict[str, str | bytes]:
    """The parts of a workbook with these sheets (name -> XML)."""
    sheets = {"Data": sheet_xml(main=main)} if sheets is None else sheets
    listed, relations = "", ""
    made: dict[str, str | bytes] = {}
    for number, (name, xml) in enumerate(sheets.items(), 1):
        state = ' state="hidden"' if name in hidden else ""
        listed += f'<sheet name="{name}" sheetId="{number}"{state} r:id="rId{number}"/>'
        relations += relation(f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml", office)
        made[f"xl/worksheets/sheet{number}.xml"] = xml
    relations += relation("rIdS", "styles", "styles.xml", office)
    return {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": rels(relation("rId1", "officeDocument", "xl/workbook.xml", office)),
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}">{properties}'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": rels(relations),
        "xl/styles.xml": STYLES,
        **made,
    }


def relation(key: str, kind: str, target: str, office: str = OFFICE, mode: str = "") -> str:
    """One Relationship element."""
    outside = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="{key}" Type="{office}/{kind}" Target="{target}"{outside}/>'


def rels(relations: str) -> str:
    """A part of relations."""
    return f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>'


def zipped(contents: dict[str, str | bytes]) -> bytes:
    """The parts as a compressed archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return made.getvalue()


def workbook(rows: str = ONE_CELL, before: str = "", after: str = "") -> bytes:
    """A workbook with one sheet, Data, of these rows."""
    return zipped(parts({"Data": sheet_xml(rows, before, after)}))


def added(extra: dict[str, str | bytes]) -> bytes:
    """A plain workbook with other parts added or put in the place of its own."""
    return zipped(parts() | extra)
