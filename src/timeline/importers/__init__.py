"""Tables and lists of events in, one file a format."""
