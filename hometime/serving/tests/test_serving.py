"""Starting a site: a taken port is one plain line, the secret is kept, and the demo's reset spares everything else."""

import os
import socket
import subprocess
import sys

import pytest

from hometime.serving import port, site


@pytest.fixture
def taken():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


@pytest.mark.parametrize("command", ["demo", "serve"])
def test_a_taken_port_is_one_plain_line(tmp_path, taken, command):
    words = [sys.executable, "-m", "hometime", command, "--port", str(taken)]
    path = {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(words, cwd=tmp_path, env=os.environ | path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(f"Port {taken} on 127.0.0.1 is taken by another program. Try --port {taken + 1} ")
    assert done.stderr.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_a_port_nobody_listens_on_is_free(taken):
    assert not port.is_free("127.0.0.1", taken)
    with socket.socket() as briefly:
        briefly.bind(("127.0.0.1", 0))
        number = briefly.getsockname()[1]
    assert port.is_free("127.0.0.1", number)


@pytest.mark.parametrize("text", ["0", "65536", "http"])
def test_a_port_that_cannot_be_is_refused(text):
    with pytest.raises(ValueError):
        port.number(text)


@pytest.fixture
def data(tmp_path, settings):
    settings.DATA = tmp_path
    settings.SECRET_FILE = tmp_path / "secret-key"
    return tmp_path


def test_the_secret_is_written_once_and_for_its_owner_only(data, settings):
    first = settings.SECRET_KEY
    site.keep_the_secret()
    settings.SECRET_KEY = "another, at the next start"
    site.keep_the_secret()
    assert settings.SECRET_FILE.read_text() == first
    assert settings.SECRET_FILE.stat().st_mode & 0o777 == 0o600


def test_starting_the_demo_afresh_spares_the_sites_own_data(data):
    for name in ("demo.sqlite3", "demo.sqlite3-wal", "hometime.sqlite3", "secret-key"):
        (data / name).touch()
    site.forget_the_demo()
    assert {path.name for path in data.iterdir()} == {"hometime.sqlite3", "secret-key"}


def test_a_data_folder_that_cannot_be_made_is_one_plain_line(data, settings, capsys):
    (data / "file").touch()
    settings.DATA = data / "file" / "folder"
    with pytest.raises(SystemExit) as ended:
        site.make_data_folder()
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("The data folder cannot be made:")
