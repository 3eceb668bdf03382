"""Python's own `import`, put back after PySide has put its own in its place.

PySide reads the source of every module that is imported after it, to see whether it uses the
optional snake_case names (`from __feature__ import …`). Nothing here does, and reading the
source of some hundred modules costs a third of the time to a window. Import this before all
else that is not Qt.
"""

import builtins

_own = builtins.__import__

import PySide6.QtCore  # noqa: E402, F401 - between the two lines, that is the point

builtins.__import__ = _own
