from dscp_ui.sections.evidence.evidence import show_evidence_page

show_evidence_page()
