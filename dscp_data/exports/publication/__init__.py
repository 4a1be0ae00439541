"""Publishing a partnership's figures for others to read, and comparing those of several."""
