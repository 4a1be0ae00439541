"""What one piece of text means: names, periods, values, headings and saved terms."""
