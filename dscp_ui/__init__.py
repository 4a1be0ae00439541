"""The screen: Streamlit code that queries `dscp_data` and draws the results."""
