"""Reads the letters of the PDF on standard input. A program of its own: `pdf_text` runs it, and ends it when it takes too long.

A PDF may be made to eat time and memory, so both are bounded here, before a byte of it is looked at. If something goes
wrong, only this process ends.
"""

import io
import json
import logging
import sys

import pypdf

try:
    import resource
except ImportError:  # Windows has no such bounds; the time is bounded by whoever runs this
    resource = None  # type: ignore[assignment]

SECONDS = 10
MEMORY = 768 * 1024 * 1024
PAGES = 60
LETTERS = 400_000
MOST_UNPACKED = 4_000_000  # a page of small print is a hundredth of that


def bound() -> None:
    for name, most in (("RLIMIT_CPU", SECONDS), ("RLIMIT_AS", MEMORY)):
        try:
            resource.setrlimit(getattr(resource, name), (most, most))
        except (AttributeError, ValueError, OSError):
            continue  # this machine has no such bound


def read(content: bytes) -> dict[str, object]:
    reader = pypdf.PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        return {"is_locked": True}
    lines: list[str] = []
    for number, page in enumerate(reader.pages):
        if number == PAGES or sum(map(len, lines)) > LETTERS:
            return {"lines": lines, "is_cut": True}
        lines += page.extract_text().splitlines()
    return {"lines": lines, "is_cut": False}


def main() -> None:
    bound()
    logging.disable(logging.CRITICAL)  # what is odd about a file is nobody’s news
    pypdf.overwrite_configuration(
        zlib_maximum_output_length=MOST_UNPACKED,
        lzw_maximum_output_length=MOST_UNPACKED,
        run_length_maximum_output_length=MOST_UNPACKED,
        array_based_stream_maximum_output_length=MOST_UNPACKED,
        jbig2dec_binary=None,
    )
    json.dump(read(sys.stdin.buffer.read()), sys.stdout)


if __name__ == "__main__":
    main()
