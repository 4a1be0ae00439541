from dscp_ui.sections.admin.users import show_users

show_users()
