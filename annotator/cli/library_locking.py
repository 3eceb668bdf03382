"""The verbs of `annotator library` that give a library a passphrase and take it away."""

import argparse
import sys
from pathlib import Path

from annotator.cli.exits import DONE, SOME_FAILED
from annotator.cli.passphrase import new_passphrase, passphrase_for
from annotator.storage import Library
from annotator.workspace import places


def encrypt(given: argparse.Namespace, path: Path) -> int:
    """Encrypts the library and its backups, or makes an encrypted one when there is none."""
    old = passphrase_for(given, path)
    new = new_passphrase(given)
    if not path.exists():
        places.ensure(path.parent)
        Library.open(path, passphrase=new).close()
        print(f"{path} was made, encrypted. Without the passphrase nobody can read it.")
        return DONE
    return _changed(path, old, new)


def decrypt(given: argparse.Namespace, path: Path) -> int:
    """Makes the library and its backups readable for whoever may read the files."""
    return _changed(path, passphrase_for(given, path), "")


def _changed(path: Path, old: str, new: str) -> int:
    done = Library.change_passphrase(path, old, new)
    state = "encrypted. Without the passphrase nobody can read them" if new else "not encrypted"
    print(f"The library and its backups ({done.files} files) are {state}.")
    for backup in done.left:
        print(
            f"annotator: the backup {backup} could not be read; it is as it was.", file=sys.stderr
        )
    return SOME_FAILED if done.left else DONE
