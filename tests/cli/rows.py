"""Rows of the workbook that commands are given."""

ROW = ["E08", "CSC", "Easington", "Apr-25", 10, None]


def months(first, *numbers):
    """Rows of E08 for the months from April of that year on."""
    return [[*ROW[:3], f"01/{4 + n:02d}/{first}", x, None] for n, x in enumerate(numbers)]
