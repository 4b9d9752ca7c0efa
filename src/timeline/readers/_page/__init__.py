"""What a web page says of itself, and the text of its article. Everything here works on one parsed tree."""

# How trafilatura and htmldate have been seen to fail on pages that nobody foresaw; one page must not stop the rest
LIBRARY_FAILS = (
    ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError,
)  # fmt: skip
