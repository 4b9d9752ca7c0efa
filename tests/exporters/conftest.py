"""Fixtures of the tests that look at a page."""

from browser import browser, timelinejs

__all__ = ["browser", "timelinejs"]
