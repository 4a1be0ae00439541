"""Finds single figures and faults in what reading a published file gives."""

from __future__ import annotations


def codes(faults):
    return [fault.code for fault in faults if fault.severity != "note"]


def only(figures, indicator):
    [figure] = [figure for figure in figures if figure.indicator == indicator]
    return figure


def first(faults, code):
    return next(fault for fault in faults if fault.code == code)
