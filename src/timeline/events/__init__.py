"""From dated sentences to mentions, from mentions to events."""
