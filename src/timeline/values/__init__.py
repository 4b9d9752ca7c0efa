"""What flows between the rooms: frozen values that import no library."""
