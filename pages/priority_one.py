from dscp_ui.sections.priority import show_priority

show_priority("1")
