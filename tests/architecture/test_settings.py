"""Settings are loud: a name or a value nobody could have meant ends the command with one line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def start_with(tmp_path, **settings):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **settings}
    command = [sys.executable, "-m", "hometime", "ledger", "verify"]
    return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("HOMETIME_HTTPS", "maybe", "must be true or false"),
        ("HOMETIME_DEBUGG", "true", "Did you mean HOMETIME_DEBUG?"),
        ("HOMETIME_LOG_LEVEL", "LOUD", "must be one of"),
        ("DATABASE_URL", "mongo://here", "must begin with sqlite:// or postgres://"),
    ],
)
def test_a_bad_setting_ends_the_command_with_one_line(tmp_path, name, value, says):
    done = start_with(tmp_path, **{name: value})
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_bad_setting_in_the_env_file_is_just_as_loud(tmp_path):
    (tmp_path / ".env").write_text("HOMETIME_DEMO=perhaps\n")
    done = start_with(tmp_path)
    assert done.returncode == 2
    assert "HOMETIME_DEMO is “perhaps”" in done.stderr
