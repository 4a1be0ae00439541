from dscp_ui.sections.overview import show_overview

show_overview()
