"""What happened: the happening a time belongs to, its kind and how real it is."""
