"""The base of all errors."""


class TimelineError(Exception):
    """The base of all that this package raises on purpose."""
