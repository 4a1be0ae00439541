from dscp_ui.sections.locality.locality import show_locality

show_locality()
