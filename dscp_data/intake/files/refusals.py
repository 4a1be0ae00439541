"""Every reason to refuse a file before its figures are read, with its message.

Each rule has a code, what is wrong and what to do next. ``{name}`` in a sentence is filled in
by the code that raises it. The tests hold one example file for every code here.
"""

from dscp_data.intake.cells.workbook import Refused

SAVE_AS_XLSX = (
    "Save it as .xlsx: in Excel, choose File, then Save As, then Excel Workbook (.xlsx), "
    "and send that file."
)
SAVE_AGAIN = "Open it in Excel, save it again as .xlsx and send that."

REFUSALS: dict[str, tuple[str, str]] = {
    "lock_file": (
        "{name} is a temporary file that Excel makes while a workbook is open.",
        "Close the workbook in Excel and send the workbook itself. Its name will not start with "
        "~$.",
    ),
    "old_excel": ("{name} is in an older Excel format (.xls) that we cannot read.", SAVE_AS_XLSX),
    "binary_excel": ("{name} is an Excel binary workbook (.xlsb).", SAVE_AS_XLSX),
    "opendocument": (
        "{name} is an OpenDocument spreadsheet (.ods) with a different file extension.",
        f"Change the file extension to .ods. Or: {SAVE_AS_XLSX}",
    ),
    "csv": (
        "{name} is a text file (.csv) with a different file extension.",
        f"Change the file extension to .csv. Or: {SAVE_AS_XLSX}",
    ),
    "misnamed": ("{name} is not the type of file its extension suggests.", SAVE_AGAIN),
    "not_text": (
        "{name} has a text-file name but does not contain plain text.",
        SAVE_AGAIN,
    ),
    "quotes": (
        'In {name}, a quotation mark (") is opened and not closed, or stands inside a value. '
        "This shows at line {line}.",
        "Remove the quotation mark. Or open the file in Excel, save it as .xlsx and send that.",
    ),
    "numbers": (
        "{name} is an Apple Numbers spreadsheet.",
        "In Numbers, choose File, then Export To, then Excel, and send the .xlsx file.",
    ),
    "web_page": ("{name} is a web page, not an Excel workbook.", SAVE_AS_XLSX),
    "not_excel": (
        "{name} is not an Excel workbook.",
        "Send the return as an Excel workbook (.xlsx).",
    ),
    "empty_file": (
        "{name} is empty.",
        "Check that the workbook opens in Excel, then send it again.",
    ),
    "too_big": (
        "{name} is {size} MB. The largest file we accept is {limit} MB.",
        "Remove pictures and sheets that are not part of the return, save it and send it again.",
    ),
    "password": (
        "{name} is protected with a password, so we cannot open it.",
        "In Excel, choose File, then Info, then Protect Workbook, then Encrypt with Password, "
        "clear the password, save it and send it again.",
    ),
    "damaged": ("{name} is damaged or incomplete.", SAVE_AGAIN),
    "unsafe": ("{name} has contents that could be unsafe to open.", SAVE_AGAIN),
    "inflates": (
        "{name} expands to far more data than a return needs.",
        "Copy the return's sheets into a new workbook, save it as .xlsx and send that.",
    ),
    "macros": (
        "{name} contains macros. Macros can be unsafe, so we have not opened the file.",
        SAVE_AS_XLSX,
    ),
    "embedded": (
        "{name} has another file or a control embedded.",
        "Delete the embedded objects in Excel, save the workbook and send it again.",
    ),
    "external_link": (
        "{name} has links to other files.",
        "In Excel, choose Data, then Edit Links (or Workbook Links), then Break Link for each, "
        "save it and send it again.",
    ),
    "too_many_rows": (
        "The sheet “{sheet}” has more than {limit} rows with content.",
        "Split the return into smaller files, or remove rows that are not part of it.",
    ),
    "too_many_columns": (
        "The sheet “{sheet}” has more than {limit} columns with content.",
        "Remove the columns that are not part of the return, save it and send it again.",
    ),
    "too_spread": (
        "The sheet “{sheet}” has cells a long way from the start, as far as {address}.",
        "Delete the rows and columns beyond your table, save the workbook and send it again.",
    ),
    "too_many_cells": (
        "The sheet “{sheet}” has more than {limit} cells with something in them.",
        "Split the return into smaller files, or clear cells that are not part of it.",
    ),
    "too_many_repeats": (
        "The sheet “{sheet}” repeats its cells more than {limit} times.",
        "Clear the repeated cells that are not part of the return, save it and send it again.",
    ),
    "long_text": (
        "Cell {address} of the sheet “{sheet}” holds {length} characters. "
        "The longest text that can be sent is {limit} characters.",
        "Shorten the text in that cell, save the workbook and send it again.",
    ),
    "too_many_texts": (
        "{name} has more than {limit} different texts. The largest return has a few hundred.",
        "Keep only the sheets of the return in the workbook, save it and send it again.",
    ),
    "long_line": (
        "Line {line} of {name} is longer than a row of a return can be.",
        "Check that the file has one row on each line. "
        "Or open it in Excel, save it as .xlsx and send that.",
    ),
    "too_many_merges": (
        "The sheet “{sheet}” has too many merged cells.",
        "In Excel, select the sheet, choose Merge & Center, then Unmerge Cells, "
        "save it and send it again.",
    ),
    "no_cells": (
        "{name} has no content on any of its sheets.",
        "Check that this is the right file, then send the one with the return.",
    ),
    "too_much_work": (
        "{name} takes more time or memory to check than we can give it.",
        "Keep only the sheets of the return in the workbook, save it and send it again.",
    ),
    "unreadable": ("We could not read this workbook safely.", SAVE_AGAIN),
}


def refusal(code: str, **values: object) -> Refused:
    """The refusal of this code, its sentences filled in. KeyError for an unknown code."""
    message, fix = REFUSALS[code]
    return Refused(code, message.format_map(values), fix)
