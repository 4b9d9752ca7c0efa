"""Why something could not be read."""


class NotRead(Exception):
    """Why a source, or the rest of it, could not be read: whoever reads it makes it a problem."""

    def __init__(self, what: str, advice: str = "") -> None:
        super().__init__(what)
        self.what, self.advice = what, advice
