"""Make the private environment `.venv`, or say plainly why it cannot be made. Standard library only.

`python3 tools/bootstrap.py base` installs what running needs; `dev` adds what testing needs. Nothing is installed
twice: a stamp in `.venv` holds a hash of the lock, the Python and the folder. This file must still read under an
old Python, so that an old Python can be told so.
"""

import hashlib
import os
import shutil
import subprocess
import sys

OLDEST = (3, 11)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
BIN = os.path.join(VENV, "bin")
PYTHON = os.path.join(BIN, "python")
NAMES = ("python3.14", "python3.13", "python3.12", "python3.11")
COMMAND = """#!{python}
import sys

from hometime.cli import main

sys.exit(main())
"""


def stop(*lines):
    sys.stderr.write("\n".join(("",) + lines + ("",)) + "\n")
    sys.exit(2)


def use_a_new_enough_python():
    """Go on in another Python of this machine when the one we were started with is too old."""
    if sys.version_info >= OLDEST:
        return
    newer = [path for path in map(shutil.which, NAMES) if path and subprocess.call([path, "-c", ""]) == 0]
    if newer:
        os.execv(newer[0], [newer[0]] + sys.argv)
    stop(
        "Hometime needs Python %d.%d or later; this is Python %d.%d." % (OLDEST + sys.version_info[:2]),
        "Install a newer one and say where it is:  make demo PYTHON=/path/to/python3.11",
    )


def lock_for(level):
    return os.path.join(ROOT, "locks", level + ".txt")


def stamp_for(level):
    """What the environment was made from; anything else means it has to be made again."""
    digest = hashlib.sha256()
    with open(lock_for(level), "rb") as lock:
        digest.update(lock.read())
    digest.update(("%s %d.%d" % ((ROOT,) + sys.version_info[:2])).encode())
    return digest.hexdigest()


def stamp_path(level):
    return os.path.join(VENV, "stamp-" + level)


def is_ready(level):
    try:
        with open(stamp_path(level)) as stamp:
            return stamp.read() == stamp_for(level)
    except OSError:
        return False


def python_runs():
    if not os.path.exists(PYTHON):
        return False
    version = "import sys; sys.exit(sys.version_info[:2] != (%d, %d))" % sys.version_info[:2]
    return subprocess.call([PYTHON, "-c", version]) == 0


def make_environment(uv):
    if python_runs():
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if uv:
        run([uv, "venv", "--quiet", "--python", sys.executable, VENV])
        return
    try:
        import ensurepip  # noqa: F401  Debian keeps it in a package of its own
    except ImportError:
        stop(
            "This Python cannot make a private environment: its venv part is not installed.",
            "On Debian or Ubuntu:  sudo apt install python3-venv   (then run the same command again)",
        )
    run([sys.executable, "-m", "venv", VENV])


def run(command):
    code = subprocess.call(command, cwd=ROOT)
    if code:
        stop("This step failed: " + " ".join(command), "Nothing else was changed; run the same command to try again.")


def install(level, uv):
    lock = lock_for(level)
    if uv:
        run([uv, "pip", "install", "--python", PYTHON, "--require-hashes", "--no-deps", "-r", lock])
        return
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--no-deps", "--require-hashes"]
    run(pip + ["--only-binary=:all:", "--progress-bar", "on", "-r", lock])


def link_the_source():
    """Put the folder on the environment's path and the command beside its Python: nothing has to be built."""
    where = subprocess.check_output([PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"])
    with open(os.path.join(where.decode().strip(), "hometime.pth"), "w") as path:
        path.write(ROOT + "\n")
    command = os.path.join(BIN, "hometime")
    with open(command, "w") as script:
        script.write(COMMAND.format(python=PYTHON))
    os.chmod(command, 0o755)


def main(level):
    use_a_new_enough_python()
    if is_ready(level) and python_runs():
        return
    uv = shutil.which("uv")
    print("Setting up Hometime in .venv with %s. This happens once and takes a minute or so." % ("uv" if uv else "pip"))
    sys.stdout.flush()
    make_environment(uv)
    install(level, uv)
    link_the_source()
    for done in {"base", level} - {"bench"}:  # the dev lock holds the whole of the base lock
        with open(stamp_path(done), "w") as stamp:
            stamp.write(stamp_for(done))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "base")
