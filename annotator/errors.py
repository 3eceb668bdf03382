"""The one exception for what a person can understand and mend; everything else is a bug."""


class UserFacingError(Exception):
    """Bad input or a bad environment, told in one sentence, with what to do about it.

    `message` says what is wrong and where; `hint` says what to do next. Both are shown
    as they are, so they name files and never internals.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()
