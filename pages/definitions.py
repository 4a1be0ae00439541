from dscp_ui.sections.definitions.definitions import show_definitions

show_definitions()
