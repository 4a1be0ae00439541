from dscp_ui.sections.returns import show_returns

show_returns()
