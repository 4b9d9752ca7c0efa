"""From what a person names to bytes, from bytes to characters, from words of a date to a day."""
