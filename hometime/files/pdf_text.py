"""The text of a PDF somebody handed in, line by line; or, in a sentence, why there is none. It never raises."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

READER = Path(__file__).with_name("pdf_reader.py")
SECONDS = 12  # a little more than the reader gives itself
LOCKED = "This PDF asks for a password, so it cannot be read here."
NO_LETTERS = "This PDF is a picture, such as a scan. There are no letters in it to read."
BROKEN = "This PDF cannot be read here. It may be broken."
TOO_LONG = "This PDF takes too long to read here."


@dataclass(frozen=True)
class PdfText:
    """`why` says why there are no lines; `is_cut` that there was more than we read."""

    lines: tuple[str, ...] = ()
    why: str = ""
    is_cut: bool = False


def text_of_pdf(content: bytes) -> PdfText:
    """Read in a process of its own, so that a file made to eat time or memory ends that process and no other."""
    command = [sys.executable, "-I", str(READER)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return PdfText(why=TOO_LONG)
    except OSError:
        return PdfText(why=BROKEN)
    if done.returncode:
        return PdfText(why=BROKEN)
    told = json.loads(done.stdout)
    if told.get("is_locked"):
        return PdfText(why=LOCKED)
    lines = tuple(line.strip() for line in told["lines"] if line.strip())
    return PdfText(lines, "" if lines else NO_LETTERS, told["is_cut"])
