"""What a person can do, as functions that do not print.

Each file is one errand and is imported when it is asked for, so that a question to the timeline never waits for what
only reading needs.
"""
