"""When it was, with a time and without."""
