"""Can we listen here? Asked before anything slow is done."""

import socket


def number(text):
    """A port as written on the command line."""
    port = int(text)
    if not 1 <= port <= 65535:
        raise ValueError(f"{text} is not a port")
    return port


def is_free(host, port):
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
