"""What a web page says of itself, and the text of its article. Everything here works on one parsed tree."""
