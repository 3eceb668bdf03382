"""Keeps the libraries that know the network from touching it."""

import socket


def stay_offline() -> None:
    """Call before importing such a library: urllib3, which comes along with spaCy and
    trafilatura, opens a socket when it is imported, only to see whether the machine has IPv6.
    """
    socket.has_ipv6 = False
