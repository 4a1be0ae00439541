"""Workbooks made by hand, byte for byte: each test states only its difference from a plain one."""

import io
import struct
import zipfile
from itertools import zip_longest

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


OPEN = "urn:oasis:names:tc:opendocument:xmlns"
OPEN_SPACES = (
    "".join(
        f' xmlns:{prefix}="{OPEN}:{prefix}:1.0"' for prefix in ("office", "table", "text", "style")
    )
    + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
HIDDEN_TABLE = (
    '<office:automatic-styles><style:style style:name="hidden" style:family="table">'
    '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
)


def open_parts(tables: str) -> dict[str, str | bytes]:
    """The parts of an OpenDocument spreadsheet with these tables."""
    return {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": f'<manifest xmlns="{OPEN}:manifest:1.0"/>',
        "content.xml": f"<office:document-content{OPEN_SPACES}>{HIDDEN_TABLE}<office:body>"
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>",
    }


def ods(tables: str) -> bytes:
    """An OpenDocument spreadsheet with these tables."""
    return zipped(open_parts(tables))


def open_table(*rows: str, name: str = "Data", more: str = "") -> str:
    """A table of rows; rows are written by ``open_row``."""
    return f'<table:table table:name="{name}"{more}>{"".join(rows)}</table:table>'


def open_row(*cells: str, more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def open_cell(value: object = "", more: str = "", *, covered: bool = False) -> str:
    """A cell as LibreOffice writes it: a number with its value, a text as a paragraph."""
    name = "covered-table-cell" if covered else "table-cell"
    if value == "":
        return f"<table:{name}{more}/>"
    kind = (
        ' office:value-type="string"'
        if isinstance(value, str)
        else f' office:value-type="float" office:value="{value}"'
    )
    kind = "" if "value-type" in more else kind
    return f"<table:{name}{kind}{more}><text:p>{value}</text:p></table:{name}>"


END_OF_CHAIN, FREE, FAT_SECTOR = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def record(kind: int, *fields: tuple[str, object]) -> bytes:
    """One record of an .xls: each field is a struct code and its value."""
    body = b"".join(struct.pack(f"<{code}", value) for code, value in fields)
    return struct.pack("<HH", kind, len(body)) + body


def xls_text(text: str) -> bytes:
    return bytes([1]) + text.encode("utf-16-le")


def xls(
    cells: list[bytes],
    *,
    version: int = 0x600,
    before: bytes = b"",
    styles: tuple[int, ...] = (0, 9),
    fonts: tuple[int, ...] = (),
    sheet: str = "Data",
    sort: int = 0,
    entries: tuple[str, ...] = (),
) -> bytes:
    """An Excel 97 workbook of one sheet with these records.

    Styles are numbers of formats, and `fonts` the numbers of their fonts; ``before`` stands among
    the records of the workbook.
    """
    start = record(0x809, ("H", version), ("H", 5), ("12s", b""))
    pairs = zip_longest(fonts, styles, fillvalue=0)
    shown = b"".join(record(0xE0, ("H", font), ("H", style), ("16s", b"")) for font, style in pairs)
    name = bytes([len(sheet)]) + xls_text(sheet)
    listed = 4 + 6 + len(name)
    end = record(0x0A)
    offset = len(start + before + shown) + listed + len(end)
    bound = record(0x85, ("I", offset), ("B", 0), ("B", sort), (f"{len(name)}s", name))
    book = start + before + shown + bound + end
    book += record(0x809, ("H", version), ("H", 0x10), ("12s", b"")) + b"".join(cells) + end
    return compound(book, entries)


def compound(stream: bytes, entries: tuple[str, ...] = ()) -> bytes:
    """An OLE file with a stream Workbook, of 4,096 bytes or more so that it has its own sectors."""
    stream = stream.ljust(max(4096, -len(stream) // 512 * -512), b"\0")
    sectors = len(stream) // 512
    places = -(-(2 + len(entries)) // 4)
    listing = _entry("Root Entry", 5, END_OF_CHAIN, 0) + _entry(
        "Workbook", 2, 1 + places, len(stream)
    )
    listing += b"".join(_entry(name, 1, END_OF_CHAIN, 0) for name in entries)
    chain = [FAT_SECTOR, *range(2, 1 + places), END_OF_CHAIN]
    chain += [*range(2 + places, 1 + places + sectors), END_OF_CHAIN]
    assert len(chain) <= 128, "one sector of the table is all that is written"
    header = OLE[:8] + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<II", 0, 1) + struct.pack("<II", 1, 0) + struct.pack("<I", 4096)
    header += struct.pack("<IIII", END_OF_CHAIN, 0, END_OF_CHAIN, 0)
    header += struct.pack("<109I", 0, *[FREE] * 108)
    table = struct.pack("<128I", *chain, *[FREE] * (128 - len(chain)))
    return header + table + listing.ljust(512 * places, b"\0") + stream


def two_workbooks(first: bytes, linked: bytes) -> bytes:
    """An OLE file with two streams called Workbook, taken from two files that `xls` made. The tree
    of its directory leads only to the second."""
    head = 512 * 3
    streams = first[head:], linked[head:]
    sizes = [len(stream) // 512 for stream in streams]
    listing = _entry("Root Entry", 5, END_OF_CHAIN, 0, child=2)
    listing += _entry("Workbook", 2, 2, len(streams[0]))
    listing += _entry("Workbook", 2, 2 + sizes[0], len(streams[1]))
    chain = [FAT_SECTOR, END_OF_CHAIN]
    for size in sizes:
        chain += [*range(len(chain) + 1, len(chain) + size), END_OF_CHAIN]
    table = struct.pack("<128I", *chain, *[FREE] * (128 - len(chain)))
    return first[:512] + table + listing.ljust(512, b"\0") + b"".join(streams)


def _entry(name: str, kind: int, start: int, size: int, child: int = 1) -> bytes:
    spelt = (name + "\0").encode("utf-16-le")
    links = struct.pack("<III", FREE, FREE, child if kind == 5 else FREE)
    return (
        spelt.ljust(64, b"\0")
        + struct.pack("<HBB", len(spelt), kind, 1)
        + links
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


WIDE = workbook(
    '<row r="1"><c r="A1"><v>1</v></c></row><row r="99999"><c r="CV99999"><v>2</v></c></row>'
)
"""Two values so far apart that the reader allocates ten million cells: as many as are allowed."""
