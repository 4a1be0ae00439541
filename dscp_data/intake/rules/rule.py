"""The register of the rules that returns are checked by; each is declared once."""

from __future__ import annotations

from dscp_data.model.faults import Rules

RULES = Rules()
rule = RULES.declare
