from dscp_ui.sections.returns.returns import show_returns

show_returns()
