"""For every test: the network is closed, but for this machine's own."""

import gc
import os
import socket

import hypothesis
import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher

pytest_plugins = [
    "tests.pages.client",  # the `page` of every page test: a client that reads what it fetches
    "tests.cast",  # tess, hana, stella and the others
    "tests.sites",  # `sqlite_site`: a database for processes of their own
    "tests.racing",  # `race`: two people at the same moment
]
# At a desk the drawn examples differ each time; a gate says the same of the same tree, however slow its machine.
hypothesis.settings.register_profile(
    "ours",
    deadline=None,
    database=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("ours")
LOCAL = ("127.0.0.1", "::1", "localhost")
real_connect = socket.socket.connect


def local_only(self, address):
    if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOCAL:
        raise OSError(f"A test reached for the network: {address}")
    return real_connect(self, address)


def pytest_collection_finish(session):
    """What was collected stays until the end: nobody need look through half a million things for rubbish again.

    And for what comes and goes it is enough to look once in a while.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(autouse=True, scope="session")
def files_of_their_own(tmp_path_factory):
    """What a test keeps, or seals with, is no part of anybody's data folder."""
    settings.DATA = tmp_path_factory.mktemp("data")
    settings.FILES = settings.DATA / "files"


@pytest.fixture(autouse=True)
def closed_network(monkeypatch):
    monkeypatch.setattr(socket.socket, "connect", local_only)


@pytest.fixture(autouse=True, scope="session")
def quick_passwords():
    """Kept as passwords are, a thousand times quicker to try: how often they are stirred is Django's to test."""
    kept = PBKDF2PasswordHasher.iterations
    PBKDF2PasswordHasher.iterations = 1000
    yield
    PBKDF2PasswordHasher.iterations = kept
