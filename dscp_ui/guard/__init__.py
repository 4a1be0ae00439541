"""Sessions, sign-in and request checks in front of Streamlit."""
