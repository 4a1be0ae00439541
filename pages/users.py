from dscp_ui.sections.users import show_users

show_users()
