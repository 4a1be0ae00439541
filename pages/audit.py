from dscp_ui.sections.audit import show_audit

show_audit()
