from dscp_ui.sections.priority.priority import show_priority

show_priority(8)
