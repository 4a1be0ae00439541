"""Makes the bytes of each file, the same at every run."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from dscp_data.catalogue import catalogue
from dscp_data.templates.template import template
from sample_data.making.figures import INVENTED
from sample_data.making.files import File
from sample_data.making.houses import HOUSES
from sample_data.making.sheets import add_evidence, add_meetings, add_reform_plan, add_register

ZIP_TIME = (2026, 1, 1, 0, 0, 0)
REFORM_SENDER = "dscp"


def content_of(file: File) -> bytes:
    """The workbook of one file, as bytes."""
    return fixed(filled_template(file) if file.kind == "template" else own_workbook(file), file)


def own_workbook(file: File) -> Workbook:
    """A workbook in the agency's own shape."""
    workbook = Workbook()
    if file.kind == "register":
        add_register(workbook, file.covers.end)
        add_meetings(workbook, file.covers.end)
        return workbook
    HOUSES[file.agency](workbook, file)
    add_evidence(workbook, file.agency, file.evidence)
    if file.agency == REFORM_SENDER and file.kind == "quarterly":
        add_reform_plan(workbook, file.covers.end)
    return workbook


def filled_template(file: File) -> Workbook:
    """The product's own template, filled in up to the quarter, with a line that it is invented."""
    written = template(
        file.agency,
        file.covers.containing("year").start.year,
        catalogue(),
        latest=[figure.observation for figure in file.figures],
        evidence=[line.evidence for line in file.evidence],
    )
    workbook = load_workbook(BytesIO(written))
    for sheet in workbook:
        if sheet.sheet_state == "visible":
            sheet.cell(sheet.max_row + 2, 1, INVENTED)
    return workbook


def fixed(workbook: Workbook, file: File | None = None) -> bytes:
    """A workbook's bytes without the clock of the machine that made it."""
    workbook.properties.creator = catalogue().agency(file.agency).name if file else "Sample data"
    received = datetime.combine(file.received, datetime.min.time()) if file else datetime(*ZIP_TIME)
    workbook.properties.created = received
    saved = BytesIO()
    workbook.save(saved)
    written = BytesIO()
    with ZipFile(saved) as source, ZipFile(written, "w", ZIP_DEFLATED) as target:
        for member in source.infolist():
            content = source.read(member)
            if member.filename == "docProps/core.xml":
                content = with_modified(content, received)
            entry = ZipInfo(member.filename, ZIP_TIME)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            target.writestr(entry, content)
    return written.getvalue()


def with_modified(core: bytes, received: datetime) -> bytes:
    """openpyxl stamps the time of saving over whatever the properties say."""
    stamp = f"{received:%Y-%m-%dT%H:%M:%SZ}".encode()
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, core)
