"""From bytes to characters: packed files, encodings, lines without end. Readers and importers begin here."""
