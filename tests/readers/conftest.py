"""The fixture of the tests of reading; their functions are in ``files.py``."""

from readers.files import write

__all__ = ["write"]
