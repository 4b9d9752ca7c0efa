"""One file a database: what it does in its own way."""
