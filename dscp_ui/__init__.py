"""The screen: Streamlit code that asks `dscp_data` and draws what it answers."""
