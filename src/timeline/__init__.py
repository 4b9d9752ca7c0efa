"""An event timeline database: reads articles, finds what they date, answers in chronological order."""

__version__ = "0.1.0"
