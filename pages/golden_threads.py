from dscp_ui.sections.priority.golden_threads import show_golden_threads

show_golden_threads()
