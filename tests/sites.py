"""A site for processes of their own: an SQLite database in a file, with all its tables, as `hometime serve` makes them."""

import os
import shutil
import subprocess
import sys

import pytest
from django.conf import settings

MAKE = "from hometime.lib import boot; boot.load('hometime.serving.tables').make_tables()"


@pytest.fixture(scope="session")
def new_site(tmp_path_factory):
    """Made once a session: it is only ever copied."""
    folder = tmp_path_factory.mktemp("new-site")
    path = folder / "site.sqlite3"
    told = {"DATABASE_URL": f"sqlite:///{path}", "HOMETIME_DATA": str(folder), "HOMETIME_DEMO": "0"}
    subprocess.run([sys.executable, "-c", MAKE], cwd=settings.PACKAGE.parent, env=os.environ | told, check=True)
    return path


@pytest.fixture
def sqlite_site(new_site, tmp_path):
    """The DATABASE_URL of a site of this test’s own."""
    return f"sqlite:///{shutil.copy(new_site, tmp_path / 'site.sqlite3')}"
