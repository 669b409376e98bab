"""`make locks`: names, versions and hashes only, for every platform at once. Needs uv."""

import shutil
import subprocess
import sys

OPTIONS = "--universal --generate-hashes --no-header --no-annotate --no-emit-index-url --python-version 3.11 --quiet"
# Each lock keeps to the versions of the one before it, so that what is tested is what is run.
LOCKS = (
    ("base", [], []),
    ("dev", ["--extra", "dev"], ["-c", "locks/base.txt"]),
    ("bench", ["--extra", "bench"], ["-c", "locks/dev.txt"]),
)


def main():
    uv = shutil.which("uv") or sys.exit("This needs uv: pip install uv")
    for name, extras, constraints in LOCKS:
        out = ["--output-file", f"locks/{name}.txt"]
        command = [uv, "pip", "compile", *OPTIONS.split(), *extras, *constraints, *sys.argv[1:], *out]
        subprocess.run([*command, "pyproject.toml"], check=True)


if __name__ == "__main__":
    main()
