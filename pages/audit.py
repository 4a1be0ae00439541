from dscp_ui.sections.admin.audit import show_audit

show_audit()
