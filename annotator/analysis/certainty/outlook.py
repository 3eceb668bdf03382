"""What a governing word says of whether the thing it governs comes to pass.

Classes after Karttunen (1971) and Nairn, Condoravdi and Karttunen (2006); the words in
`resources/lexicons/outlook.toml` are our own.
"""

import tomllib
from functools import cache

from annotator import resources
from annotator.domain.phrase import phrase
from annotator.errors import UserFacingError

FILE_NAME = "outlook.toml"


@cache
def outlook_classes() -> tuple[frozenset[str], ...]:
    """The words of each class, in the order of the file.

    Raises UserFacingError when the file that ships cannot be read.
    """
    path = resources.folder() / "lexicons" / FILE_NAME
    try:
        table: dict[str, str] = tomllib.loads(path.read_text("utf-8"))["outlook"]
        return tuple(frozenset(words.split()) for words in table.values())
    except (OSError, ValueError, KeyError, AttributeError) as problem:
        raise UserFacingError(
            phrase(
                "The word list {path} cannot be read: {problem}.",
                path=str(path),
                problem=str(problem),
            ),
            phrase("Reinstall the program."),
        ) from problem
