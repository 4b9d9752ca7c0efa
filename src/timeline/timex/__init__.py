"""Time expressions: found, resolved, tagged as TIMEX3."""
