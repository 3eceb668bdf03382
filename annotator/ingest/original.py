"""The bytes that an article is read from and that are kept with it."""

import os
import stat
from pathlib import Path

from annotator.domain.phrase import phrase
from annotator.ingest.limits import MEBIBYTE, Limits
from annotator.ingest.problems import UnreadableError

# Not to wait for somebody to write into a pipe of that name, nor to mend line ends on Windows.
_READ_ONLY = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def content_of(path: Path, limits: Limits) -> bytes:
    """The bytes of a regular file within the limit. Raises UnreadableError."""
    try:
        handle = os.open(path, _READ_ONLY)
        with os.fdopen(handle, "rb") as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise UnreadableError(
                    phrase("is not a file"), phrase("Choose a file with text in it.")
                )
            if found.st_size > limits.file_bytes:
                raise _too_large(limits)
            content = file.read(limits.file_bytes + 1)
    except FileNotFoundError:
        raise UnreadableError(
            phrase("was not found"), phrase("Check the name and the folder.")
        ) from None
    except IsADirectoryError:
        raise UnreadableError(
            phrase("is a folder"), phrase("Choose the files inside it.")
        ) from None
    except PermissionError:
        if path.is_dir():  # what Windows says of a folder
            raise UnreadableError(
                phrase("is a folder"), phrase("Choose the files inside it.")
            ) from None
        raise UnreadableError(
            phrase("may not be read by you"),
            phrase("Ask its owner for permission, or copy it elsewhere."),
        ) from None
    except (OSError, ValueError) as error:
        told = error.strerror if isinstance(error, OSError) else None
        raise UnreadableError(
            phrase("could not be opened ({reason})", reason=told or phrase("bad name")),
            phrase("Check the disk and the file's name."),
        ) from None
    if len(content) > limits.file_bytes:
        raise _too_large(limits)
    if not content:
        raise UnreadableError(phrase("is empty"), phrase("Get the file again, or paste its text."))
    return content


def pasted_content(pasted: str, limits: Limits) -> bytes:
    """What was pasted as the bytes that are kept. Raises UnreadableError."""
    original = pasted.encode("utf-8", "replace")
    if not original.strip():
        raise UnreadableError(
            phrase("holds no text"), phrase("Copy the text of the article and paste again.")
        )
    if len(original) > limits.file_bytes:
        raise _too_large(limits)
    return original


def _too_large(limits: Limits) -> UnreadableError:
    return UnreadableError(
        phrase("is larger than {size} MB", size=f"{limits.file_bytes / MEBIBYTE:g}"),
        phrase("Split it, or raise the limit on the size of files in the settings."),
    )


def storable(name: str) -> str:
    """`name` as valid Unicode, whatever bytes the file system has in it."""
    return os.fsencode(name).decode("utf-8", "replace")
