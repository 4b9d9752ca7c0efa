"""Of thousands of events the days that made the story, each with its best sentences."""
