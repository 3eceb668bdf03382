"""Files of every format in: each read in a child process with limits, never in the app's own.

`read` and `read_pasted` give a `ReadFile`; `Reader` keeps one child for many files;
`files_below` walks folders.
"""

from annotator.ingest.files import files_below
from annotator.ingest.limits import Limits
from annotator.ingest.reader import Reader, ReadFile, read, read_pasted

__all__ = ["Limits", "ReadFile", "Reader", "files_below", "read", "read_pasted"]
