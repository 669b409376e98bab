"""The first start of the demo on an empty folder, and the memory of the web worker once it has shown a page."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

LONGEST = 60


def first_start():
    """(seconds until the first page, megabytes held then), or None where it did not come up."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        settings = {**os.environ, "HOMETIME_DATA": folder}
        settings.pop("DATABASE_URL", None)
        command = [str(Path(sys.executable).parent / "hometime"), "demo", "--port", str(port)]
        began = time.monotonic()
        server = subprocess.Popen(
            command, cwd=folder, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            return (time.monotonic() - began, megabytes(server.pid)) if answers(port, server) else None
        finally:
            server.terminate()
            server.wait(10)


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def answers(port, server):
    """Whether the front page came within a minute."""
    until = time.monotonic() + LONGEST
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=LONGEST) as page:
                return page.status == 200
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
    return False


def megabytes(pid):
    """Memory held by a process, where the system tells."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return None
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
