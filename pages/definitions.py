from dscp_ui.sections.definitions import show_definitions

show_definitions()
