"""Who takes part: names, who is meant, and the part each plays."""
