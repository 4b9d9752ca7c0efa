"""How it is told: titles."""
