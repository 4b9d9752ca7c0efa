"""What a person can do, as functions that do not print."""
