from dscp_ui.sections.overview.overview import show_overview

show_overview()
