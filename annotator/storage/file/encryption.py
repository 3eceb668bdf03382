"""The key of an encrypted library, made of its passphrase the way SQLCipher 4 makes it.

Source: SQLCipher's design document. A page of 4,096 bytes ends with 16 bytes of initial vector
and 64 of HMAC-SHA512; the first 16 bytes of the file are the salt. The key is PBKDF2-HMAC-SHA512
of the passphrase (UTF-8) over the salt. It is made here, once, and given to SQLCipher as it is:
otherwise every connection would take the same fraction of a second to make it again. Any
other SQLCipher 4 opens the file with the passphrase alone.
"""

import hashlib
import hmac
import os
import sqlite3
import unicodedata
from dataclasses import dataclass, field
from types import ModuleType
from typing import Self

PAGE_BYTES = 4_096
SALT_BYTES = 16
ROUNDS = 256_000
"""How often the passphrase is hashed: SQLCipher 4's own number."""
_SEAL_BYTES = 64
# What tells the salt of the seals from that of the encryption (SQLCipher's constants).
_SEAL_MASK, _SEAL_ROUNDS = 0x3A, 2


@dataclass(frozen=True, slots=True)
class Key:
    """What encrypts one library. Never written anywhere, never shown."""

    raw: bytes = field(repr=False)
    salt: bytes = field(repr=False)

    @classmethod
    def of(cls, passphrase: str, salt: bytes) -> Self:
        """The key of a file that begins with `salt`. Takes a fraction of a second."""
        words = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
        return cls(hashlib.pbkdf2_hmac("sha512", words, salt, ROUNDS, 32), salt)

    @classmethod
    def new(cls, passphrase: str) -> Self:
        """A key for a file to be made."""
        return cls.of(passphrase, os.urandom(SALT_BYTES))

    @property
    def literal(self) -> str:
        """Key and salt as SQLCipher takes them."""
        return f"x'{self.raw.hex()}{self.salt.hex()}'"

    def unlock(self, connection: sqlite3.Connection) -> None:
        """The first thing done to a connection. Whether the key fits shows at the first read."""
        silence(connection)
        connection.execute(f'PRAGMA key = "{self.literal}"')

    def sealed(self, page: bytes, number: int) -> bool:
        """Whether the page with this number (the first is 1) was sealed with this key and is
        as it was then."""
        if len(page) != PAGE_BYTES:
            return False
        salt = bytes(byte ^ _SEAL_MASK for byte in self.salt)
        key = hashlib.pbkdf2_hmac("sha512", self.raw, salt, _SEAL_ROUNDS, 32)
        body = page[SALT_BYTES if number == 1 else 0 : -_SEAL_BYTES]
        seal = hmac.digest(key, body + number.to_bytes(4, "little"), "sha512")
        return hmac.compare_digest(seal, page[-_SEAL_BYTES:])


def cipher_driver() -> ModuleType:
    """SQLCipher, with the interface of sqlite3. Loaded only where something is encrypted."""
    from sqlcipher3 import dbapi2  # noqa: PLC0415

    module: ModuleType = dbapi2
    return module


def driver_for(key: Key | None) -> ModuleType:
    """The driver that reads a library with this key, or a plain one."""
    return sqlite3 if key is None else cipher_driver()


def silence(connection: sqlite3.Connection) -> None:
    """SQLCipher tells the terminal of every page that does not fit; we tell the person."""
    connection.execute("PRAGMA cipher_log_level = NONE")
