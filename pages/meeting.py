from dscp_ui.sections.meeting.meeting import show_meetings

show_meetings()
