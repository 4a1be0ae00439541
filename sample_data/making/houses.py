"""Each agency's own shape of workbook."""

from __future__ import annotations

from collections.abc import Callable

from openpyxl.workbook import Workbook

from sample_data.making import houses_council as council
from sample_data.making import houses_partners as partners
from sample_data.making.files import File
from sample_data.making.house import plain

HOUSES: dict[str, Callable[[Workbook, File], None]] = {
    "dcc-csc": council.social_care,
    "dcc-early-help": council.early_help,
    "dcc-education": council.education,
    "durham-constabulary": council.constabulary,
    "nenc-icb": partners.health_board,
    "cddft": partners.county_durham_trust,
    "tewv": partners.tees_esk_trust,
    "hdft": partners.harrogate_trust,
    "probation": plain,
    "cdyjs": plain,
    "housing": council.housing,
    "public-health": plain,
    "schools": council.schools,
    "vcs": partners.charities,
    "dscp": plain,
}
