"""How it is told: titles."""

UNTOLD = "its words do not tell what happened: read the sentence"  # why a mention bears a piece of it for a title
