"""Where named places lie."""
